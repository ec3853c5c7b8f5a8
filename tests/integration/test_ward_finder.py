"""Finding a ward: by postcode, by where a device is, in the list."""

import pytest
import shapely
from django.db import connection
from django.test.utils import CaptureQueriesContext

from places.models import Neighbour, Postcode, Ward, WardBoundary
from tests.places_files import NORTH, SOUTH

pytestmark = pytest.mark.django_db

OURS, NEXT = "E09000031", "E09000099"


@pytest.fixture(autouse=True)
def area(loaded):
    """Give two wards their boundaries, and postcodes in them and in the next authority."""
    wards = {ward.slug: ward for ward in Ward.objects.all()}
    for slug, corners in (("north", NORTH), ("south", SOUTH)):
        WardBoundary.objects.create(ward=wards[slug], wkb=shapely.to_wkb(shapely.box(*corners)))
    for code, slug in (("E174AA", "north"), ("E174AB", "north"), ("E174AD", "south")):
        Postcode.objects.create(
            code=code, ward=wards[slug], latitude=51.6, longitude=-0.01, district=OURS
        )
    Postcode.objects.create(code="N154QR", latitude=51.6, longitude=-0.05, district=NEXT)
    Postcode.objects.create(code="N16AA", latitude=51.5, longitude=-0.05, district="E09000001")
    Neighbour.objects.update_or_create(gss=NEXT, defaults={"name": "Nexttown"})


def told(client, **asked):
    """Return what the page says is wrong, in its summary and beside the field."""
    response = client.get("/wards/", asked)
    assert response.status_code == 200
    page = response.content.decode()
    (sentence,) = response.context["form"].errors["postcode"]
    assert '<a href="#id_postcode">' in page
    assert page.count(sentence) == 2
    return sentence


@pytest.mark.parametrize("typed", ["E17 4AA", "e174aa", " E17-4AA ", "5 Long Lane, E17 4AA"])
def test_a_postcode_in_any_spelling_leads_to_its_ward_and_is_left_behind(client, typed):
    response = client.get("/wards/", {"postcode": typed})
    assert (response.status_code, response.headers["Location"]) == (302, "/wards/north/")
    assert "public" not in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Enter your postcode, such as E17 4JF"),
        (" \0 ", "Enter your postcode, such as E17 4JF"),
        ("E17", "Enter a full postcode, such as E17 4JF"),
        ("<b>'; DROP TABLE places_ward", "Enter a full postcode, such as E17 4JF"),
        ("x" * 10_000, "Enter a full postcode, such as E17 4JF"),
        ("N15 4QR", "N15 4QR is in Nexttown. Enter a postcode in Anytown"),
        ("N1 6AA", "N1 6AA is not in Anytown. Enter a postcode in Anytown"),
        ("E4 9ZZ", "We do not know E4 9ZZ. Check it, or choose your ward from the list"),
    ],
)
def test_a_postcode_that_leads_nowhere_says_what_to_do(client, typed, sentence):
    assert told(client, postcode=typed) == sentence


def test_what_was_typed_wrong_stands_in_the_field(client):
    page = client.get("/wards/", {"postcode": "E17 <4"}).content.decode()
    assert 'value="E17 &lt;4"' in page
    assert "E17 <4" not in page


def test_a_new_postcode_offers_the_wards_it_is_likely_in(client):
    response = client.get("/wards/", {"postcode": "E17 4ZZ"})
    assert response.status_code == 200
    assert [ward.slug for ward in response.context["likely"]] == ["north", "south"]
    assert "Which ward is it?" in response.content.decode()
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_a_device_in_the_middle_of_a_ward_leads_to_it(client):
    response = client.get("/wards/", {"at": "51.60000,-0.01000,12"})
    assert response.headers["Location"] == "/wards/north/"


@pytest.mark.parametrize("accuracy", ["", ",0", ",900"])
def test_a_device_near_an_edge_or_unsure_of_its_place_offers_wards(client, accuracy):
    response = client.get("/wards/", {"at": f"51.59010,-0.01000{accuracy}"})
    assert {ward.slug for ward in response.context["likely"]} == {"north", "south"}


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("here", "We could not read where you are. Enter your postcode instead"),
        ("nan,inf", "We could not read where you are. Enter your postcode instead"),
        ("51.6,-0.01;DROP", "We could not read where you are. Enter your postcode instead"),
        ("9" * 10_000, "We could not read where you are. Enter your postcode instead"),
        ("100,200", "We cannot tell your ward from where you are. Enter your postcode instead"),
        ("51.6,-0.05", "You are in Nexttown now. Enter a postcode in Anytown"),
        ("40.0,-3.0", "You are not in Anytown now. Enter a postcode in Anytown"),
    ],
)
def test_a_position_that_leads_nowhere_says_what_to_do(client, at, sentence):
    assert told(client, at=at) == sentence


def test_the_list_names_every_ward_in_two_queries_and_is_kept(client):
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/wards/").content.decode()
    assert len(queries) <= 2
    assert all(f'href="/wards/{ward.slug}/"' in page for ward in Ward.objects.all())
    with CaptureQueriesContext(connection) as queries:
        client.get("/wards/")
    assert len(queries) == 0


def test_before_any_import_every_postcode_leaves_the_list(client):
    Postcode.objects.all().delete()
    WardBoundary.objects.all().delete()
    assert told(client, postcode="E17 4AA").startswith("We do not know E17 4AA.")
    assert told(client, at="51.6,-0.01").startswith("We cannot tell your ward")
