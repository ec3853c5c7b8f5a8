"""`triage`, with which anyone can check what the one box makes of a text."""

import io
import json
import sys
from io import StringIO

import pytest
from django.core.management import call_command

from tests.findable import DANGER, make_things

pytestmark = pytest.mark.django_db

KEYS = {"text", "urgent", "suggestions"}


@pytest.fixture(autouse=True)
def things():
    make_things()


@pytest.fixture
def triage(monkeypatch):
    """Give a function that hands bytes to the command and returns what it printed, by line."""

    def told(raw, *options):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        out = StringIO()
        call_command("triage", *options, stdout=out)
        return [json.loads(line) for line in out.getvalue().split("\n") if line]

    return told


def test_each_line_is_answered_in_order_with_what_fits_best_first(triage):
    report, answers, support = triage(b"swastika\npeacock\r\nmy bike was stolen")
    assert set(report) == KEYS
    assert report["text"] == "swastika"
    assert report["urgent"] is False
    (suggestion,) = report["suggestions"]
    assert set(suggestion) == {"kind", "slug", "title", "score"}
    assert suggestion["kind"] == "report"
    assert suggestion["slug"] == "graffiti"
    assert suggestion["title"] == "Graffiti"
    assert answers["text"] == "peacock"
    assert {each["kind"] for each in answers["suggestions"]} == {"answer", "report"}
    scores = [each["score"] for each in answers["suggestions"]]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0
    assert support["suggestions"][0]["kind"] == "support"
    assert support["suggestions"][0]["slug"] == "crime"


def test_danger_is_urgent_and_leads_to_the_emergency_page(triage):
    (told,) = triage(DANGER.encode())
    assert told["urgent"] is True
    first = told["suggestions"][0]
    assert (first["kind"], first["slug"]) == ("support", "emergency")


def test_what_is_not_the_councils_names_who_deals_with_it(triage):
    (told,) = triage(b"dead fish")
    assert set(told) == KEYS | {"handover"}
    assert told["handover"] == "river-authority"
    assert told["suggestions"] == []


def test_it_can_say_why(triage):
    told, unknown = triage(b"peecock in Mill Lane\nzyxwvu", "--explain")
    assert told["repaired"] == [{"typed": "peecock", "meant": "peacock"}]
    assert told["wards"] == ["Mill Lane"]
    assert unknown["unknown"] == ["zyxwvu"]
    assert told["sure"] is False
    assert len(told["suggestions"]) == 6
    for suggestion in told["suggestions"]:
        (why,) = suggestion["why"]
        assert why["word"] == why["phrase"] == "peacock"
        assert why["points"] > 0
    (told,) = triage(DANGER.encode(), "--explain")
    assert any("knife" in sign["words"] and sign["points"] > 0 for sign in told["danger"])
    (told,) = triage(b"swastika", "--explain")
    assert told["sure"] is True
    assert told["suggestions"][0]["part"] == "Hateful <words>"


def test_a_line_that_cannot_be_read_is_an_error_and_the_rest_go_on(triage):
    bad, good = triage(b"\xff\xfe swastika\nswastika")
    assert bad == {"error": "This line is not UTF-8. Save the text as UTF-8 and try again."}
    assert good["suggestions"]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("", ""),
        ("   ", "   "),
        ("\0", ""),
        ("swas\0tika", "swastika"),
        ("\ufeffswastika", "swastika"),
        ("\"'((] AND OR NOT *:~^ 🔥 垃圾", "\"'((] AND OR NOT *:~^ 🔥 垃圾"),
        ("a\x0b\x0c\x1c\x85\u2028b", "a\x0b\x0c\x1c\x85\u2028b"),
        ("x" * 10_000, "x" * 10_000),
    ],
)
def test_any_line_gets_one_answer(triage, line, text):
    told, after = triage(f"{line}\nswastika\n".encode())
    assert told["text"] == text
    assert told["urgent"] is False
    assert after["text"] == "swastika"


def test_nothing_to_read_gets_no_answer(triage):
    assert triage(b"") == []
