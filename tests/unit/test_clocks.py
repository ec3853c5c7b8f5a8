"""Clocks: which runs out first, what a pause adds, who hears, when the daily mail leaves."""

from dataclasses import fields
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.clocks import (
    LADDER,
    PAUSED,
    Clocks,
    Escalation,
    Step,
    after_pause,
    digest_is_due,
    escalation,
    managers_know_before,
    next_step,
)
from reporting.models import Report
from reporting.working_time import UNITS, Calendar, Target, due

LONDON = ZoneInfo("Europe/London")
HOLIDAYS = {date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)}
CALENDAR = Calendar(time(17), LONDON, HOLIDAYS)
MONDAY = datetime(2026, 11, 23, 17, tzinfo=LONDON)
DAY = timedelta(days=1)
LEADER_ONLY = (Escalation.LEADER,)


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def step_of(**clocks):
    found = next_step(Clocks(**clocks), CALENDAR)
    return found and found[1]


def test_no_clock_no_next_step():
    assert next_step(Clocks(), CALENDAR) is None


def test_every_step_has_its_clock_and_its_words_for_officers():
    assert set(Report.NextStep.values) == set(Step)
    clocks = {field.name for field in fields(Clocks)} - {"paused_since", "paused_until"}
    assert clocks == {step.value for step in Step} - {"pause"}


def test_the_clock_that_runs_out_first_says_what_is_next():
    assert step_of(answer=MONDAY, update=MONDAY - DAY) is Step.UPDATE
    assert step_of(answer=MONDAY, review=date(2026, 11, 20)) is Step.REVIEW


def test_a_day_lasts_until_the_council_closes():
    found = next_step(Clocks(review=date(2026, 11, 23)), CALENDAR)
    assert found == (MONDAY, Step.REVIEW)
    assert step_of(action=date(2026, 11, 23), referral=MONDAY - timedelta(minutes=1)) == "referral"


def test_of_two_at_the_same_time_the_reporters_comes_first():
    assert step_of(answer=MONDAY, update=MONDAY, action=MONDAY.date(), review=MONDAY.date()) == (
        Step.ANSWER
    )


def test_what_the_reporter_was_promised_stands_still_while_somebody_else_has_to_act():
    paused = {"paused_since": MONDAY - 3 * DAY, "paused_until": date(2026, 12, 4)}
    assert step_of(answer=MONDAY, update=MONDAY + DAY, **paused) is Step.PAUSE
    assert {Step.ANSWER, Step.UPDATE} == PAUSED


@pytest.mark.parametrize("own", ["action", "referral", "review"])
def test_our_own_plan_runs_on_while_a_case_is_paused(own):
    moment = MONDAY if own == "referral" else MONDAY.date()
    paused = {"paused_since": MONDAY - 3 * DAY, "paused_until": date(2026, 12, 4)}
    assert step_of(**{own: moment}, **paused) == own


def test_what_was_late_before_a_pause_stays_late():
    paused = {"paused_since": MONDAY + DAY, "paused_until": date(2026, 12, 4)}
    assert step_of(answer=MONDAY, update=MONDAY + 9 * DAY, **paused) is Step.ANSWER


@pytest.mark.parametrize("unit", UNITS)
def test_a_pause_that_begins_when_the_time_is_up_adds_nothing(unit):
    assert after_pause(MONDAY, MONDAY, MONDAY + 9 * DAY, unit, CALENDAR) == MONDAY


def test_a_pause_that_ends_before_it_begins_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="cannot end before"):
        after_pause(MONDAY + DAY, MONDAY, MONDAY - DAY, "working_days", CALENDAR)


def test_a_promise_of_hours_moves_by_the_time_that_really_passed():
    # The clocks go back in between: from 1:15 to the second 1:15 an hour passes.
    moved = after_pause(
        london("2026-10-25T00:50"),
        london("2026-10-25T00:20"),
        london("2026-10-25T01:20").replace(fold=1),
        "hours",
        CALENDAR,
    )
    assert moved.astimezone(UTC) == datetime(2026, 10, 25, 1, 50, tzinfo=UTC)


