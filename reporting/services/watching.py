"""Clocks that act by themselves: who hears that one ran out, and how each team stands."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta

import structlog
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from reporting import clocks, notifications, queries
from reporting.clocks import Escalation
from reporting.models import Digest, Event, Report, Team
from reporting.permissions import Role
from reporting.services.common import locked, record
from safety_site import council

log = structlog.get_logger(__name__)

# The rest waits for the next run: many at once must not keep other mail from leaving.
MOST_AT_ONCE = 200
DIGESTS_KEPT = timedelta(days=90)
ROLES = {Escalation.LEADER: Role.TEAM_LEADER, Escalation.MANAGER: Role.SAFETY_MANAGER}


class Recipients:
    """Who hears of lateness, read once for each team and step of a run."""

    def __init__(self):
        self._known: dict[tuple, list[str]] = {}

    def of(self, report: Report, step: Escalation) -> Collection[str]:
        """Return the addresses: of people, else the team's or the council's.

        Of a restricted report only people hear who are cleared, if need be the managers at once:
        what comes to a team's address may be read by anybody there.
        """
        people = self._people(report, step)
        if report.restricted:
            return people or self._people(report, Escalation.MANAGER)
        address = report.team.email if step is Escalation.LEADER else ""
        return people or [address or council.current().email]

    def _people(self, report: Report, step: Escalation) -> list[str]:
        team = report.team_id if step is Escalation.LEADER else None
        key = step, team, report.restricted
        if key not in self._known:
            people = User.objects.filter(is_active=True, groups__name=ROLES[step]).exclude(email="")
            if team:
                people = people.filter(teams=team)
            if report.restricted:
                people = people.filter(pk__in=User.objects.filter(groups__name=Role.CLEARED))
            emails = people.order_by("pk").values_list("email", flat=True)
            self._known[key] = list(dict.fromkeys(emails))
        return self._known[key]


def escalate(*, at: datetime) -> int:
    """Tell leaders and managers of what is late; return of how many reports. Safe to run twice.

    What stands still is not late: of a paused report is told only where nobody has looked on the
    day that was set, or where a clock had run out before.
    """
    days = council.current().escalate_days
    managers_before = clocks.managers_know_before(at, days, queries.calendar())
    late = Report.objects.to_escalate(at, managers_before).order_by("next_at")
    recipients = Recipients()
    keys = list(late.values_list("pk", flat=True)[:MOST_AT_ONCE])
    return sum(_escalate(pk, recipients, days, at) for pk in keys)


@transaction.atomic
def _escalate(pk: int, recipients: Recipients, days: int, at: datetime) -> bool:
    """Tell everybody who should know by now and does not: with their mail, or not at all."""
    report = locked(Report(pk=pk))
    if report.quarantined or not report.is_overdue(at):
        return False
    steps = clocks.escalation(report.next_at, at, days, queries.calendar())
    unheard = steps[report.escalated :]
    told: set[str] = set()  # who stands in for several hears once
    for step in unheard:
        people = recipients.of(report, step)
        _tell(report, step, people, told, at)
        told.update(people)
    if unheard:
        report.escalated = len(steps)
        report.save(update_fields=["escalated"])
    return bool(unheard)


def _tell(
    report: Report,
    step: Escalation,
    recipients: Collection[str],
    told: Collection[str],
    at: datetime,
) -> None:
    if not recipients:
        log.warning("nobody is cleared to hear that a report is late", reference=report.reference)
        return
    data = {"to": step, "step": report.next_step, "due": report.next_at.isoformat()}
    record(report, Event.Type.ESCALATED, at=at, data=data)
    for recipient in recipients:
        if recipient in told:
            continue
        notifications.report_late(report, recipient, step, at)


def send_digests(*, at: datetime) -> int:
    """Tell each team once on a working day how it stands; return how many mails. Safe to run twice.

    A team that has nothing on its desk when the day begins gets no mail that day.
    """
    identity, today = council.current(), timezone.localdate(at)
    if not clocks.digest_is_due(at, identity.digest_from, queries.calendar()):
        return 0
    teams = list(Team.objects.owners().exclude(digests__day=today))
    if not teams:
        return 0
    counts, cleared = _counts(at, today), _wholly_cleared()
    return sum(_send_digest(team, counts, team.pk in cleared, today) for team in teams)


@transaction.atomic
def _send_digest(team: Team, counts: "Counts", cleared: bool, today: date) -> bool:
    if not Digest.objects.get_or_create(team=team, day=today)[1]:
        return False
    # The council's address is read by more people than the team.
    whole = cleared and bool(team.email)
    numbers = counts[team.pk, False] + (counts[team.pk, True] if whole else Counter())
    if not numbers:
        return False
    recipient = team.email or council.current().email
    notifications.team_digest(team, recipient, numbers, today, whole=whole)
    return True


Counts = Mapping[tuple[int, bool], Counter[str]]  # by team, and whether restricted


def _counts(at: datetime, today: date) -> Counts:
    """Count what every team has, each line of the mail in one query."""
    work = Report.objects.open().filter(quarantined=False)
    tonight = datetime.combine(today, time.max, tzinfo=queries.calendar().zone)
    piles = {
        "new": work.new(),
        "overdue": work.overdue(at),
        "due_today": work.due_by(tonight).filter(next_at__gte=at),
        "update_due": work.update_due(tonight),
        "review_due": work.review_due(today),
    }
    counts: Counts = defaultdict(Counter)
    for name, pile in piles.items():
        rows = pile.order_by().values_list("team", "restricted").annotate(Count("pk"))
        for team, restricted, number in rows:
            counts[team, restricted][name] = number
    return counts


def _wholly_cleared() -> set[int]:
    """Return the teams whose people may all know of restricted reports."""
    people = User.objects.filter(is_active=True)
    uncleared = people.exclude(pk__in=User.objects.filter(groups__name=Role.CLEARED))
    others = Team.objects.filter(members__in=uncleared).values("pk")
    teams = Team.objects.filter(members__in=people).exclude(pk__in=others)
    return set(teams.values_list("pk", flat=True))


@transaction.atomic
def purge_digests(*, at: datetime) -> int:
    """Forget on which days long ago teams had their mail; return how many."""
    return Digest.objects.filter(day__lt=timezone.localdate(at - DIGESTS_KEPT)).delete()[0]
