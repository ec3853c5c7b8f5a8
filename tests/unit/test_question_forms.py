"""What a question page takes, and the sentence for what it does not take."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from reporting.journey.question_forms import page_form
from reporting.models import Question

SUNDAY_EVENING = datetime(2026, 11, 22, 21, 30, tzinfo=UTC)
YES_NO = [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}]


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(SUNDAY_EVENING, tick=False)


def form(*questions, data=None, initial=None):
    page = SimpleNamespace(title="It?", why="")
    return page_form(page, list(questions))(data, initial=initial)


def ask(type_, code="it", **options):
    return Question(code=code, label="What?", type=type_, **options)


def told(type_, value, **options):
    return form(ask(type_, **options), data={"it": value})


def when(**boxes):
    data = {"it": "earlier", "it__time": boxes.pop("time", "")}
    data |= {f"it__day_{box}": text for box, text in boxes.items()}
    return form(ask("when"), data=data)


@pytest.mark.parametrize("value", ["now", "dont-know"])
def test_when_may_be_now_or_not_known(value):
    asked = told("when", value)
    assert asked.is_valid()
    assert asked.cleaned_data == {"it": value}


def test_when_is_one_answer_of_a_day_and_a_time():
    asked = when(day="21", month="11", year="2026", time="9.30pm")
    assert asked.is_valid()
    assert asked.cleaned_data == {"it": "2026-11-21T21:30"}
    again = form(ask("when"), initial=asked.cleaned_data)
    assert again["it"].value() == "earlier"
    assert again["it__day"].value().isoformat() == "2026-11-21"
    assert again["it__time"].value().isoformat() == "21:30:00"


def test_a_day_without_a_time_is_enough():
    asked = when(day="1", month="11", year="2026")
    assert asked.is_valid()
    assert asked.cleaned_data == {"it": "2026-11-01"}


@pytest.mark.parametrize(
    ("boxes", "says"),
    [
        ({"day": "23", "month": "11", "year": "2026"}, "today or in the past"),
        ({"day": "1", "month": "1", "year": "1900"}, "last 10 years"),
        ({"day": "31", "month": "2", "year": "2026"}, "a real date"),
        ({"day": "", "month": "2", "year": "2026"}, "must have a day"),
        ({"day": "1", "month": "2", "year": "26"}, "4 numbers"),
        ({"day": "", "month": "", "year": ""}, "date"),
        ({"day": "22", "month": "11", "year": "2026", "time": "10pm"}, "must be in the past"),
        ({"day": "22", "month": "11", "year": "2026", "time": "late"}, "9:30pm or 21:30"),
        ({"day": "22", "month": "11", "year": "2026", "time": "9"}, "9:30pm or 21:30"),
    ],
)
def test_a_day_or_time_that_cannot_be_says_what_to_do(boxes, says):
    asked = when(**boxes)
    assert not asked.is_valid()
    assert says in str(asked.errors)


def test_the_hidden_day_is_not_asked_for_where_it_is_happening_now():
    data = {"it": "now", "it__day_0": "99", "it__time": "late"}
    assert form(ask("when"), data=data).is_valid()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("9pm", "21:00"),
        ("9.30 pm", "21:30"),
        ("21:30", "21:30"),
        ("0930", "09:30"),
        ("noon", "12:00"),
    ],
)
def test_a_time_is_read_as_people_write_it(typed, kept):
    asked = told("time", typed)
    assert asked.is_valid()
    assert f"{asked.cleaned_data['it']:%H:%M}" == kept


@pytest.mark.parametrize("typed", ["25:00", "13pm", "9:75", "soon", "١٢", "9" * 5000])
def test_a_time_that_is_none_is_refused(typed):
    assert not told("time", typed).is_valid()


def test_a_kept_time_is_shown_as_people_write_it():
    assert 'value="9:30pm"' in str(form(ask("time"), initial={"it": "21:30:00"})["it"])


@pytest.mark.parametrize("typed", ["\u200b", " \u2060\u200d ", "\x00", "\u202e"])
def test_what_nobody_can_see_is_no_answer(typed):
    assert "Tell us in a few words" in str(told("long-text", typed).errors)


@pytest.mark.parametrize(
    "typed", ["👨\u200d👩\u200d👧 🚨", "הם צועקים בלילה", "نص من اليمين", "می\u200cخواهم", "a\nb"]
)
def test_every_script_and_emoji_stays_as_typed(typed):
    asked = told("long-text", typed)
    assert asked.is_valid()
    assert asked.cleaned_data["it"] == typed


def test_what_turns_the_text_beside_it_around_is_taken_out():
    asked = told("text", "safe\u202eexe.jpg")
    assert asked.is_valid()
    assert asked.cleaned_data["it"] == "safeexe.jpg"


def test_too_many_words_are_refused_and_kept():
    asked = told("long-text", "x" * 20_000)
    assert "at most 4000" in str(asked.errors)
    assert "x" * 20_000 in str(asked["it"])


def test_a_revealed_question_is_asked_for_only_where_it_shows():
    seen = ask("radios", code="seen", options=YES_NO)
    who = ask("text", code="who", shown_by="seen", shown_value="yes")
    assert form(seen, who, data={"seen": "no", "who": ""}).is_valid()
    asked = form(seen, who, data={"seen": "yes", "who": ""})
    assert list(asked.errors) == ["who"]
    hidden = form(seen, who, data={"seen": "no", "who": "typed, then changed my mind"})
    assert hidden.is_valid()
    assert hidden.cleaned_data["who"] == ""


def test_a_ticked_box_reveals_too():
    facts = [{"value": "witnessed", "label": "I saw who did it"}]
    true = ask("checkboxes", code="true", options=facts, required=False)
    who = ask("text", code="who", shown_by="true", shown_value="witnessed")
    assert form(true, who, data={}).is_valid()
    assert list(form(true, who, data={"true": ["witnessed"]}).errors) == ["who"]


@pytest.mark.parametrize(
    "code", ["times", "data", "errors", "clean", "fields", "is_valid", "files"]
)
def test_a_question_may_have_any_code(code):
    asked = form(ask("text", code=code), data={code: "Words"})
    assert asked.is_valid()
    assert asked.cleaned_data == {code: "Words"}
