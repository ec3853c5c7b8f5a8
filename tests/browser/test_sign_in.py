"""Staff come in with a password and a second factor, on pages that anybody can use."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import expect

PASSWORD = "correct horse battery staple"


@pytest.fixture
def officer(site):
    return get_user_model().objects.create_user(
        "officer", "officer@staff.example", PASSWORD, is_staff=True
    )


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time() // 30)))


def sign_in(page, password=PASSWORD):
    page.get_by_label("Username or email address").fill("officer")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def add_authenticator_app(page):
    sign_in(page)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    secret = page.locator("strong").inner_text()
    page.get_by_label("Authenticator code").fill(code_of(secret))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    return secret


def test_staff_enter_the_back_office_only_with_a_second_factor(page, officer):
    page.goto("/admin/")
    add_authenticator_app(page)
    page.get_by_role("link", name="Go to the back office").click()
    expect(page.get_by_role("heading", name="Back office")).to_be_visible()


def test_a_recovery_code_replaces_a_lost_phone(page, officer, new_context):
    page.goto("/admin/")
    add_authenticator_app(page)
    recovery_code = page.locator("code").first.inner_text()
    elsewhere = new_context().new_page()
    elsewhere.goto("/admin/")
    sign_in(elsewhere)
    elsewhere.get_by_label("Code").fill(recovery_code)
    elsewhere.get_by_role("button", name="Continue").click()
    expect(elsewhere.get_by_role("heading", name="Back office")).to_be_visible()


def test_a_wrong_password_is_said_at_the_top_and_who_exists_is_not(page, officer):
    page.goto("/accounts/login/")
    sign_in(page, "a guess")
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("There is a problem")
    expect(summary).to_contain_text(re.compile("not correct", re.IGNORECASE))


def test_pages_of_sign_in_are_accessible(page, officer, accessibility_faults):
    faults = {}
    page.goto("/admin/")
    faults["sign-in"] = accessibility_faults(page)
    sign_in(page, "a guess")
    faults["wrong password"] = accessibility_faults(page)
    sign_in(page)
    faults["password again"] = accessibility_faults(page)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    faults["authenticator app"] = accessibility_faults(page)
    page.get_by_label("Authenticator code").fill(code_of(page.locator("strong").inner_text()))
    page.get_by_role("button", name="Continue").click()
    for name in (
        "mfa_view_recovery_codes",
        "mfa_index",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
        "account_change_password",
        "account_email",
        "account_logout",
        "account_reset_password_done",
    ):
        page.goto(reverse(name))
        faults[name] = accessibility_faults(page)
    assert {name: found for name, found in faults.items() if found} == {}
