"""Somebody who reports street harassment has to leave at once, and others look what it was."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from playwright.sync_api import expect

from reporting import services
from reporting.models import Draft, Photo
from reporting.photos import remake
from tests import factories
from tests.browser.journeys import answer_danger, continue_
from tests.pictures import picture

pytestmark = pytest.mark.django_db(transaction=True)

START = "/report/street-harassment/"
MARKER = "He waited at the bus stop, zebra 4711"
HARMLESS = "<!DOCTYPE html><html lang='en'><title>Weather</title><h1>Sunny spells</h1></html>"
ALL_TEXT = """() => document.documentElement.outerHTML +
  [...document.querySelectorAll('input, textarea')].map(field => field.value).join()"""
KEPT_WHOLE = "() => window.dispatchEvent(new PageTransitionEvent('{}', {{ persisted: true }}))"


@pytest.fixture
def weather(settings):
    """Let the exit button lead to a site on this machine; give what that site is told."""
    told = []

    class Weather(BaseHTTPRequestHandler):
        def do_GET(self):
            if self.path == "/weather":  # and not its icon
                told.append(self.headers)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(HARMLESS.encode())

        def log_message(self, *args):
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Weather) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EXIT_URL = f"http://127.0.0.1:{server.server_port}/weather"
        yield told
        server.shutdown()


def go_to(page, target, key="Tab"):
    """Press a key until something has the focus."""
    for _ in range(60):
        page.keyboard.press(key)
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{key} does not lead to {target}.")


def enter(page, name):
    go_to(page, page.get_by_role("button", name=name, exact=True))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def report_by_keyboard(page):
    """Come to the page after the one with the marker, by Tab, Enter, Space, arrows and letters."""
    page.goto(START)
    enter(page, "No, go on")
    go_to(page, page.get_by_label("Comments, shouting or staring"))
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Being followed")).to_be_checked()
    enter(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("You can leave this site at once")
    enter(page, "Continue")
    go_to(page, page.get_by_label("What happened?"))
    page.keyboard.type(MARKER)
    enter(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("What day and time was it?")


def add_photo():
    """Add a photo to the report, as if it had come so far."""
    remade = remake(SimpleUploadedFile("IMG_1.jpg", picture()))
    return services.add_photo(draft=Draft.objects.get(), remade=remade, at=timezone.now())


def by_button(page):
    go_to(page, page.get_by_role("button", name="Exit this page"), "Shift+Tab")
    page.keyboard.press("Enter")


def by_skip_link(page):
    page.reload()
    go_to(page, page.get_by_role("link", name="Exit this page"))
    page.keyboard.press("Enter")


def by_shift(page):
    for _ in range(3):
        page.keyboard.press("Shift")


def expect_nothing_left(page, weather, photo=None):
    """Look at the other site, at our server, at the cookies, and at every page on the way back."""
    expect(page.get_by_role("heading")).to_have_text("Sunny spells")
    assert {"Referer" in headers for headers in weather} == {False}
    expect_soon(page, lambda: not Draft.objects.exists())
    expect_soon(page, lambda: "drafts" not in {each["name"] for each in page.context.cookies()})
    if photo:
        assert not Photo.objects.exists()
        assert not photo.file.storage.exists(photo.file.name)
    seen = way_back(page)
    assert [address for address, text in seen if MARKER in text or "4711" in text] == []
    forms = [text for address, text in seen if address.count("/") > START.count("/") + 2]
    assert len(forms) > 1
    for text in forms:
        assert "Please start again" in text
        assert "Exit this page" not in text
        assert "arassment" not in text


def expect_soon(page, true):
    for _ in range(50):
        if true():
            return
        page.wait_for_timeout(100)
    raise AssertionError("Not within five seconds.")


def way_back(page):
    """Go back through the history; return each page's address and all that it shows or holds."""
    seen = []
    while len(seen) < 20:
        page.go_back()
        if page.url == "about:blank":
            return seen
        seen.append((page.url, page.evaluate(ALL_TEXT)))
    raise AssertionError("The history never ends.")


