"""Asking for an ASB case review, with JavaScript and without, wide and narrow."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from reporting.models import Report
from tests import tracking
from tests.browser.journeys import answer_danger, continue_
from tests.complaints import asb, send, told

pytestmark = pytest.mark.django_db(transaction=True)


def add(page, answers):
    """Fill in a complaint and list it."""
    page.locator(f"[name=to][value={answers['to']}]").check()
    for name in set(answers) - {"to", "incident"}:
        page.locator(f"[name={name}]").fill(str(answers[name]))
    with page.expect_navigation():
        page.get_by_role("button", name="Add this complaint").click()


def begin(page):
    page.goto("/report/case-review/")
    answer_danger(page)


@pytest.mark.parametrize("script", ["with", "without"])
def test_a_request_from_the_first_page_to_the_receipt(request, script):
    page = request.getfixturevalue("page" if script == "with" else "plain_page")
    begin(page)
    for number, body in enumerate(("council", "police", "landlord"), 1):
        add(page, told(body, 10 * number, 10 * number, reference=f"R{number}"))
    expect(page.get_by_text("You have 3 of the 3 complaints that you need.")).to_be_visible()
    expect(page.get_by_text("You may qualify, if you send your request by")).to_be_visible()
    page.get_by_role("button", name="Remove complaint 2").click()
    expect(page.get_by_role("heading", name="2 complaints listed")).to_be_visible()
    expect(page.get_by_text("Reference: R2")).to_have_count(0)
    continue_(page)
    page.get_by_label("What has been going on?").fill("They shout at night")
    for _ in range(3):
        continue_(page)
    page.get_by_label("Postcode, address").fill("12 Hoe Street")
    continue_(page)
    page.get_by_label("To me, or I saw it happen").check()
    continue_(page)
    page.get_by_label("Your name").fill("Amina Example")
    page.get_by_label("Email address").fill("amina@example.com")
    continue_(page)
    page.get_by_label("Email", exact=True).check()
    continue_(page)
    expect(page.get_by_text("2. Told the landlord on")).to_be_visible()
    page.get_by_role("button", name="Send request").click()
    expect(page.get_by_text("We tell you our decision by")).to_be_visible()
    assert len(Report.objects.get().answers[0]["value"]) == 2


def test_the_pages_of_a_request_are_accessible(page, accessibility_faults):
    found = {}

    def look(state):
        if faults := accessibility_faults(page):
            found[state] = faults

    page.goto("/report/case-review/")
    look("first page")
    answer_danger(page)
    look("nothing listed")
    continue_(page)
    look("errors")
    add(page, told(behaviour=60, made=2, reference="CAD 1"))
    add(page, told(reference="x" * 60))
    look("some listed, one does not count")
    add(page, told(behaviour=-1))
    look("error beside a list")
    add(page, told("council", 5, 5))
    add(page, told("landlord", 4, 4))
    look("may qualify")
    for number in range(4, 20):
        add(page, told("council", 3, 3, reference=str(number)))
    look("full")
    expect(page.get_by_text("You can list up to 20 complaints.")).to_be_visible()
    assert found == {}


def test_the_meter_on_the_page_of_a_report_is_accessible_and_leads_to_a_request(
    page, context, live_server, accessibility_faults
):
    reports = [asb(timezone.now() - timedelta(days=40 * number)) for number in range(3)]
    client = Client()
    address = tracking.opened(client, reports[0])
    context.add_cookies(
        [
            {"name": name, "value": cookie.value, "url": f"{live_server.url}/track/"}
            for name, cookie in client.cookies.items()
            if name.startswith("track")
        ]
    )
    page.goto(address)
    expect(page.get_by_text("You may qualify, if you ask by")).to_be_visible()
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Ask for a case review").click()
    expect(page.get_by_role("heading", name="3 complaints listed")).to_be_visible()
    continue_(page)
    expect(page.get_by_role("heading", name="What has been going on?")).to_be_visible()


def test_the_officers_page_of_a_request_is_accessible(page, signed_in, accessibility_faults):
    report = send(Client(), told(reference="CAD 7"), told(behaviour=60, made=5))
    signed_in("Case officers", "community-safety")
    page.goto(f"/admin/reporting/report/{report.pk}/change/")
    expect(page.get_by_role("cell", name="CAD 7")).to_be_visible()
    assert accessibility_faults(page) == []
