"""From a postcode to the ward, its meeting's calendar file, the newsletter, and out of it again."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect

from community.models import ConsentRecord, Subscriber
from places.models import Postcode
from tests import newsletters, panels

pytestmark = pytest.mark.django_db(transaction=True)

READER = "amina@example.com"


@pytest.fixture
def meeting(site):
    ward = panels.ward("hoe-street")
    Postcode.objects.create(
        code="E174QR", ward=ward, latitude=51.5838, longitude=-0.0198, district="E09000031"
    )
    next_week = timezone.now() + timedelta(days=7)
    return panels.meeting(next_week.replace(microsecond=0), agenda="1. Bikes, and scooters")


def own_path(letter, name):
    return newsletters.path_in(letter.get_body(("plain",)).get_content(), name)


def test_from_a_postcode_to_the_newsletter_and_out_of_it(
    plain_page, meeting, mail_folder, live_server
):
    page = plain_page  # without JavaScript
    page.goto("/")
    page.get_by_label("Your postcode").fill("e17 4qr")
    page.get_by_role("button", name="Find my ward").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hoe Street ward")
    with page.expect_download() as download:
        page.get_by_role("button", name="Add to your calendar").click()
    calendar = Calendar.from_ical(download.value.path().read_bytes())
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstart") == meeting.starts_at
    assert event.decoded("dtend") == meeting.ends_at
    assert meeting.venue in event["location"]
    assert event["uid"].startswith(str(meeting.uid))

    page.get_by_role("link", name="Get news and reminders of meetings by email").click()
    expect(page.get_by_label("Hoe Street")).to_be_checked()
    page.get_by_label("Your email address").fill(READER)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your email")
    mail_folder.deliver()
    (asked,) = mail_folder.to(READER)
    page.goto(own_path(asked, "confirm"))
    page.get_by_role("button", name="Yes, I agree").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you: you are signed up")

    newsletters.issue(wards=["hoe-street"], send_at=timezone.now())
    newsletters.issue("elsewhere", wards=["chapel-end"], send_at=timezone.now())
    mail_folder.deliver()
    _asked, letter = mail_folder.to(READER)
    assert letter["Subject"] == "News of November"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = re.fullmatch(r"<https?://[^/]+(/.*)>", letter["List-Unsubscribe"].strip())[1]
    # As a mail program does it: no page was opened before, no cookie is there.
    left = page.request.post(
        live_server.url + link, form={"List-Unsubscribe": "One-Click"}, headers={"Cookie": ""}
    )
    assert left.ok
    assert not Subscriber.objects.exists()
    assert ConsentRecord.objects.get().left_at
    newsletters.issue("december", title="News of December", send_at=timezone.now())
    mail_folder.deliver()
    assert len(mail_folder.to(READER)) == 2
    page.goto("/newsletter/")
    expect(page.get_by_role("link", name="News of December")).to_be_visible()
