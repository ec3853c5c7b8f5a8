"""Photos of a report, with JavaScript and without, as a resident adds and removes them."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from reporting.models import Photo
from tests import journeys
from tests.browser.journeys import continue_
from tests.journeys import OFFENSIVE_GRAFFITI
from tests.pictures import another_picture, picture

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = {step: told for step, told in OFFENSIVE_GRAFFITI.items() if step != "photo"}
TOO_LARGE_FOR_ITS_USE = (3000, 2250)
WATCH_WHAT_IS_SENT = """() => {
  const send = XMLHttpRequest.prototype.send
  XMLHttpRequest.prototype.send = function (data) {
    window.sentBytes = data.get("photos").size
    send.call(this, data)
  }
}"""


@pytest.fixture
def files(tmp_path):
    """Give files as somebody may choose them: photos and what only has the name of one."""

    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return {
        "wall": write("wall.jpg", picture(size=TOO_LARGE_FOR_ITS_USE, quality=100)),
        "door": write("door.png", picture("PNG")),
        "phone": write("phone.heic", picture("HEIF", size=(90, 60))),
        "text": write("text.jpg", b"not a photo"),
        "more": [write(f"{number}.jpg", another_picture()) for number in range(8)],
    }


@pytest.fixture
def photo_page(live_server):
    """Give a function that opens the photo page of a report begun for this browser."""

    def open_in(page):
        client = Client()
        address = journeys.fill_in(client, "graffiti", BEFORE)
        key = client.cookies["drafts"].value
        page.context.add_cookies([{"name": "drafts", "value": key, "url": live_server.url}])
        page.goto(address)
        return page

    return open_in


def choose(page, *paths):
    page.get_by_label("Choose photos").set_input_files(paths)


def photos(page):
    return page.get_by_role("img", name=re.compile(r"^Photo \d$"))


def test_photos_are_sent_as_soon_as_they_are_chosen(page, photo_page, files):
    photo_page(page)
    asked = []
    page.on("request", lambda request: asked.append((request.method, request.url)))
    choose(page, files["wall"], files["door"])
    expect(page.get_by_role("heading", name="2 photos added")).to_be_visible()
    expect(photos(page)).to_have_count(2)
    expect(page.get_by_role("status")).to_have_text("2 photos added")
    for number, width in enumerate((320, 80)):
        expect(photos(page).nth(number)).to_have_js_property("naturalWidth", width)
    thumbnails = [url for _, url in asked if re.search(r"/photo/\d+/$", url)]
    assert len(thumbnails) == len(set(thumbnails)) == 2  # none is loaded twice
    page.get_by_role("button", name="Remove photo 1").click()
    expect(page.get_by_role("heading", name="1 photo added")).to_be_focused()
    expect(photos(page)).to_have_count(1)
    continue_(page)
    expect(page).to_have_url(re.compile("/about-you/$"))
    assert Photo.objects.get().width == 80


def test_a_bar_shows_how_far_a_photo_is(page, photo_page, files):
    photo_page(page)
    held = hold(page)
    choose(page, files["wall"], files["door"])
    expect(page.get_by_role("progressbar", name="Photo 1: sending")).to_be_visible()
    expect(page.get_by_text("Photo 2: waiting")).to_be_visible()
    let_go(page, held)
    expect(photos(page)).to_have_count(2)
    expect(page.get_by_role("progressbar")).to_have_count(0)


def test_continue_waits_for_photos_on_their_way(page, photo_page, files):
    photo_page(page)
    held = hold(page)
    choose(page, files["door"])
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.get_by_role("button", name="Continue", exact=True).click()
    expect(page.get_by_text("We are still sending your photos")).to_be_visible()
    let_go(page, held)
    expect(page).to_have_url(re.compile("/about-you/$"))
    assert Photo.objects.count() == 1


def test_a_large_photo_is_made_smaller_before_it_is_sent(page, photo_page, files):
    photo_page(page)
    page.evaluate(WATCH_WHAT_IS_SENT)
    choose(page, files["wall"])
    expect(photos(page)).to_have_count(1)
    assert 0 < page.evaluate("window.sentBytes") < files["wall"].stat().st_size
    stored = Photo.objects.get()
    assert (stored.width, stored.height) == (2000, 1500)


def test_what_the_browser_cannot_read_is_sent_as_it_is(page, photo_page, files):
    photo_page(page)
    choose(page, files["phone"])
    expect(photos(page)).to_have_count(1)


def test_a_refused_photo_is_named_at_the_field_and_announced(page, photo_page, files):
    photo_page(page)
    choose(page, files["door"], files["text"])
    sentence = "The second photo cannot be read. Choose a JPEG, PNG, WebP or HEIC file"
    expect(page.locator(".govuk-form-group--error .govuk-error-message")).to_contain_text(sentence)
    expect(page.get_by_role("status")).to_contain_text(sentence)
    expect(page.get_by_label("Choose photos")).to_have_accessible_description(re.compile(sentence))
    expect(page).to_have_title(re.compile("^Error: 1 photo added"))
    choose(page, files["wall"])
    expect(photos(page)).to_have_count(2)
    expect(page.locator(".govuk-error-message")).to_have_count(0)


def test_of_too_many_photos_the_first_are_sent(page, photo_page, files):
    photo_page(page)
    choose(page, *files["more"][:7])
    expect(photos(page)).to_have_count(6)
    expect(page.locator(".govuk-error-message")).to_contain_text("You can add up to 6 photos")
    page.get_by_role("button", name="Remove photo 6").click()
    expect(photos(page)).to_have_count(5)
    page.get_by_label("Choose photos").focus()
    choose(page, files["more"][7])
    expect(page.get_by_text("You have added 6 photos")).to_be_focused()


def test_a_photo_that_was_not_sent_can_be_tried_again(page, photo_page, files):
    photo_page(page)
    page.route("**/photo/", abort_what_is_sent)
    choose(page, files["door"], files["wall"])
    expect(page.get_by_role("status")).to_contain_text("Photo 2 was not sent")
    page.unroute("**/photo/")
    page.get_by_role("button", name="Try again Photo 1").click()
    expect(photos(page)).to_have_count(1)
    page.get_by_role("button", name="Remove Photo 2").click()
    expect(page.get_by_role("button", name="Try again")).to_have_count(0)


def test_a_photo_that_was_not_sent_goes_with_the_plain_form(page, photo_page, files):
    photo_page(page)
    page.route("**/photo/", abort_what_is_sent)
    choose(page, files["door"])
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    page.unroute("**/photo/")
    continue_(page)
    expect(page).to_have_url(re.compile("/about-you/$"))
    assert Photo.objects.count() == 1


def test_without_javascript(plain_page, photo_page, files):
    page = photo_page(plain_page)
    choose(page, files["wall"], files["door"])
    page.get_by_role("button", name="Add photos").click()
    page.get_by_role("heading", name="2 photos added").wait_for()
    assert photos(page).count() == 2
    page.get_by_role("button", name="Remove photo 2").click()
    page.get_by_role("heading", name="1 photo added").wait_for()
    choose(page, files["text"], files["phone"])
    continue_(page)
    page.get_by_role("link", name="The first photo cannot be read").wait_for()
    page.get_by_role("heading", name="2 photos added").wait_for()
    choose(page, files["door"])
    continue_(page)
    page.wait_for_url("**/about-you/")
    assert Photo.objects.count() == 3


@pytest.mark.parametrize("script", ["with", "without"])
def test_every_state_is_accessible(page, photo_page, files, script, accessibility_faults):
    if script == "without":  # axe itself needs a browser that runs scripts
        page.route("**/app*.js", lambda route: route.abort())
    photo_page(page)

    def add(path):
        choose(page, path)
        if script == "without":
            page.get_by_role("button", name="Add photos").click()

    found = {"empty": accessibility_faults(page)}
    add(files["wall"])
    photos(page).first.wait_for()
    found["one photo"] = accessibility_faults(page)
    add(files["text"])
    page.locator(".govuk-error-message").wait_for()
    found["error"] = accessibility_faults(page)
    assert {state: faults for state, faults in found.items() if faults} == {}


def hold(page):
    """Keep the next photo from arriving; return where it is kept."""
    held = []
    page.route("**/photo/", lambda route: held.append(route), times=1)
    return held


def let_go(page, held):
    while not held:  # it is being made smaller
        page.wait_for_timeout(20)
    held[0].continue_()


def abort_what_is_sent(route):
    route.abort() if route.request.method == "POST" else route.continue_()