@pytest.mark.parametrize("leave", [by_button, by_skip_link, by_shift])
def test_leaving_by_keyboard_leaves_nothing_behind(page, weather, leave):
    report_by_keyboard(page)
    photo = add_photo()
    leave(page)
    expect_nothing_left(page, weather, photo)


def test_leaving_takes_what_was_typed_and_not_sent(page, weather):
    report_by_keyboard(page)
    page.go_back()
    page.get_by_label("What happened?").fill(f"{MARKER}, and then he laughed")
    by_shift(page)
    expect(page.get_by_role("heading")).to_have_text("Sunny spells")
    expect_soon(page, lambda: not Draft.objects.exists())
    page.go_forward()
    page.get_by_role("heading", name="Please start again").wait_for()
    page.go_back()
    expect_nothing_left(page, weather)


def test_leaving_without_javascript(plain_page, weather):
    page = plain_page
    page.goto(START)
    answer_danger(page)
    page.get_by_label("Being followed").check()
    continue_(page)
    expect(page.get_by_text("Shift key")).to_be_hidden()  # which only a script hears
    continue_(page)
    page.get_by_label("What happened?").fill(MARKER)
    continue_(page)
    photo = add_photo()
    page.get_by_role("button", name="Exit this page").click()
    expect_nothing_left(page, weather, photo)


def test_leaving_does_not_wait_for_our_server(page, weather):
    report_by_keyboard(page)
    page.route("**/report/leave/", lambda route: None)  # it never answers
    by_shift(page)
    expect(page.get_by_role("heading")).to_have_text("Sunny spells")


def test_a_browser_that_sends_nothing_in_the_background_leaves_through_our_server(page, weather):
    page.add_init_script("delete Navigator.prototype.sendBeacon")
    report_by_keyboard(page)
    by_button(page)
    expect_nothing_left(page, weather)


def test_a_page_that_the_browser_kept_whole_is_hidden_and_loaded_anew(page):
    report_by_keyboard(page)
    page.get_by_label("Morning, 6am to noon").check()
    page.evaluate(KEPT_WHOLE.format("pagehide"))
    expect(page.get_by_label("Morning, 6am to noon")).to_be_hidden()
    with page.expect_navigation():
        page.evaluate(KEPT_WHOLE.format("pageshow"))
    expect(page.get_by_label("Morning, 6am to noon")).not_to_be_checked()


def test_the_pages_about_leaving_are_accessible(page, weather, accessibility_faults):
    page.goto(START)
    answer_danger(page)
    page.get_by_label("Being followed").check()
    continue_(page)
    assert accessibility_faults(page) == []
    address = page.url
    page.get_by_role("button", name="Exit this page").click()
    expect(page.get_by_role("heading")).to_have_text("Sunny spells")
    expect_soon(page, lambda: not Draft.objects.exists())
    page.goto(address)
    page.get_by_role("heading", name="Please start again").wait_for()
    assert accessibility_faults(page) == []


@pytest.mark.parametrize("scripts", ["with scripts", "without"])
def test_leaving_a_report_that_is_followed_shuts_it_on_this_device(
    page, plain_page, weather, scripts
):
    page = page if scripts == "with scripts" else plain_page
    report = factories.report("street-harassment", factories.HARASSMENT)
    page.goto(report.receipt_path())
    with page.expect_navigation():
        page.get_by_role("button", name="Follow your report").click()
    followed = page.url
    page.get_by_role("heading", name="Your report", exact=True).wait_for()
    page.get_by_role("button", name="Exit this page").click()
    page.wait_for_url("**/weather")
    assert weather[-1]["Referer"] is None
    for _ in range(100):  # the script tells our server in the background
        if not [each for each in page.context.cookies() if each["name"].startswith("track_")]:
            break
        page.wait_for_timeout(50)
    assert page.goto(followed).status == 410
    expect(page.get_by_text("Violence Against Women")).to_be_hidden()
