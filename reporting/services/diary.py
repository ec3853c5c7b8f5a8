"""The incident diary: its private address, and the entries, which are evidence."""

import json
from collections.abc import Sequence
from datetime import datetime, time
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reporting.journey.when import NOW
from reporting.models import Diary, Event, Photo, Report
from reporting.models.keys import new_key
from reporting.photos import Remade
from reporting.services.common import Refused, locked, record
from reporting.services.pictures import stored
from reporting.services.tracking import digest_of

MOST_A_DAY = 50  # entries: more than that is a script, not a person


@transaction.atomic
def make_diary_link(*, report: Report, at: datetime) -> str:
    """Give a report's diary a new private address and return its key; the old one ends."""
    report = locked(report)
    if not report.category.takes_complaints:  # a diary helps with what people do again and again
        raise Refused(_("There is no diary for this kind of report."))
    key = new_key()
    Diary.objects.update_or_create(report=report, defaults={"digest": digest_of(key)})
    record(report, Event.Type.DIARY_LINK, at=at)
    return key


def add_diary_entry(
    *,
    report: Report,
    happened: str,
    text: str,
    how_long: str,
    effects: Sequence[str],
    effect: str,
    photos: Sequence[Remade],
    once: str,
    at: datetime,
) -> Event:
    """Write down one incident with its photos, or nothing of it; it is never changed again.

    `happened` is `now`, or a day or a day and a time as `journey.when` keeps them. The same form,
    known by `once`, with the same words and no other photos is the same entry, however often it
    is sent; with other words it is another one.
    """
    told = {"happened": happened, "how_long": how_long, "effects": list(effects), "effect": effect}
    sent = sha256(json.dumps([once, text, told]).encode()).hexdigest()
    if happened == NOW:
        told["happened"] = f"{timezone.localtime(at):%Y-%m-%dT%H:%M}"
    with stored(photos) as (columns, keep):
        with transaction.atomic():
            report = locked(report)
            if sent_before := _sent_before(report, sent, columns):
                return sent_before
            _refuse_where_none_may_be_added(report, at)
            event = record(report, Event.Type.DIARY, at=at, text=text, data=told | {"once": sent})
            for each in columns:
                Photo.objects.create(report=report, event=event, added_at=at, **each)
        keep()
    return event


def _sent_before(report, sent: str, columns: list[dict]) -> Event | None:
    """Find the entry that this form made already."""
    digests = {each["digest"] for each in columns}
    for event in report.events.filter(type=Event.Type.DIARY, data__once=sent):
        if digests <= set(event.photos.values_list("digest", flat=True)):
            return event
    return None


def _refuse_where_none_may_be_added(report, at: datetime) -> None:
    if not report.is_open:
        raise Refused(_("We no longer work on this report, so its diary takes no more entries"))
    midnight = timezone.make_aware(datetime.combine(timezone.localtime(at), time.min))
    today = report.events.filter(type=Event.Type.DIARY, at__gte=midnight)
    if today.count() >= MOST_A_DAY:
        sentence = _("You can write %s entries a day. Write down the rest tomorrow, or call us")
        raise Refused(sentence % MOST_A_DAY)
