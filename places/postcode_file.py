"""Reads postcodes from ONSPD, NSPL or Code-Point Open, line by line (pure).

Columns are those of the user guides: of the ONS Postcode Directory, whose names carry the year of
the geography (`osward`, later `wd25cd`), and of Code-Point Open, which has no header row.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from places import uk
from places.import_report import Refusal, UnusableFile
from places.postcodes import compact

LONGEST_LINE = 10_000  # bytes; the longest of ONSPD has about 400
LOOKED_AT = 50  # lines, for one that tells the format
GSS = re.compile(r"[A-Z][0-9]{8}")

COLUMNS = {
    "postcode": "pcds|pcd|pcd2|pcd7|pcd8|postcode",
    "latitude": "lat|latitude",
    "longitude": "long|lon|longitude",
    "easting": "oseast1m|east1m|eastings?",
    "northing": "osnrth1m|north1m|northings?",
    "ward": r"osward|ward|wd(\d\d)?cd|(admin_)?ward_code",
    "district": r"oslaua|laua|lad(\d\d)?cd|(admin_)?district_code",
    "ended": "doterm",
}


@dataclass(frozen=True)
class Layout:
    """Which column holds what; `x` and `y` are metres on the National Grid or degrees."""

    width: int
    postcode: int
    x: int
    y: int
    ward: int
    district: int
    ended: int | None
    grid: bool


CODE_POINT = Layout(10, postcode=0, x=2, y=3, ward=9, district=8, ended=None, grid=True)


@dataclass(frozen=True, slots=True)
class Row:
    """A postcode in use; `x` is its longitude or easting, None where it has no position."""

    line: int
    code: str
    x: float | None
    y: float | None
    ward: str
    district: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A postcode that is no longer in use."""

    line: int


class PostcodeFile:
    """A file of postcodes, of which one line at a time is in memory. Raises UnusableFile."""

    def __init__(self, file: BinaryIO):
        self._lines = _numbered(file)
        first = next(self._lines, None)
        header = _cells(first[1]) if first else None
        if first is None or header is None:
            raise UnusableFile(UNKNOWN_FORMAT)
        layout = _layout(header)
        if layout is None:
            # Not even the first line of Code-Point Open need be sound.
            begin = [first, *(line for _, line in zip(range(LOOKED_AT), self._lines, strict=False))]
            if not any(_is_code_point(line) for _, line in begin):
                raise UnusableFile(UNKNOWN_FORMAT)
            layout = CODE_POINT
            self._lines = chain(begin, self._lines)
        self.layout = layout

    def __iter__(self) -> Iterator[Row | Ended | Refusal]:
        for number, line in self._lines:
            if line is None or line.strip():
                yield self._row(number, line)

    def _row(self, number: int, line: str | None) -> Row | Ended | Refusal:
        try:
            return self._read(number, line)
        except ValueError as fault:
            return Refusal(number, str(fault))

    def _read(self, number: int, line: str | None) -> Row | Ended:
        layout, cells = self.layout, _cells(line)
        if cells is None:
            raise ValueError("The line is not a line of CSV text.")
        if len(cells) != layout.width:
            raise ValueError(f"The line has {len(cells)} columns instead of {layout.width}.")
        code = compact(cells[layout.postcode])
        if not code:
            raise ValueError(f"“{cells[layout.postcode][:20]}” is not a postcode.")
        if layout.ended is not None and cells[layout.ended]:
            return Ended(number)
        ward, district = cells[layout.ward], cells[layout.district]
        for value in (ward, district):
            if value and not GSS.fullmatch(value):
                raise ValueError(f"“{value[:20]}” is not a GSS code such as E05013882.")
        x, y = _position(cells[layout.x], cells[layout.y], grid=layout.grid)
        return Row(number, code, x, y, ward, district)


UNKNOWN_FORMAT = (
    "The file begins neither with the header of ONSPD or NSPL nor with a line of Code-Point Open. "
    "Unpack the download and give the CSV file with the postcodes."
)


def _numbered(file: BinaryIO) -> Iterator[tuple[int, str | None]]:
    """Each line with its number, counted from 1; None in the place of a line without end."""
    number = 0
    while raw := file.readline(LONGEST_LINE):
        number += 1
        if len(raw) == LONGEST_LINE and not raw.endswith(b"\n"):
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield number, None
            continue
        yield number, raw.decode("utf-8-sig" if number == 1 else "utf-8", "replace")


def _cells(line: str | None) -> list[str] | None:
    """The cells of one line; None where a quotation mark is left open or it is no text."""
    if line is None or "\0" in line:
        return None
    try:
        return [cell.strip() for cell in next(csv.reader([line.rstrip("\r\n")], strict=True), [])]
    except csv.Error:
        return None


def _layout(header: list[str]) -> Layout | None:
    """The layout that a header row tells; None where the row names no postcode."""
    names = [name.lower().replace(" ", "_") for name in header]
    found = {what: _column(names, pattern) for what, pattern in COLUMNS.items()}
    if found["postcode"] is None:
        return None
    grid = found["latitude"] is None or found["longitude"] is None
    x, y = ("easting", "northing") if grid else ("longitude", "latitude")
    wanted = {what: found[what] for what in ("postcode", x, y, "ward", "district")}
    missing = sorted(what for what, column in wanted.items() if column is None)
    if missing:
        raise UnusableFile(
            f"The header names no column for: {', '.join(missing)}. Use ONSPD, NSPL or Code-Point "
            "Open with the columns that it comes with."
        )
    numbers = [column for column in wanted.values() if column is not None]
    postcode, x_at, y_at, ward, district = numbers
    return Layout(len(names), postcode, x_at, y_at, ward, district, found["ended"], grid)


def _column(names: list[str], pattern: str) -> int | None:
    """The column with the first name of a pattern's list that there is."""
    for spelling in pattern.split("|"):
        for number, name in enumerate(names):
            if re.fullmatch(spelling, name):
                return number
    return None


def _is_code_point(line: str | None) -> bool:
    cells = _cells(line)
    return bool(
        cells and len(cells) == CODE_POINT.width and compact(cells[0]) and cells[2].isdigit()
    )


def _position(x: str, y: str, *, grid: bool) -> tuple[float, float] | tuple[None, None]:
    """The position; None for what each format writes where a postcode has none."""
    if (x, y) in (("", ""), ("0", "0")) or (not grid and y.startswith("99.9999")):
        return None, None
    try:
        east, north = float(x), float(y)
    except ValueError:
        raise ValueError(f"“{x[:20]}, {y[:20]}” is not a position.") from None
    inside = 0 < east < 700_000 and 0 < north < 1_300_000 if grid else uk.holds(north, east)
    if not inside:
        raise ValueError(f"The position {x[:20]}, {y[:20]} is not in the United Kingdom.")
    return east, north
