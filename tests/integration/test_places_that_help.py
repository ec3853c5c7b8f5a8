"""Places that help, as residents find them: by kind, or nearest first."""

import gzip
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.models import HelpPlace
from tests import factories
from tests.helping import HOME, METRE, know_postcodes, place, text_of

PAGE = "/places-that-help/"


@pytest.fixture(autouse=True)
def postcodes(pack):
    know_postcodes()


def names(response):
    return [found.place.name for found in response.context["page"]]


def test_without_a_postcode_all_places_stand_by_kind(client, time_machine):
    time_machine.move_to(factories.MONDAY_MORNING)
    place("Youth club", hours="Always", note="Ask at reception", phone="020 7946 0000")
    place("Baths", kind="defibrillator", checked_on="2025-11-22")
    place("Arcade")
    response = client.get(PAGE)
    text = text_of(response)
    assert names(response) == ["Arcade", "Youth club", "Baths"]
    for words in ("Open: Always", "Ask at reception", 'href="tel:02079460000"', "E17 4QR"):
        assert words in text
    assert "Checked on 1 November 2026." in text
    assert text.count("more than a year ago") == 1
    assert text.index("Call 999") < text.index("Youth club")


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (0, "less than 50 metres away"),
        (60, "about 50 metres away"),
        (410, "about 400 metres away"),
        (820, "about 0.5 miles away"),
        (1610, "about 1 mile away"),
        (3000, "about 1.9 miles away"),
    ],
)
def test_distances_are_in_words_that_people_use(client, metres, words):
    place("Library", metres)
    assert f"<strong>Bleed kit</strong>, {words}" in text_of(
        client.get(PAGE, {"postcode": "e174qr"})
    )


def test_the_nearest_come_first_also_from_beyond_the_border(client):
    for name, metres in (("Middle", 2000), ("North", 3900), ("South", 0)):
        place(name, metres)
    assert names(client.get(PAGE, {"postcode": "E17 4QR"})) == ["South", "Middle", "North"]
    assert names(client.get(PAGE, {"postcode": "n15 4qr"})) == ["North", "Middle", "South"]


def test_one_kind_can_be_chosen(client):
    place("Library")
    place("Baths", kind="defibrillator")
    assert names(client.get(PAGE, {"kind": "defibrillator"})) == ["Baths"]
    none = client.get(PAGE, {"kind": "safe-haven"})
    assert names(none) == []
    assert "We know no such place yet." in text_of(none)


def test_where_somebody_lives_is_kept_by_no_shared_cache(client):
    kept = [client.get(PAGE, {"postcode": asked}).headers for asked in ("E17 4QR", "E17", "")]
    assert ["private" in headers["Cache-Control"] for headers in kept] == [True, True, False]
    assert [headers.get("X-Robots-Tag") for headers in kept] == ["noindex", "noindex", None]


def test_a_site_without_places_says_so(client):
    assert "We know no places yet." in text_of(client.get(PAGE))


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"postcode": "E17"}, "Enter a whole postcode, like E17 4JF"),
        ({"postcode": "<script>alert(1)</script>"}, "Enter a whole postcode, like E17 4JF"),
        ({"postcode": "x" * 3000}, "Enter a postcode and nothing else, like E17 4JF"),
        ({"postcode": "E17 9ZZ"}, "We do not know where E17 9ZZ is."),
        ({"kind": "sofa' OR 1=1 --"}, "Choose what you look for from the list"),
        ({"kind": "bleed-kit\0"}, "Choose what you look for from the list"),
    ],
)
def test_wrong_input_gets_a_sentence_and_the_whole_list(client, asked, sentence):
    place("Library")
    response = client.get(PAGE, asked)
    assert response.status_code == 200
    assert text_of(response).count(sentence) == 2  # on top, and at the field
    assert names(response) == ["Library"]
    assert "<script>alert" not in text_of(response)
    field = response.context["form"]["postcode"]
    assert (field.value() or "") == asked.get("postcode", "")


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 40, "\0", "99"])
def test_junk_as_the_page_of_the_list_is_no_error(client, page):
    place("Library")
    assert names(client.get(PAGE, {"page": page})) == ["Library"]


def test_a_borough_of_places_costs_few_queries_and_little_weight(client):
    HelpPlace.objects.bulk_create(
        HelpPlace(
            kind=HelpPlace.Kind.values[number % 4],
            name=f"Place that helps {number} {'abcdefghij'[number % 10] * 20}",
            address=f"{number} {'klmnopqrst'[number % 7] * 30} Road",
            postcode="E17 4QR",
            latitude=HOME[0] + number * METRE,
            longitude=HOME[1],
            hours=f"Monday to Friday, {number % 12}am to 5pm",
            note=f"Ask at reception {number}",
            url=f"https://place-{number}.example/",
            checked_on=date(2026, 1, 1),
        )
        for number in range(400)
    )
    with CaptureQueriesContext(connection) as queries:
        response = client.get(PAGE, headers={"accept-encoding": "gzip"})
    assert len(queries) <= 3
    assert len(response.content) < 15_000
    assert b"Places 1 to 50 of 400" in gzip.decompress(response.content)
    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE, headers={"accept-encoding": "gzip"})
    assert len(queries) == 0
    near = {"postcode": "E17 4QR", "kind": "bleed-kit", "page": "2"}
    with CaptureQueriesContext(connection) as queries:
        response = client.get(PAGE, near)
    assert len(queries) <= 3
    assert names(response)[0].startswith("Place that helps 200 ")
    assert 'href="?postcode=E17+4QR&amp;kind=bleed-kit&amp;page=1"' in text_of(response)


def test_the_page_names_the_tiles_host_and_no_other_page_does(client):
    place("Library")
    for _ in range(2):  # made, then from the cache
        assert "tile.openstreetmap.org" in client.get(PAGE).headers["Content-Security-Policy"]
    assert "openstreetmap" not in client.get("/support/").headers["Content-Security-Policy"]
