"""Thousands of points at once lie in the same wards as each by itself."""

import shapely
from hypothesis import given
from hypothesis import strategies as st

from places.boundaries import Boundaries
from tests.places_files import NORTH, SOUTH

# Between the two a slit of about 20 metres, which is no way out of the area; a lake is.
SLIT = (SOUTH[0], SOUTH[1], SOUTH[2], SOUTH[3] - 0.0002)
JOINED = shapely.union_all([shapely.box(*SLIT), shapely.box(-0.021, 51.57, -0.0199, 51.61)])
BOUNDARIES = Boundaries(
    {"north": shapely.to_wkb(shapely.box(*NORTH)), "south": shapely.to_wkb(JOINED)}, wards=2
)
EAST_OF_ALL = shapely.to_wkb(shapely.box(-0.0001, 51.56, 0.001, 51.62))


@given(st.lists(st.tuples(st.floats(-0.03, 0.01), st.floats(51.56, 51.62)), max_size=20))
def test_a_point_is_in_the_ward_around_it_and_nowhere_outside_the_area(positions):
    found = BOUNDARIES.wards_of(positions)
    for (longitude, latitude), slug in zip(positions, found, strict=True):
        around = BOUNDARIES.around(latitude, longitude)
        near = [ward for ward, metres in around.wards if metres == 0]
        assert slug in (near or ([around.wards[0][0]] if around.within_area else [None]))


def test_a_point_in_a_slit_is_in_the_nearest_ward():
    closed = Boundaries(
        {
            "east": EAST_OF_ALL,
            "north": shapely.to_wkb(shapely.box(*NORTH)),
            "south": shapely.to_wkb(JOINED),
        },
        wards=3,
    )
    assert closed.wards_of([(-0.01, 51.58995), (-0.01, 51.58983)]) == ["north", "south"]
    assert BOUNDARIES.wards_of([]) == []


def test_where_wards_meet_the_first_has_the_point():
    shape = shapely.to_wkb(shapely.box(*NORTH))
    twice = Boundaries({"a": shape, "b": shape}, wards=2)
    assert twice.wards_of([(-0.01, 51.6)]) == ["a"]
