"""When something happened, as a draft keeps it."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.journey.when import day_and_time


@given(day=st.dates(), clock=st.none() | st.times().map(lambda each: each.replace(microsecond=0)))
def test_a_day_and_a_time_come_back_as_they_were_kept(day, clock):
    kept = f"{day.isoformat()}T{clock:%H:%M:%S}" if clock else day.isoformat()
    assert day_and_time(kept) == (day, clock)


@pytest.mark.parametrize("value", ["now", "dont-know", "", None, ["2026-01-01"], "2026-13-01", 5])
def test_what_names_no_day_names_nothing(value):
    assert day_and_time(value) == (None, None)


def test_a_day_alone_has_no_time():
    assert day_and_time("2026-11-22") == (date(2026, 11, 22), None)
    assert day_and_time("2026-11-22T21:30") == (date(2026, 11, 22), time(21, 30))
