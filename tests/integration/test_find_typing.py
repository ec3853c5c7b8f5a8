"""The one box while somebody types, and whatever they type."""

import re
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from faq.models import MissedWord
from tests import public_content as make
from tests.findable import DANGER, find, make_things, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def things():
    make_things()


def suggested(client, text):
    response = client.post("/find/suggestions/", {"q": text})
    assert response.status_code == 200
    assert response.cookies == {}
    return text_of(response).strip()


def test_at_most_four_ways_are_suggested_while_somebody_types():
    stranger = Client(enforce_csrf_checks=True)
    fragment = suggested(stranger, "peacock")
    assert fragment.count("<a ") == fragment.count("<li>") == 4
    assert "<html" not in fragment
    assert 'href="tel:03001234"' in suggested(stranger, "dead fish")
    assert suggested(stranger, "zyxwv") == suggested(stranger, " \0") == ""
    assert not MissedWord.objects.exists()


def test_danger_while_typing_puts_999_first(client):
    assert re.match(r'<p[^>]*><a [^>]*href="tel:999"', suggested(client, DANGER))


def test_what_is_being_typed_never_stands_in_an_address(client):
    assert client.get("/find/suggestions/?q=secret").status_code == 405


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=300))
@example("\"unclosed 'quotes")
@example("((brackets] AND OR NOT *:~^")
@example("\x00null\x00")
@example("🔥🚓 💉")
@example("ﷺ İ ß ǆ")
@example("%s %(x)s {x} {{ x }} {% x %}")
@example("Где мусор? 垃圾")
@example("the of and")
def test_nothing_that_is_typed_breaks_the_search(client, text):
    find(client, text)
    suggested(client, text)


@pytest.mark.parametrize("junk", ["%ff%fe", "%ed%a0%80", "a&q=b", "%", "q", "%00"])
def test_broken_encoding_does_not_break_the_search(client, junk):
    assert client.get(f"/find/?q={junk}").status_code == 200
    assert client.get(f"/find/?{quote(junk)}").status_code == 200


def test_a_word_that_is_still_being_typed_finds_what_begins_so(client):
    assert "/report/graffiti/" in find(client, "graf").content.decode()
    assert "Graffiti" in suggested(client, "graf")


@pytest.mark.parametrize(
    "text",
    [
        "i can´t breathe",
        "i can`t breathe",
        "my baby isnʼt breathing",
        "my house is on fi\u200bre",
        "my house is on fi\u00adre",
        "my baby is not\r\nbreathing",
        "my baby is not\nbreathing",
        "the bins on our road were not collected again and the bags lie on the pavement. " * 8
        + "my husband has collapsed",
    ],
)
def test_danger_is_seen_however_it_is_written(client, text):
    assert "Call 999 now" in find(client, text).content.decode()


def test_help_that_somebody_may_have_to_hide_can_be_left_at_once(client):
    make.make_support_page("home", title="Hurt at home", keywords=["ogre"], quick_exit=True)
    page = find(client, "my ogre").content.decode()
    assert "Exit this page" in page
    assert "<title>Find help" in page
    assert "Exit this page" not in find(client, "peacock").content.decode()
