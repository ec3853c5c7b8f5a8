"""Stores what files say about wards and postcodes."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import islice
from math import hypot, isnan

import shapely
from django.db import transaction
from django.utils.text import slugify

from places import grid, ward_file
from places.boundaries import inner_point, metres_of
from places.import_report import ImportReport, Refusal, UnusableFile
from places.models import Postcode, Ward, WardBoundary
from places.postcode_file import PostcodeFile, Row
from places.postcodes import spaced
from places.ward_file import LONGEST_NAME, WardShape
from safety_site import public_pages

BATCH = 2000  # rows, each batch a transaction of its own, so that residents' reports get in between
NEAR = 20_000.0  # metres from a ward's point within which we know postcodes of others
COLUMNS = ["latitude", "longitude", "district", "ward"]
OURS = None  # in the place of an authority: in one of our wards
MOST_WARDS = 150  # no authority has more; a file with more holds several


@transaction.atomic
def import_wards(raw: bytes) -> ImportReport:
    """Store the boundaries that a GeoJSON file holds. Raises UnusableFile.

    A ward of the file that the site lacks is made if it is ours: if the file gives it the authority
    that it gives to our wards or, on a site without wards, if the file holds one authority only.
    So a council can start with nothing but this file, and a file of a whole region, or of a
    neighbour, adds nobody else's wards. Names and addresses of wards stay as staff left them.
    """
    wards = {ward.gss: ward for ward in Ward.objects.select_related("boundary")}
    file = ward_file.read(raw, {gss: ward.name for gss, ward in wards.items()})
    report = ImportReport(read=file.count, refused=list(file.refused))
    ours = _own_authority(file.wards, wards.keys())
    for found in file.wards:
        ward = wards.get(found.gss)
        if ward is None and (ours is None or found.authority != ours):
            report.outside += 1
        elif ward is None and not (
            found.name.isprintable() and 0 < len(found.name) <= LONGEST_NAME
        ):
            report.refused.append(Refusal(found.number, f"The new ward {found.gss} has no name."))
        elif _store_ward(ward or _new_ward(found), found.shape):
            report.stored += 1
        else:
            report.unchanged += 1
    report.refused.sort(key=lambda refusal: refusal.line)
    if report.stored:
        public_pages.renew()
    return report


def _own_authority(found: Iterable[WardShape], known: Iterable[str]) -> str | None:
    """Return the authority whose new wards are ours; None where none are."""
    found, known = list(found), set(known)
    if known:
        counted = Counter(ward.authority for ward in found if ward.gss in known and ward.authority)
        return counted.most_common(1)[0][0] if counted else None
    authorities = {ward.authority for ward in found}
    return authorities.pop() if len(authorities) == 1 and len(found) <= MOST_WARDS else None


def _new_ward(found: WardShape) -> Ward:
    slug = slugify(found.name)[:40].strip("-")
    if not slug or Ward.objects.filter(slug=slug).exists():
        slug = f"{slug}-{found.gss.lower()}".strip("-")
    return Ward(slug=slug, name=found.name, gss=found.gss)


def _store_ward(ward: Ward, shape) -> bool:
    """Store a boundary, and a point where the ward's own lies outside; say whether it was new."""
    wkb = shapely.to_wkb(shape)
    boundary = getattr(ward, "boundary", None) if ward.pk else None
    if boundary and bytes(boundary.wkb) == wkb:
        return False
    if not ward.pk or not shape.covers(shapely.Point(ward.longitude, ward.latitude)):
        point = inner_point(shape)
        ward.longitude, ward.latitude = (Decimal(f"{value:.5f}") for value in (point.x, point.y))
        ward.save()
    WardBoundary.objects.update_or_create(ward=ward, defaults={"wkb": wkb})
    return True


def import_postcodes(file: PostcodeFile, progress: Callable[[int], None]) -> ImportReport:
    """Store the postcodes of our wards and of those near them. Raises UnusableFile.

    Each batch is kept at once; a file that was broken off is simply imported again. Postcodes that
    are no longer in use are passed over, and those stored earlier stay: people go on giving them.
    """
    wards = {ward.gss: ward for ward in Ward.objects.all()}
    if not wards:
        raise UnusableFile("The site has no wards yet. Load the council's pack or import them.")
    if file.layout.grid:
        grid.check()
    importing = _Postcodes(wards, in_metres=file.layout.grid)
    for batch in _batches(file):
        importing.take(batch)
        progress(importing.report.read)
    return importing.finish()


