"""A resident signs up, gets the next issue, and leaves with one click in their mail program."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from community.models import Subscriber
from tests import newsletters

pytestmark = pytest.mark.django_db(transaction=True)

READER = "amina@example.com"


def text_of(letter):
    return letter.get_body(("plain",)).get_content()


def own_path(letter, name):
    return newsletters.path_in(text_of(letter), name)


def sign_up(page, mail_folder):
    """Sign up for one ward and confirm; return the confirming mail."""
    page.goto("/newsletter/?ward=hoe-street")
    page.get_by_label("Your email address").fill(READER)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your email")
    mail_folder.deliver()
    (asked,) = mail_folder.to(READER)
    page.goto(own_path(asked, "confirm"))
    page.get_by_role("button", name="Yes, I agree").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you: you are signed up")


def test_from_signing_up_to_leaving_by_one_click(plain_page, mail_folder, live_server):
    sign_up(plain_page, mail_folder)
    newsletters.issue(wards=["hoe-street"], send_at=timezone.now())
    newsletters.issue("elsewhere", wards=["chapel-end"], send_at=timezone.now())
    mail_folder.deliver()
    _asked, letter = mail_folder.to(READER)
    assert letter["Subject"] == "News of November"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = re.fullmatch(r"<https?://[^/]+(/.*)>", letter["List-Unsubscribe"].strip())[1]
    # As a mail program does it: no page was opened before, no cookie is there.
    left = plain_page.request.post(
        live_server.url + link, form={"List-Unsubscribe": "One-Click"}, headers={"Cookie": ""}
    )
    assert left.ok
    assert not Subscriber.objects.exists()
    newsletters.issue("december", title="News of December", send_at=timezone.now())
    mail_folder.deliver()
    assert len(mail_folder.to(READER)) == 2
    plain_page.goto("/newsletter/")
    expect(plain_page.get_by_role("link", name="News of December")).to_be_visible()


def test_its_pages_are_accessible(page, mail_folder, accessibility_faults):
    newsletters.sent_issue()
    sign_up(page, mail_folder)
    key = Subscriber.objects.get().key
    for path in (
        "/newsletter/?ward=hoe-street",
        "/newsletter/check-your-email/",
        "/newsletter/october/",
        f"/newsletter/mine/{key}/",
        f"/newsletter/leave/{key}/",
        own_path(mail_folder.to(READER)[0], "confirm"),
    ):
        page.goto(path)
        assert accessibility_faults(page) == [], path
    page.goto("/newsletter/")
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter your email address")
    assert accessibility_faults(page) == []
    page.get_by_text("Choose wards or subjects").click()
    assert accessibility_faults(page) == []


def test_staff_pages_are_accessible(page, signed_in, accessibility_faults):
    signed_in("Content editors")
    draft = newsletters.issue(status="draft", send_at=None)
    base = f"/admin/community/newsletterissue/{draft.pk}"
    for path in (f"{base}/schedule/", f"{base}/preview/"):
        page.goto(path)
        assert accessibility_faults(page) == [], path
