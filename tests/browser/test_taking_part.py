"""Somebody registers their interest, and the reply of the staff arrives."""

import re

import pytest
from playwright.sync_api import expect

from community.models import Opportunity
from tests.browser.journeys import press
from tests.taking_part import EMAIL, interest, opportunity

pytestmark = pytest.mark.django_db(transaction=True)

BUTTON = "Register my interest"


def fill_in(page):
    page.get_by_label("Your name").fill("Amina Example")
    page.get_by_label("Email address").fill(EMAIL)
    page.get_by_label("I agree").check()


def test_from_registering_to_the_reply_without_scripts(
    page, plain_page, signed_in, mail_folder, accessibility_faults
):
    found = opportunity(title="Bystander talk")
    plain_page.goto("/get-involved/")
    plain_page.get_by_role("link", name="Bystander talk").click()
    press(plain_page, BUTTON)
    expect(plain_page.get_by_role("alert")).to_contain_text("Enter your name")
    fill_in(plain_page)
    press(plain_page, BUTTON)
    plain_page.get_by_role("heading", name="We have your registration").wait_for()
    assert plain_page.context.cookies() == []
    mail_folder.deliver()
    (letter,) = mail_folder.to(EMAIL)
    assert letter["Subject"] == "We have your registration: Bystander talk"

    signed_in("Content editors")
    page.goto("/admin/")
    page.get_by_role("link", name="1 registration waits for a reply").click()
    page.get_by_role("link", name="Amina Example").click()
    page.get_by_label("Your reply").fill("The next one is on 12 January, in the library.")
    press(page, "Look at the email")
    expect(page.locator(".cs-as-sent")).to_contain_text("12 January")
    assert accessibility_faults(page) == []
    press(page, "Send the reply")
    page.get_by_text("The reply to Amina Example is on its way.").wait_for()
    assert accessibility_faults(page) == []
    mail_folder.deliver()
    reply = mail_folder.to(EMAIL)[-1]
    assert "The next one is on 12 January, in the library." in reply.get_content()
    assert found.interests.get().replied_at


def test_a_manager_takes_a_file(page, signed_in):
    found = opportunity()
    interest(found)
    signed_in("Safety managers")
    page.goto("/admin/community/opportunity/")
    page.get_by_role("row", name=re.compile("Litter watch")).get_by_role("link", name="1").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Take a CSV file: Litter watch").click()
    assert download.value.suggested_filename.startswith("litter-watch-")
    assert EMAIL in download.value.path().read_text(encoding="utf-8")


def test_every_page_and_state_is_accessible(page, accessibility_faults):
    opportunity("long", title="W" * 120, asks="w" * 300, gives="- a\n- b", run_by="w" * 120)
    opportunity("shut", is_closed=True)
    addresses = ["/get-involved/", "/what-we-did/"]
    addresses += [each.get_absolute_url() for each in Opportunity.objects.all()]
    addresses.append("/get-involved/shut/thank-you/")
    found = {}
    for address in addresses:
        page.goto(address)
        if faults := accessibility_faults(page):
            found[address] = faults
    page.goto("/get-involved/citizens-panel/")
    press(page, BUTTON)
    page.get_by_role("alert").wait_for()
    if faults := accessibility_faults(page):
        found["refused"] = faults
    assert found == {}


def test_the_staffs_lists_are_accessible(page, signed_in, accessibility_faults):
    interest(opportunity())
    signed_in("Safety managers")
    lists = ("opportunity", "channel", "actioncount", "interest")
    addresses = [f"/admin/community/{name}/" for name in lists]
    pk = Opportunity.objects.get(slug="litter-watch").pk
    addresses += [
        f"/admin/community/interest/?opportunity__id__exact={pk}",
        f"/admin/community/opportunity/{pk}/change/",
        "/admin/community/actioncount/add/",
    ]
    found = {}
    for address in addresses:
        page.goto(address)
        if faults := accessibility_faults(page):
            found[address] = faults
    assert found == {}
