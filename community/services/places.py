"""Takes in files of places that help."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext

from community import place_file
from community.models import HelpPlace
from community.place_file import PlaceRow
from places.boundaries import metres_between
from places.import_report import ImportReport, Refusal, UnusableFile
from places.models import Postcode, Ward
from places.postcodes import compact
from safety_site import public_pages

POINT = ("latitude", "longitude")
FARTHEST = 30_000.0  # metres from the nearest ward: beyond, the position is a slip
APART = 2_000.0  # metres between a position and the middle of its postcode
# What a file may correct: not what tells places apart.
COLUMNS = [name for name in place_file.COLUMNS if name not in ("kind", "name", "postcode")]


class NothingStored(Exception):  # noqa: N818 - the name says what it is
    """What is to be stored is not what was shown before."""


@dataclass(frozen=True)
class Planned:
    """A place of a file as it will stand; `changed` holds name, old and new of what is other."""

    place: HelpPlace
    is_new: bool
    changed: list[tuple[str, object, object]]

    @property
    def in_words(self) -> list[tuple[str, str, str]]:
        """Return each change as the back office names it."""
        return [
            (capfirst(HelpPlace._meta.get_field(name).verbose_name), _shown(old), _shown(new))
            for name, old, new in self.changed
        ]


@dataclass
class Plan:
    """What a file would change; nothing is stored yet."""

    refused: list[Refusal]
    new: list[Planned] = field(default_factory=list)
    changed: list[Planned] = field(default_factory=list)
    unchanged: int = 0
    elsewhere: list[HelpPlace] = field(default_factory=list)  # on the site, not in the file

    @property
    def code(self) -> str:
        """Stand for all that would be stored, so that what is stored is what somebody saw."""
        each = [
            repr([one.place.pk, one.place.kind, one.place.name, one.place.postcode, one.changed])
            for one in (*self.new, *self.changed)
        ]
        return hashlib.sha256("\n".join(each).encode()).hexdigest()

    @property
    def stores(self) -> int:
        return len(self.new) + len(self.changed)

    def report(self) -> ImportReport:
        read = self.stores + self.unchanged + len(self.refused)
        return ImportReport(read, self.stores, self.unchanged, refused=self.refused)


def plan(*, raw: bytes, at: datetime) -> Plan:
    """Say what a file of places would change. Raises UnusableFile."""
    kinds = {name: kind.value for kind in HelpPlace.Kind for name in (kind.value, str(kind.label))}
    rows, refused = place_file.read(raw, kinds=kinds, on=timezone.localdate(at))
    found = Plan(refused)
    there = {_key(place): place for place in HelpPlace.objects.all()}
    where = Whereabouts(row.postcode for row in rows)
    for row in rows:
        try:
            _plan_row(found, row, there.pop(row.key, None), where)
        except ValueError as fault:
            found.refused.append(Refusal(row.line, str(fault)))
    refused.sort(key=lambda refusal: refusal.line)
    found.elsewhere = list(there.values())
    return found


@transaction.atomic
def import_places(*, raw: bytes, at: datetime, shown: str | None = None) -> Plan:
    """Store the places of a file; those that it does not name stay. Raises UnusableFile.

    `shown`: the code of a plan that somebody agreed to. Then all of it is stored or, where a line
    is refused or the site changed meanwhile, nothing: raises NothingStored.
    """
    found = plan(raw=raw, at=at)
    if shown is not None and (found.refused or (found.stores and found.code != shown)):
        raise NothingStored
    HelpPlace.objects.bulk_create(
        [one.place for one in found.new],
        update_conflicts=True,  # a second import at the same time
        unique_fields=["kind", "name", "postcode"],
        update_fields=COLUMNS,
    )
    HelpPlace.objects.bulk_update([one.place for one in found.changed], COLUMNS)
    if found.stores:
        public_pages.renew()
    return found


class Whereabouts:
    """Where postcodes lie, and whether a position can belong to one of them and to our area."""

    def __init__(self, postcodes: Iterable[str]):
        """Raises UnusableFile where the site has no wards to measure from."""
        codes = {compact(postcode) for postcode in postcodes}
        self.known = Postcode.objects.in_bulk(codes)
        self.wards = [(float(lat), float(lon)) for lat, lon in Ward.objects.values_list(*POINT)]
        if not self.wards:
            raise UnusableFile("The site has no wards yet. Load the council's pack or import them.")

    def position(self, postcode: str, given: tuple[float, float] | None) -> tuple[float, float]:
        """Return the position given, or that of the postcode. Raises ValueError with a sentence."""
        code = compact(postcode)
        known = self.known.get(code) if code else None
        if given is None and known is None:
            raise ValueError(
                f"We do not know where {postcode} is. Give latitude and longitude as well."
            )
        at = given or (known.latitude, known.longitude)
        if not any(metres_between(at, ward) <= FARTHEST for ward in self.wards):
            raise ValueError(f"{at[0]}, {at[1]} is more than 30 km from our area. Check it.")
        if known and (far := metres_between(at, (known.latitude, known.longitude))) > APART:
            raise ValueError(
                f"{at[0]}, {at[1]} is {far / 1000:.1f} km from {postcode}. Check both, or leave "
                "latitude and longitude empty."
            )
        return at


def _plan_row(found: Plan, row: PlaceRow, place: HelpPlace | None, where: Whereabouts) -> None:
    """Plan one row; of a place that is there, what the file leaves open stays as it is."""
    new = place is None
    place = place or HelpPlace(kind=row.kind, name=row.name, postcode=row.postcode)
    values = {name: getattr(row, name) for name in COLUMNS if name not in POINT}
    if new or row.position:
        values |= zip(POINT, where.position(row.postcode, row.position), strict=True)
    changed = [
        (name, getattr(place, name), value)
        for name, value in values.items()
        if value is not None and getattr(place, name) != value
    ]
    for name, _, value in changed:
        setattr(place, name, value)
    try:
        place.clean_fields()
    except ValidationError as fault:
        raise ValueError(" ".join(fault.messages)) from fault
    if new:
        found.new.append(Planned(place, is_new=True, changed=changed))
    elif changed:
        found.changed.append(Planned(place, is_new=False, changed=changed))
    else:
        found.unchanged += 1


def _key(place: HelpPlace) -> tuple[str, str, str]:
    return place.kind, place.name.casefold(), place.postcode


def _shown(value: object) -> str:
    if isinstance(value, date):
        return formats.date_format(value)
    return gettext("nothing") if value in (None, "") else str(value)
