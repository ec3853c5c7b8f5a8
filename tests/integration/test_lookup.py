"""Where a postcode or a point lies: sure where the data are, open about the rest."""

import io
import json
import math
import sys
from io import StringIO

import pytest
import shapely
from django.core.cache import cache
from django.core.management import call_command

from places.lookup import Place, find_point, find_postcode, postcode_in
from places.models import Neighbour, Postcode, Ward, WardBoundary
from tests.places_files import NORTH, SOUTH

OURS, NEXT = "E09000031", "E09000099"
pytestmark = pytest.mark.django_db

MIDDLE_OF_NORTH = (51.6, -0.01)
NOTHING_KNOWN = Place(ward=None, gss=None, in_borough=None, certain=False)


@pytest.fixture(autouse=True)
def area(loaded):
    """Give two wards their boundaries, and postcodes in them and in the next authority."""
    wards = {ward.slug: ward for ward in Ward.objects.all()}
    for slug, corners in (("north", NORTH), ("south", SOUTH)):
        WardBoundary.objects.create(ward=wards[slug], wkb=shapely.to_wkb(shapely.box(*corners)))
    for number in range(8):  # in the north, 80 m and more from the south
        postcode("E174A" + "ABDEFGHJ"[number], wards["north"], 51.59072, -0.0101 + number * 1e-5)
    postcode("E176AB", None, 51.6, -0.01)
    postcode("N154QR", None, 51.6, -0.03, NEXT)


def postcode(code, ward, latitude, longitude, district=OURS):
    return Postcode.objects.create(
        code=code, ward=ward, latitude=latitude, longitude=longitude, district=district
    )


@pytest.mark.parametrize("spelling", ["E17 4AA", "e174aa", "E17  4AA", "12 Hoe Street, E17-4AA."])
def test_a_known_postcode_is_in_its_ward_in_any_spelling(spelling):
    found = find_postcode(spelling)
    assert (found.ward, found.gss, found.in_borough) == ("north", "E05000001", True)
    assert (found.certain, found.near) == (True, ())
    assert (found.latitude, found.longitude) == (51.59072, -0.0101)


def test_a_postcode_of_a_neighbour_names_it():
    found = find_postcode("N15 4QR")
    assert (found.ward, found.in_borough, found.certain) == (None, False, True)
    assert found.elsewhere == "Nexttown"
    Neighbour.objects.all().delete()
    cache.clear()
    assert find_postcode("N15 4QR").elsewhere == ""


def test_a_new_postcode_is_not_known_but_its_sector_suggests_wards():
    found = find_postcode("E17 4ZZ")
    assert (found.ward, found.in_borough, found.certain) == (None, None, False)
    assert found.near == ("north",)
    assert find_postcode("SW1A 1AA") == NOTHING_KNOWN


def test_a_postcode_of_ours_in_a_ward_that_we_do_not_know_is_placed_by_its_position():
    found = find_postcode("E17 6AB")
    assert (found.ward, found.in_borough, found.certain) == ("north", True, True)
    Postcode.objects.filter(pk="E176AB").update(latitude=51.5901)
    found = find_postcode("E17 6AB")
    assert (found.ward, found.in_borough, found.certain) == ("north", True, False)


def test_a_point_well_inside_a_ward_is_certain():
    found = find_point(*MIDDLE_OF_NORTH)
    assert (found.ward, found.gss, found.in_borough) == ("north", "E05000001", True)
    assert (found.certain, found.near) == (True, ())
    assert (found.latitude, found.longitude) == MIDDLE_OF_NORTH
    assert not find_point(*MIDDLE_OF_NORTH, accuracy=2000).certain


def test_known_postcodes_around_make_a_point_nearer_to_the_edge_certain():
    beside_them = (51.5907, -0.01)
    assert find_point(*beside_them).certain
    Postcode.objects.filter(pk="E174AA").update(ward=Ward.objects.get(slug="south"))
    found = find_point(*beside_them)
    assert not found.certain
    assert (found.ward, found.in_borough) == ("north", True)
    assert found.near == ("north", "south")


