"""What is said about a point is never surer than the boundaries and postcodes around it."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from places.placing import (
    MARGIN,
    NEAREST_WITNESS,
    SURE,
    WITNESSES,
    Surroundings,
    Witness,
    district_of,
    place,
)

METRES = st.floats(0, 5000)


def inside(edge, *, border=5000.0, others=()):
    wards = (("north", 0.0), *others)
    return Surroundings(wards, edge, within_area=True, border=border, complete=True)


def outside(border, *, complete=True):
    wards = (("north", border),)
    return Surroundings(wards, border, within_area=False, border=border, complete=complete)


def witnesses(ward="north", number=WITNESSES, nearest=10.0):
    return [Witness(ward, "E09000031", nearest + n) for n in range(number)]


def test_deep_inside_a_ward_the_boundary_alone_decides():
    found = place(inside(SURE + 1), [], 0)
    assert (found.ward, found.in_borough, found.certain, found.near) == ("north", True, True, ())
    assert not place(inside(SURE - 1), [], 0).certain


def test_nearer_to_the_edge_the_postcodes_around_must_agree():
    edge = inside(MARGIN + 1, others=[("south", MARGIN + 1)])
    assert place(edge, witnesses(), 0).certain
    one_other = [*witnesses()[1:], Witness("south", "E09000031", 300.0)]
    unplaced = [*witnesses()[1:], Witness(None, "E09000026", 300.0)]
    for doubtful in (
        one_other,
        unplaced,
        witnesses(number=WITNESSES - 1),
        witnesses(nearest=NEAREST_WITNESS),
        witnesses(ward="south"),
    ):
        found = place(edge, doubtful, 0)
        assert not found.certain
        assert found.in_borough
        assert found.near == ("north", "south")


def test_at_the_edge_nothing_is_certain():
    assert not place(inside(MARGIN - 1), witnesses(), 0).certain


def test_beside_the_border_it_is_not_known_who_looks_after_it():
    assert place(inside(MARGIN - 1, border=MARGIN - 1), witnesses(), 0).in_borough is None
    found = place(outside(MARGIN - 1), [], 0)
    assert (found.ward, found.in_borough, found.certain) == ("north", None, False)
    assert found.near == ("north",)


def test_beyond_the_border_it_is_somebody_elses():
    found = place(outside(MARGIN + 1), [], 0)
    assert (found.ward, found.in_borough, found.certain) == (None, False, True)


def test_where_a_ward_has_no_boundary_nothing_is_certainly_outside():
    found = place(outside(10 * MARGIN, complete=False), [], 0)
    assert (found.ward, found.in_borough, found.certain) == (None, None, False)


@pytest.mark.parametrize("accuracy", [math.nan, math.inf, -1.0, 1e300])
def test_a_fix_without_a_useful_accuracy_is_never_certain(accuracy):
    assert not place(inside(3000), witnesses(), accuracy).certain
    assert not place(outside(3000), [], accuracy).certain


@given(METRES, METRES, METRES)
def test_a_coarser_fix_is_never_surer(edge, border, accuracy):
    around = inside(min(edge, border), border=border)
    if place(around, witnesses(), accuracy).certain:
        assert place(around, witnesses(), 0).certain
    if place(outside(border), [], accuracy).certain:
        assert place(outside(border), [], 0).certain


@given(METRES, st.booleans(), st.integers(0, WITNESSES))
def test_what_is_certain_says_whether_it_is_ours_and_offers_no_choice(edge, is_inside, number):
    around = inside(edge) if is_inside else outside(edge)
    found = place(around, witnesses(number=number), 0)
    if found.certain:
        assert found.in_borough is is_inside
        assert found.near == ()
        assert (found.ward is not None) == is_inside


def test_an_authority_is_named_only_where_all_postcodes_around_lie_in_it():
    here, there = Witness(None, "E09000026", 10.0), Witness(None, "E07000072", 20.0)
    assert district_of([here, here]) == "E09000026"
    assert district_of([here, there]) == ""
    assert district_of([]) == ""