def _batches(file: Iterable) -> Iterator[list]:
    rows = iter(file)
    while batch := list(islice(rows, BATCH)):
        yield batch


class _Postcodes:
    """An import of postcodes on its way."""

    def __init__(self, wards: dict[str, Ward], *, in_metres: bool):
        self.wards = wards
        self.in_metres = in_metres
        self.at = float(sum(ward.latitude for ward in wards.values()) / len(wards))
        self.points = [self._flat(ward.longitude, ward.latitude) for ward in wards.values()]
        self.report = ImportReport()
        self.first_lines: dict[str, int] = {}
        # By authority, as it shows only in the end which is ours, where the ward does not say.
        self.outcomes: Counter[tuple[str, str | None]] = Counter()

    def take(self, batch: list) -> None:
        """Store what belongs here of one batch."""
        self.report.read += len(batch)
        self.report.refused += [item for item in batch if isinstance(item, Refusal)]
        wanted = {one.code: one for one in self._wanted([x for x in batch if isinstance(x, Row)])}
        there = Postcode.objects.in_bulk(wanted)
        changed = [one for one in wanted.values() if not _same(one, there.get(one.code))]
        Postcode.objects.bulk_create(
            changed, update_conflicts=True, unique_fields=["code"], update_fields=COLUMNS
        )
        written = {one.code for one in changed}
        for one in wanted.values():
            outcome = "stored" if one.code in written else "unchanged"
            self.outcomes[outcome, OURS if one.ward_id else one.district] += 1

    def finish(self) -> ImportReport:
        """Count what lies in our authority, but in no ward that we know, as ours."""
        own = Postcode.objects.own_district()
        for (outcome, district), count in self.outcomes.items():
            counted_as = outcome if district in (OURS, own) else "outside"
            setattr(self.report, counted_as, getattr(self.report, counted_as) + count)
        self.report.refused.sort(key=lambda refusal: refusal.line)
        if any(outcome == "stored" for outcome, _ in self.outcomes):
            public_pages.renew()
        return self.report

    def _wanted(self, rows: list[Row]) -> Iterator[Postcode]:
        """The rows that lie in our wards or near them; the others are counted or refused."""
        for row, position in zip(rows, self._positions(rows), strict=True):
            ward = self.wards.get(row.ward)
            if position is None and ward:
                self._refuse(row, "has no position.")
            elif position is None or not (ward or self._is_near(*position)):
                self.report.outside += 1
            elif self.first_lines.setdefault(row.code, row.line) != row.line:
                first = self.first_lines[row.code]
                self._refuse(row, f"stands in line {first} already.")
            else:
                yield Postcode(
                    code=row.code,
                    longitude=round(position[0], 6),
                    latitude=round(position[1], 6),
                    district=row.district,
                    ward=ward,
                )

    def _refuse(self, row: Row, why: str) -> None:
        self.report.refused.append(Refusal(row.line, f"The postcode {spaced(row.code)} {why}"))

    def _positions(self, rows: list[Row]) -> list[tuple[float, float] | None]:
        """Longitude and latitude of each row, None where it has none or lies off the coasts."""
        if not self.in_metres:
            return [None if row.x is None else (row.x, row.y) for row in rows]
        known = [row for row in rows if row.x is not None]
        found = grid.degrees([row.x for row in known], [row.y for row in known])
        by_line = {
            row.line: position
            for row, position in zip(known, found, strict=True)
            if not isnan(position[0])
        }
        return [by_line.get(row.line) for row in rows]

    def _is_near(self, longitude: float, latitude: float) -> bool:
        x, y = self._flat(longitude, latitude)
        return any(hypot(x - east, y - north) <= NEAR for east, north in self.points)

    def _flat(self, longitude, latitude) -> tuple[float, float]:
        return metres_of(float(longitude), float(latitude), self.at)


def _same(one: Postcode, other: Postcode | None) -> bool:
    return other is not None and all(
        getattr(one, column) == getattr(other, column)
        for column in ("latitude", "longitude", "district", "ward_id")
    )
