"""On which day each ward's panel meets in a quarter (pure).

A panel keeps its day, such as the second Tuesday. It moves where that is a bank holiday, lies in
Christmas week, is over already, or where a team of the ward sits in another meeting then.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from reporting.working_time import months_after

LAST = 5  # the last one of its month, be it the fourth or the fifth
MONTHS = 3
SATURDAY = 5
# People remember the weekday: the same one of another week is as near as ten days.
OTHER_WEEKDAY = 10
# (month, day): who would come is away from the first to the last of these.
CHRISTMAS_FROM, CHRISTMAS_TO = (12, 22), (1, 2)


@dataclass(frozen=True)
class Rule:
    """A day of the month as people say it: `number` 1 to 4 or LAST, `weekday` 0 for Monday."""

    number: int
    weekday: int

    def in_month(self, first: date) -> date:
        """Return the day in the month of which `first` is the first day."""
        if self.number == LAST:
            following = months_after(first, 1)
            return following - timedelta(days=(following.weekday() - self.weekday - 1) % 7 + 1)
        day = first + timedelta(days=(self.weekday - first.weekday()) % 7)
        return day + timedelta(weeks=self.number - 1)


def rule_of(day: date) -> Rule:
    """Return the rule by which a meeting on this day was held; a fifth is the last."""
    return Rule(min((day.day - 1) // 7 + 1, LAST), day.weekday())


@dataclass(frozen=True)
class Hours:
    """From when to when a meeting is held, in the council's time zone."""

    starts: time
    ends: time
    zone: ZoneInfo

    def on(self, day: date) -> tuple[datetime, datetime]:
        return (
            datetime.combine(day, self.starts, tzinfo=self.zone),
            datetime.combine(day, self.ends, tzinfo=self.zone),
        )


@dataclass(frozen=True)
class Taken:
    """A time in which none of these wards can meet."""

    starts_at: datetime
    ends_at: datetime
    wards: frozenset[int]

    def keeps_out(self, ward: int, starts_at: datetime, ends_at: datetime) -> bool:
        return ward in self.wards and starts_at < self.ends_at and self.starts_at < ends_at


@dataclass(frozen=True)
class Quarter:
    """What is planned: three months from the first day of one, none of it before a day."""

    first: date
    not_before: date
    hours: Hours
    bank_holidays: Container[date]

    @property
    def end(self) -> date:
        """Return the first day that is no longer in it."""
        return months_after(self.first, MONTHS)

    def is_free(self, day: date) -> bool:
        return (
            self.not_before <= day and day not in self.bank_holidays and not in_christmas_week(day)
        )

    def wanted(self, rule: Rule, last: date | None) -> date:
        """Return the day by the rule; every three months after the last meeting, if there is one.

        A panel whose turn is the second month of each quarter keeps that month.
        """
        months = 0
        if last is not None:
            rule = rule_of(last)
            months = (last.month - self.first.month) % MONTHS
        return rule.in_month(months_after(self.first, months))


@dataclass(frozen=True)
class Proposal:
    """When a ward's panel might meet. No day: the quarter has none that is free."""

    ward: int
    day: date | None
    wanted: date

    @property
    def moved(self) -> bool:
        return self.day != self.wanted


def in_christmas_week(day: date) -> bool:
    """Say whether a day lies in the days around Christmas and New Year."""
    return (day.month, day.day) >= CHRISTMAS_FROM or (day.month, day.day) <= CHRISTMAS_TO


def propose(
    quarter: Quarter,
    rule: Rule,
    last_ones: Mapping[int, date | None],
    sharing: Mapping[int, frozenset[int]],
    taken: Iterable[Taken],
) -> list[Proposal]:
    """Propose one day for each ward, in the order of `last_ones`.

    `last_ones` holds the day of each ward's last meeting, where that decides; None: the rule does.
    `sharing` names the wards that one of the ward's own teams serves too. Each proposal keeps the
    later ones off its time.
    """
    busy = list(taken)
    proposals = []
    for ward, last in last_ones.items():
        wanted = quarter.wanted(rule, last)
        day = _nearest(quarter, wanted, ward, busy)
        proposals.append(Proposal(ward, day, wanted))
        if day is not None:
            busy.append(Taken(*quarter.hours.on(day), sharing.get(ward, frozenset()) | {ward}))
    return proposals


def _nearest(quarter: Quarter, wanted: date, ward: int, busy: Sequence[Taken]) -> date | None:
    """Return the free day of the quarter that is nearest to the wanted one; the earlier of two."""
    days = (quarter.first + timedelta(days=n) for n in range((quarter.end - quarter.first).days))
    usable = (day for day in days if day.weekday() < SATURDAY or day.weekday() == wanted.weekday())

    def distance(day: date) -> tuple[int, date]:
        apart = abs((day - wanted).days)
        return apart + (0 if day.weekday() == wanted.weekday() else OTHER_WEEKDAY), day

    for day in sorted(usable, key=distance):
        times = quarter.hours.on(day)
        if quarter.is_free(day) and not any(each.keeps_out(ward, *times) for each in busy):
            return day
    return None