moments = st.integers(0, 400 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
targets = st.builds(Target, st.integers(1, 20), st.sampled_from(UNITS))
hours = st.integers(0, 90 * 24).map(lambda number: timedelta(hours=number))


@settings(deadline=None, max_examples=80)
@given(begun=moments, target=targets, cuts=st.tuples(hours, hours))
def test_what_stood_still_is_later_and_not_late_as_it_begins_to_run(begun, target, cuts):
    since, until = (begun + cut for cut in sorted(cuts))
    promised = due(begun, target, CALENDAR)
    moved = after_pause(promised, since, until, target.unit, CALENDAR)
    assert moved >= promised
    assert moved > until or promised <= since
    assert target.unit == "hours" or moved.astimezone(LONDON).time() == time(17)


@settings(deadline=None, max_examples=80)
@given(begun=moments, target=targets, cuts=st.tuples(hours, hours, hours))
def test_two_pauses_on_end_add_what_one_as_long_adds_and_at_most_a_day(begun, target, cuts):
    since, middle, until = (begun + cut for cut in sorted(cuts))
    promised = due(begun, target, CALENDAR)
    once = after_pause(promised, since, until, target.unit, CALENDAR)
    first = after_pause(promised, since, middle, target.unit, CALENDAR)
    twice = after_pause(first, middle, until, target.unit, CALENDAR)
    a_day = due(once, Target(1, "working_days"), CALENDAR)
    assert once <= twice <= (once if target.unit == "hours" else a_day)


def test_nobody_hears_of_what_is_in_time():
    assert escalation(MONDAY, MONDAY, 2, CALENDAR) == ()


def test_the_leader_hears_at_once_and_the_manager_when_so_many_working_days_are_over():
    a_moment = timedelta(seconds=1)
    assert escalation(MONDAY, MONDAY + a_moment, 2, CALENDAR) == LEADER_ONLY
    assert escalation(MONDAY, london("2026-11-25T16:59"), 2, CALENDAR) == LEADER_ONLY
    assert escalation(MONDAY, london("2026-11-25T17:00"), 2, CALENDAR) == LADDER


def test_weekends_and_bank_holidays_give_the_team_time():
    christmas_eve = london("2026-12-24T17:00")
    assert escalation(christmas_eve, london("2026-12-30T16:59"), 2, CALENDAR) == LEADER_ONLY
    assert escalation(christmas_eve, london("2026-12-30T17:00"), 2, CALENDAR) == LADDER


def test_what_runs_out_at_a_weekend_counts_from_monday():
    saturday_night = london("2026-11-28T02:00")
    assert escalation(saturday_night, london("2026-11-30T16:59"), 1, CALENDAR) == LEADER_ONLY
    assert escalation(saturday_night, london("2026-11-30T17:00"), 1, CALENDAR) == LADDER


def test_managers_may_want_to_hear_at_once():
    assert escalation(MONDAY, MONDAY + timedelta(seconds=1), 0, CALENDAR) == LADDER
    assert escalation(MONDAY, MONDAY, 0, CALENDAR) == ()


@settings(deadline=None, max_examples=60)
@given(times=st.lists(moments, min_size=2, max_size=2), days=st.integers(0, 10))
def test_as_time_goes_by_managers_never_hear_of_less(times, days):
    for earlier, later in pairwise(sorted(times)):
        assert managers_know_before(earlier, days, CALENDAR) <= managers_know_before(
            later, days, CALENDAR
        )


@settings(deadline=None, max_examples=60)
@given(ran_out=moments, days=st.integers(1, 10))
def test_managers_hear_when_a_promise_of_so_many_days_made_that_day_would_be_over(ran_out, days):
    known = due(ran_out, Target(days, "working_days"), CALENDAR)
    assert escalation(ran_out, known, days, CALENDAR) == LADDER
    assert escalation(ran_out, known - timedelta(minutes=1), days, CALENDAR) in (LEADER_ONLY, ())


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        pytest.param("2026-11-23T07:59", False, id="too early"),
        pytest.param("2026-11-23T08:00", True, id="a working day"),
        pytest.param("2026-11-28T09:00", False, id="a saturday"),
        pytest.param("2026-12-28T09:00", False, id="a bank holiday"),
    ],
)
def test_the_daily_mail_leaves_on_working_days_from_its_hour_on(now, leaves):
    assert digest_is_due(london(now), time(8), CALENDAR) is leaves


def test_the_hour_of_the_daily_mail_is_the_one_in_london():
    seven_in_utc = datetime(2026, 7, 1, 7, tzinfo=UTC)
    assert digest_is_due(seven_in_utc, time(8), CALENDAR)
