"""Panel meetings are planned, changed and announced; residents say what panels should discuss."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction

from community import meeting_mails, meeting_queries
from community.models import PanelMeeting, PanelTopic
from places.models import Ward
from safety_site import council, public_pages

# What calendars and pages show; a change of it is a change of the meeting.
SHOWN = (
    "ward_id",
    "starts_at",
    "ends_at",
    "venue",
    "address",
    "postcode",
    "step_free",
    "access_note",
    "online_url",
    "agenda",
    "minutes_url",
    "cancelled",
)
# Who was told must be told again.
TOLD = ("ward_id", "starts_at", "ends_at", "venue", "address", "postcode", "online_url")


class Clashes(Exception):  # noqa: N818 - the name says it
    """Nothing was stored: `others` holds by row the meeting that stands in its way."""

    def __init__(self, others: Mapping[int, PanelMeeting]):
        super().__init__()
        self.others = others


def hold_times(*, wards: Iterable[int]) -> None:
    """Let nobody else plan for these wards, or any that shares a team, until all is stored."""
    shared = meeting_queries.sharing()
    wards = {other for ward in wards for other in shared.get(ward, frozenset()) | {ward}}
    list(Ward.objects.select_for_update().filter(pk__in=wards).order_by("pk").values_list("pk"))


@transaction.atomic
def save(*, meeting: PanelMeeting, at: datetime) -> None:
    """Store a meeting; whoever was reminded of it and would go wrong now is told at once."""
    old = PanelMeeting.objects.select_for_update().filter(pk=meeting.pk).first()
    if old is None:
        meeting.changed_at = at
        meeting.save()
        return
    changed = {name for name in SHOWN if getattr(old, name) != getattr(meeting, name)}
    if not changed:
        return
    meeting.sequence, meeting.changed_at = old.sequence + 1, at
    meeting.reminded_at = _told_again(old, meeting, changed, at)
    meeting.save()


def _told_again(
    old: PanelMeeting, meeting: PanelMeeting, changed: set[str], at: datetime
) -> datetime | None:
    """Tell those who were reminded; return when everybody was last told, None where nobody was."""
    if old.reminded_at is None or old.starts_at <= at or meeting.starts_at <= at:
        return old.reminded_at
    if meeting.cancelled and not old.cancelled:
        meeting_mails.cancelled(meeting)
        return at
    if old.cancelled and not meeting.cancelled:
        return None  # it is held after all: a reminder says so
    if meeting.cancelled or not changed & set(TOLD):
        return old.reminded_at
    meeting_mails.changed(meeting)
    soon = at + timedelta(days=council.current().reminder_days)
    return at if meeting.starts_at <= soon else None


@transaction.atomic
def store_plan(*, meetings: Sequence[PanelMeeting], at: datetime) -> int:
    """Store a quarter's meetings, all or none, and say how many are new.

    One that stands as planned is left alone, so that a plan that is sent twice is stored once.
    """
    hold_times(wards=[meeting.ward_id for meeting in meetings])
    standing = PanelMeeting.objects.held().filter(ward__in=[each.ward_id for each in meetings])
    there = set(standing.values_list("ward_id", "starts_at", "ends_at"))
    new = {
        place: meeting
        for place, meeting in enumerate(meetings)
        if (meeting.ward_id, meeting.starts_at, meeting.ends_at) not in there
    }
    if found := meeting_queries.clashes(list(new.values())):
        places = list(new)
        raise Clashes({places[number]: other for number, other in found.items()})
    for meeting in new.values():
        meeting.changed_at = at
    PanelMeeting.objects.bulk_create(new.values())
    public_pages.renew()
    return len(new)


def remind(*, at: datetime) -> int:
    """Write to those who asked, once for each meeting that begins soon; return how many mails."""
    due = meeting_queries.to_remind(at, council.current().reminder_days)
    return sum(_remind_of(pk, at) for pk in due)


@transaction.atomic
def _remind_of(pk: int, at: datetime) -> int:
    """Queue the mails and note it in one transaction, so that no meeting is announced twice."""
    meeting = PanelMeeting.objects.select_for_update().filter(pk=pk, reminded_at=None).first()
    if meeting is None:
        return 0
    tell = meeting_mails.cancelled if meeting.cancelled else meeting_mails.reminder
    number = tell(meeting)
    if number is None:  # a slip in the wording, which staff can mend: tried again
        return 0
    PanelMeeting.objects.filter(pk=pk).update(reminded_at=at)
    return number


@transaction.atomic
def take_topic(*, key: UUID, ward: Ward, words: str, email: str, at: datetime) -> PanelTopic:
    """Keep what somebody wants a panel to discuss, once however often it is sent."""
    told = {"ward": ward, "words": words, "email": email, "at": at}
    return PanelTopic.objects.get_or_create(key=key, defaults=told)[0]


@transaction.atomic
def handle_topics(*, topics: Iterable[int], by: User, at: datetime) -> int:
    """Note that these topics were seen to; the first one to say so counts."""
    open_ones = PanelTopic.objects.filter(pk__in=topics, handled_at=None)
    return open_ones.update(handled_at=at, handled_by=by)


@transaction.atomic
def purge_topics(*, at: datetime) -> int:
    """Forget topics that were kept long enough, handled or not."""
    kept_since = at - timedelta(days=council.current().interest_days)
    return PanelTopic.objects.filter(at__lt=kept_since).delete()[0]
