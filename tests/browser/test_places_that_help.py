"""Places that help: found by postcode, on the map or without a script, wide and narrow."""

import pytest
from playwright.sync_api import expect

from community.models import HelpPlace
from places.models import Postcode
from tests.pictures import picture

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/places-that-help/"
HOME = (51.5838, -0.0198)
TILES = "https://tile.openstreetmap.org/**"


@pytest.fixture(autouse=True)
def places():
    Postcode.objects.create(
        code="E174QR", latitude=HOME[0], longitude=HOME[1], district="E09000031"
    )
    for number, (name, kind) in enumerate(
        {"Baths": "defibrillator", "Library": "bleed-kit"}.items()
    ):
        HelpPlace.objects.create(
            kind=kind,
            name=name,
            address="1 High Street",
            postcode="E17 4QR",
            latitude=HOME[0] + number / 100,
            longitude=HOME[1],
            hours="Always",
            phone="020 7946 0000",
            url="https://example.org/",
            checked_on="2024-01-01",
        )


def search(page, postcode):
    page.goto(PAGE)
    page.get_by_label("Your postcode").fill(postcode)
    with page.expect_navigation():
        page.get_by_label("Your postcode").press("Enter")


def test_without_a_script_the_list_is_whole(plain_page):
    page = plain_page
    search(page, "E17")
    expect(page.get_by_role("link", name="Enter a whole postcode, like E17 4JF")).to_be_visible()
    assert page.get_by_label("Your postcode").input_value() == "E17"
    search(page, "e17 4qr")
    expect(page.get_by_role("heading", level=3)).to_have_text(["Baths", "Library"])
    expect(page.get_by_text("about 0.7 miles away")).to_be_visible()
    expect(page.get_by_role("button", name="Show on a map")).to_be_hidden()
    page.get_by_label("What you look for").select_option("Bleed kit")
    with page.expect_navigation():
        page.get_by_role("button", name="Show places").click()
    expect(page.get_by_role("heading", level=3)).to_have_text(["Library"])


def test_every_state_is_accessible_and_the_map_is_fetched_only_once_opened(
    page, accessibility_faults
):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    tile = picture("PNG", size=(256, 256))
    page.route(TILES, lambda route: route.fulfill(body=tile, content_type="image/png"))
    page.goto(PAGE)
    assert accessibility_faults(page) == []
    search(page, "nowhere")
    assert accessibility_faults(page) == []
    search(page, "E17 4QR")
    assert accessibility_faults(page) == []
    assert not [address for address in asked if "/map" in address or "tile" in address]
    page.get_by_role("button", name="Show on a map").press("Enter")
    page.locator(".leaflet-tile-loaded").first.wait_for()
    pin = page.get_by_role("button", name="2: Library")
    assert accessibility_faults(page) == []
    pin.press("Enter")
    words = page.get_by_role("application", name="Map").get_by_role("link", name="Library")
    expect(words).to_be_focused()
    page.keyboard.press("Enter")
    assert page.url.endswith(f"#place-{HelpPlace.objects.get(name='Library').pk}")


def test_a_map_that_fails_leaves_the_list(page):
    page.route(TILES, lambda route: route.abort())
    page.goto(PAGE)
    page.get_by_role("button", name="Show on a map").click()
    expect(page.get_by_role("status")).to_have_text(
        "The map does not load. The list below has all places."
    )
    expect(page.get_by_role("heading", level=3)).to_have_text(["Library", "Baths"])
    expect(page.get_by_role("application")).to_be_hidden()
