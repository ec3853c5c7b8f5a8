"""Finds the ward of a postcode or of a point."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from django.db.models import Count

from places import placing
from places.boundaries import Boundaries, degrees_of, metres_between
from places.models import Neighbour, Postcode, Ward, WardBoundary
from places.placing import REACH, UNKNOWN, WITNESSES, Place, Witness
from places.postcodes import compact, postcode_in
from safety_site.public_pages import content_version

__all__ = ["Place", "find_point", "find_postcode", "postcode_in"]


@dataclass(frozen=True)
class _Area:
    """What every look-up needs, as it stood at one version of the content."""

    version: str
    boundaries: Boundaries
    gss: Mapping[str, str]  # by slug
    district: str | None  # GSS code of our own authority, where postcodes tell it
    neighbours: Mapping[str, str]  # names by GSS code


_kept: _Area | None = None


def find_postcode(postcode: str) -> Place:
    """Return where a postcode lies, in any spelling; of a new one only `near` says anything."""
    spelled = postcode_in(postcode)
    if not spelled:
        return UNKNOWN
    code = compact(spelled)
    found = Postcode.objects.select_related("ward").filter(code=code).first()
    if not found:
        return replace(UNKNOWN, near=_wards_of_sector(code))
    at = partial(replace, latitude=found.latitude, longitude=found.longitude)
    if found.ward:
        return at(Place(found.ward.slug, found.ward.gss, in_borough=True, certain=True))
    area = _area()
    if area.district == found.district:
        # Its ward has a code that we do not know: the boundaries say what they can.
        place = find_point(found.latitude, found.longitude)
        return replace(place, in_borough=True, certain=place.certain and place.ward is not None)
    if area.district is None or not found.district:
        return find_point(found.latitude, found.longitude)
    elsewhere = area.neighbours.get(found.district, "")
    return at(replace(UNKNOWN, in_borough=False, certain=True, elsewhere=elsewhere))


def find_point(latitude: float, longitude: float, accuracy: float = 0.0) -> Place:
    """Return where a point lies; `accuracy` is that of the device's fix, in metres."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return UNKNOWN
    area = _area()
    if not area.boundaries:
        return replace(UNKNOWN, latitude=latitude, longitude=longitude)
    witnesses = _witnesses(latitude, longitude)
    place = placing.place(area.boundaries.around(latitude, longitude), witnesses, accuracy)
    elsewhere = ""
    if place.in_borough is False:
        elsewhere = area.neighbours.get(placing.district_of(witnesses), "")
    return replace(
        place,
        gss=area.gss.get(place.ward) if place.ward else None,
        elsewhere=elsewhere,
        latitude=latitude,
        longitude=longitude,
    )


def _area() -> _Area:
    """Return the area as it stands; read anew by each process after an edit."""
    global _kept
    version = content_version()
    kept = _kept
    if kept is None or kept.version != version:
        wards = dict(Ward.objects.values_list("slug", "gss"))
        shapes = dict(WardBoundary.objects.values_list("ward__slug", "wkb"))
        kept = _Area(
            version=version,
            boundaries=Boundaries(shapes, wards=len(wards)),
            gss=wards,
            district=Postcode.objects.own_district(),
            neighbours=dict(Neighbour.objects.values_list("gss", "name")),
        )
        _kept = kept
    return kept


def _witnesses(latitude: float, longitude: float) -> list[Witness]:
    """Return the nearest known postcodes within reach, nearest first."""
    east, north = degrees_of(REACH, latitude)
    near = Postcode.objects.filter(
        latitude__range=(latitude - north, latitude + north),
        longitude__range=(longitude - east, longitude + east),
    ).values_list("ward__slug", "district", "latitude", "longitude")

    def measured() -> Iterator[Witness]:
        for ward, district, lat, lon in near:
            metres = metres_between((latitude, longitude), (lat, lon))
            if metres <= REACH:
                yield Witness(ward, district, metres)

    return sorted(measured(), key=lambda one: one.distance)[:WITNESSES]


def _wards_of_sector(code: str) -> tuple[str, ...]:
    """Return the wards in which other postcodes of the same sector lie, most of them first."""
    sector = code[:-2]
    ours = Postcode.objects.ours().filter(code__range=(f"{sector}AA", f"{sector}ZZ"))
    wards = ours.values_list("ward__slug").annotate(count=Count("code"))
    return tuple(slug for slug, _ in wards.order_by("-count", "ward__slug"))
