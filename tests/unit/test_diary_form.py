"""What the form of the diary takes, whatever is sent to it."""

from datetime import UTC, datetime, time

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from reporting.diary.entries import entry, in_order
from reporting.diary.forms import EFFECT_LENGTH, TEXT_LENGTH, EntryForm
from reporting.diary.words import EFFECTS, HOW_LONG
from reporting.journey.when import NOW, day_and_time
from reporting.models import Event

SUNDAY_NIGHT = datetime(2026, 11, 22, 2, 5, tzinfo=UTC)
FIELDS = [name for name in EntryForm.base_fields if name != "photos"]
NAMES = st.sampled_from([*FIELDS, *(f"happened__day_{part}" for part in ("day", "month", "year"))])
CODES = st.sampled_from(["now", "earlier", *HOW_LONG, *EFFECTS, "22", "11", "2026", "2:04am"])
DAYS = st.dates(min_value=datetime(2020, 1, 1, tzinfo=UTC).date())


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(SUNDAY_NIGHT, tick=False)


def sent(values):
    data = QueryDict(mutable=True)
    for name, value in values:
        data.appendlist(name, value)
    return data


GOOD = [("happened", "now"), ("text", "Bass"), ("how_long", "hour")]


@given(st.lists(st.tuples(NAMES, CODES | st.text())), st.booleans())
def test_whatever_is_sent_is_taken_in_the_past_or_gets_a_sentence(values, complete):
    form = EntryForm(sent(values + GOOD * complete))
    if not form.is_valid():
        assert all(str(error) for errors in form.errors.values() for error in errors)
        return
    told = form.cleaned_data
    assert set(told) == {"happened", "text", "how_long", "effects", "effect", "photos", "once"}
    assert 0 < len(told["text"]) <= TEXT_LENGTH
    assert len(told["effect"]) <= EFFECT_LENGTH
    assert told["how_long"] in HOW_LONG
    assert set(told["effects"]) <= EFFECTS.keys()
    if told["happened"] != NOW:
        day, clock = day_and_time(told["happened"])
        moment = datetime.combine(day, clock or time.min, timezone.get_current_timezone())
        assert moment <= SUNDAY_NIGHT


def written(day, clock):
    happened = f"{day.isoformat()}T{clock:%H:%M}" if clock else day.isoformat()
    data = {"happened": happened, "how_long": "hour", "effects": [], "effect": ""}
    return entry(Event(at=SUNDAY_NIGHT, data=data))


@given(st.lists(st.tuples(DAYS, st.none() | st.times().map(lambda each: each.replace(second=0)))))
def test_entries_are_in_the_order_in_which_things_happened(moments):
    found = [(each.day, each.clock or time.min) for each in in_order(written(*m) for m in moments)]
    assert found == sorted(found)
    assert len(found) == len(moments)


def test_only_what_was_written_in_its_own_minute_was_written_as_it_happened():
    day = SUNDAY_NIGHT.date()
    assert written(day, time(2, 5)).as_it_happened
    assert not written(day, time(2, 4)).as_it_happened
    assert not written(day, None).as_it_happened
