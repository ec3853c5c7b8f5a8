"""Where it is: told in any way, each enough alone, and honest about what is not known."""

import pytest
from django.test import Client
from shapely import box, to_wkb

from places.models import Neighbour, Postcode, Ward, WardBoundary
from reporting.models import Draft, Report
from tests import journeys
from tests.journeys import ABOUT_YOU, step_of

BEFORE = {
    step: told
    for step, told in journeys.OFFENSIVE_GRAFFITI.items()
    if step not in ("where", "photo", "about-you")
}
INSIDE = {"latitude": "51.5850", "longitude": "-0.0150"}
AT_THE_EDGE = {"latitude": "51.5850", "longitude": "-0.0101"}


@pytest.fixture(autouse=True)
def area(pack):
    """Two wards side by side, and postcodes in one of them and beyond the border."""
    wards = {ward.slug: ward for ward in Ward.objects.filter(slug__in=["hoe-street", "markhouse"])}
    for slug, west in (("hoe-street", -0.02), ("markhouse", -0.01)):
        outline = box(west, 51.58, west + 0.01, 51.59)
        WardBoundary.objects.create(ward=wards[slug], wkb=to_wkb(outline))
    Ward.objects.exclude(pk__in=[ward.pk for ward in wards.values()]).delete()
    place = {"latitude": 51.585, "longitude": -0.015, "district": "E09000031"}
    Postcode.objects.create(code="E174QR", ward=wards["hoe-street"], **place)
    hackney = Neighbour.objects.get(gss="E09000012")
    Postcode.objects.create(code="E81EA", **place | {"district": hackney.gss})


@pytest.fixture
def where(client):
    """Walk to the question of the place; return its address."""
    address = journeys.fill_in(client, "graffiti", BEFORE)
    assert step_of(address) == "where"
    return address


def sent(client, address):
    """Go on from a page after the place to the receipt; return the report."""
    for answers in ({}, ABOUT_YOU, {}):
        response = client.post(address, answers)
        assert response.status_code == 302, response.context["form"].errors
        address = response["Location"]
    return Report.objects.get()


@pytest.mark.parametrize("words", ["E17 4QR", "12 hoe street, e174qr", "by the bins E17  4qr"])
def test_a_postcode_in_any_spelling_tells_the_ward(client, where, words):
    address = client.post(where, {"location": words})["Location"]
    assert step_of(address) == "photo"
    report = sent(client, address)
    assert report.ward.slug == "hoe-street"
    assert report.ward_certain
    assert report.location == words
    assert report.position == "postcode"


def test_the_devices_position_is_enough_alone(client, where):
    address = client.post(where, {**INSIDE, "accuracy": "14", "position": "device"})["Location"]
    report = sent(client, address)
    assert (str(report.latitude), str(report.longitude)) == ("51.58500", "-0.01500")
    assert (report.accuracy, report.position, report.location) == (14, "device", "")
    assert report.ward.slug == "hoe-street"


def test_near_an_edge_the_resident_confirms_the_ward(client, where):
    address = client.post(where, {**AT_THE_EDGE, "accuracy": "20", "position": "map"})["Location"]
    assert step_of(address) == "ward"
    choices = dict(client.get(address).context["form"].fields["ward"].choices)
    assert {"hoe-street", "markhouse", "outside", "dont-know"} == choices.keys()
    report = sent(client, client.post(address, {"ward": "markhouse"})["Location"])
    assert report.ward.slug == "markhouse"
    assert report.ward_certain


def test_who_does_not_know_the_ward_is_believed_and_the_case_says_so(client, where):
    address = client.post(where, {**AT_THE_EDGE, "position": "map"})["Location"]
    report = sent(client, client.post(address, {"ward": "dont-know"})["Location"])
    assert not report.ward_certain
    assert report.facts["outside_borough"] == "dont-know"
    assert any("not sure" in reason for reason in report.reasons)


def test_a_new_place_asks_for_the_ward_anew(client, where):
    address = client.post(where, {**AT_THE_EDGE, "position": "map"})["Location"]
    client.post(address, {"ward": "markhouse"})
    address = client.post(where, {"location": "E17 4QR", "forget": "on"})["Location"]
    assert sent(client, address).ward.slug == "hoe-street"


def test_outside_the_area_names_who_looks_after_it_and_keeps_the_words(client, where):
    address = client.post(where, {"location": "Sofa by the pond, E8 1EA"})["Location"]
    assert step_of(address) == "handover"
    html = client.get(address).content.decode()
    assert "Hackney" in html
    assert "https://hackney.gov.uk/" in html
    assert "Sofa by the pond, E8 1EA" in html
    assert "Red paint" in html


