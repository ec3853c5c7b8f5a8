"""How much work lies with teams and their officers, for those who lead them."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import CharField, Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from reporting.desk import PILES, Desk, Pile
from reporting.models import Report
from reporting.permissions import OFFICERS, Action
from reporting.wording import name_of

# What is counted, by its pile; what is open is counted too.
MEASURES = (PILES["new"], PILES["overdue"], PILES["high-risk"])


@dataclass
class Load:
    """What one team or officer has: numbers by measure, and what has waited longest."""

    key: str  # as the queue's filter takes it; empty where that offers no such person
    name: str
    numbers: dict[str, int] = field(default_factory=dict)
    oldest: Report | None = None

    @property
    def open(self) -> int:
        return self.numbers.get("open", 0)

    @property
    def measured(self) -> list[tuple[Pile, int]]:
        return [(pile, self.numbers.get(pile.slug, 0)) for pile in MEASURES]


def of_teams(desk: Desk) -> list[Load]:
    """Return the load of the teams that this person leads, those without work too."""
    teams = desk.teams(Action.SUPERVISE).order_by("name")
    loads = {team.slug: Load(team.slug, team.name) for team in teams}
    return _filled(loads, _led(desk).filter(team__in=teams.order_by()), "team__slug", desk)


def of_officers(desk: Desk, team: str) -> list[Load]:
    """Return the load of each officer of one team, first what nobody has."""
    reports = _led(desk).filter(team__slug=team)
    members = Q(is_active=True, teams__slug=team, groups__name__in=OFFICERS)
    at_work = Q(pk__in=reports.open().values("officer"))  # some may have left the team
    people = User.objects.filter(members | at_work).distinct().order_by("username")
    people = people.annotate(is_member=Exists(User.objects.filter(members, pk=OuterRef("pk"))))
    loads = {"": Load("nobody", "Nobody yet")}
    for user in sorted(people, key=name_of):
        key = str(user.pk) if user.is_member else ""
        loads[str(user.pk)] = Load("me" if user == desk.user else key, name_of(user))
    return _filled(loads, reports, "officer", desk)


def _led(desk: Desk) -> QuerySet[Report]:
    return Report.objects.allowed(desk.user, Action.SUPERVISE).order_by()


def _filled(loads: dict[str, Load], reports: QuerySet[Report], by: str, desk: Desk) -> list[Load]:
    """Count the open reports of each load, in one pass; then find the oldest of each."""
    counts = {pile.slug: Count("pk", filter=pile.where(desk)) for pile in MEASURES}
    keyed = reports.open().annotate(key=Cast(F(by), CharField())).values("key")
    oldest: dict[str, datetime] = {}
    for row in keyed.annotate(open=Count("pk"), oldest=Min("received_at"), **counts):
        key = row.pop("key") or ""
        if load := loads.get(key):
            oldest[key] = row.pop("oldest")
            load.numbers = row
    _find_oldest(loads, oldest, reports.open(), by)
    return list(loads.values())


def _find_oldest(loads, oldest, reports, by) -> None:
    candidates = reports.filter(received_at__in=oldest.values()).annotate(
        key=Cast(F(by), CharField())
    )
    for report in candidates:
        load = loads.get(report.key or "")
        if load and oldest.get(report.key or "") == report.received_at:
            load.oldest = report
