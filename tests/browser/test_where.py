"""The place of a report: by the device or on a map where there is a script, in words without."""

import re

import pytest
from playwright.sync_api import expect
from shapely import box, to_wkb

from places.models import Ward, WardBoundary
from reporting.models import Draft
from tests.browser.journeys import continue_, go_to
from tests.pictures import picture

pytestmark = pytest.mark.django_db(transaction=True)

HOE_STREET = {"latitude": 51.5838, "longitude": -0.0198, "accuracy": 14}
TILES = "https://tile.openstreetmap.org/**"


@pytest.fixture
def phone(new_context):
    """A phone that tells its place and gets its tiles from us: tests use no network."""

    def opened(*, tiles=True, **options):
        page = new_context(geolocation=HOE_STREET, **options).new_page()
        tile = picture("PNG", size=(256, 256))
        page.route(
            TILES,
            lambda route: (
                route.fulfill(body=tile, content_type="image/png") if tiles else route.abort()
            ),
        )
        go_to(page, "graffiti", "Where is it?")
        return page

    return opened


def kept():
    """Return what the draft holds of the place."""
    return Draft.objects.get().answers["where"]


def test_the_device_tells_the_place_in_one_tap(phone, accessibility_faults):
    page = phone(permissions=["geolocation"])
    page.get_by_role("button", name="Use where I am now").click()
    expect(page.get_by_role("status")).to_have_text(re.compile("to within 14 metres"))
    assert accessibility_faults(page) == []
    continue_(page)
    expect(page.get_by_role("heading", name="photo")).to_be_visible()
    assert (kept()["latitude"], kept()["longitude"]) == (51.5838, -0.0198)
    assert kept()["position"] == "device"


def test_a_device_that_does_not_tell_leaves_the_words(phone, accessibility_faults):
    page = phone(permissions=[])
    page.get_by_role("button", name="Use where I am now").click()
    expect(page.get_by_role("status")).to_have_text(re.compile("did not tell us where you are"))
    page.get_by_label("Postcode, address").fill("Lloyd Park")
    continue_(page)
    expect(page.get_by_role("heading", name="photo")).to_be_visible()


def test_the_map_is_used_by_keyboard_alone(phone, accessibility_faults):
    page = phone()
    page.get_by_role("button", name="Choose on a map").press("Enter")
    expect(page.get_by_role("application", name="Map")).to_be_focused()
    page.locator(".leaflet-tile-loaded").first.wait_for()
    assert accessibility_faults(page) == []
    chosen = []
    for key in ("Shift", "ArrowUp"):
        page.keyboard.press(key)
        expect(page.locator(".leaflet-pan-anim")).to_have_count(0)
        page.get_by_role("button", name="Use the place under the cross").press("Enter")
        expect(page.get_by_role("status")).to_have_text(re.compile("chose on the map"))
        expect(page.get_by_role("button", name="Choose on a map")).to_be_focused()
        chosen.append(float(page.locator("[name=latitude]").input_value()))
        page.get_by_role("button", name="Choose on a map").press("Enter")
    assert chosen[1] > chosen[0]
    continue_(page)
    assert kept()["position"] == "map"
    assert kept()["latitude"] == chosen[1]


def test_a_map_that_fails_leaves_the_form_whole(phone):
    page = phone(tiles=False)
    page.get_by_role("button", name="Choose on a map").click()
    expect(page.get_by_role("status")).to_have_text(re.compile("The map does not load"))
    page.get_by_label("Postcode, address").fill("Lloyd Park")
    continue_(page)
    assert kept()["location"] == "Lloyd Park"


def test_nothing_of_the_map_is_fetched_before_it_is_opened(phone):
    page = phone()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.get_by_role("button", name="Choose on a map").wait_for()
    assert not [address for address in asked if "map" in address or "tile" in address]


def test_a_place_can_be_forgotten(phone):
    page = phone(permissions=["geolocation"])
    page.get_by_role("button", name="Use where I am now").click()
    page.get_by_role("button", name="Forget that place").click()
    expect(page.get_by_role("status")).to_have_text("We have forgotten that place.")
    page.get_by_label("Postcode, address").fill("Lloyd Park")
    continue_(page)
    assert "position" not in kept()


def test_without_a_script_the_page_offers_what_works(phone):
    page = phone(java_script_enabled=False)
    expect(page.get_by_role("button", name="Use where I am now")).to_be_hidden()
    expect(page.get_by_role("button", name="Choose on a map")).to_be_hidden()
    page.get_by_label("Postcode, address").fill("Lloyd Park")
    continue_(page)
    assert kept()["location"] == "Lloyd Park"


def test_near_an_edge_the_ward_is_asked_for(phone, accessibility_faults):
    for slug, west in (("hoe-street", -0.03), ("markhouse", -0.0198)):
        outline = to_wkb(box(west, 51.57, west + 0.0102, 51.60))
        WardBoundary.objects.create(ward=Ward.objects.get(slug=slug), wkb=outline)
    page = phone(permissions=["geolocation"])
    page.get_by_role("button", name="Use where I am now").click()
    page.get_by_role("status").filter(has_text="metres").wait_for()
    continue_(page)
    expect(page.get_by_role("heading", name="Which ward is it in?")).to_be_visible()
    assert accessibility_faults(page) == []
    continue_(page)
    expect(page.get_by_role("alert")).to_contain_text("Select a ward, or “I am not sure”")
    assert accessibility_faults(page) == []
    page.get_by_label("Markhouse").check()
    continue_(page)
    expect(page.get_by_role("heading", name="photo")).to_be_visible()
