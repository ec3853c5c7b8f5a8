"""Staff plan a quarter of panel meetings; a resident reads of one and says what to discuss."""

from datetime import timedelta

import pytest
from django.utils import timezone

from community.models import PanelMeeting, PanelTopic
from tests import panels

pytestmark = pytest.mark.django_db(transaction=True)

WARDS = 22


def test_staff_plan_a_quarter_and_a_resident_finds_the_meeting(
    page, signed_in, accessibility_faults
):
    panels.team("hoe-street", "valley")
    today = timezone.now()
    panels.meeting(today - timedelta(days=70), "leyton", at=today)
    signed_in("Content editors")
    page.goto("/admin/")
    page.get_by_role("link", name="Wards without a next meeting").click()
    assert accessibility_faults(page) == []
    page.get_by_role("link", name="Plan a quarter for them").click()
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Propose days").click()
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Store these meetings").click()
    page.get_by_text("There is a problem. Nothing is stored yet.").wait_for()
    assert accessibility_faults(page) == []
    venues = page.get_by_label("Venue: ")
    assert venues.count() == WARDS
    for number in range(WARDS):
        venues.nth(number).fill("Town Hall")
    page.get_by_role("button", name="Store these meetings").click()
    page.get_by_text("22 meetings are planned.").wait_for()
    assert accessibility_faults(page) == []

    meeting = PanelMeeting.objects.filter(ward__slug="hoe-street").get()
    page.goto(meeting.get_absolute_url())
    assert accessibility_faults(page) == []
    page.get_by_role("link", name="Tell us what to discuss").click()
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Send suggestion").click()
    page.get_by_text("There is a problem").wait_for()
    assert accessibility_faults(page) == []
    page.get_by_label("What should the panel discuss?").fill("Cars race at night")
    page.get_by_role("button", name="Send suggestion").click()
    page.get_by_text("We have your words for the Hoe Street ward panel").wait_for()
    assert accessibility_faults(page) == []

    topic = PanelTopic.objects.get()
    page.goto("/admin/community/paneltopic/")
    assert accessibility_faults(page) == []
    page.get_by_role("link", name="Cars race at night").click()
    assert accessibility_faults(page) == []
    page.get_by_role("button", name="Mark as handled").click()
    page.get_by_text("The topic is marked as handled.").wait_for()
    topic.refresh_from_db()
    assert topic.handled_at
