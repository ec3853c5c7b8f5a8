"""Reads places that help from a CSV file of staff (pure)."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from places import uk
from places.import_report import Refusal, UnusableFile
from places.postcodes import compact, spaced

MOST_BYTES = 500_000  # a borough has some hundred places of 200 bytes each
COLUMNS = (
    "kind",
    "name",
    "address",
    "postcode",
    "latitude",
    "longitude",
    "hours",
    "note",
    "phone",
    "url",
    "checked_on",
)
NEEDED = ("kind", "name", "address", "postcode", "checked_on")
LONGEST = {"name": 120, "address": 200, "hours": 200, "note": 250, "phone": 30, "url": 200}
EARLIEST = 2000  # year; what was checked before is a slip of the fingers

_DEGREES = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{1,20})?")
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{1,28}")
_URL = re.compile(r"https?://[^\s<>\"@/?#]+\.[^\s<>\"]+")
_DAY = re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})")
_UK_DAY = re.compile(r"(?P<d>[0-9]{1,2})/(?P<m>[0-9]{1,2})/(?P<y>[0-9]{4})")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place as its line tells it; None: the file has no such column.

    Without a position it stands where its postcode is.
    """

    line: int
    kind: str
    name: str
    address: str
    postcode: str  # with its space
    position: tuple[float, float] | None  # latitude, longitude
    hours: str | None
    note: str | None
    phone: str | None
    url: str | None
    checked_on: date

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells places apart, in whatever letters their names are written."""
        return self.kind, self.name.casefold(), self.postcode


def read(raw: bytes, *, kinds: Mapping[str, str], on: date) -> tuple[list[PlaceRow], list[Refusal]]:
    """Return the places of a file and the lines that cannot be taken; the first line is line 1.

    `kinds` are the codes of kinds by how people write them; `on` is the day of the import. Raises
    UnusableFile.
    """
    rows: list[PlaceRow] = []
    refused: list[Refusal] = []
    lines: dict[tuple[str, str, str], int] = {}
    reader = _Reader(raw, {_plain(name): code for name, code in kinds.items()}, on)
    for found in reader.places():
        if isinstance(found, Refusal):
            refused.append(found)
        elif (first := lines.setdefault(found.key, found.line)) != found.line:
            refused.append(Refusal(found.line, f"This place stands in line {first} already."))
        else:
            rows.append(found)
    return rows, refused


def text_of(raw: bytes) -> str:
    """Return the text of a file as Excel and other programs save it. Raises UnusableFile."""
    if len(raw) > MOST_BYTES:
        raise UnusableFile("The file is too large. Give at most 500 KB, some thousand places.")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff", b"PK")):
        raise UnusableFile("This is not a CSV file. Save the table as “CSV UTF-8” and try again.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return raw.decode("cp1252")  # as Excel on Windows saves “CSV”
    except UnicodeDecodeError:
        raise UnusableFile(
            "The file has letters that we cannot read. Save it as “CSV UTF-8” and try again."
        ) from None


class _Reader:
    """A file on its way."""

    def __init__(self, raw: bytes, kinds: Mapping[str, str], on: date):
        text = text_of(raw)
        self.kinds, self.on = kinds, on
        first = next((line for line in text.splitlines() if line.strip()), "")
        delimiter = max(",;\t", key=first.count)
        # Line ends stay as they are: a cell may hold some.
        self.reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)

    def places(self) -> Iterator[PlaceRow | Refusal]:
        names: list[str] | None = None
        for line, cells in self._records():
            if names is None:
                if cells is None:
                    raise UnusableFile(NO_HEADER)
                names = _header(cells)
            elif cells is None:
                yield Refusal(line, OPEN_QUOTE)
            else:
                try:
                    yield self._place(line, names, cells)
                except ValueError as fault:
                    yield Refusal(line, str(fault))
        if names is None:
            raise UnusableFile("The file is empty.")

    def _records(self) -> Iterator[tuple[int, list[str] | None]]:
        """Each row with the line it begins in; None for what is no row of CSV; no empty ones."""
        while True:
            line = self.reader.line_num + 1
            try:
                cells = next(self.reader)
            except StopIteration:
                return
            except csv.Error:
                yield line, None
                continue
            if any(cell.strip() for cell in cells):
                yield line, [_tidy(cell) for cell in cells]

    def _place(self, line: int, names: list[str], cells: list[str]) -> PlaceRow:
        if any(cells[len(names) :]) or len(cells) < len(names):
            raise ValueError(
                f"The line has {len(cells)} columns and the first line {len(names)}. "
                "Put quotation marks around text with a comma."
            )
        if any(cell for name, cell in zip(names, cells, strict=False) if not name):
            raise ValueError("There is text in a column without a name.")
        told = dict.fromkeys(COLUMNS, "") | dict(zip(names, cells, strict=False))
        if any(_is_unseen(sign) for cell in cells for sign in cell):
            raise ValueError("The line holds characters that nobody can see. Type it again.")
        for name in NEEDED:
            if not told[name]:
                raise ValueError(f"The column {name} is empty.")
        for name, most in LONGEST.items():
            if len(told[name]) > most:
                raise ValueError(f"The column {name} has more than {most} characters.")
        if told["phone"] and not _PHONE.fullmatch(told["phone"]):
            raise ValueError(f"“{told['phone']}” is not a phone number.")
        if told["url"] and not _URL.fullmatch(told["url"]):
            raise ValueError(f"“{_short(told['url'])}” is not an address like https://example.org.")
        return PlaceRow(
            line=line,
            kind=self._kind(told["kind"]),
            name=told["name"],
            address=told["address"],
            postcode=_postcode(told["postcode"]),
            position=_position(told["latitude"], told["longitude"]),
            hours=told["hours"] if "hours" in names else None,
            note=told["note"] if "note" in names else None,
            phone=told["phone"] if "phone" in names else None,
            url=told["url"] if "url" in names else None,
            checked_on=self._day(told["checked_on"]),
        )

    def _kind(self, text: str) -> str:
        try:
            return self.kinds[_plain(text)]
        except KeyError:
            known = ", ".join(sorted(set(self.kinds.values())))
            raise ValueError(f"“{_short(text)}” is not a kind. Use one of: {known}.") from None

    def _day(self, text: str) -> date:
        found = _DAY.fullmatch(text) or _UK_DAY.fullmatch(text)
        try:
            day = date(*(int(found[part]) for part in "ymd")) if found else None
        except ValueError:
            day = None
        if day is None:
            raise ValueError(f"“{_short(text)}” is not a day. Write it like 2026-03-31.")
        if day > self.on:
            raise ValueError(f"The place cannot have been checked on {text}: that is to come.")
        if day.year < EARLIEST:
            raise ValueError(f"The year of {text} is too long ago. Check it.")
        return day


NO_HEADER = f"The first line must name the columns: {', '.join(COLUMNS)}."
OPEN_QUOTE = (
    "A quotation mark is left open, or stands where none can be. Close it: what follows it, up to "
    "the next mark, could not be read."
)


def _header(cells: list[str]) -> list[str]:
    names = [re.sub(r"[\s-]+", "_", cell.lower()) for cell in cells]
    if not set(names) & set(NEEDED):
        raise UnusableFile(NO_HEADER)
    for name in filter(None, names):
        if name not in COLUMNS:
            raise UnusableFile(
                f"The first line names a column “{_short(name)}” that we do not know. Take it out, "
                f"or name it as one of: {', '.join(COLUMNS)}."
            )
        if names.count(name) > 1:
            raise UnusableFile(f"The first line names the column {name} twice.")
    if missing := [name for name in NEEDED if name not in names]:
        raise UnusableFile(f"The first line names no column for: {', '.join(missing)}.")
    return names


def _postcode(text: str) -> str:
    code = compact(text)
    if not code:
        raise ValueError(f"“{_short(text)}” is not a postcode.")
    return spaced(code)


def _position(latitude: str, longitude: str) -> tuple[float, float] | None:
    if not latitude and not longitude:
        return None
    if not latitude or not longitude:
        raise ValueError("Give latitude and longitude, or leave both empty.")
    for text in (latitude, longitude):
        if not _DEGREES.fullmatch(text):
            raise ValueError(f"“{_short(text)}” is not in degrees. Write it like 51.58380.")
    at = round(float(latitude), 6), round(float(longitude), 6)
    if not uk.holds(*at):
        if uk.holds(*reversed(at)):
            raise ValueError("Latitude and longitude stand in each other’s place. Swap them.")
        raise ValueError(f"The position {latitude}, {longitude} is not in the United Kingdom.")
    return at


def _tidy(cell: str) -> str:
    """One line without gaps; several lines of a cell, such as an address, with commas between."""
    lines = (" ".join(line.split()) for line in cell.splitlines())
    return ", ".join(line.rstrip(",") for line in lines if line)


def _is_unseen(sign: str) -> bool:
    """Control characters, and format characters that join nothing (U+200C and U+200D do)."""
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Cn") and sign not in "\u200c\u200d"


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", "-", text.casefold())


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
