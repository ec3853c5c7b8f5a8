"""The diary in the browser: written in a few taps, with JavaScript and without, and on paper."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from reporting.models import Event, Report
from tests import diaries, factories
from tests.factories import CONTACT, HARASSMENT
from tests.pictures import picture

pytestmark = pytest.mark.django_db(transaction=True)

A4 = {"width": 794, "height": 1123}  # pixels, at 96 to the inch


@pytest.fixture
def address():
    return diaries.begin(diaries.noise_report(), timezone.now())


def write(page, words="Bass through the wall"):
    page.get_by_label("It is happening now").check()
    page.get_by_label("What happened?").fill(words)
    page.get_by_label("It was still going on").check()
    page.get_by_label("I could not sleep").check()


def send(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Add to diary").click()


def entries():
    return Event.objects.filter(type=Event.Type.DIARY)


def test_an_entry_with_a_photo(page, address, tmp_path):
    photo = tmp_path / "door.jpg"
    photo.write_bytes(picture())
    page.goto(address)
    expect(page.get_by_label("Day", exact=True)).to_be_hidden()
    write(page)
    page.get_by_label("Photos").set_input_files(photo)
    send(page)
    expect(page).to_have_title(re.compile("^Added. Your diary"))
    expect(page.get_by_role("heading", name="1 entry so far")).to_be_visible()
    expect(page.get_by_text("1 photo. Written down as it happened.")).to_be_visible()
    assert entries().get().photos.get().report


def test_without_javascript(plain_page, address):
    page = plain_page
    page.goto(address)
    page.get_by_label("It happened before").check()
    page.get_by_label("Day", exact=True).fill("31")
    page.get_by_label("Month", exact=True).fill("2")
    page.get_by_label("Year", exact=True).fill("2026")
    page.get_by_label("What happened?").fill("They shouted")
    page.get_by_label("Up to an hour").check()
    send(page)
    page.get_by_role("link", name="Enter a real date").wait_for()
    assert page.get_by_label("What happened?").input_value() == "They shouted"
    page.get_by_label("Day", exact=True).fill("28")
    send(page)
    page.get_by_text("Added to your diary").wait_for()
    assert entries().get().data["happened"] == "2026-02-28"


@pytest.mark.parametrize("script", ["with", "without"])
def test_back_and_send_again_makes_no_second_entry(page, plain_page, address, script):
    page = page if script == "with" else plain_page
    page.goto(address)
    write(page)
    send(page)
    page.get_by_text("Added to your diary").wait_for()
    page.go_back()
    send(page)
    page.get_by_role("heading", name="Your diary", exact=True).wait_for()
    assert entries().count() == 1


def test_two_quick_taps_are_one_entry(page, address):
    page.goto(address)
    write(page)
    page.get_by_role("button", name="Add to diary").dblclick()
    page.get_by_text("Added to your diary").wait_for()
    assert entries().count() == 1


def test_an_entry_can_be_written_by_keyboard_alone(page, address):
    page.goto(address)
    page.get_by_label("It is happening now").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Bass through the wall")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_role("button", name="Add to diary").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert entries().get().data["how_long"] == "few-minutes"


def test_every_state_is_accessible(page, address, accessibility_faults):
    found = {}

    def look(state):
        if faults := accessibility_faults(page):
            found[state] = faults

    report = Report.objects.get()
    page.goto(address)
    look("empty")
    page.get_by_label("It happened before").check()
    look("earlier")
    send(page)
    page.get_by_role("alert").wait_for()
    look("errors")
    write(page, "Bass " * 200)
    send(page)
    diaries.write(report, 3, effect="I cried", text="x" * 500)
    page.goto(address)
    look("filled")
    page.goto(f"{address}print/")
    look("paper")
    diaries.close(report)
    page.goto(address)
    look("closed")
    page.goto("/diary/nobody/")
    look("gone")
    assert found == {}


def test_the_diary_of_a_sensitive_report_is_accessible(page, accessibility_faults):
    report = factories.report("street-harassment", HARASSMENT | CONTACT)
    page.goto(diaries.begin(report, timezone.now()))
    page.get_by_role("button", name="Exit this page").wait_for()
    assert accessibility_faults(page) == []


def test_paper_holds_the_entries_and_nothing_to_click(page, address):
    diaries.write(Report.objects.get(), 3, text="Bass " * 100)
    page.set_viewport_size(A4)
    page.goto(f"{address}print/")
    page.emulate_media(media="print")
    for name in ("Back", "Call 999", "Report", "Accessibility"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_hidden()
    expect(page.get_by_text("To print this page")).to_be_hidden()
    expect(page.get_by_role("row")).to_have_count(4)
    expect(page.get_by_text("Signature")).to_be_visible()
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


@pytest.mark.parametrize("width", [1280, 320])
def test_three_entries_fit_on_one_sheet(page, address, width):
    diaries.write(Report.objects.get(), 3, text="Bass through the wall for hours, and shouting.")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}print/")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
