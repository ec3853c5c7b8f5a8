"""The one box: whatever a resident types, help comes up and nothing breaks."""

import html
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests import public_content as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def content():
    council = make.make_council_voice()
    make.make_category("graffiti", name="Graffiti", keywords=["spray paint", "tag"])
    make.make_category("noise", name="Noise", keywords=["loud music"])
    make.make_support_page(
        "domestic-abuse", title="Domestic abuse", keywords=["my partner hits me"]
    )
    make.make_topic(
        "walls", [(council, "We wash **tunnels** in spring.")], title="Graffiti", keywords=["mural"]
    )
    make.make_topic("secret", [(council, "unicorn")], status="draft", keywords=["unicorn"])
    make.make_topic("gone", [(council, "unicorn")], status="withdrawn")


def find(client, text):
    response = client.get("/find/", {"q": text})
    assert response.status_code == 200
    return response


def found(client, text):
    return [result.url for result in find(client, text).context["results"]]


def test_answers_and_forms_are_found_together(client):
    assert found(client, "graffiti") == ["/report/graffiti/", "/answers/walls/"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("someone SPRAYED with spray paint again!", "/report/graffiti/"),
        ("tags", "/report/graffiti/"),
        ("Murals?", "/answers/walls/"),
        ("dirty tunnel", "/answers/walls/"),
        ("my partner’s hitting me, he hits me", "/support/domestic-abuse/"),
        ("music too loud", "/report/noise/"),
    ],
)
def test_residents_own_words_lead_to_the_right_place(client, text, first):
    assert found(client, text)[0] == first


def test_the_999_panel_stands_above_all_results(client):
    page = find(client, "graffiti").content.decode()
    assert page.index('<section class="cs-emergency"') < page.index("/answers/walls/")


def test_nothing_found_is_said_plainly_and_offers_another_way(client):
    page = find(client, "zyxwv").content.decode()
    assert "We found nothing for these words" in page
    for way in ('href="/report/"', 'href="/answers/"', "tel:", "mailto:"):
        assert way in page


def test_without_words_the_box_stands_alone(client):
    for address in ("/find/", "/find/?q=", "/find/?q=%20%00"):
        page = client.get(address).content.decode()
        assert "We found nothing" not in page
        assert 'name="q"' in page


def test_what_is_not_published_is_never_found(client):
    assert found(client, "unicorn secret gone") == []


def test_only_the_first_200_characters_count_but_all_that_was_typed_is_kept(client):
    text = "zyxwv " * 40 + "graffiti"
    response = find(client, text)
    assert response.context["results"] == []
    assert text in response.content.decode()


def test_what_was_typed_is_shown_as_text(client):
    page = find(client, '"><script>alert(1)</script>').content.decode()
    assert "<script>alert" not in page
    assert html.escape('"><script>') in page


def test_a_search_sets_no_cookie_and_is_kept_by_nobody_else(client):
    response = find(client, "graffiti")
    assert response.cookies == {}
    assert "private" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_a_search_costs_few_queries_and_any_other_after_it_none(client):
    with CaptureQueriesContext(connection) as first:
        find(client, "graffiti")
    assert len(first) <= 5 + 1  # one more reads who runs the site
    with CaptureQueriesContext(connection) as second:
        find(client, "noise")
    assert len(second) <= 1


def test_an_edit_is_found_at_once(client, django_capture_on_commit_callbacks):
    assert found(client, "hedgehogs") == []
    with django_capture_on_commit_callbacks(execute=True):
        make.make_category("wildlife", name="Hedgehogs")
    assert found(client, "hedgehogs") == ["/report/wildlife/"]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=300))
@example("\"unclosed 'quotes")
@example("((brackets] AND OR NOT *:~^")
@example("\x00null\x00")
@example("🔥🚓 💉")
@example("ﷺ İ ß ǆ")
@example("%s %(x)s {x} {{ x }} {% x %}")
def test_nothing_that_is_typed_breaks_the_search(client, text):
    response = client.get("/find/", {"q": text})
    assert response.status_code == 200


@pytest.mark.parametrize("junk", ["%ff%fe", "%ed%a0%80", "a&q=b", "%", "q", "%00"])
def test_broken_encoding_does_not_break_the_search(client, junk):
    assert client.get(f"/find/?q={junk}").status_code == 200
    assert client.get(f"/find/?{quote(junk)}").status_code == 200
