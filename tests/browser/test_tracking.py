"""A reporter follows a report: with and without JavaScript, by keyboard, every page and state."""

import pytest

from reporting.models import Report
from tests import factories
from tests.factories import CONTACT, HARASSMENT
from tests.pictures import another_picture
from tests.tracking import mailed

pytestmark = pytest.mark.django_db(transaction=True)


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def ask_for_link(page, report):
    page.goto("/")
    page.get_by_role("link", name="Follow a report").click()
    page.get_by_label("Your reference").fill(report.reference.lower().replace("-", " "))
    page.get_by_label("Email address").fill(report.reporter_email)
    press(page, "Send me a link")


def photo():
    return {"name": "wall.jpg", "mimeType": "image/jpeg", "buffer": another_picture()}


@pytest.mark.parametrize("scripts", ["with scripts", "without"])
def test_from_asking_for_a_link_to_not_fixed(page, plain_page, scripts):
    page = page if scripts == "with scripts" else plain_page
    report = factories.report()
    ask_for_link(page, report)
    page.get_by_role("heading", name="Look at your email").wait_for()
    page.goto(mailed()[-1])
    press(page, "Show my report")
    page.get_by_text(report.reference).wait_for()

    page.get_by_role("button", name="Add information").click()
    page.get_by_label("What do you want to add?").fill("The tag is back")
    page.get_by_label("Choose photos").set_input_files([photo(), photo()])
    press(page, "Send")
    page.get_by_text("What you added is with your report").wait_for()
    page.get_by_text("2 photos").wait_for()

    page.get_by_role("link", name="Take your report back").click()
    press(page, "Take my report back")
    page.get_by_text("We have closed it.").wait_for()

    page.get_by_role("button", name="Open it again").click()
    press(page, "Open my report again")
    page.get_by_role("heading", name="Your report is open again.").wait_for()
    assert Report.objects.get().status == "reopened"


def test_by_keyboard_alone(page):
    report = factories.report()
    page.goto("/track/")
    page.get_by_label("Your reference").focus()
    page.keyboard.type(report.reference)
    page.keyboard.press("Tab")
    page.keyboard.type(report.reporter_email)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.goto(mailed()[-1])
    page.get_by_role("button", name="Show my report").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Add information").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("heading", name="Add to your report").wait_for()


def test_two_quick_presses_without_javascript_open_the_link(plain_page):
    ask_for_link(plain_page, factories.report())
    plain_page.goto(mailed()[-1])
    plain_page.get_by_role("button", name="Show my report").dblclick()
    plain_page.get_by_role("heading", name="Your report", exact=True).wait_for()


def test_every_page_and_state_is_accessible(page, accessibility_faults):
    found = {}

    def look(state):
        if faults := accessibility_faults(page):
            found[state] = faults

    def visit(path, state):
        page.goto(path)
        look(state)

    report = factories.report()
    visit("/track/", "form")
    press(page, "Send me a link")
    look("errors of the form")
    visit("/track/nobody/", "unknown link")
    ask_for_link(page, report)
    look("sent")
    address = mailed()[-1]
    visit(address, "fresh link")
    press(page, "Show my report")
    look("report")
    visit(f"{address}add/", "adding")
    press(page, "Send")
    look("error of adding")
    page.get_by_label("What do you want to add?").fill("The tag is back")
    press(page, "Send")
    look("added")
    visit(f"{address}my-data/", "data")
    press(page, "Ask for my data")
    visit(f"{address}withdraw/", "withdrawing")
    press(page, "Take my report back")
    look("closed")
    visit(f"{address}withdraw/", "nothing to take back")
    visit(f"{address}not-fixed/", "not fixed")
    page.context.clear_cookies()
    visit(address, "used link")
    assert found == {}


def test_the_pages_of_a_sensitive_report_are_accessible_and_can_be_left(page, accessibility_faults):
    report = factories.report("street-harassment", {**HARASSMENT, **CONTACT})
    ask_for_link(page, report)
    page.goto(mailed()[-1])
    press(page, "Show my report")
    for path in ("", "add/", "withdraw/", "my-data/"):
        page.goto(mailed()[-1] + path)
        page.get_by_role("button", name="Exit this page").wait_for()
        assert accessibility_faults(page) == []


def test_an_anonymous_reporter_follows_from_the_receipt(page, accessibility_faults):
    report = factories.report("street-harassment", HARASSMENT)
    page.goto(report.receipt_path())
    assert accessibility_faults(page) == []
    press(page, "Follow your report")
    page.get_by_role("heading", name="Your report", exact=True).wait_for()
    assert accessibility_faults(page) == []
