"""From a postcode to the ward, with and without JavaScript, and by where a phone is."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from shapely import box, to_wkb

from community.models import PanelMeeting, PanelPriority, WardTeam
from places.models import Postcode, Ward, WardBoundary

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def ward(site):
    """Fill a ward with all that its page can show."""
    ward = Ward.objects.get(slug="hoe-street")
    WardBoundary.objects.create(ward=ward, wkb=to_wkb(box(-0.03, 51.57, -0.01, 51.60)))
    Postcode.objects.create(
        code="E174QR", ward=ward, latitude=51.5838, longitude=-0.0198, district="E09000031"
    )
    now = timezone.now()
    for days, cancelled in ((-20, False), (5, True), (12, False), (100, False)):
        PanelMeeting.objects.create(
            ward=ward,
            starts_at=now + timedelta(days=days),
            ends_at=now + timedelta(days=days, hours=1),
            venue="Town Hall",
            cancelled=cancelled,
            changed_at=now,
        )
    for is_current in (True, False):
        PanelPriority.objects.create(
            ward=ward,
            title="Bikes on pavements",
            agreed_on=date(2026, 9, 7),
            is_current=is_current,
            done="Patrols.",
            done_on=date(2026, 11, 2),
        )
    WardTeam.objects.create(
        name="Ward officers", organisation="police", phone="020 7946 0101", email="w@example.org"
    )
    return ward


def test_a_postcode_leads_to_the_ward(page, accessibility_faults):
    page.goto("/wards/")
    assert accessibility_faults(page) == []
    page.get_by_label("Your postcode").fill("E17")
    page.get_by_role("button", name="Find my ward").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter a full postcode")
    assert accessibility_faults(page) == []
    page.get_by_label("Your postcode").fill("e17 4qr")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Hoe Street ward")).to_be_visible()
    assert page.url.endswith("/wards/hoe-street/")
    expect(page.get_by_role("button", name="Add to your calendar")).to_be_visible()
    assert accessibility_faults(page) == []


def test_without_a_script_the_home_page_leads_to_the_ward(plain_page):
    plain_page.goto("/")
    plain_page.get_by_label("Your postcode").fill("E17 4QR")
    plain_page.get_by_role("button", name="Find my ward").click()
    expect(plain_page.get_by_role("heading", name="Hoe Street ward")).to_be_visible()
    plain_page.get_by_role("link", name="All wards").click()
    expect(plain_page.get_by_role("button", name="Use where I am now")).to_be_hidden()


def test_a_new_postcode_asks_which_ward_it_is(page, accessibility_faults):
    page.goto("/wards/?postcode=E17+4QZ")
    expect(page.get_by_role("region", name="Which ward is it?")).to_contain_text("Hoe Street")
    assert accessibility_faults(page) == []


def test_a_phone_that_tells_its_place_leads_to_the_ward(new_context):
    here = {"latitude": 51.585, "longitude": -0.02, "accuracy": 14}
    page = new_context(geolocation=here, permissions=["geolocation"]).new_page()
    page.goto("/wards/")
    page.get_by_role("button", name="Use where I am now").click()
    expect(page.get_by_role("heading", name="Hoe Street")).to_be_visible()


def test_a_phone_that_does_not_tell_leaves_the_postcode(new_context):
    page = new_context(permissions=[]).new_page()
    page.goto("/wards/")
    page.get_by_role("button", name="Use where I am now").click()
    expect(page.get_by_role("status")).to_contain_text("Type your postcode instead")
