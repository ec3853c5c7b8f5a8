"""A page of questions is refused where no form could be made of it, in a sentence."""

import pytest

from reporting.catalogue_rules import TOLD_FACTS, Asked, page_faults
from reporting.journey.question_forms import page_form
from reporting.models import Question

HANDOVERS = {"tfl"}


def options(*values, **extra):
    return [{"value": value, "label": value.title(), **extra} for value in values]


def faults(*questions):
    return [(each.number, each.field, each.sentence) for each in page_faults(questions, HANDOVERS)]


SEEN = Asked("seen", "radios", options("yes", "no"))
SOUND = [
    [SEEN, Asked("what", "long-text", shown_by="seen", shown_value="yes")],
    [Asked("true", "checkboxes", options("asbestos", "drums", tells="hazardous"))],
    [Asked("any", "yes-no"), Asked("more", "text", shown_by="any", shown_value="dont-know")],
    [Asked("lamp", "radios", [*options("post"), *options("signal", handover="tfl")])],
    [Asked("land", "radios", options("highway", "forest"))],
    [Asked("begun", "when"), Asked("clock", "time"), Asked("day", "date")],
]
SPOILT = [
    (Asked("danger_now", "yes-no"), "code", "by itself"),
    (Asked("colour", "radios", options("red")), "options", "at least 2 options"),
    (Asked("colour", "radios"), "type", "at least 2 options"),
    (Asked("colour", "checkboxes"), "type", "at least 1 option."),
    (Asked("colour", "text", options("red")), "options", "Take them out"),
    (Asked("colour", "checkboxes", options("red", "red")), "options", "a value of its own"),
    (Asked("land", "radios", options("highway", "moon")), "options", "does not know “moon”"),
    (Asked("land", "checkboxes", options("highway")), "type", "must be radios"),
    (Asked("true", "checkboxes", options("a", tells="pretty")), "options", "can tell “pretty”"),
    (Asked("true", "checkboxes", options("a", tells="danger_now")), "options", "No option here"),
    (Asked("hateful", "radios", options("yes", "no", tells="offensive")), "options", "No option"),
    (
        Asked("lamp", "radios", options("a", "b", handover="moon")),
        "options",
        "no handover “moon”",
    ),
    (Asked("lamp", "checkboxes", options("a", handover="tfl")), "options", "Only one choice"),
    (Asked("land", "radios", options("highway", "forest", handover="tfl")), "options", "a routing"),
    (Asked("more", "text", shown_by="nothing", shown_value="yes"), "shown_by", "No question above"),
]


@pytest.mark.parametrize("questions", SOUND)
def test_a_sound_page_has_no_faults(questions):
    assert faults(*questions) == []


@pytest.mark.parametrize(("question", "field", "says"), SPOILT)
def test_a_fault_is_told_at_its_question_and_field(question, field, says):
    found = faults(Asked("first", "text"), question)
    assert (1, field) in {(number, where) for number, where, _ in found}
    assert any(says in sentence for _, _, sentence in found)


@pytest.mark.parametrize(
    ("revealed", "says"),
    [
        (Asked("what", "text", shown_by="seen", shown_value="maybe"), "is no answer to “seen”"),
        (Asked("what", "when", shown_by="seen", shown_value="yes"), "Let it always show"),
    ],
)
def test_only_an_answer_above_reveals(revealed, says):
    ((number, field, sentence),) = faults(SEEN, revealed)
    assert (number, field) == (1, "shown_by")
    assert says in sentence


def test_what_is_revealed_reveals_nothing_itself():
    middle = Asked("middle", "yes-no", shown_by="seen", shown_value="yes")
    last = Asked("last", "text", shown_by="middle", shown_value="yes")
    ((number, _, sentence),) = faults(SEEN, middle, last)
    assert number == 2
    assert "is revealed itself" in sentence


def test_what_reveals_stands_above():
    ((number, _, _),) = faults(Asked("what", "text", shown_by="seen", shown_value="yes"), SEEN)
    assert number == 0


def test_options_tell_facts_but_none_that_the_form_asks_by_itself():
    told = Asked("true", "checkboxes", [*options("a", tells="hazardous"), *options("b")])
    assert told.facts == {"true", "hazardous"}
    assert not TOLD_FACTS & {"danger_now", "wants_contact"}


def test_every_type_of_question_has_a_field():
    for type_ in Question.Type:
        question = Question(code="it", label="It?", type=type_, options=options("a", "b"))
        form = page_form(type("Page", (), {"why": "", "title": "It?"}), [question])
        assert "it" in form.base_fields