def test_a_place_in_words_alone_is_enough(client, where):
    report = sent(client, client.post(where, {"location": "Lloyd Park, by the café"})["Location"])
    assert (report.ward, report.position, report.ward_certain) == (None, "", False)


def test_a_ward_chosen_from_the_list_counts_where_the_words_tell_none(client, where):
    told = {"location": "The alley behind the shops", "ward": "markhouse"}
    report = sent(client, client.post(where, told)["Location"])
    assert (report.ward.slug, report.ward_certain) == ("markhouse", True)


def test_a_postcode_says_more_than_the_list(client, where):
    told = {"location": "E17 4QR", "ward": "markhouse"}
    assert sent(client, client.post(where, told)["Location"]).ward.slug == "hoe-street"


def test_no_place_at_all_is_asked_about_once_more_and_then_believed(client, where):
    page = client.post(where, {"location": "\u200b \u2060"})
    assert "Tell us where it is" in page.content.decode()
    assert sent(client, client.post(where, {"cannot_say": "yes"})["Location"]).location == ""


@pytest.mark.parametrize(
    "junk",
    [
        {"latitude": "nan", "longitude": "0", "position": "map"},
        {"latitude": "1e400", "longitude": "0", "position": "map"},
        {"latitude": "91", "longitude": "0", "position": "map"},
        {"latitude": "51.5", "longitude": "", "position": "device"},
        {"latitude": "51.5", "longitude": "0", "position": "moon"},
        {"latitude": "51.5", "longitude": "0", "position": "map", "accuracy": "-5"},
        {"latitude": "<script>", "longitude": "0", "position": "map"},
    ],
)
def test_a_position_that_is_none_is_left_out_without_blaming_anybody(client, where, junk):
    address = client.post(where, {"location": "Lloyd Park", **junk})["Location"]
    assert sent(client, address).position == ""


def test_a_position_can_be_forgotten_without_a_script(client, where):
    client.post(where, {**INSIDE, "position": "device"})
    page = client.get(where)
    assert "Forget the place" in page.content.decode()
    told = {**INSIDE, "position": "device", "forget": "on", "location": "Lloyd Park"}
    assert sent(client, client.post(where, told)["Location"]).position == ""


def test_only_the_page_of_the_place_may_fetch_tiles(client, where, settings):
    tiles = "https://tile.openstreetmap.org"
    assert tiles in client.get(where)["Content-Security-Policy"]
    before = where.replace("where", "land")
    assert tiles not in client.get(before)["Content-Security-Policy"]


def test_without_tiles_the_page_offers_no_map(client, where, settings):
    assert "Choose on a map" in client.get(where).content.decode()
    settings.MAP_TILES = ""
    assert "Choose on a map" not in client.get(where).content.decode()


def test_without_any_ward_file_the_form_is_whole(client, where):
    WardBoundary.objects.all().delete()
    Postcode.objects.all().delete()
    for told in ({"location": "E17 4QR"}, {**INSIDE, "position": "device"}):
        assert step_of(client.post(where, told)["Location"]) == "photo"


def test_somebody_elses_place_is_not_shown(client, where):
    assert Client().get(where).status_code == 404


def test_a_ward_page_that_is_no_longer_asked_leads_on(client, where):
    ward = client.post(where, {**AT_THE_EDGE, "position": "map"})["Location"]
    client.post(where, {"location": "E17 4QR", "forget": "on"})
    for response in (client.get(ward), client.post(ward, {"ward": "markhouse"})):
        assert step_of(response["Location"]) == "photo"


def test_a_place_on_a_map_seen_from_afar_is_not_certain(client, where):
    told = {**INSIDE, "position": "map", "accuracy": "285"}
    assert step_of(client.post(where, told)["Location"]) == "ward"


def test_who_cannot_say_where_does_not_leave_their_own_place_behind(client, where):
    told = {**INSIDE, "position": "device", "accuracy": "10", "cannot_say": "yes"}
    report = sent(client, client.post(where, told)["Location"])
    assert (report.position, report.latitude) == ("", None)


def test_a_draft_from_before_there_were_positions_keeps_its_ward(client, where):
    draft = Draft.objects.get()
    draft.answers["where"] = {"location": "Hoe Street", "ward": "hoe-street"}
    draft.save()
    assert client.get(where).context["form"]["ward"].value() == "hoe-street"
    report = sent(client, where.replace("/where/", "/photo/"))
    assert (report.ward.slug, report.ward_certain) == ("hoe-street", True)
