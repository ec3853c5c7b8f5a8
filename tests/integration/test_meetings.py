"""The page of a panel meeting, its calendars, and what residents want discussed."""

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from community import calendars
from community.models import PanelTopic
from community.services import meetings as services
from tests import factories, panels
from tests.asking import hidden, text_of
from tests.panels import NOW, evening

pytestmark = pytest.mark.usefixtures("pack")

DISCUSS = "/wards/hoe-street/discuss/"
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
    assert "This meeting is cancelled" in text_of(response)
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
    time_machine.shift(timedelta(hours=1))  # the copy is too old, the meetings are the same
    assert client.get(path, headers={"if-none-match": tag}).status_code == 304
    compressed = client.get(path, headers={"accept-encoding": "gzip"})
    again = {"accept-encoding": "gzip", "if-none-match": compressed.headers["ETag"]}
    assert client.get(path, headers=again).status_code == 304
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


def token_of(page):
    return hidden(page)["token"][0]


def sent(client, words="Cars race at night", email="", token=None, **more):
    token = token or token_of(client.get(DISCUSS))
    told = {"words": words, "email": email, "token": token, **more}
    return client.post(DISCUSS, told)


def test_what_somebody_wants_discussed_reaches_the_inbox_once_however_often_it_is_sent(client):
    panels.meeting()
    page = client.get(DISCUSS)
    assert "The panel meets on Tuesday 8 December 2026" in text_of(page)
    assert "365 days" in text_of(page)
    token = token_of(page)
    for _ in range(2):
        response = sent(client, "Cars race 🏎 at night", "AMINA@example.com", token)
        assert response.headers["Location"] == f"{DISCUSS}thank-you/"
    topic = PanelTopic.objects.get()
    assert (topic.words, topic.email) == ("Cars race 🏎 at night", "amina@example.com")
    assert (topic.ward.slug, topic.at) == ("hoe-street", NOW)
    assert "We have your words for the Hoe Street ward panel" in text_of(
        client.get(response.headers["Location"])
    )
    assert not client.cookies
    sent(client, "And the lamp is dark", token=token)
    assert PanelTopic.objects.count() == 2


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"words": "  "}, "Write what the panel should discuss"),
        ({"words": "x" * 1001}, "Write 1000 characters or fewer"),
        ({"email": "not-one"}, "Enter an email address like name@example.com"),
        ({"email": "a,b@example.com"}, "Enter an email address like name@example.com"),
        ({"note": "Buy now"}, "if a person or a program sent this"),
        ({"token": "made-up"}, "This page was open for a long time"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence_and_the_words_stay(client, told, sentence):
    words = told.get("words", "Cars race at night")
    response = sent(client, **{"words": words, **told})
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert words.strip() in response.content.decode()
    assert not PanelTopic.objects.exists()
    again = token_of(response)
    assert sent(client, token=again).status_code == 302


def test_one_address_or_one_network_cannot_fill_the_inbox(client):
    answers = [sent(client, f"Topic {n}", "ben@example.com").status_code for n in range(31)]
    assert answers.count(302) == 10
    assert answers[-1] == 429
    assert PanelTopic.objects.count() == 10


def test_another_site_cannot_send_a_topic(client):
    token = token_of(client.get(DISCUSS))
    told = {"words": "Spam", "email": "", "token": token}
    client.post(DISCUSS, told, headers={"sec-fetch-site": "cross-site"})
    assert not PanelTopic.objects.exists()


ANY_TEXT = st.text(max_size=200)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example("\0", "\0", "\0")
@example("x" * 10_000, "x" * 10_000, "x" * 10_000)
@example("' OR 1=1;--<b>", "<b>@example.com", "eyJ:é:z")
@given(words=ANY_TEXT, email=ANY_TEXT, token=ANY_TEXT)
def test_whatever_is_sent_there_is_a_page(words, email, token):
    response = Client().post(DISCUSS, {"words": words, "email": email, "token": token})
    assert response.status_code in (302, 422, 429)


def test_topics_are_read_and_handled_by_who_answers_interests_and_by_nobody_else(
    client, without_second_factor
):
    topic = panels.topic("Cars race\nat night", email="amina@example.com")
    panels.topic("Elsewhere", "valley")
    inbox = "/admin/community/paneltopic/"
    client.force_login(factories.staff("Case officers", "asb"))
    assert client.get(inbox).status_code == 403
    editor = factories.staff("Content editors")
    client.force_login(editor)
    page = text_of(client.get(f"{inbox}?ward__id__exact={topic.ward_id}"))
    assert "Cars race" in page
    assert "Elsewhere" not in page
    assert "amina@example.com" in text_of(client.get(f"{inbox}{topic.pk}/change/"))
    response = client.post(f"{inbox}{topic.pk}/change/", {"words": "Changed", "_save": "1"})
    assert response.status_code == 302
    topic.refresh_from_db()
    assert (topic.words, topic.handled_at, topic.handled_by) == ("Cars race\nat night", NOW, editor)
    assert "Cars race" not in text_of(client.get(inbox))
    assert "Cars race" in text_of(client.get(f"{inbox}?state=handled"))


def test_topics_are_forgotten_after_the_days_that_the_page_names():
    old, new = (panels.topic(at=NOW - timedelta(days=days)) for days in (366, 364))
    services.purge_topics(at=NOW)
    assert list(PanelTopic.objects.all()) == [new]
    assert old != new


def test_no_topic_and_no_address_stands_on_a_public_page(client):
    meeting = panels.meeting()
    panels.topic("Cars race at night", email="amina@example.com")
    paths = [meeting.get_absolute_url(), DISCUSS, f"{DISCUSS}thank-you/", OF_WARD, EVERYWHERE]
    for path in paths:
        content = client.get(path).content.decode()
        assert not re.search("Cars race|amina", content), path
