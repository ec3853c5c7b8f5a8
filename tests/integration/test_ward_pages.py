"""A ward's page: what concerns who lives there, and nothing that is nobody's business."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.models import (
    CrimeCount,
    CrimeFile,
    CrimeMonth,
    PanelMeeting,
    PanelPriority,
    WardTeam,
)
from places.models import Ward
from reporting.models import Category, Event, Kind, Report
from tests import factories, nearby
from tests import public_content as make

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
ADDRESS = "/wards/hoe-street/"
MOST_QUERIES = 8


@pytest.fixture(autouse=True)
def ward(pack):
    with time_machine.travel(NOW, tick=False):
        yield Ward.objects.get(slug="hoe-street")


def meeting(ward, days, **fields):
    """Make a meeting so many days from now, at 7pm."""
    starts_at = (NOW + timedelta(days=days)).replace(hour=19)
    at = {"starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=90), "changed_at": NOW}
    return PanelMeeting.objects.create(**({"ward": ward, "venue": "Town Hall"} | at | fields))


def priority(ward, title="Bikes on pavements", **fields):
    told = {"title": title, "agreed_on": date(2026, 9, 7)} | fields
    return PanelPriority.objects.create(ward=ward, **told)


def page_of(client):
    """Return the page as it is now: one with a question in its address is not kept."""
    return client.get(f"{ADDRESS}?fresh").content.decode()


def test_the_next_meeting_stands_there_with_all_that_is_needed_to_come(client, ward):
    later, soon = (
        meeting(ward, 90),
        meeting(
            ward,
            12,
            address="Forest Road",
            postcode="E17 4JF",
            step_free="yes",
            access_note="Hearing loop.",
            online_url="https://meet.example.org/1",
        ),
    )
    meeting(ward, -1, venue="Old Hall")
    meeting(Ward.objects.get(slug="valley"), 3, venue="Other Hall")
    shown = client.get(ADDRESS).context["meetings"]
    assert (shown.next, shown.later) == (soon, [later])
    page = page_of(client)
    for part in (
        "Tuesday 8 December 2026, <span>7pm to 8:30pm",
        "Town Hall, Forest Road, E17\N{NO-BREAK SPACE}4JF",
        "Step-free.",
        "Hearing loop.",
        'href="https://meet.example.org/1"',
        f'href="{ADDRESS}meetings/{soon.pk}.ics"',
        f'href="{ADDRESS}discuss/"',
        f'href="{ADDRESS}meetings.ics"',
        'href="/newsletter/?ward=hoe-street&amp;what=newsletter&amp;what=meetings"',
    ):
        assert part in page
    assert "Other Hall" not in page


def test_a_meeting_under_way_is_still_the_next(client, ward):
    now = meeting(ward, 0, starts_at=NOW - timedelta(minutes=30), ends_at=NOW + timedelta(hours=1))
    assert client.get(ADDRESS).context["meetings"].next == now


def test_a_cancelled_meeting_is_shown_as_such_before_the_one_that_is_held(client, ward):
    off, held, off_later = (
        meeting(ward, 5, cancelled=True),
        meeting(ward, 9),
        meeting(ward, 99, cancelled=True),
    )
    shown = client.get(ADDRESS).context["meetings"]
    assert (shown.called_off, shown.next, shown.later) == ([off], held, [])
    assert "<strong>Cancelled:</strong>" in page_of(client)
    held.delete()
    shown = client.get(f"{ADDRESS}?fresh").context["meetings"]
    assert (shown.called_off, shown.next) == ([off, off_later], None)
    assert "The day is not set yet." in page_of(client)


def test_past_meetings_lead_to_their_minutes_newest_first(client, ward):
    past = [meeting(ward, -days) for days in (10, 100, 190, 280, 370)]
    PanelMeeting.objects.filter(pk=past[0].pk).update(minutes_url="https://example.org/minutes")
    meeting(ward, -50, cancelled=True)
    assert client.get(ADDRESS).context["meetings"].past == past[:4]
    page = page_of(client)
    assert page.count("The minutes are not here yet.") == 3
    assert 'href="https://example.org/minutes"' in page


def test_teams_of_the_ward_and_of_all_wards_stand_there_and_no_others(client, ward):
    police = WardTeam.objects.create(
        name="Ward officers", organisation="police", phone="020 7946 0101", email="w@example.org"
    )
    police.wards.add(ward, Ward.objects.get(slug="valley"))
    WardTeam.objects.create(name="Everywhere team", organisation="council")
    elsewhere = WardTeam.objects.create(name="Valley team", organisation="police")
    elsewhere.wards.add(Ward.objects.get(slug="valley"))
    page = page_of(client)
    assert page.count("Ward officers") == 1
    assert 'href="tel:02079460101"' in page
    assert 'href="mailto:w@example.org"' in page
    assert "Everywhere team" in page
    assert "Valley team" not in page
    assert "Find your local police team" not in page


def test_without_a_team_the_council_and_the_police_themselves_are_named(client):
    WardTeam.objects.all().delete()
    page = page_of(client)
    assert page.count('href="mailto:communitysafety@walthamforest.gov.uk"') == 2  # and the footer
    assert 'href="https://www.met.police.uk"' in page


def test_priorities_stand_there_with_what_was_done(client, ward):
    current = priority(ward, done="Two <b>patrols</b>.", done_on=date(2026, 11, 2))
    earlier = priority(
        ward, "Fly-tips", is_current=False, done="Cameras.", done_on=date(2026, 8, 1)
    )
    priority(ward, "Forgotten", is_current=False)
    context = client.get(ADDRESS).context
    assert [each.title for each in context["current"]] == [current.title]
    assert [each.title for each in context["earlier"]] == [earlier.title]
    page = page_of(client)
    assert "Two &lt;b&gt;patrols&lt;/b&gt;." in page
    assert "Forgotten" not in page


def end(report, days_ago, status="closed"):
    """Close a report so many days ago."""
    nearby.closed(report)
    Report.objects.filter(pk=report.pk).update(status=status)
    Event.objects.create(
        report=report, type=Event.Type.STATUS_CHANGED, at=NOW - timedelta(days=days_ago)
    )


def test_public_reports_are_counted_by_category_open_and_closed_lately(client):
    reports = [nearby.reported() for _ in range(4)]
    end(reports[0], 89)
    end(reports[1], 91)
    Report.objects.filter(pk=reports[3].pk).update(category=Category.objects.get(slug="litter"))
    context = client.get(ADDRESS).context
    assert [tuple(row.values()) for row in context["reports"]] == [
        ("Graffiti", 1, 1),
        ("Litter and bins", 1, 0),
    ]
    assert (context["open"], context["closed"]) == (2, 1)


def test_what_was_reported_twice_counts_once(client):
    first, second = nearby.reported(), nearby.reported()
    Report.objects.filter(pk=second.pk).update(status="duplicate", main=first)
    assert client.get(ADDRESS).context["open"] == 1


def test_no_report_that_is_not_public_changes_anything(client):
    before = page_of(client)
    report = nearby.reported(location="Beside 12 Hoe Street")
    page = page_of(client)
    assert page != before
    assert "12 Hoe Street" not in page
    as_it_was = Report.objects.filter(pk=report.pk).values().get()
    sensitive = Kind.objects.create(
        category=report.category, slug="secret", name="Secret", sensitive=True
    )
    for change in (
        {"public": False},
        {"public": False, "restricted": True},
        {"quarantined": True},
        {"kind": sensitive},
        {"category": Category.objects.get(slug="noise")},
        {"category": Category.objects.get(slug="street-harassment")},
        {"ward": None},
        {"ward": Ward.objects.get(slug="valley")},
    ):
        Report.objects.filter(pk=report.pk).update(**change)
        assert page_of(client) == before, change
        Report.objects.filter(pk=report.pk).update(**as_it_was)
        assert page_of(client) == page
    Category.objects.filter(pk=report.category_id).update(public=False)
    assert page_of(client) == before
    factories.report("street-harassment", factories.HARASSMENT)
    assert page_of(client) == before


def test_answers_that_name_the_ward_stand_there_else_those_about_panels(client):
    council = make.make_council_voice()
    context = client.get(ADDRESS).context
    assert not context["answers_name_it"]
    assert {topic.slug for topic in context["answers"]} >= {"volunteering"}
    make.make_topic("station", [(council, "Patrols in Hoe Street ward.")])
    make.make_topic("street", [(council, "The shops of Hoe Street.")])
    make.make_topic("draft", [(council, "Hoe Street ward")], status="draft")
    context = client.get(f"{ADDRESS}?fresh").context
    assert context["answers_name_it"]
    assert [topic.slug for topic in context["answers"]] == ["station"]


def crimes(ward):
    """Import a month of crimes in all wards."""
    force, month = "Metropolitan Police Service", date(2026, 9, 1)
    file = CrimeFile.objects.create(
        kind="street", force=force, imported_at=NOW, read=0, outside=0, refused=0
    )
    told = CrimeMonth.objects.create(file=file, kind="street", force=force, month=month)
    for each in Ward.objects.all():
        CrimeCount.objects.create(month=told, ward=each, type="Burglary", count=7)


def test_a_full_page_costs_eight_queries_and_then_none_and_is_light(client, ward):
    for days in (-190, -100, -10, 12, 100):
        meeting(ward, days)
    for number in range(6):
        priority(ward, f"Priority {number}", done="Done.", done_on=date(2026, 11, 1))
        WardTeam.objects.create(name=f"Team {number}", organisation="police").wards.add(ward)
    for _ in range(3):
        nearby.reported()
    crimes(ward)
    cache.clear()
    with CaptureQueriesContext(connection) as first:
        page = client.get(ADDRESS).content
    assert len(first) <= MOST_QUERIES
    assert len(page) < 80 * 1024
    assert b"Burglary" in page
    with CaptureQueriesContext(connection) as second:
        assert client.get(ADDRESS).content == page
    assert len(second) == 0


def test_a_page_without_anything_is_a_page_and_an_unknown_ward_is_none(client):
    assert client.get("/wards/valley/").status_code == 200
    for slug in ("nowhere", "x" * 3000, "0"):
        assert client.get(f"/wards/{slug}/").status_code == 404
        assert client.get(f"/wards/{slug}/feed/").status_code == 404
    assert client.post(ADDRESS).status_code == 405


RECEIPT = "ward panel talks about problems like this"


def test_a_receipt_of_a_public_report_names_the_next_panel_of_its_ward(client, ward):
    report = nearby.reported()
    assert RECEIPT not in client.get(report.receipt_path()).content.decode()
    meeting(ward, 2, cancelled=True)
    held = meeting(ward, 12)
    page = client.get(report.receipt_path()).content.decode()
    assert f"The Hoe Street {RECEIPT}" in page
    assert held.get_absolute_url() in page


@pytest.mark.parametrize(
    "change", [{"public": False}, {"quarantined": True}, {"ward_certain": False}, {"ward": None}]
)
def test_a_receipt_of_any_other_report_names_no_panel(client, ward, change):
    meeting(ward, 12)
    report = nearby.reported()
    Report.objects.filter(pk=report.pk).update(**change)
    assert RECEIPT not in client.get(report.receipt_path()).content.decode()


def test_a_receipt_of_a_private_report_names_no_panel(client, ward):
    meeting(ward, 12)
    report = factories.report("street-harassment", factories.HARASSMENT)
    Report.objects.filter(pk=report.pk).update(ward=ward, ward_certain=True)
    assert RECEIPT not in client.get(report.receipt_path()).content.decode()


def test_home_and_answers_lead_to_the_ward(client):
    assert 'action="/wards/"' in client.get("/").content.decode()
    assert 'href="/wards/"' in client.get("/answers/graffiti/").content.decode()
    assert 'href="/wards/"' in client.get("/find/?q=Hoe+Street").content.decode()
