"""An officer who lost their phone is let in again by an administrator, page by page."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from playwright.sync_api import expect

from tests import factories
from tests.browser.journeys import press
from tests.browser.test_sign_in import (  # noqa: F401 - the officer is a fixture
    add_authenticator_app,
    officer,
)

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = 390


@pytest.fixture
def desk(new_context, sign_in_as, settings):
    """Open the back office as an administrator who has a second factor, as all need one."""
    administrator = factories.staff("Administrators", username="ada")
    TOTP.activate(administrator, "A" * 32)
    context = new_context()
    sign_in_as(context, administrator)
    settings.SECOND_FACTOR_REQUIRED = True
    return context.new_page()


@pytest.fixture
def faults(accessibility_faults):
    """Give what is wrong with a page, on a phone of an administrator too."""

    def found(page):
        wrong = accessibility_faults(page)
        page.set_viewport_size({"width": PHONE, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wrong.append(f"{PHONE} px: the page scrolls sideways")
        page.set_viewport_size({"width": 1280, "height": 900})
        return wrong

    return found


def test_a_lost_phone_from_the_call_to_the_new_code(
    page,
    desk,
    officer,  # noqa: F811 - the fixture
    mail_folder,
    faults,
):
    page.goto("/admin/")
    lost = add_authenticator_app(page)
    desk.goto(f"/admin/auth/user/{officer.pk}/change/")
    assert faults(desk) == []
    desk.get_by_role("link", name="Let them set up their second factor anew").click()
    desk.get_by_role("heading", name="Let officer set up their second factor anew?").wait_for()
    assert faults(desk) == []
    press(desk, "Let them set it up anew")
    expect(desk.get_by_role("alert")).to_contain_text("Speak with them first")
    assert faults(desk) == []
    desk.get_by_label("I have spoken with them").focus()
    desk.keyboard.press("Space")
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    desk.get_by_text("Done. officer sets up a new second factor").wait_for()
    desk.get_by_role("link", name="History", exact=True).click()
    expect(desk.get_by_role("row").filter(has_text="Second factor: taken away")).to_contain_text(
        "ada"
    )

    mail_folder.deliver()
    [letter] = mail_folder.to("officer@staff.example")
    assert "You are signed out everywhere" in letter.get_content()
    page.goto("/admin/")
    assert add_authenticator_app(page) != lost
    page.get_by_role("link", name="Go to the back office").click()
    expect(page.get_by_role("heading", name="Back office")).to_be_visible()
