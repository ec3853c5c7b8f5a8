"""Reads crimes by ward and month as the Met publishes them at the London Datastore (pure).

One line is a type of crime in a ward, one column a month.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from community.crime.lines import Lines, places_of, plain, text
from places.import_report import Refusal, UnusableFile

FORCE = "Metropolitan Police Service"  # nobody else publishes this layout, so it names no force
NEEDED = {"majortext": "MajorText", "minortext": "MinorText", "wardcode": "WardCode"}
MONTH = re.compile(r"(20[0-9]{2})(0[1-9]|1[0-2])")
NUMBER = re.compile(r"[0-9]{1,7}")
CODE = re.compile(r"[A-Z][0-9]{8}")
STUB = 10  # a month under a tenth of the usual one holds the first or last days only


@dataclass(frozen=True, slots=True)
class WardRow:
    """How many crimes of one type a ward had, by month; months without any are left out."""

    line: int
    gss: str
    type: str
    detail: str
    counts: tuple[tuple[date, int], ...]


class WardFile:
    """A file of counts by ward; the second of two lines for one ward and type is refused."""

    def __init__(self, lines: Lines):
        self._lines = lines
        found = places_of(lines.header, NEEDED)
        if missing := [name for plain, name in NEEDED.items() if plain not in found]:
            raise UnusableFile(
                f"The file has no column for: {', '.join(missing)}. Take the ward-level file of "
                "the London Datastore, with the columns that it comes with."
            )
        self._columns = found
        self.months = _months(lines.header)
        self._seen: set[tuple[str, str, str]] = set()

    def __iter__(self) -> Iterator[WardRow | Refusal]:
        for number, cells in self._lines:
            try:
                yield self._row(number, self._lines.whole(cells))
            except ValueError as fault:
                yield Refusal(number, str(fault))

    def _row(self, number: int, cells: list[str]) -> WardRow:
        kind, detail, gss = (cells[self._columns[name]] for name in NEEDED)
        if not CODE.fullmatch(gss):
            raise ValueError(f"“{gss[:20]}” is not a ward code such as E05013882.")
        if not kind:
            raise ValueError("The column “MajorText” is empty.")
        counts = tuple(
            (month, count)
            for column, month in self.months.items()
            if (count := _number(cells[column], month))
        )
        row = WardRow(number, gss, text(kind, "type"), text(detail, "type"), counts)
        key = (gss, kind, detail)
        if key in self._seen:
            raise ValueError(f"The ward {gss} has a line of “{detail or kind}” further up.")
        self._seen.add(key)
        return row


def stubs(totals: Mapping[date, int]) -> set[date]:
    """Return the months that hold so little beside the others that they cannot be whole."""
    usual = median(totals.values())
    return {month for month, total in totals.items() if total * STUB < usual}


def _months(header: list[str]) -> dict[int, date]:
    """Say which month each column is."""
    found: dict[int, date] = {}
    for number, name in enumerate(header):
        if spelled := MONTH.fullmatch(plain(name)):
            month = date(int(spelled[1]), int(spelled[2]), 1)
            if month in found.values():
                raise UnusableFile(f"The month {name} has two columns. Take one out.")
            found[number] = month
    if not found:
        raise UnusableFile("The file has no column for a month, such as 202602.")
    return found


def _number(value: str, month: date) -> int:
    if not NUMBER.fullmatch(value):
        raise ValueError(f"“{value[:20]}” in the column {month:%Y%m} is not a number.")
    return int(value)
