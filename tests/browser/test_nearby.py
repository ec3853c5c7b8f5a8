"""Somebody reports what others have reported already: every page and state, without JavaScript."""

import pytest
from django.urls import reverse

from reporting import follower_mails, services
from reporting.models import Draft, Subscription
from tests import factories
from tests.browser.journeys import answer_danger, continue_
from tests.nearby import LATITUDE, LONGITUDE, PLACE, reported

pytestmark = pytest.mark.django_db(transaction=True)


def to_where(page):
    """Answer what comes before the place."""
    page.goto("/report/graffiti/")
    answer_danger(page)
    page.get_by_role("group", name="Is it offensive?").get_by_label("Yes").check()
    page.get_by_role("group", name="Is it hateful?").get_by_label("No", exact=True).check()
    continue_(page)
    page.get_by_label("A council building").check()
    continue_(page)
    page.get_by_label("Brick, stone or concrete").check()
    continue_(page)


@pytest.fixture
def walker(new_context):
    """Open a browser without JavaScript that stands on the page of reports nearby."""
    for metres in (40, 110):
        report = reported(metres)
    services.set_publicity(
        report=report,
        public=True,
        wording="Large red letters on the wall beside the side door of the library.",
        by=factories.staff("Case officers", "neighbourhoods"),
        at=factories.MONDAY_MORNING,
    )
    page = new_context(java_script_enabled=False).new_page()
    to_where(page)
    # What the map's script would have filled in.
    draft = Draft.objects.get()
    page.request.post(
        f"/report/graffiti/{draft.key}/where/",
        form={
            **{name: str(value) for name, value in PLACE.items()},
            "csrfmiddlewaretoken": page.locator("[name=csrfmiddlewaretoken]").first.input_value(),
        },
        headers={"Referer": page.url},
    )
    page.goto(f"/report/graffiti/{draft.key}/already-reported/")
    return page


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def test_a_resident_without_javascript_follows_what_others_reported(walker):
    page = walker
    assert page.get_by_role("heading", name="Has somebody reported it already?").is_visible()
    continue_(page)
    assert page.get_by_role("alert").get_by_text("Select the report that is the same").is_visible()
    page.get_by_label("Graffiti, about 100 metres away").check()
    continue_(page)
    page.get_by_role("link", name="Back").click()
    page.get_by_label("Graffiti, about 50 metres away").check()
    continue_(page)
    press(page, "Send me news")
    assert page.get_by_role("alert").get_by_text("Enter your email address").is_visible()
    page.get_by_label("Your email address").fill("ben@")
    press(page, "Send me news")
    assert page.get_by_label("Your email address").input_value() == "ben@"
    page.get_by_label("Your email address").fill("ben@example.com")
    press(page, "Send me news")
    assert page.get_by_role("heading", name="We told the team").is_visible()
    page.goto(follower_mails.stop_path(Subscription.objects.get()))
    press(page, "Stop the emails")
    assert page.get_by_role("heading", name="You get no more emails").is_visible()
    assert not Subscription.objects.exists()
    assert not Draft.objects.exists()


def test_by_keyboard_alone_none_of_these_goes_on(walker):
    page = walker
    page.get_by_label("Graffiti, about 50 metres away").focus()
    page.keyboard.press("ArrowUp")  # round to the last
    assert page.get_by_label("None of these: mine is a different one").is_checked()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_role("heading", name="Do you have a photo?").is_visible()


def test_every_page_and_state_is_accessible(page, context, accessibility_faults):
    for metres in (40, 110):
        report = reported(metres)
    to_where(page)
    page.locator("[name=latitude]").evaluate(f"field => field.value = '{LATITUDE}'")
    page.locator("[name=longitude]").evaluate(f"field => field.value = '{LONGITUDE}'")
    page.locator("[name=position]").evaluate("field => field.value = 'map'")
    page.get_by_label("Part of Waltham Forest").select_option("Hoe Street")
    continue_(page)
    found = {}

    def look(state):
        if faults := accessibility_faults(page):
            found[state] = faults

    look("nearby")
    continue_(page)
    look("nothing chosen")
    page.get_by_label("Graffiti, about 50 metres away").check()
    continue_(page)
    look("follow")
    press(page, "Send me news")
    look("no address")
    page.get_by_label("Your email address").fill("ben@example.com")
    press(page, "Send me news")
    look("told, with news")
    link = follower_mails.stop_path(Subscription.objects.get())
    for state, address in {
        "told": reverse("following:told"),
        "stop": link,
        "broken": "/following/1:x/",
    }.items():
        page.goto(address)
        look(state)
    page.goto(link)
    press(page, "Stop the emails")
    look("stopped")
    assert found == {}
    assert report.public
