"""Held reports: the field for programs is no burden to people, and staff decide by keyboard."""

import pytest
from django.test import Client
from django.urls import reverse

from reporting import services
from reporting.models import Report
from tests import factories
from tests.browser.journeys import go_to

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = 390


@pytest.fixture
def manager_page(page, context, live_server, settings):
    """Open the back office as a manager."""
    settings.SECOND_FACTOR_REQUIRED = False
    client = Client()
    client.force_login(factories.staff("Safety managers"))
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}
    context.add_cookies([cookie])
    return page


def held(**changes):
    draft = factories.draft(**changes)
    at = factories.MONDAY_MORNING
    return services.submit(draft_key=draft.key, at=at, suspicions=("trap", "too-fast"))


def test_people_neither_see_nor_reach_the_field_for_programs(page, accessibility_faults):
    go_to(page, "graffiti", "Check your answers")
    field = page.locator("#note")
    box = field.bounding_box()
    assert box["x"] + box["width"] < 0
    assert page.get_by_role("textbox").count() == 0
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") != "note"
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Send report").click()
    page.get_by_role("heading", name="We have your report").wait_for()
    assert not Report.objects.get().quarantined


def test_without_javascript_too_what_fills_in_the_field_is_held(plain_page, accessibility_faults):
    go_to(plain_page, "graffiti", "Check your answers")
    plain_page.locator("#note").fill("Buy now")
    plain_page.get_by_role("button", name="Send report").click()
    plain_page.get_by_text("looks at your report first").wait_for()
    assert Report.objects.get().suspicions == ["trap"]


def test_the_receipt_of_a_held_report(page, accessibility_faults):
    page.goto(held().receipt_path())
    assert accessibility_faults(page) == []


def test_the_pages_on_which_staff_decide(manager_page, accessibility_faults):
    page, reports = manager_page, [held() for _ in range(3)]
    addresses = [
        "/admin/",
        reverse("admin:held_reports"),
        reverse("admin:held_reports") + "?state=spam",
        reverse("admin:held_report", args=[reports[0].pk]),
    ]
    for address in addresses:
        page.goto(address)
        assert accessibility_faults(page) == [], address
        page.set_viewport_size({"width": PHONE, "height": 800})
        assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    page.goto(addresses[1])
    page.locator("input[name=_selected_action]").first.check()
    page.get_by_label("Action:").select_option("They are spam: set them aside")
    page.get_by_role("button", name="Go", exact=True).click()
    page.get_by_role("heading", name="Set aside as spam?").wait_for()
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Set aside as spam").focus()
    page.keyboard.press("Enter")
    page.get_by_text("1 report was set aside").wait_for()
    assert Report.objects.filter(status=Report.Status.SPAM).count() == 1


def test_a_leader_lets_a_report_go_by_keyboard(manager_page):
    report = held()
    manager_page.goto(reverse("admin:held_report", args=[report.pk]))
    manager_page.get_by_role("button", name="Let it go to the team").focus()
    manager_page.keyboard.press("Enter")
    manager_page.get_by_text("went to its team").wait_for()
    report.refresh_from_db()
    assert not report.quarantined
