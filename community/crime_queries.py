"""Reads crime figures for whole pages; figures of different kinds or forces are never added."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Exists, F, Func, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import NullIf

from community.crime import charts, figures
from community.crime.figures import Figures, Row, Yardstick
from community.models import CrimeCount, CrimeFile, CrimeMonth
from places.models import Ward
from reporting.models import Category
from reporting.working_time import months_after


@dataclass(frozen=True)
class Source:
    """The months that one force published in one kind of file."""

    file: CrimeFile  # the newest
    force: str
    covered: dict[date, int]  # keys of the months with figures
    partial: tuple[date, ...]  # months of which the file holds only a part
    wards: Yardstick  # of the area as it is now

    @property
    def is_street(self) -> bool:
        return self.file.kind == CrimeFile.Kind.STREET

    @cached_property
    def shown(self) -> tuple[date, ...]:
        return figures.window(self.covered)

    @property
    def gaps(self) -> list[tuple[date, date]]:
        """Months between those shown, or right before them, that have no figures."""
        since = months_after(self.shown[-1], -figures.SHOWN)
        missing = {month for month in self.shown if month not in self.covered}
        return figures.runs(missing | {month for month in self.partial if month >= since})


@dataclass(frozen=True)
class Section:
    """What one source says about a ward, or about the area where there is no ward."""

    source: Source
    figures: Figures
    yardstick: Yardstick
    ward: Ward | None = None
    wards: tuple[tuple[Ward, int, float | None], ...] = ()  # with their counts and rates

    @property
    def most_frequent(self):
        return sorted(self.figures.types, key=lambda each: -each.here)[:3]

    def type_bars(self):
        return charts.bars(
            [(each.name, each.here, self._held_against(each)) for each in self.figures.types]
        )

    def month_columns(self):
        return charts.columns(self.figures.months, compare=self.ward is not None)

    def outcome_bars(self):
        return charts.bars([(name, count, None) for name, count in self.figures.outcomes])

    def _held_against(self, line):
        return line.expected if self.ward else None


def sources() -> list[Source]:
    """Return all sources, that with the newest month first."""
    counted = CrimeCount.objects.filter(month=OuterRef("pk"))
    months = CrimeMonth.objects.select_related("file").annotate(
        is_whole=Exists(counted),
        wards=_of_all_wards("COUNT", F("pk")),
        known=_of_all_wards("COUNT", NullIf(F("population"), 0)),
        residents=_of_all_wards("SUM", F("population")),
    )
    grouped: dict[tuple[str, str], list[CrimeMonth]] = {}
    for month in months.order_by("month"):
        grouped.setdefault((month.kind, month.force), []).append(month)
    found = [
        Source(
            file=max((month.file for month in of), key=lambda file: (file.imported_at, file.pk)),
            force=force,
            covered={month.month: month.pk for month in of if month.is_whole},
            partial=tuple(month.month for month in of if not month.is_whole),
            wards=_area(of[0].wards, of[0].known, of[0].residents),
        )
        for (_, force), of in grouped.items()
        if any(month.is_whole for month in of)
    ]
    return sorted(found, key=lambda each: (max(each.covered), not each.is_street), reverse=True)


def of_ward(slug: str) -> tuple[Ward, list[Section]] | None:
    """Return a ward and its sections; None where there is no such ward."""
    wards = {ward.slug: ward for ward in _wards()}
    if not (ward := wards.get(slug)):
        return None
    return ward, _sections(sources(), ward)


def of_area() -> list[Section]:
    """Return the sections of the whole area, each with its wards."""
    wards, found = list(_wards()), sources()
    by_ward = _by_ward(found)
    return [
        Section(
            source=section.source,
            figures=section.figures,
            yardstick=section.yardstick,
            wards=tuple(
                (ward, count, _yardstick(section.source, ward).rate_here(count))
                for ward in wards
                for count in [_count(by_ward, section, ward)]
            ),
        )
        for section in _sections(found, None)
    ]


def summary_of(ward: Ward) -> Section | None:
    """Return the newest section of a ward; None before the first import."""
    newest = sources()[:1]
    return next(iter(_sections(newest, ward)), None) if newest else None


def asb_form() -> Category | None:
    """Return the form on which anti-social behaviour is reported, if there is one."""
    return Category.objects.taken().filter(slug="anti-social-behaviour").first()


def _wards():
    return Ward.objects.only("slug", "name", "population")


def _of_all_wards(function: str, of) -> Subquery:
    """Return what a function of SQL makes of all wards, beside what is read anyway."""
    made = Func(of, function=function, output_field=IntegerField())
    return Subquery(Ward.objects.order_by().annotate(made=made).values("made"))


def _area(wards: int, known: int, residents: int | None) -> Yardstick:
    return Yardstick(wards, residents, residents) if wards == known else Yardstick(wards)


def _yardstick(source: Source, ward: Ward | None) -> Yardstick:
    area = source.wards
    if ward is None or not area.has_rate:
        return area
    return Yardstick(area.wards, ward.population, area.all_residents)


def _sections(found: Sequence[Source], ward: Ward | None) -> list[Section]:
    """Sum up the counts of all sources, read at once."""
    wanted = _months(found, figures.SHOWN)
    here = Q(ward=ward) if ward else None
    counts = CrimeCount.objects.filter(month__in=wanted).values("month", "type", "outcome")
    rows: dict[int, list[Row]] = {number: [] for number in range(len(found))}
    for each in counts.annotate(
        area=Sum("count"), here=Sum("count", filter=here, default=0)
    ).order_by():
        number, month = wanted[each["month"]]
        rows[number].append(Row(month, each["type"], each["outcome"], each["here"], each["area"]))
    return [
        Section(source, figures.sum_up(rows[number], source.covered, yardstick), yardstick, ward)
        for number, source in enumerate(found)
        for yardstick in [_yardstick(source, ward)]
    ]


def _by_ward(found: Sequence[Source]) -> dict[tuple[int, int], int]:
    """Count by month and ward over the months that are compared."""
    wanted = _months(found, figures.YEAR)
    counts = CrimeCount.objects.filter(month__in=wanted).values_list("month", "ward")
    return {
        (month, ward): count for month, ward, count in counts.annotate(sum=Sum("count")).order_by()
    }


def _count(by_ward: dict[tuple[int, int], int], section: Section, ward: Ward) -> int:
    covered = section.source.covered
    return sum(by_ward.get((covered[month], ward.pk), 0) for month in section.figures.compared)


def _months(found: Sequence[Source], length: int) -> dict[int, tuple[int, date]]:
    """Name the months that a page reads: by key, which source's and which month it is."""
    return {
        source.covered[month]: (number, month)
        for number, source in enumerate(found)
        for month in figures.window(source.covered, length)
        if month in source.covered
    }
