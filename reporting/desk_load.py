"""How much work lies with teams and their officers, for those who lead them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q

from reporting.desk import PILES, Desk, Pile
from reporting.desk_counts import Heap
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
    heaps: list[Heap] = field(default_factory=list)
    oldest: Report | None = None

    @property
    def open(self) -> int:
        return sum(heap.open for heap in self.heaps)

    @property
    def since(self) -> datetime | None:
        """When the oldest arrived."""
        return min((heap.oldest for heap in self.heaps), default=None)

    @property
    def measured(self) -> list[tuple[Pile, int]]:
        return [(pile, sum(heap.numbers[pile.slug] for heap in self.heaps)) for pile in MEASURES]


def of_teams(desk: Desk, heaps: Sequence[Heap]) -> list[Load]:
    """Return the load of the teams that this person leads, those without work too."""
    teams = desk.teams(Action.SUPERVISE).order_by("name")
    loads = {team.pk: Load(team.slug, team.name) for team in teams}
    for heap in heaps:
        if load := loads.get(heap.team):
            load.heaps.append(heap)
    _find_oldest(desk, loads.values())
    return list(loads.values())


def of_officers(desk: Desk, team: Load) -> list[Load]:
    """Return the load of each officer of one team, first what nobody has."""
    members = Q(is_active=True, teams__slug=team.key, groups__name__in=OFFICERS)
    at_work = Q(pk__in={heap.officer for heap in team.heaps})  # some may have left the team
    people = User.objects.filter(members | at_work).distinct().order_by("username")
    people = people.annotate(is_member=Exists(User.objects.filter(members, pk=OuterRef("pk"))))
    loads: dict[int | None, Load] = {None: Load("nobody", "Nobody yet")}
    for user in sorted(people, key=name_of):
        key = str(user.pk) if user.is_member else ""
        loads[user.pk] = Load("me" if user == desk.user else key, name_of(user))
    for heap in team.heaps:
        loads[heap.officer].heaps.append(heap)
    _find_oldest(desk, loads.values())
    return list(loads.values())


def _find_oldest(desk: Desk, loads: Iterable[Load]) -> None:
    """Give each load its oldest report, all in one query."""
    wanted = {
        (heap.team, heap.officer, heap.oldest): load
        for load in loads
        for heap in load.heaps
        if heap.oldest == load.since
    }
    times = {time for _, _, time in wanted}
    for report in desk.visible().open().filter(received_at__in=times):
        if load := wanted.get((report.team_id, report.officer_id, report.received_at)):
            load.oldest = report
