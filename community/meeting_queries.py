"""What pages and plans need to know of panel meetings: who clashes, who has none, what is due."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from community.models import PanelMeeting, PanelPriority, Subscriber, WardTeam
from community.panel_dates import Taken
from places.models import Ward

KEPT_IN_CALENDARS = timedelta(days=365)  # meetings that are over
LONGEST = timedelta(days=1)  # no meeting that began earlier can still clash


def shown(slug: str, pk: int) -> PanelMeeting | None:
    """Return a meeting of a ward with the priorities that were agreed there."""
    agreed = Prefetch("priorities", PanelPriority.objects.order_by("pk"))
    meetings = PanelMeeting.objects.select_related("ward").prefetch_related(agreed)
    return meetings.filter(ward__slug=slug, pk=pk).first()


def in_calendars(at: datetime) -> QuerySet[PanelMeeting]:
    """Return the meetings to come and those of the last year, cancelled ones too."""
    meetings = PanelMeeting.objects.select_related("ward").order_by("starts_at", "pk")
    return meetings.filter(ends_at__gt=at - KEPT_IN_CALENDARS)


def without_next(at: datetime) -> QuerySet[Ward]:
    """Return the wards without a meeting to come, with the start of their last one."""
    held = PanelMeeting.objects.held().filter(ward=OuterRef("pk"))
    last = held.order_by("-starts_at").values("starts_at")[:1]
    return Ward.objects.filter(~Exists(held.filter(ends_at__gt=at))).annotate(
        last_met_at=Subquery(last)
    )


def last_ones(wards: Iterable[Ward], before: date) -> dict[int, PanelMeeting]:
    """Return by ward its last meeting that was, or is going to be, held before a day."""
    meetings = PanelMeeting.objects.held().filter(ward__in=list(wards)).order_by("starts_at")
    return {
        meeting.ward_id: meeting
        for meeting in meetings
        if timezone.localdate(meeting.starts_at) < before
    }


def meeting_in(first: date, end: date) -> QuerySet[PanelMeeting]:
    """Return the meetings that are held from a day on and before another."""
    return PanelMeeting.objects.held().filter(starts_at__date__gte=first, starts_at__date__lt=end)


def sharing() -> dict[int, frozenset[int]]:
    """Name by ward those that one of its own teams serves too; who serves all of them sits in no
    panel by duty, so does not count.
    """
    teams: dict[int, set[int]] = {}
    for team, ward in WardTeam.wards.through.objects.values_list("wardteam_id", "ward_id"):
        teams.setdefault(team, set()).add(ward)
    shared: dict[int, frozenset[int]] = {}
    for wards in teams.values():
        for ward in wards:
            shared[ward] = shared.get(ward, frozenset()) | wards
    return shared


def taken(first: date, end: date, shared: dict[int, frozenset[int]]) -> list[Taken]:
    """Return the times of a span that are no longer free, and for which wards.

    A cancelled meeting keeps its own ward off: it still stands in the calendars of those who come.
    """
    meetings = PanelMeeting.objects.filter(starts_at__date__gte=first, starts_at__date__lt=end)
    return [
        Taken(
            timezone.localtime(meeting.starts_at),
            timezone.localtime(meeting.ends_at),
            frozenset({meeting.ward_id})
            | (frozenset() if meeting.cancelled else shared.get(meeting.ward_id, frozenset())),
        )
        for meeting in meetings
    ]


def clashes(meetings: Sequence[PanelMeeting]) -> dict[int, PanelMeeting]:
    """Return by the place in the list another meeting at that time, of the same people.

    Looked for among those that are stored and those before it in the list.
    """
    if not meetings:
        return {}
    shared = sharing()
    stored = PanelMeeting.objects.select_related("ward").filter(
        ends_at__gt=min(meeting.starts_at for meeting in meetings) - LONGEST,
        starts_at__lt=max(meeting.ends_at for meeting in meetings) + LONGEST,
    )
    others = list(stored.exclude(pk__in=[meeting.pk for meeting in meetings if meeting.pk]))
    found = {}
    for place, meeting in enumerate(meetings):
        wards = shared.get(meeting.ward_id, frozenset())
        other = next((each for each in others if _clash(meeting, each, wards)), None)
        if other:
            found[place] = other
        others.append(meeting)
    return found


def _clash(one: PanelMeeting, other: PanelMeeting, wards: frozenset[int]) -> bool:
    if one.ward_id == other.ward_id and one.starts_at == other.starts_at:
        return True  # even if cancelled: the two would be one in every list
    if one.cancelled or other.cancelled:
        return False
    at_once = one.starts_at < other.ends_at and other.starts_at < one.ends_at
    return at_once and (one.ward_id == other.ward_id or other.ward_id in wards)


def to_remind(at: datetime, days: int) -> list[int]:
    """Return the keys of the meetings of which nobody was told yet and that begin soon."""
    soon = PanelMeeting.objects.filter(
        reminded_at=None, starts_at__gt=at, starts_at__lte=at + timedelta(days=days)
    )
    return list(soon.order_by("starts_at", "pk").values_list("pk", flat=True))


def who_wants_reminders(ward: Ward) -> QuerySet[Subscriber]:
    """Return those who asked to be told of meetings of this ward, or of every one."""
    wanted = Q(wards=None) | Q(wards=ward)
    return Subscriber.objects.confirmed().filter(wanted, meetings=True).distinct()
