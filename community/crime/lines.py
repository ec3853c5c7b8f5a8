"""Reads a CSV file line by line, takes its digest, and notices where it breaks off (pure)."""

import csv
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import BinaryIO

from places.import_report import UnusableFile

LONGEST_LINE = 20_000  # bytes; a line of the widest file has about 1,000
MOST_LINES = 2_000_000  # all of London has 1.2 million crimes a year
LONGEST_TEXT = 100  # characters that a force, a type or an outcome may have


class Lines:
    """The lines below a header, of which one at a time is in memory. Raises UnusableFile."""

    def __init__(self, file: BinaryIO):
        self._file = file
        self._digest = sha256()
        self._number = 0
        self.header: list[str] = []
        # Known once all lines are read: which line has no end, and whether it may be half a line.
        self.unended: int | None = None
        self.broken_off = False
        for raw in self._raw():
            self.header = _cells(raw.decode("utf-8-sig", "replace")) or []
            break

    def __iter__(self) -> Iterator[tuple[int, list[str] | None]]:
        """Yield each line's number, counted from 1, and cells; None in place of what is no CSV."""
        for raw in self._raw():
            if raw.isspace():
                continue
            cells = _cells(raw.decode("utf-8", "replace"))
            if not raw.endswith(b"\n"):
                # Half a number looks like a number: only an empty cell may be whole.
                self.unended, self.broken_off = self._number, not cells or cells[-1] != ""
            yield self._number, cells

    def whole(self, cells: list[str] | None) -> list[str]:
        """Return the cells of a line that has as many as the header; raises ValueError."""
        if cells is None:
            raise ValueError("The line is not a line of CSV text.")
        if len(cells) != len(self.header):
            raise ValueError(f"The line has {len(cells)} columns instead of {len(self.header)}.")
        return cells

    @property
    def digest(self) -> str:
        """SHA-256 of what was read so far."""
        return self._digest.hexdigest()

    def _raw(self) -> Iterator[bytes]:
        while raw := self._part():
            self._number += 1
            if self._number > MOST_LINES:
                raise UnusableFile(
                    f"The file has over {MOST_LINES:,} lines. Give it in parts, by month."
                )
            part = raw
            while len(part) == LONGEST_LINE and not part.endswith(b"\n"):
                part = self._part()
            if part is not raw:
                raw = b'"' + part[-1:]  # no CSV, in place of a line without end
            yield raw

    def _part(self) -> bytes:
        part = self._file.readline(LONGEST_LINE)
        self._digest.update(part)
        return part


def _cells(line: str) -> list[str] | None:
    """The cells of one line; None where a quotation mark is left open or it is no text."""
    if "\0" in line:
        return None
    try:
        return [cell.strip() for cell in next(csv.reader([line.rstrip("\r\n")], strict=True), [])]
    except csv.Error:
        return None


def plain(name: str) -> str:
    """Return a column's name without what differs between releases: case, spaces, underscores."""
    return re.sub(r"[\s_-]", "", name).lower()


def places_of(header: list[str], wanted: Mapping[str, str]) -> dict[str, int]:
    """Say in which column each name stands; what is missing is left out. Raises UnusableFile.

    `wanted` gives the names as the publisher writes them by their plain form.
    """
    found: dict[str, int] = {}
    for number, name in enumerate(map(plain, header)):
        if name in found:
            raise UnusableFile(f"The file has two columns “{wanted[name]}”. Take one out.")
        if name in wanted:
            found[name] = number
    return found


def text(value: str, what: str) -> str:
    """Return a cell that names something; raises ValueError with a sentence."""
    if not value.isprintable() or len(value) > LONGEST_TEXT or "\ufffd" in value:
        raise ValueError(f"The {what} “{value[:20]}…” is no name that we can store.")
    return value
