"""Due dates: working days, bank holidays, hours that really pass, and clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.working_time import UNITS, Calendar, Target, due

LONDON = ZoneInfo("Europe/London")
CHRISTMAS_2026 = {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)}
EASTER_2026 = {date(2026, 4, 3), date(2026, 4, 6)}
CALENDAR = Calendar(time(17), LONDON, CHRISTMAS_2026 | EASTER_2026)


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def working_days(amount: int) -> Target:
    return Target(amount, "working_days")


@pytest.mark.parametrize(
    ("received", "amount", "expected"),
    [
        pytest.param("2026-11-23T09:00", 1, "2026-11-24T17:00", id="day of receipt not counted"),
        pytest.param("2026-11-23T17:00", 1, "2026-11-24T17:00", id="received at closing time"),
        pytest.param("2026-11-23T23:59", 1, "2026-11-24T17:00", id="received before midnight"),
        pytest.param("2026-11-24T00:00", 1, "2026-11-25T17:00", id="received at midnight"),
        pytest.param("2026-11-27T12:00", 1, "2026-11-30T17:00", id="friday leads to monday"),
        pytest.param("2026-11-28T12:00", 1, "2026-11-30T17:00", id="saturday leads to monday"),
        pytest.param("2026-11-29T12:00", 1, "2026-11-30T17:00", id="sunday leads to monday"),
        pytest.param("2026-11-25T12:00", 3, "2026-11-30T17:00", id="three days over a weekend"),
        pytest.param("2026-11-23T12:00", 5, "2026-11-30T17:00", id="five days are a week"),
        pytest.param("2026-12-24T12:00", 1, "2026-12-29T17:00", id="over christmas"),
        pytest.param("2026-12-24T12:00", 5, "2027-01-05T17:00", id="over christmas and new year"),
        pytest.param("2026-04-02T12:00", 1, "2026-04-07T17:00", id="over easter"),
        pytest.param("2026-04-03T12:00", 1, "2026-04-07T17:00", id="received on good friday"),
    ],
)
def test_working_days_end_when_the_council_closes(received, amount, expected):
    assert due(london(received), working_days(amount), CALENDAR) == london(expected)


def test_the_day_of_receipt_is_the_one_in_london():
    half_past_midnight_in_london = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert due(half_past_midnight_in_london, working_days(1), CALENDAR) == london(
        "2026-07-03T17:00"
    )


def test_a_due_date_after_the_clocks_change_still_ends_at_five_in_london():
    before_spring = london("2026-03-27T12:00")
    moment = due(before_spring, working_days(1), CALENDAR)
    assert moment.isoformat() == "2026-03-30T17:00:00+01:00"
    before_winter = london("2026-10-23T12:00")
    assert due(before_winter, working_days(1), CALENDAR).isoformat() == "2026-10-26T17:00:00+00:00"


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        pytest.param(
            "2026-11-28T23:00+00:00", "2026-11-29T01:00+00:00", id="at night, at weekends"
        ),
        pytest.param("2026-03-29T00:30+00:00", "2026-03-29T03:30+01:00", id="clocks go forward"),
        pytest.param("2026-10-25T00:30+01:00", "2026-10-25T01:30+00:00", id="clocks go back"),
    ],
)
def test_two_hours_are_two_hours_that_really_pass(received, expected):
    in_london = datetime.fromisoformat(received).astimezone(LONDON)
    moment = due(in_london, Target(2, "hours"), CALENDAR)
    assert moment.isoformat() == datetime.fromisoformat(expected).isoformat()


def test_days_of_notice_run_over_weekends_and_may_end_on_one():
    assert due(london("2026-11-21T12:00"), Target(28, "days"), CALENDAR) == london(
        "2026-12-19T17:00"
    )


@pytest.mark.parametrize(
    ("received", "amount", "expected"),
    [
        ("2026-11-22T12:00", 1, "2026-12-22T17:00"),
        ("2026-01-31T12:00", 1, "2026-02-28T17:00"),
        ("2028-01-31T12:00", 1, "2028-02-29T17:00"),
        ("2026-12-31T12:00", 2, "2027-02-28T17:00"),
        ("2026-03-31T12:00", 12, "2027-03-31T17:00"),
    ],
)
def test_a_month_without_the_date_ends_on_its_last_day(received, amount, expected):
    assert due(london(received), Target(amount, "months"), CALENDAR) == london(expected)


moments = st.integers(0, 6 * 366 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
targets = st.builds(Target, st.integers(1, 40), st.sampled_from(UNITS))


@settings(deadline=None)
@given(at=moments, target=targets)
def test_what_is_due_lies_after_its_receipt(at, target):
    assert due(at, target, CALENDAR) > at


@settings(deadline=None)
@given(at=moments, amount=st.integers(1, 40))
def test_what_is_due_in_working_days_is_due_on_a_working_day(at, amount):
    assert CALENDAR.is_working_day(due(at, working_days(amount), CALENDAR).date())


@settings(deadline=None)
@given(at=moments, later=st.timedeltas(timedelta(0), timedelta(days=40)), target=targets)
def test_what_comes_later_is_not_due_earlier(at, later, target):
    assert due(at, target, CALENDAR) <= due(at + later, target, CALENDAR)
