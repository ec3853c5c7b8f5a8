"""The pages of the newsletter; the whole way through it stands in test_ward_life."""

import pytest
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
