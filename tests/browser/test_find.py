"""The one box in a browser: every kind of result, with and without JavaScript; while typing."""

import pytest

from tests import public_content as make

pytestmark = pytest.mark.django_db(transaction=True)

DANGER = "Help, there is a man with a knife outside my door right now"
SURE, THREE, NOTHING = "parakeets nesting", "peacocks", "zyxwv"
BOX = "What has happened, or what do you want to know?"


@pytest.fixture(autouse=True)
def content(site):
    council = make.make_council_voice()
    make.make_category("birds", name="Birds", keywords=["parakeets nesting"])
    for number in range(4):
        make.make_category(f"form-{number}", name=f"Form {number}", keywords=["peacocks"])
        make.make_topic(f"birds-{number}", [(council, "Text")], keywords=["peacocks"])
    make.make_handover(name="River Authority", phone="0300 12 34", keywords=["walrus ashore"])


def search(page, text):
    page.goto("/find/")
    page.get_by_label(BOX).fill(text)
    with page.expect_navigation():
        page.get_by_role("button", name="Find help").click()


@pytest.mark.parametrize("scripts", ["with scripts", "without"])
def test_every_kind_of_result(page, accessibility_faults, scripts):
    if scripts == "without":  # our own, since the one that looks for faults is to run
        page.route("**/*.js", lambda route: route.abort())
    faults = {}
    for text, said in {
        DANGER: "Call 999 now",
        SURE: "This looks right",
        THREE: "One of these?",
        "walrus ashore": "This looks right",
        NOTHING: "We found nothing of ours for these words",
        "Hoe Street": "Hoe Street is one of our wards.",
    }.items():
        search(page, text)
        page.get_by_role("heading", name=said).wait_for()
        if found := accessibility_faults(page):
            faults[text] = found
    assert page.locator(".js-enabled").count() == (scripts == "with scripts")
    assert faults == {}
    assert page.context.cookies() == []


def test_forms_and_answers_stand_side_by_side_on_wide_screens_only(page):
    search(page, THREE)
    headings = [page.get_by_role("heading", name=name) for name in ("Report it", "Answers and")]
    tops = [heading.bounding_box()["y"] for heading in headings]
    assert tops[0] == tops[1]
    page.set_viewport_size({"width": 320, "height": 900})
    forms, answers = (heading.bounding_box() for heading in headings)
    assert forms["x"] == answers["x"]


def test_what_fits_appears_while_typing_and_nothing_of_it_stands_in_an_address(
    page, accessibility_faults
):
    asked = []
    page.on("request", lambda request: asked.append(request))
    for address in ("/", "/find/"):
        page.goto(address)
        asked.clear()
        page.get_by_label(BOX).press_sequentially(THREE)
        links = page.locator("[aria-live=polite] a")
        links.first.wait_for()
        assert links.count() == 4
        (sent,) = [request for request in asked if request.url.endswith("/suggestions/")]
        assert (sent.method, "cookie" in sent.headers) == ("POST", False)
        assert not [request for request in asked if "pea" in request.url]
        assert accessibility_faults(page) == []
    page.get_by_label(BOX).fill("")
    links.first.wait_for(state="detached")


def test_danger_is_answered_while_typing(page, accessibility_faults):
    page.goto("/")
    page.get_by_label(BOX).press_sequentially(DANGER)
    first = page.locator("[aria-live=polite] a").first
    first.wait_for()
    assert first.get_attribute("href") == "tel:999"
    assert accessibility_faults(page) == []


def test_a_page_of_results_does_not_repeat_them_under_the_box(page):
    search(page, THREE)
    page.wait_for_timeout(800)
    assert page.locator("[aria-live=polite] a").count() == 0


def test_where_suggestions_fail_the_button_finds_the_same(page):
    page.route("**/suggestions/", lambda route: route.abort())
    page.goto("/")
    page.get_by_label(BOX).press_sequentially(THREE)
    page.wait_for_timeout(800)
    page.get_by_role("button", name="Find help").click()
    page.get_by_role("heading", name="One of these?").wait_for()


def test_by_keyboard_alone(page):
    page.goto("/")
    page.get_by_label(BOX).focus()
    page.keyboard.type(SURE)
    page.locator("[aria-live=polite] a").first.wait_for()
    page.keyboard.press("Tab")  # the button
    page.keyboard.press("Tab")  # what fits
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith("/report/birds/")
    page.go_back()
    page.get_by_label(BOX).focus()
    page.keyboard.type(SURE)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("heading", name="This looks right").wait_for()
