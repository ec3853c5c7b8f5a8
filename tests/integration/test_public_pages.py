"""What every public page promises: no cookie, kept in caches, few queries, new with each edit."""

import gzip
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faq.models import Response, Topic
from tests import public_content as make
from tests.questions import asked_in_public

pytestmark = pytest.mark.django_db

MOST_QUERIES = 5
WHO_RUNS_THE_SITE = 1  # read once after each edit, then kept

PAGES = [
    "/",
    "/answers/",
    "/answers/asked/",
    "/answers/drugs/",
    "/answers/drugs/thank-you/",
    "/answers/themes/streets/",
    "/answers/webinars/april-2025/",
    "/answers/feed/",
    "/support/",
    "/support/crime/",
    "/wards/",
    "/wards/crime/",
    "/get-involved/",
    "/what-we-did/",
    "/about/accessibility/",
    "/about/cookies/",
    "/about/privacy/",
    "/sitemap.xml",
]


@pytest.fixture(autouse=True)
def content():
    """Enough of everything that a query for each row would show."""
    council, police = make.make_council_voice(), make.make_police_voice()
    theme = make.make_theme("streets")
    crime = make.make_support_page("crime", body="See /report/graffiti/ and /report/litter/.")
    others = [
        make.make_topic(
            f"other-{number}",
            [(council, "Text"), (police, "Text")],
            theme=theme,
            position=number,
            support_page=crime,
        )
        for number in range(5)
    ]
    for slug in ("graffiti", "litter", "noise"):
        make.make_category(slug)
    topic = make.make_topic(
        "drugs",
        [(police, "Police text"), (council, "Council text")],
        theme=theme,
        related=others,
        report_category=make.make_category("graffiti"),
    )
    make.make_update_note(topic, "News", date(2025, 6, 1))
    for _ in range(3):
        asked_in_public()
        asked_in_public(topic=topic, status="answered")


@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_sets_no_cookie_and_is_the_same_for_everybody(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert "public" in response.headers["Cache-Control"]
    assert "max-age=60" in response.headers["Cache-Control"]


@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_costs_few_queries_and_then_none(client, address):
    with CaptureQueriesContext(
        connection,
    ) as first:
        page = client.get(address).content
    assert len(first) <= MOST_QUERIES + WHO_RUNS_THE_SITE
    with CaptureQueriesContext(connection) as second:
        assert client.get(address).content == page
    assert len(second) == 0


@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_is_compressed(client, address):
    plain = client.get(address).content
    packed = client.get(address, headers={"accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain


@pytest.mark.parametrize("address", PAGES)
def test_a_reader_who_has_the_page_is_not_sent_it_again(client, address):
    etag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"if-none-match": etag})
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize("address", [page for page in PAGES if page != "/sitemap.xml"])
def test_a_public_page_only_reads(client, address):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200


def test_an_edit_of_an_answer_renews_the_page(client, django_capture_on_commit_callbacks):
    assert b"Council text" in client.get("/answers/drugs/").content
    with django_capture_on_commit_callbacks(execute=True):
        answer = Response.objects.get(body="Council text")
        answer.body = "Better text"
        answer.save()
    page = client.get("/answers/drugs/").content
    assert b"Better text" in page
    assert b"Council text" not in page


def test_an_edit_that_is_rolled_back_renews_nothing(client, django_capture_on_commit_callbacks):
    client.get("/answers/drugs/")
    with django_capture_on_commit_callbacks(execute=False):
        Topic.objects.get(slug="drugs").save()
    with CaptureQueriesContext(connection) as queries:
        client.get("/answers/drugs/")
    assert len(queries) == 0


def test_withdrawing_a_topic_takes_it_from_all_pages(client, django_capture_on_commit_callbacks):
    for address in PAGES:
        client.get(address)
    with django_capture_on_commit_callbacks(execute=True):
        topic = Topic.objects.get(slug="drugs")
        topic.status = Topic.Status.WITHDRAWN
        topic.save()
    assert client.get("/answers/drugs/").status_code == 410
    for address in ("/answers/", "/answers/themes/streets/", "/answers/feed/", "/sitemap.xml"):
        assert b"drugs" not in client.get(address).content


def test_a_signed_in_editor_reads_the_same_page_as_everybody(client, admin_client):
    assert admin_client.get("/answers/drugs/").content == client.get("/answers/drugs/").content
