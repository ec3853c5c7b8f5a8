"""The feed of a ward: read by a parser, the same news under the same name for ever."""

from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
import time_machine

from community.models import PanelMeeting, PanelPriority
from places.models import Ward

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
SITE = "http://localhost:8000"


@pytest.fixture
def ward(loaded):
    with time_machine.travel(NOW, tick=False):
        yield Ward.objects.get(slug="north")


@pytest.fixture
def meeting(ward):
    starts_at = datetime(2026, 12, 8, 19, 0, tzinfo=UTC)
    return PanelMeeting.objects.create(
        ward=ward,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        venue="Town\x0b Hall <1>",
        changed_at=NOW,
    )


def feed_of(client):
    response = client.get("/wards/north/feed/?fresh", headers={"host": "127.0.0.1"})
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own output


def entries_of(client):
    """Return title and text of each entry by the end of its name."""
    found = {}
    for entry in feed_of(client).findall("a:entry", ATOM):
        said = {
            name: entry.findtext(f"a:{name}", "", ATOM)
            for name in ("title", "summary", "id", "updated")
        }
        assert said["id"].startswith(f"{SITE}/wards/north/feed/#")
        assert datetime.fromisoformat(said["updated"]).tzinfo
        assert entry.find("a:link", ATOM).get("href").startswith(f"{SITE}/wards/north/")
        found[said["id"].partition("#")[2]] = (said["title"], said["summary"])
    return found


def test_an_empty_feed_is_a_feed(client, ward):
    feed = feed_of(client)
    assert feed.findtext("a:title", namespaces=ATOM) == "North ward panel"
    assert feed.findtext("a:id", namespaces=ATOM) == f"{SITE}/wards/north/feed/"
    assert feed.findtext("a:updated", namespaces=ATOM)
    assert feed.findtext("a:author/a:name", namespaces=ATOM)
    assert entries_of(client) == {}


def test_a_meeting_is_told_once_when_planned_cancelled_and_when_its_minutes_are_there(
    client, meeting
):
    key = f"meeting-{meeting.pk}"
    assert entries_of(client) == {
        key: ("Panel meeting on Tuesday 8 December 2026, 7pm to 8pm", "<p>Town Hall &lt;1&gt;</p>")
    }
    PanelMeeting.objects.update(minutes_url="https://example.org/minutes")
    found = entries_of(client)
    assert set(found) == {key, f"{key}-minutes"}
    assert found[f"{key}-minutes"][0] == "Minutes of the panel meeting on Tuesday 8 December 2026"
    PanelMeeting.objects.update(cancelled=True)
    assert {name: title for name, (title, _) in entries_of(client).items()} == {
        f"{key}-cancelled": "Cancelled: panel meeting on Tuesday 8 December 2026, 7pm to 8pm"
    }


def test_priorities_and_what_was_done_are_told_apart_newest_first(client, ward):
    told = PanelPriority.objects.create(
        ward=ward,
        title="Bikes 50%",
        agreed_on=date(2026, 9, 7),
        done="Two\n\npatrols",
        done_on=date(2026, 11, 2),
    )
    assert list(entries_of(client).items()) == [
        (f"priority-{told.pk}-done", ("What was done: Bikes 50%", "<p>Two</p>\n\n<p>patrols</p>")),
        (
            f"priority-{told.pk}",
            ("The panel asked for: Bikes 50%", "<p>Agreed on 7 September 2026.</p>"),
        ),
    ]


def test_another_ward_has_its_own_news(client, meeting):
    response = client.get("/wards/south/feed/")
    assert b"<entry>" not in response.content
