"""An officer's day: the piles on the desk, which are counted and listed by the same words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from post_office.models import STATUS

from reporting import permissions, queries
from reporting.models import (
    Event,
    Letter,
    PlannedAction,
    Referral,
    Report,
    Team,
    Unread,
    conditions,
    roles_of,
)
from reporting.permissions import OFFICERS, Action, Scope

# The order of the queue: what runs out first, then who has waited longest.
PRESSING = (F("next_at").asc(nulls_last=True), "received_at", "-pk")
MOST_NEXT = 10
MOST_IN_A_ROW = 200  # of a pile, through which an officer goes from case to case
# A request for data is answered within a month, at the latest after three (UK GDPR, Art. 12(3)):
# what a reporter said longer ago about something that has ended is history.
LATELY = timedelta(days=92)


@dataclass(frozen=True)
class Desk:
    """Whose day it is, and at what time they look."""

    user: User
    at: datetime

    @cached_property
    def roles(self) -> frozenset[str]:
        return roles_of(self.user)

    @cached_property
    def today(self) -> date:
        return timezone.localdate(self.at)

    @cached_property
    def tonight(self) -> datetime:
        """The last moment of today."""
        midnight = datetime.combine(self.today + timedelta(days=1), time.min)
        return timezone.make_aware(midnight) - timedelta(microseconds=1)

    @property
    def is_officer(self) -> bool:
        return any(role in self.roles for role in OFFICERS)

    def scope(self, action: Action) -> Scope:
        return permissions.scope(self.roles, action)

    def may(self, action: Action) -> bool:
        return self.scope(action) is not Scope.NONE

    def teams(self, action: Action) -> QuerySet[Team]:
        """Return the teams that have this person, or all where the action reaches to all."""
        owners = Team.objects.owners()
        return owners if self.scope(action) is Scope.ALL else owners.filter(members=self.user)

    def visible(self) -> QuerySet[Report]:
        return Report.objects.visible_to(self.user).order_by()


@dataclass(frozen=True)
class Pile:
    """Reports that ask for the same thing now.

    `own`: only ever one's own. `ended`: holds reports that have ended too. `action`: for whom.
    """

    slug: str
    title: str
    sentence: str
    where: Callable[[Desk], Q]
    own: bool = False
    ended: bool = False
    action: Action = Action.WORK_REPORT

    @property
    def query(self) -> str:
        """The part of the queue's address after “?” that lists exactly this pile."""
        return f"pile={self.slug}&state=all" if self.ended else f"pile={self.slug}"

    def pick(self, reports: QuerySet[Report], desk: Desk) -> QuerySet[Report]:
        """Return what of these lies on the pile."""
        return (reports if self.ended else reports.open()).filter(self.where(desk))


def new(desk):
    """What nobody has begun of one's own teams; of a copy the other team decides."""
    return conditions.IS_NEW & Q(team__in=desk.teams(Action.WORK_REPORT))


def mine(desk):
    return Q(officer=desk.user) & conditions.is_awake(desk.today)


def due_today(desk):
    return conditions.is_due_by(desk.tonight) & Q(next_at__gte=desk.at)


def overdue(desk):
    return conditions.is_overdue(desk.at)


def update(desk):
    return conditions.is_update_due(desk.tonight)


def not_fixed(desk):
    return _said(Event.Type.NOT_FIXED)


def said(desk):
    return _said(Event.Type.INFORMATION, Event.Type.WITHDRAWAL)


def said_after_the_end(desk):
    said = Unread.objects.filter(
        type=Event.Type.INFORMATION, after_end=True, at__gte=desk.at - LATELY
    )
    # What has been reopened since is among what is open.
    return Q(status__in=Report.ENDED, pk__in=said.values("report"))


def data_asked(desk):
    asked = Unread.objects.filter(type=Event.Type.DATA_ASKED, at__gte=desk.at - LATELY)
    return Q(pk__in=asked.values("report"))


def review(desk):
    return conditions.is_review_due(desk.today)


def actions(desk):
    due = PlannedAction.objects.filter(owner=desk.user, ended_at=None, due_on__lte=desk.today)
    return Q(pk__in=due.values("report"))


def referrals(desk):
    return Q(pk__in=Referral.objects.filter(answer="").values("report"))


