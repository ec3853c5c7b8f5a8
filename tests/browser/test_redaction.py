"""Black boxes drawn with the mouse, a finger and the keyboard, and typed where no script runs."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from reporting.models import Photo
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

TEAM = "neighbourhoods"
PHONE = {"width": 390, "height": 800}


@pytest.fixture
def address():
    report = factories.report(photo=True)
    return reverse("admin:report_redact", args=[report.pk, report.photos.get().pk])


def boxes():
    return Photo.objects.get().boxes


def place(page, x, y):
    """Return where on the screen a place of the photo is, given in hundredths of it."""
    frame = page.get_by_role("img", name="Photo 1").bounding_box()
    return frame["x"] + frame["width"] * x / 100, frame["y"] + frame["height"] * y / 100


def drag(page, start, end):
    page.mouse.move(*place(page, *start))
    page.mouse.down()
    page.mouse.move(*place(page, *end), steps=4)
    page.mouse.up()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def numbers(page, number):
    group = page.get_by_role("group", name=f"Box {number}", exact=True)
    return [float(group.get_by_label(side).input_value()) for side in ("Left", "Top", "Width")]


def test_a_box_is_drawn_moved_and_made_larger_by_mouse(page, address, signed_in):
    signed_in("Case officers", TEAM)
    page.goto(address)
    assert page.get_by_role("group", name="Box 1").count() == 0
    drag(page, (10, 10), (30, 30))
    mark = page.get_by_role("button", name="Box 1", exact=True)
    expect(mark).to_be_focused()
    expect(page.get_by_text("Box 1 added")).to_be_attached()
    assert numbers(page, 1) == pytest.approx([10, 10, 20], abs=3)
    drag(page, (20, 20), (60, 20))
    assert numbers(page, 1) == pytest.approx([50, 10, 20], abs=3)
    corner = mark.locator("span").bounding_box()
    page.mouse.move(corner["x"] + 10, corner["y"] + 10)
    page.mouse.down()
    page.mouse.move(*place(page, 200, 200))  # beyond the photo: a box ends at its edge
    page.mouse.up()
    press(page, "Save")
    page.get_by_text("This is how everybody sees it").wait_for()
    [[left, top, width, height]] = boxes()
    assert (left + width, top + height) == pytest.approx((100, 100), abs=0.11)
    assert page.get_by_text("1 black box, saved by").count() == 1


def test_boxes_are_placed_by_keyboard_alone(page, address, signed_in, accessibility_faults):
    signed_in("Case officers", TEAM)
    page.goto(address)
    found = {"empty": accessibility_faults(page)}
    page.get_by_role("button", name="Add another box").focus()
    for key in ("Enter", "ArrowLeft", "ArrowLeft", "ArrowDown", "Shift+ArrowRight"):
        page.keyboard.press(key)
    assert numbers(page, 1) == [38, 41, 21]
    page.get_by_role("button", name="Add another box").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Box 2", exact=True)).to_be_focused()
    found["two boxes"] = accessibility_faults(page)
    page.keyboard.press("Delete")
    expect(page.get_by_role("button", name="Box 1", exact=True)).to_be_focused()
    page.get_by_label("Height").fill("700")
    page.keyboard.press("Enter")
    page.get_by_text("Nothing is saved yet").wait_for()
    found["wrong"] = accessibility_faults(page)
    page.get_by_label("Height").fill("10")
    page.keyboard.press("Enter")
    page.get_by_text("This is how everybody sees it").wait_for()
    found["redacted"] = accessibility_faults(page)
    assert boxes() == [[38, 41, 21, 10]]
    assert {state: faults for state, faults in found.items() if faults} == {}


def test_a_finger_draws_on_a_phone_and_does_not_scroll(new_context, address, sign_in_as):
    context = new_context(has_touch=True)
    sign_in_as(context, factories.staff("Case officers", TEAM))
    page = context.new_page()
    page.set_viewport_size(PHONE)
    page.goto(address)
    page.get_by_role("img", name="Photo 1").scroll_into_view_if_needed()
    before = page.evaluate("window.scrollY")
    touch = context.new_cdp_session(page)
    for kind, at in (("Start", (20, 20)), ("Move", (40, 40)), ("Move", (60, 70)), ("End", None)):
        points = [dict(zip("xy", place(page, *at), strict=True))] if at else []
        event = {"type": f"touch{kind}", "touchPoints": points}
        touch.send("Input.dispatchTouchEvent", event)
    assert numbers(page, 1) == pytest.approx([20, 20, 40], abs=3)
    assert page.evaluate("window.scrollY") == before
    press(page, "Save")
    page.get_by_text("This is how everybody sees it").wait_for()
    assert len(boxes()) == 1


def test_without_javascript_boxes_are_typed(plain_page, address, sign_in_as):
    page = plain_page
    sign_in_as(page.context, factories.staff("Case officers", TEAM, cleared=False))
    page.goto(address)
    for number in (0, 1):
        for side, value in {"Left": 5 + 50 * number, "Top": 5, "Width": 20, "Height": 20}.items():
            page.get_by_label(side).nth(number).fill(str(value))
        if number == 0:
            press(page, "Add another box")
    press(page, "Save")
    page.get_by_text("This is how everybody sees it").wait_for()
    assert boxes() == [[5, 5, 20, 20], [55, 5, 20, 20]]
    assert page.get_by_text("Only colleagues who are cleared").count() == 1
