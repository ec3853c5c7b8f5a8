"""Reads street-level crimes as data.police.uk publishes them, line by line (pure).

The columns are described at https://data.police.uk/about/#columns.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from community.crime.lines import Lines, places_of, text
from places import uk
from places.import_report import Refusal, UnusableFile

NEEDED = {
    "crimeid": "Crime ID",
    "month": "Month",
    "fallswithin": "Falls within",
    "longitude": "Longitude",
    "latitude": "Latitude",
    "crimetype": "Crime type",
}
OUTCOME = {"lastoutcomecategory": "Last outcome category"}
MONTH = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")
OFTEN = 1 / 3  # of the lines with a Crime ID; it is one in sixteen in a month of the Met
DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]{1,20})?")


@dataclass(frozen=True, slots=True)
class Crime:
    """One crime or call; `longitude` is None where the police give no place."""

    line: int
    month: date
    force: str
    type: str
    outcome: str
    longitude: float | None
    latitude: float | None


class StreetFile:
    """A file of street-level crimes, each line as the police count it.

    One Crime ID may stand on several lines: for each victim or offence of one event. Where most
    of them do, a month stands in the file twice.
    """

    def __init__(self, lines: Lines):
        self._lines = lines
        found = places_of(lines.header, NEEDED | OUTCOME)
        if missing := [name for plain, name in NEEDED.items() if plain not in found]:
            raise UnusableFile(
                f"The file has no column for: {', '.join(missing)}. Take the file of "
                "data.police.uk whose name ends in “-street.csv”, with the columns it comes with."
            )
        self._columns = found
        # Eight bytes of a digest instead of 64 letters: a whole force's month takes 10 MB.
        self._seen: set[int] = set()
        self._again = 0

    def __iter__(self) -> Iterator[Crime | Refusal]:
        for number, cells in self._lines:
            try:
                yield self._crime(number, self._lines.whole(cells))
            except ValueError as fault:
                yield Refusal(number, str(fault))
        if self._again > OFTEN * (len(self._seen) + self._again):
            raise UnusableFile(
                f"{self._again:,} lines have a Crime ID that stands further up already, so a month "
                "stands in the file twice. Give each month once."
            )

    def _crime(self, number: int, cells: list[str]) -> Crime:
        of = {name: cells[column] for name, column in self._columns.items()}
        if not (month := MONTH.fullmatch(of["month"])):
            raise ValueError(f"The month “{of['month'][:20]}” is not written like 2026-02.")
        for name in ("fallswithin", "crimetype"):
            if not of[name]:
                raise ValueError(f"The column “{NEEDED[name]}” is empty.")
        longitude, latitude = _position(of["longitude"], of["latitude"])
        crime = Crime(
            line=number,
            month=date(int(month[1]), int(month[2]), 1),
            force=text(of["fallswithin"], "force"),
            type=text(of["crimetype"], "crime type"),
            outcome=text(of.get("lastoutcomecategory", ""), "outcome"),
            longitude=longitude,
            latitude=latitude,
        )
        self._count(of["crimeid"])
        return crime

    def _count(self, crime_id: str) -> None:
        """Notice a Crime ID that came before; calls about ASB have none."""
        if crime_id:
            digest = blake2b(crime_id.lower().encode("utf-8", "replace"), digest_size=8).digest()
            known = len(self._seen)
            self._seen.add(int.from_bytes(digest, "big"))
            self._again += known == len(self._seen)


def _position(longitude: str, latitude: str) -> tuple[float, float] | tuple[None, None]:
    """The position; None where the line has none. Raises ValueError."""
    if longitude == latitude == "":
        return None, None
    said = f"{longitude[:20]}, {latitude[:20]}"
    if not (DEGREES.fullmatch(longitude) and DEGREES.fullmatch(latitude)):
        raise ValueError(f"“{said}” is not a longitude and a latitude.")
    east, north = float(longitude), float(latitude)
    if not uk.holds(north, east):
        raise ValueError(f"The position {said} is not in the United Kingdom.")
    return east, north