def mail_failed(desk):
    """Where a mail did not leave and nobody has worked on the report since it failed."""
    worked = Event.objects.filter(
        report=OuterRef("event__report"),
        type__in=queries.WORK,
        by__isnull=False,
        at__gt=OuterRef("email__last_updated"),
    )
    # PostgreSQL takes it that each letter has its mail still, unless it is told otherwise.
    kept = Letter.objects.filter(email__isnull=False)
    failed = kept.filter(~Exists(worked), email__status=STATUS.failed)
    return Q(pk__in=failed.values("event__report"))


def put_off(desk):
    return Q(officer=desk.user, snoozed_until__gt=desk.today)


def back_today(desk):
    return Q(officer=desk.user, snoozed_until=desk.today)


def high_risk(desk):
    return Q(risk=Report.Risk.HIGH)


def answered(reports):
    """Pick where a reporter said anything that nobody has worked on since."""
    return reports.filter(pk__in=Unread.objects.values("report"))


def _said(*types: str) -> Q:
    return Q(pk__in=Unread.objects.filter(type__in=types).values("report"))


PILES = {
    pile.slug: pile
    for pile in (
        Pile("new", "New", "Nobody has begun.", new),
        Pile("mine", "Mine", "Open, and not put off.", mine, own=True),
        Pile("overdue", "Overdue", "Should have happened by now.", overdue),
        Pile("due-today", "Due today", "The next step is due before midnight.", due_today),
        Pile("not-fixed", "Not fixed", "The reporter says that it is not fixed.", not_fixed),
        Pile("said", "New information", "The reporter wrote, or takes it back.", said),
        Pile("update", "Waiting for news", "We promised the reporter an update by today.", update),
        Pile("review", "Reviews", "The review is due.", review),
        Pile("actions", "My actions", "An action that you own is due.", actions, own=True),
        Pile("referrals", "With partners", "A partner has not answered yet.", referrals),
        Pile(
            "mail-failed",
            "Mail failed",
            "It did not arrive. Call, then write a note.",
            mail_failed,
            ended=True,
        ),
        Pile(
            "after-the-end",
            "Wrote after the end",
            "The reporter added to what has ended.",
            said_after_the_end,
            ended=True,
        ),
        Pile(
            "data-asked",
            "Ask for their data",
            "We have a month to send the copy.",
            data_asked,
            ended=True,
            action=Action.READ_REPORT,
        ),
        Pile("back-today", "Back today", "You put it off until today.", back_today, own=True),
        Pile("put-off", "Put off", "Comes back on its day, or with a word.", put_off, own=True),
        Pile("high-risk", "High risk", "Somebody may come to harm.", high_risk),
    )
}


def piles_of(desk: Desk) -> list[Pile]:
    """Return the piles that this person can have, in their order."""
    if desk.scope(Action.READ_REPORT) <= Scope.REFERRED:
        return []
    return [pile for pile in PILES.values() if desk.may(pile.action)]


def next_for(desk: Desk) -> list[Report]:
    """Return the most pressing reports of one officer."""
    reports = (
        PILES["mine"]
        .pick(desk.visible(), desk)
        .select_related("category", "kind", "team", "priority")
    )
    return list(reports.order_by(*PRESSING)[:MOST_NEXT])


@dataclass(frozen=True)
class Row:
    """What lies before and after a report in a pile or list: keys and references.

    `query` lists it: the part of the queue's address after “?”.
    """

    title: str
    query: str
    before: tuple[int, str] | None
    after: tuple[int, str] | None


def beside(report: Report, pile: Pile, desk: Desk, *, own: bool) -> Row:
    """Return what lies beside a report in a pile, or among its officer's own there.

    The order is the queue's. Once it has left the pile, the first one there is the next.
    """
    picked = pile.pick(desk.visible(), desk).order_by(*PRESSING)
    if own:
        picked = picked.filter(officer=desk.user)
    query = f"{pile.query}&officer=me" if own else pile.query
    return _row(pile.title, query, picked.values_list("pk", "reference")[:MOST_IN_A_ROW], report)


def among(report: Report, keys: Sequence[int], query: str, desk: Desk) -> Row:
    """Return what lies beside a report in a list as it was shown, of what may still be read."""
    known = dict(desk.visible().filter(pk__in=keys).values_list("pk", "reference"))
    return _row("Your list", query, [(pk, known[pk]) for pk in keys if pk in known], report)


def _row(title: str, query: str, found: Iterable[tuple[int, str]], report: Report) -> Row:
    row = list(found)
    place = next((place for place, (pk, _) in enumerate(row) if pk == report.pk), -1)
    before = row[place - 1] if place > 0 else None
    return Row(title, query, before, row[place + 1] if place + 1 < len(row) else None)
