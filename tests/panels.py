"""Panel meetings for tests."""

import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from community.models import PanelMeeting, PanelPriority, WardTeam
from community.services import meetings
from places.models import Ward

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=LONDON)
PLACE = {
    "venue": "Town Hall",
    "address": "Forest Road, Walthamstow",
    "postcode": "E17 4JF",
    "step_free": "yes",
}


def ward(slug="hoe-street"):
    return Ward.objects.get(slug=slug)


def evening(*day, hour=19):
    return datetime(*day, hour, tzinfo=LONDON)


def meeting(starts_at=None, of="hoe-street", *, at=NOW, minutes=90, **given):
    """Store a meeting as staff do."""
    starts_at = starts_at or evening(2026, 12, 8)
    made = PanelMeeting(
        ward=ward(of),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        **(PLACE | given),
    )
    meetings.save(meeting=made, at=at)
    return made


def team(*slugs, name="Safer neighbourhood team"):
    made = WardTeam.objects.create(name=name, organisation="police")
    made.wards.set(Ward.objects.filter(slug__in=slugs))
    return made


def topic(words="Cars race at night", of="hoe-street", *, email="", at=NOW):
    return meetings.take_topic(key=uuid.uuid4(), ward=ward(of), words=words, email=email, at=at)


def priority(of="hoe-street", **given):
    told = {"title": "Speeding", "agreed_on": date(2026, 9, 8)} | given
    return PanelPriority.objects.create(ward=ward(of), **told)
