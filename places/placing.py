"""Decides what may be said about where something lies (pure).

The distances are measured: see docs/decisions/a-ward-is-certain-or-asked-for.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

# Metres from a ward's edge. Beyond SURE the boundary alone decides. Between MARGIN and SURE the
# postcodes around must agree. Below MARGIN nothing is certain.
MARGIN = 50.0
SURE = 150.0
# They agree if so many of the nearest known postcodes, the first of them so near, are in one ward.
WITNESSES = 8
NEAREST_WITNESS = 75.0
# How far, in metres, witnesses are looked for, and wards that a coarse fix may lie in.
REACH = 400.0
FARTHEST = 1000.0


@dataclass(frozen=True)
class Place:
    """Where something lies, as far as we know it."""

    ward: str | None  # slug of the likeliest ward
    gss: str | None
    in_borough: bool | None  # None: not known
    certain: bool  # the ward (or being outside) is known beyond reasonable doubt
    near: tuple[str, ...] = ()  # slugs of the wards it may be in, likeliest first, if not certain
    elsewhere: str = ""  # name of the authority that looks after it, where known
    latitude: float | None = None
    longitude: float | None = None


UNKNOWN = Place(ward=None, gss=None, in_borough=None, certain=False)


@dataclass(frozen=True)
class Surroundings:
    """What the boundaries say about a point; distances in metres.

    `wards` are slugs with their distances, nearest first, 0 for a ward that holds the point.
    `edge` is the way to the edge of the ward that holds it. `border` is the way to the edge of the
    whole area, on whichever side. `complete` says that no ward lacks its boundary.
    """

    wards: tuple[tuple[str, float], ...]
    edge: float
    within_area: bool
    border: float
    complete: bool


@dataclass(frozen=True)
class Witness:
    """A known postcode near a point: its ward's slug or None, its authority, metres to it."""

    ward: str | None
    district: str
    distance: float


def place(around: Surroundings, witnesses: Sequence[Witness], accuracy: float) -> Place:
    """Place a point, given its nearest known postcodes (at most WITNESSES, nearest first).

    `accuracy` is that of the device's fix in metres; what is no distance allows no certainty.
    """
    slack = accuracy if accuracy >= 0 else inf
    nearest, distance = around.wards[0]
    if around.border > MARGIN + slack and not around.within_area:
        if around.complete:
            return replace(UNKNOWN, in_borough=False, certain=True)
        return UNKNOWN
    sure = distance == 0 and _is_sure(nearest, around.edge - slack, witnesses)
    inside = around.within_area and around.border > MARGIN + slack and distance <= MARGIN
    reach = min(SURE + slack, FARTHEST)
    return Place(
        ward=nearest,
        gss=None,
        in_borough=True if sure or inside else None,
        certain=sure,
        near=() if sure else tuple(slug for slug, metres in around.wards if metres <= reach),
    )


def _is_sure(ward: str, depth: float, witnesses: Sequence[Witness]) -> bool:
    agree = len(witnesses) >= WITNESSES and all(one.ward == ward for one in witnesses)
    return depth > SURE or (depth > MARGIN and agree and witnesses[0].distance < NEAREST_WITNESS)


def district_of(witnesses: Sequence[Witness]) -> str:
    """Return the authority that all postcodes around lie in; empty where they differ."""
    districts = {one.district for one in witnesses}
    return districts.pop() if len(districts) == 1 else ""