def test_beside_the_border_neither_ward_nor_authority_is_certain():
    for longitude in (-0.0199, -0.0201):
        found = find_point(51.6, longitude)
        assert (found.ward, found.in_borough, found.certain) == ("north", None, False)


def test_a_point_outside_names_the_neighbour_where_postcodes_around_tell_it():
    found = find_point(51.6, -0.029)
    assert (found.ward, found.in_borough, found.certain) == (None, False, True)
    assert found.elsewhere == "Nexttown"
    assert find_point(51.6, 0.2).elsewhere == ""


def test_where_a_boundary_is_missing_nothing_is_certainly_outside():
    WardBoundary.objects.get(ward__slug="south").delete()
    assert find_point(51.58, -0.01) == Place(
        None, None, in_borough=None, certain=False, latitude=51.58, longitude=-0.01
    )
    assert find_point(*MIDDLE_OF_NORTH).certain


def test_without_boundaries_only_postcodes_are_known():
    WardBoundary.objects.all().delete()
    found = find_point(*MIDDLE_OF_NORTH)
    assert (found.ward, found.in_borough, found.certain) == (None, None, False)
    assert find_postcode("E17 4AA").certain
    assert find_postcode("E17 6AB").in_borough


@pytest.mark.django_db(transaction=True)
def test_an_edit_of_a_ward_shows_at_once(area):
    assert find_point(*MIDDLE_OF_NORTH).ward == "north"
    north = Ward.objects.get(slug="north")
    north.gss = "E05000009"
    north.save()
    assert find_point(*MIDDLE_OF_NORTH).gss == "E05000009"


def test_a_point_costs_one_query_once_the_boundaries_are_read(django_assert_num_queries):
    find_point(*MIDDLE_OF_NORTH)
    with django_assert_num_queries(1):
        find_point(51.58, -0.01)
    with django_assert_num_queries(1):
        find_postcode("E17 4AA")


@pytest.mark.parametrize("text", ["", "😀", "x" * 10_000, "\0", "\ud800", "E17", "E17 4QR\0"])
def test_garbage_is_no_postcode_and_breaks_nothing(text):
    assert find_postcode(text).certain is False
    assert postcode_in(text) is None or text.startswith("E17 4QR")


@pytest.mark.parametrize(
    "point",
    [
        (math.nan, 0),
        (0, math.nan),
        (math.inf, -math.inf),
        (1e308, 0),
        (91, 0),
        (51.6, -181),
    ],
)
def test_garbage_is_no_point_and_breaks_nothing(point):
    assert find_point(*point) == NOTHING_KNOWN


@pytest.mark.parametrize("point", [(90, 180), (-90, -180), (0, 0), (51.59, -0.01), (51.61, 0.0)])
@pytest.mark.parametrize("accuracy", [0, 5.5, math.nan, math.inf, -1, 1e308])
def test_every_place_on_earth_and_any_accuracy_gets_an_answer(point, accuracy):
    assert find_point(*point, accuracy=accuracy).ward in (None, "north", "south")


def test_find_ward_answers_each_line_in_order(monkeypatch):
    lines = [
        "E17 4AA",
        "51.6,-0.01",
        "N15 4QR",
        "E17 4ZZ",
        "hello",
        "91,0",
        "nan,nan",
        "",
        "\udcff",
    ]
    raw = "\n".join(lines).encode("utf-8", "surrogateescape")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    out = StringIO()
    call_command("find_ward", stdout=out)
    answers = [json.loads(line) for line in out.getvalue().splitlines()]
    keys = ("query", "ward", "gss", "in_borough", "certain")
    assert [tuple(answer[key] for key in keys) for answer in answers[:4]] == [
        ("E17 4AA", "North", "E05000001", True, True),
        ("51.6,-0.01", "North", "E05000001", True, True),
        ("N15 4QR", None, None, False, True),
        ("E17 4ZZ", None, None, None, False),
    ]
    assert len(answers) == len(lines)
    for answer in answers[4:]:
        assert answer.keys() == {"error"}
        assert answer["error"].endswith(".")
