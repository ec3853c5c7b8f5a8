"""Which reports the public may learn of (pure).

Anybody may then learn the kind, the day, about how far it is from a place, the status, and a
wording that staff approved. Never what the reporter typed, their photos, or who they are.
"""

from dataclasses import dataclass

# Land on which the day and rough place of a report would point to somebody's home or shop.
PRIVATE_LAND = frozenset({"private-residential", "commercial"})
RADIUS = 250  # metres within which a report may be the same
GRID = 0.0005  # degrees: a place is taken as the nearest corner of cells about 50 by 35 metres
WORST_ACCURACY = 100  # metres; a place known worse is near nothing


def coarse(degrees: float) -> float:
    """Return a latitude or longitude on the grid.

    Whoever asks again and again from different places learns the cell, never the place.
    """
    return round(degrees / GRID) * GRID


@dataclass(frozen=True)
class Subject:
    """What decides about a report's publicity."""

    category_is_public: bool
    sensitive: bool
    restricted: bool
    hateful: bool
    land: str
    placed: bool
    accuracy: int | None = None


def may_be_public(subject: Subject) -> bool:
    """Say whether anybody may learn of a report: never of people, of hate or of private land."""
    return (
        subject.category_is_public
        and not (subject.sensitive or subject.restricted or subject.hateful)
        and subject.land not in PRIVATE_LAND
        and subject.placed
        and (subject.accuracy or 0) <= WORST_ACCURACY
    )
