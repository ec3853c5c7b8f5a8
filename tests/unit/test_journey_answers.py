"""What a draft's answers mean, also where staff have changed the questions since."""

from types import SimpleNamespace

import pytest

from reporting import queries
from reporting.journey import answers
from reporting.models import Question
from tests.unit.routing_pack import MONDAY, POLICY

OPTIONS = [{"value": "highway", "label": "The road"}, {"value": "railway", "label": "A bridge"}]


def listed(*things):
    return SimpleNamespace(all=lambda: things)


def form(question):
    """A form of one page with one question, as the catalogue has it."""
    page = SimpleNamespace(slug="page", kinds=[], questions=listed(question))
    return SimpleNamespace(
        slug="graffiti",
        about_people=False,
        sensitive=False,
        case_review=False,
        kinds=listed(),
        pages=listed(page),
    )


@pytest.mark.parametrize(
    ("type_", "value", "words"),
    [
        ("text", "Red, blue", "Red, blue"),
        ("text", "", ""),
        ("radios", "railway", "A bridge"),
        ("checkboxes", ["highway", "railway"], "The road, A bridge"),
        ("yes-no", "dont-know", "I don’t know"),
        ("date", "2026-11-02", "2 November 2026"),
        ("date", None, ""),
        # Asked in another way when it was answered.
        ("date", "last week", "last week"),
        ("date", ["highway"], "highway"),
        ("radios", ["highway"], "The road"),
        ("radios", "a field", "a field"),
        ("yes-no", ["railway"], "railway"),
        ("text", ["highway", "railway"], "highway, railway"),
    ],
)
def test_an_answer_is_told_in_words_or_as_it_was_given(type_, value, words):
    options = OPTIONS if type_ in ("radios", "checkboxes") else []
    question = Question(code="it", label="It?", type=type_, options=options)
    (told,) = answers.told(form(question), {"page": {"it": value}})
    assert told["words"] == words


@pytest.mark.parametrize(
    ("given", "known"), [("railway", "railway"), ("moon", ""), (["railway"], ""), (None, "")]
)
def test_a_code_that_routing_does_not_know_counts_as_not_given(monkeypatch, given, known):
    monkeypatch.setattr(queries, "policy", lambda: POLICY)
    category = form(Question(code="land", type="radios", options=OPTIONS))
    assert answers.facts(category, {"page": {"land": given}}, MONDAY).land == known
