"""Sums up counts of crimes: by type, by month, and against the area (pure).

Months are first days; sums are over months of which the police published figures.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reporting.working_time import months_after

SHOWN = 24  # months on a page
YEAR = 12  # months that are summed up and compared
KEPT = {"nfib": "NFIB"}  # the National Fraud Intelligence Bureau; the Met writes all in capitals
ASB = ("anti-social", "antisocial")
ALIKE = 0.05  # a difference that says nothing


def sentence_case(name: str) -> str:
    """Return the name of a type as one writes it in a text."""
    words = [KEPT.get(word, word) for word in name.lower().split()]
    return " ".join([word[:1].upper() + word[1:] for word in words[:1]] + words[1:])


def window(covered: Collection[date], length: int = SHOWN) -> tuple[date, ...]:
    """Return the calendar months up to the last one covered, from a covered one on."""
    last = max(covered)
    first = min(month for month in covered if month > months_after(last, -length))
    return tuple(month for by in range(1 - length, 1) if (month := months_after(last, by)) >= first)


def runs(months: Iterable[date]) -> list[tuple[date, date]]:
    """Join months that follow each other to spans, each with its first and last month."""
    found: list[tuple[date, date]] = []
    for month in sorted(months):
        if found and months_after(found[-1][1], 1) == month:
            found[-1] = (found[-1][0], month)
        else:
            found.append((month, month))
    return found


@dataclass(frozen=True)
class Row:
    """How many crimes of a type and outcome a month had: here, and in the whole area."""

    month: date
    type: str
    outcome: str
    here: int
    area: int


@dataclass(frozen=True)
class Yardstick:
    """What the area's count is for one ward: by residents where all are known, else by wards."""

    wards: int
    residents: int | None = None  # of this ward
    all_residents: int | None = None

    @property
    def has_rate(self) -> bool:
        return bool(self.residents and self.all_residents)

    def expected(self, area: int) -> float:
        """Return what this ward would have at the area's rate or, without rates, on average."""
        if self.residents and self.all_residents:
            return area * self.residents / self.all_residents
        return area / max(self.wards, 1)

    def rate_here(self, count: int) -> float | None:
        """Return crimes for every 1,000 people who live here; None where that is not known."""
        return count * 1000 / self.residents if self.residents and self.has_rate else None

    def rate_area(self, count: int) -> float | None:
        return count * 1000 / self.all_residents if self.all_residents and self.has_rate else None


@dataclass(frozen=True)
class TypeLine:
    """One type: its sums over the months that are compared, and its count in each month shown."""

    name: str
    here: int
    area: int
    expected: float
    rate_here: float | None
    rate_area: float | None
    by_month: tuple[int | None, ...]  # None: no figures were published
    shown: int  # over all months shown


@dataclass(frozen=True)
class MonthLine:
    month: date
    here: int | None
    area: int | None
    expected: float | None


@dataclass(frozen=True)
class Figures:
    """What one set of files says about a ward, or about the whole area."""

    months: tuple[MonthLine, ...]
    compared: tuple[date, ...]
    types: tuple[TypeLine, ...]  # most frequent in the area first
    total: TypeLine
    before: int | None  # in the twelve months before those compared, where all have figures
    outcomes: tuple[tuple[str, int], ...]  # over all months shown; empty: the file has none
    has_asb: bool

    @property
    def verdict(self) -> str:
        """Say in one word how the count stands to what is expected: more, less or alike."""
        if not self.total.expected or abs(self.times - 1) <= ALIKE:
            return "alike"
        return "more" if self.times > 1 else "less"

    @property
    def times(self) -> float:
        return self.total.here / self.total.expected if self.total.expected else 1.0

    @property
    def percent(self) -> int:
        """By how many percent the count differs from what is expected, without its sign."""
        return round(abs(self.times - 1) * 100)


def sum_up(rows: Sequence[Row], covered: Collection[date], yardstick: Yardstick) -> Figures:
    """Sum up one ward's counts, or with here = area those of the area itself."""
    shown = window(covered)
    year = [month for month in shown if month > months_after(shown[-1], -YEAR)]
    compared = tuple(month for month in year if month in covered)
    earlier = [months_after(month, -YEAR) for month in year]
    by_type: dict[str, list[Row]] = defaultdict(list)
    outcomes: Counter[str] = Counter()
    for row in rows:
        if row.month in shown:
            by_type[sentence_case(row.type)].append(row)
            if not _is_asb(row.type):  # calls have no outcome
                outcomes[row.outcome] += row.here
    here, area = _sums(rows)

    def line(name: str, of: Sequence[Row]) -> TypeLine:
        each_here, each_area = _sums(of)
        sum_here = sum(each_here[month] for month in compared)
        sum_area = sum(each_area[month] for month in compared)
        by_month = tuple(each_here[month] if month in covered else None for month in shown)
        return TypeLine(
            name=name,
            here=sum_here,
            area=sum_area,
            expected=yardstick.expected(sum_area),
            rate_here=yardstick.rate_here(sum_here),
            rate_area=yardstick.rate_area(sum_area),
            by_month=by_month,
            shown=sum(count or 0 for count in by_month),
        )

    types = [line(name, of) for name, of in by_type.items()]
    types.sort(key=lambda each: (-each.area, each.name))
    return Figures(
        months=tuple(
            MonthLine(month, here[month], area[month], yardstick.expected(area[month]))
            if month in covered
            else MonthLine(month, None, None, None)
            for month in shown
        ),
        compared=compared,
        types=tuple(types),
        total=line("", rows),
        before=(
            sum(here[month] for month in earlier)
            if len(year) == YEAR and all(month in covered for month in (*earlier, *year))
            else None
        ),
        outcomes=_outcomes(outcomes),
        has_asb=any(map(_is_asb, by_type)),
    )


def _is_asb(name: str) -> bool:
    return any(word in name.lower() for word in ASB)


def _sums(rows: Iterable[Row]) -> tuple[Counter[date], Counter[date]]:
    here: Counter[date] = Counter()
    area: Counter[date] = Counter()
    for row in rows:
        here[row.month] += row.here
        area[row.month] += row.area
    return here, area


def _outcomes(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Order outcomes by how often they came, those without one last; empty where none came."""
    named = [(name, count) for name, count in counted.items() if name and count]
    if not named:
        return ()
    named.sort(key=lambda each: (-each[1], each[0]))
    return (*named, *([("", counted[""])] if counted[""] else []))
