"""Places that help, by how far they are."""

from dataclasses import dataclass
from datetime import date, timedelta

from community.models import HelpPlace
from places.boundaries import metres_between
from places.models import Postcode
from places.postcodes import compact

A_PAGE = 50  # places
STALE = timedelta(days=365)
STEP = 50  # metres; a postcode is no more exact
MILE = 1609.344
IN_METRES = 800  # half a mile: as far as people in the UK think in metres


@dataclass(frozen=True)
class Found:
    """A place as the page tells it; `metres` is None where nobody said where they are."""

    place: HelpPlace
    stale: bool
    metres: float | None

    @property
    def near(self) -> int:
        """Return a short way in metres, rounded; 0: hardly any."""
        return round(self.metres / STEP) * STEP

    @property
    def miles(self) -> float | None:
        """Return a long way in miles, rounded; None: a short one."""
        return round(self.metres / MILE, 1) if self.metres >= IN_METRES else None


def where_is(postcode: str) -> tuple[float, float] | None:
    """Return latitude and longitude of a postcode, in our area or near it; None: not known."""
    known = Postcode.objects.filter(code=compact(postcode))
    return known.values_list("latitude", "longitude").first()


def places_that_help(*, kind: str, at: tuple[float, float] | None, on: date) -> list[Found]:
    """Return the places of a kind (empty: of every kind), nearest first where `at` is given."""
    every = HelpPlace.objects.filter(kind=kind) if kind else HelpPlace.objects.all()
    found = [
        Found(
            place,
            place.checked_on < on - STALE,
            metres_between(at, (place.latitude, place.longitude)) if at else None,
        )
        for place in every
    ]
    return sorted(found, key=lambda each: each.metres) if at else found
