"""The page of a panel meeting, and its calendars, read back by a library."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from community import calendars
from community.services import meetings as services
from tests import panels
from tests.asking import text_of
from tests.panels import NOW, evening

pytestmark = pytest.mark.usefixtures("pack")

OF_WARD = "/wards/hoe-street/meetings.ics"
EVERYWHERE = "/wards/meetings.ics"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def events(client, path, **headers):
    response = client.get(path, **headers)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_a_meeting_says_when_where_how_to_get_in_and_what_it_is_about(
    client, django_assert_max_num_queries
):
    meeting = panels.meeting(
        online_url="https://meet.example/hoe-street",
        access_note="Hearing loop",
        agenda="1. Bins\n\n<script>alert(1)</script>",
    )
    with django_assert_max_num_queries(3):
        response = client.get(meeting.get_absolute_url())
    page = text_of(response)
    for words in (
        "Tuesday 8 December 2026, 7pm to 8:30pm",
        "Town Hall",
        "E17 4JF",
        "Hearing loop",
        "Bins",
        "Anybody who lives, works or studies here",
    ):
        assert words in page
    assert b"<script>alert" not in response.content
    assert b"https://meet.example/hoe-street" in response.content
    assert not client.cookies


def test_a_meeting_that_is_over_shows_what_came_of_it_and_no_way_to_join(
    client, django_capture_on_commit_callbacks
):
    meeting = panels.meeting(evening(2026, 9, 8), online_url="https://meet.example/a")
    panels.priority(meeting=meeting, done="31 drivers were fined.", done_on=NOW.date())
    page = text_of(response := client.get(meeting.get_absolute_url()))
    assert "This meeting is over" in page
    assert "The minutes are not here yet" in page
    assert "Speeding" in page
    assert "31 drivers were fined." in page
    assert b"meet.example" not in response.content
    meeting.minutes_url = "https://example.com/minutes.pdf"
    with django_capture_on_commit_callbacks(execute=True):
        services.save(meeting=meeting, at=NOW)
    assert b"https://example.com/minutes.pdf" in client.get(meeting.get_absolute_url()).content


def test_a_cancelled_meeting_says_so_on_its_page(client):
    meeting = panels.meeting(cancelled=True, online_url="https://meet.example/a")
    response = client.get(meeting.get_absolute_url())
    assert "This meeting is cancelled" in (page := text_of(response))
    assert 'href="/wards/hoe-street/">Go to Hoe Street ward</a>' in page
    assert b"meet.example" not in response.content


@pytest.mark.parametrize(
    "path",
    [
        "/wards/valley/meetings/{pk}/",  # of another ward
        "/wards/hoe-street/meetings/999999/",
        f"/wards/hoe-street/meetings/{'9' * 40}/",
        f"/wards/hoe-street/meetings/{'9' * 40}.ics",
        "/wards/nowhere/meetings.ics",
        "/wards/nowhere/discuss/",
        "/wards/nowhere/discuss/thank-you/",
    ],
)
def test_what_there_is_not_has_no_page(client, path):
    meeting = panels.meeting()
    assert client.get(path.format(pk=meeting.pk)).status_code == 404


def test_a_calendar_file_read_by_a_library_holds_the_meeting(client):
    meeting = panels.meeting(agenda="## Agenda\n\n- Bins, *again*\n- [Park](https://a.example)")
    (event,) = events(client, f"/wards/hoe-street/meetings/{meeting.pk}.ics")
    assert str(event["UID"]) == str(meeting.uid)
    assert event["SEQUENCE"] == 0
    assert event.decoded("DTSTART") == datetime(2026, 12, 8, 19, tzinfo=UTC)
    assert event.decoded("DTEND") == datetime(2026, 12, 8, 20, 30, tzinfo=UTC)
    assert event.decoded("LAST-MODIFIED") == NOW.astimezone(UTC)
    assert event["STATUS"] == "CONFIRMED"
    assert event["SUMMARY"] == "Hoe Street ward panel"
    assert event["LOCATION"] == "Town Hall, Forest Road, Walthamstow, E17 4JF"
    assert event["URL"] == f"http://localhost:8000{meeting.get_absolute_url()}"
    assert "- Bins, again\n- Park" in event["DESCRIPTION"]


def test_summer_time_is_told_as_the_moment_it_is(client):
    panels.meeting(evening(2027, 7, 13))
    (event,) = events(client, OF_WARD)
    assert event.decoded("DTSTART") == datetime(2027, 7, 13, 18, tzinfo=UTC)


def test_a_change_keeps_the_uid_and_raises_the_sequence_and_nothing_else_does(client):
    meeting = panels.meeting()
    services.save(meeting=meeting, at=NOW + timedelta(hours=1))
    assert (meeting.sequence, meeting.changed_at) == (0, NOW)
    meeting.cancelled = True
    services.save(meeting=meeting, at=NOW + timedelta(hours=2))
    (event,) = events(client, OF_WARD)
    assert event["STATUS"] == "CANCELLED"
    assert event["SUMMARY"] == "Cancelled: Hoe Street ward panel"
    assert event["SEQUENCE"] == 1
    assert str(event["UID"]) == str(meeting.uid)


def test_calendars_hold_a_ward_or_all_the_meetings_to_come_and_those_of_a_year(client):
    for day, of in (
        ((2026, 12, 8), "hoe-street"),
        ((2026, 3, 10), "hoe-street"),
        ((2025, 9, 9), "hoe-street"),
        ((2026, 12, 9), "valley"),
    ):
        panels.meeting(evening(*day), of)
    assert [event.decoded("DTSTART").month for event in events(client, OF_WARD)] == [3, 12]
    assert len(events(client, EVERYWHERE)) == 3
    assert (
        Calendar.from_ical(client.get(OF_WARD).content)["X-WR-CALNAME"] == "Hoe Street ward panel"
    )


@pytest.mark.parametrize("path", [OF_WARD, EVERYWHERE, "/wards/hoe-street/meetings/{pk}.ics"])
def test_a_program_that_asks_every_minute_costs_no_query(
    client, path, django_assert_num_queries, time_machine, django_capture_on_commit_callbacks
):
    meeting = panels.meeting()
    path = path.format(pk=meeting.pk)
    first = client.get(path)
    tag = first.headers["ETag"]
    assert "public" in first.headers["Cache-Control"]
    with django_assert_num_queries(0):
        again = client.get(path, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(path).content == first.content
    compressed = {"accept-encoding": "gzip"}
    compressed["if-none-match"] = client.get(path, headers=compressed).headers["ETag"]
    time_machine.shift(timedelta(hours=1))  # the copy is too old, the meetings are the same
    assert client.get(path, headers={"if-none-match": tag}).status_code == 304
    assert client.get(path, headers=compressed).status_code == 304
    meeting.venue = "Library"
    with django_capture_on_commit_callbacks(execute=True):
        services.save(meeting=meeting, at=NOW)
    assert client.get(path, headers={"if-none-match": tag}).status_code == 200


HARD = "Röom; 1,2 \\n “x”: 🧑‍🦽" * 9


@settings(max_examples=40, deadline=None)
@example(HARD)
@example("a\r\nBEGIN:VEVENT\r\nb")
@example("\x0b\x1f,;:\\N")
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200))
def test_whatever_the_venue_says_stays_one_property_and_lines_are_folded(words):
    meeting = panels.PanelMeeting(
        pk=1,
        ward=panels.Ward(slug="a", name="A, B & C"),
        starts_at=NOW,
        ends_at=NOW + timedelta(hours=1),
        changed_at=NOW,
        venue=words or "x",
        agenda=words,
        uid=uuid.UUID(int=7),
    )
    content = calendars.calendar_file([meeting], words)
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert event["SUMMARY"] == "A, B & C ward panel"
    # The library takes a written “\N” for the end of a line.
    expected = calendars._clean(words or "x").replace("\\N", "\n")
    assert str(event["LOCATION"]) == expected
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.count(b"\r\nBEGIN:VEVENT\r\n") == 1
