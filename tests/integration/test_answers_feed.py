"""The Atom feed and the sitemap: what other programs read of the answers."""

from datetime import UTC, date, datetime
from xml.etree import ElementTree

import pytest

from tests import public_content as make

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def feed_of(client, **headers):
    response = client.get("/answers/feed/", headers=headers)
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own output


def addresses_of(client, **headers):
    """Return the addresses in the sitemap with the day each was last edited."""
    root = ElementTree.fromstring(client.get("/sitemap.xml", headers=headers).content)  # noqa: S314
    return {
        url.findtext("s:loc", namespaces=SITEMAP): url.findtext("s:lastmod", namespaces=SITEMAP)
        for url in root.findall("s:url", SITEMAP)
    }


def test_the_feed_holds_published_answers_in_full_newest_first(client):
    council = make.make_council_voice()
    older = make.make_topic("older", [(council, "Older **text**")])
    make.make_topic("newer", [(None, "Newer")], published_at=datetime(2025, 6, 1, tzinfo=UTC))
    make.make_topic("secret", [(council, "Draft text")], status="draft")
    make.make_topic("gone", [(council, "Gone text")], status="withdrawn")
    make.make_update_note(older, "Since then", date(2025, 6, 1))
    entries = feed_of(client).findall("a:entry", ATOM)
    assert [entry.findtext("a:title", namespaces=ATOM) for entry in entries] == [
        "What about newer?",
        "What about older?",
    ]
    content = entries[1].find("a:content", ATOM)
    assert content.get("type") == "html"
    for part in ("Our Council, April 2025", "Older <strong>text</strong>", "Since then", "Summary"):
        assert part in content.text


def test_feed_addresses_are_built_on_the_public_address_and_stay_the_same(client):
    topic = make.make_topic("drugs", [(None, "See [support](/support/crime/).")])
    feed = feed_of(client, host="127.0.0.1")
    links = [link.get("href") for link in feed.iterfind(".//a:link", ATOM)]
    assert links
    assert all(link.startswith("http://localhost:8000/answers/") for link in links)
    assert 'href="http://localhost:8000/support/crime/"' in feed.findtext(".//a:content", "", ATOM)
    before = feed.findtext("a:entry/a:id", namespaces=ATOM)
    topic.slug, topic.question = "drug-use", "Changed?"
    topic.save()
    client.get("/answers/feed/?fresh")
    assert before == f"http://localhost:8000/answers/#{topic.pk}"


def test_characters_that_xml_cannot_hold_do_not_break_the_feed(client):
    make.make_topic("drugs", [(None, "Word\x0b and \x1f more")], question="Why\x0c?")
    entry = feed_of(client).find("a:entry", ATOM)
    assert entry.findtext("a:title", namespaces=ATOM) == "Why?"
    assert "Word and  more" in entry.findtext("a:content", namespaces=ATOM)


def test_an_empty_feed_is_a_feed(client):
    assert feed_of(client).findall("a:entry", ATOM) == []


def test_the_sitemap_names_every_public_page_under_the_public_address(client):
    make.make_topic("drugs", theme=make.make_theme("streets"))
    make.make_support_page("crime")
    make.make_category("graffiti")
    addresses = addresses_of(client, host="127.0.0.1")
    assert {address.removeprefix("http://localhost:8000") for address in addresses} == {
        "/",
        "/about/accessibility/",
        "/about/cookies/",
        "/about/privacy/",
        "/answers/",
        "/answers/ask/",
        "/answers/asked/",
        "/answers/drugs/",
        "/answers/themes/streets/",
        "/answers/webinars/april-2025/",
        "/get-involved/",
        "/newsletter/",
        "/places-that-help/",
        "/report/",
        "/report/graffiti/",
        "/support/",
        "/support/crime/",
        "/wards/",
        "/wards/crime/",
        "/what-we-did/",
    }


def test_the_sitemap_says_when_each_page_was_last_edited(client, time_machine):
    time_machine.move_to(datetime(2025, 7, 1, 12, tzinfo=UTC))
    make.make_topic("older", theme=make.make_theme("streets"))
    time_machine.move_to(datetime(2025, 8, 1, 12, tzinfo=UTC))
    make.make_topic("newer", theme=make.make_theme("streets"))
    make.make_support_page("crime", checked_on=date(2025, 6, 1))
    told = addresses_of(client).items()
    edited = {address.rsplit("/", 2)[1]: day for address, day in told if day}
    assert edited["older"] == "2025-07-01"
    assert edited["newer"] == edited["streets"] == edited["april-2025"] == "2025-08-01"
    assert edited["crime"] == "2025-06-01"


def test_the_sitemap_tells_nothing_of_what_is_not_published(client):
    make.make_topic("secret", status="draft", theme=make.make_theme("streets"))
    make.make_topic("gone", status="withdrawn", webinar=make.make_webinar("may-2025"))
    assert not any(
        part in address
        for address in addresses_of(client)
        for part in ("secret", "gone", "streets", "2025")
    )


@pytest.mark.parametrize("page", ["2", "0", "-1", "x", "%00", "9" * 40])
def test_junk_as_the_page_of_the_sitemap_is_not_found(client, page):
    assert client.get(f"/sitemap.xml?p={page}").status_code == 404
