"""Days of panel meetings: by the rule, off bank holidays and Christmas, and without a clash."""

from datetime import date, time
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from community import panel_dates
from community.panel_dates import LAST, Hours, Quarter, Rule, Taken, propose, rule_of

LONDON = ZoneInfo("Europe/London")
EVENING = Hours(time(19), time(20, 30), LONDON)
BANK_HOLIDAYS = frozenset(holidays.country_holidays("GB", subdiv="ENG", years=range(2024, 2032)))
MONDAY, TUESDAY, FRIDAY = 0, 1, 4


def quarter(year, month, not_before=date(2024, 1, 1)):
    return Quarter(date(year, month, 1), not_before, EVENING, BANK_HOLIDAYS)


def days(of, rule, last_ones=None, sharing=None, taken=()):
    found = propose(of, rule, last_ones or {1: None}, sharing or {}, taken)
    return [proposal.day for proposal in found]


@pytest.mark.parametrize(
    ("rule", "month", "day"),
    [
        (Rule(2, TUESDAY), date(2026, 9, 1), date(2026, 9, 8)),  # the month begins on a Tuesday
        (Rule(1, MONDAY), date(2026, 9, 1), date(2026, 9, 7)),
        (Rule(4, FRIDAY), date(2026, 10, 1), date(2026, 10, 23)),
        (Rule(LAST, FRIDAY), date(2026, 10, 1), date(2026, 10, 30)),  # the fifth
        (Rule(LAST, TUESDAY), date(2026, 11, 1), date(2026, 11, 24)),  # the fourth
        (Rule(LAST, MONDAY), date(2027, 2, 1), date(2027, 2, 22)),
        (Rule(LAST, 3), date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_a_rule_names_one_day_of_a_month(rule, month, day):
    assert rule.in_month(month) == day


def test_the_rule_of_a_day_finds_it_again_and_a_fifth_is_the_last():
    assert rule_of(date(2026, 9, 8)) == Rule(2, TUESDAY)
    assert rule_of(date(2026, 10, 30)) == Rule(LAST, FRIDAY)


def test_a_ward_keeps_its_day_every_three_months_and_its_month_of_the_quarter():
    last_ones = {1: date(2026, 5, 12), 2: date(2026, 6, 30), 3: None, 4: date(2025, 1, 15)}
    assert days(quarter(2026, 7), Rule(1, MONDAY), last_ones) == [
        date(2026, 8, 11),  # second Tuesday of the quarter's second month
        date(2026, 9, 29),  # last Tuesday of its third
        date(2026, 7, 6),  # none yet: by the rule
        date(2026, 7, 15),  # long ago: third Wednesday of its first
    ]


def test_easter_and_may_move_a_meeting_to_the_same_weekday_of_another_week():
    assert days(quarter(2027, 3), Rule(LAST, MONDAY)) == [date(2027, 3, 22)]  # Easter Monday
    assert days(quarter(2026, 4), Rule(1, FRIDAY)) == [date(2026, 4, 10)]  # Good Friday
    assert days(quarter(2026, 5), Rule(1, MONDAY)) == [date(2026, 5, 11)]  # early May


def test_a_bank_holiday_given_in_place_of_a_weekend_counts_too():
    assert date(2027, 12, 27) in BANK_HOLIDAYS
    assert days(quarter(2027, 12), Rule(LAST, MONDAY)) == [date(2027, 12, 20)]


def test_christmas_week_is_left_free_into_the_new_year():
    assert days(quarter(2026, 12), Rule(4, TUESDAY)) == [date(2026, 12, 15)]
    assert days(quarter(2026, 12), Rule(LAST, 3)) == [date(2027, 1, 7)]
    assert days(quarter(2026, 1), Rule(1, FRIDAY)) == [date(2026, 1, 9)]


def test_nothing_is_planned_into_the_past():
    assert days(quarter(2026, 9, date(2026, 9, 20)), Rule(2, TUESDAY)) == [date(2026, 9, 22)]
    assert days(quarter(2026, 9, date(2026, 12, 1)), Rule(2, TUESDAY)) == [None]


def test_wards_that_share_a_team_meet_in_different_weeks_and_others_on_the_same_day():
    sharing = {1: frozenset({1, 2, 3}), 2: frozenset({1, 2, 3}), 3: frozenset({1, 2, 3})}
    last_ones = dict.fromkeys([1, 2, 3, 4])
    assert days(quarter(2026, 9), Rule(2, TUESDAY), last_ones, sharing) == [
        date(2026, 9, 8),
        date(2026, 9, 1),
        date(2026, 9, 15),
        date(2026, 9, 8),
    ]


def test_a_meeting_that_stands_already_keeps_its_time():
    def at(hour, minute=0):
        return date(2026, 9, 8), Hours(time(hour, minute), time(hour + 1), LONDON)

    for when, free in ((at(20), False), (at(18), True), (at(18, 30), True), (at(20, 30), True)):
        day, hours = when
        taken = [Taken(*hours.on(day), frozenset({1}))]
        found = days(quarter(2026, 9), Rule(2, TUESDAY), taken=taken)
        assert (found == [day]) == free, hours
        other = [Taken(*hours.on(day), frozenset({9}))]
        assert days(quarter(2026, 9), Rule(2, TUESDAY), taken=other) == [day]


WARDS = st.integers(1, 22)
GROUPS = st.lists(st.frozensets(WARDS, min_size=1, max_size=6), max_size=6)


@given(
    year=st.integers(2025, 2030),
    month=st.integers(1, 12),
    rule=st.builds(Rule, st.integers(1, LAST), st.integers(0, 6)),
    last_ones=st.dictionaries(WARDS, st.none() | st.dates(date(2024, 1, 1), date(2030, 12, 31))),
    groups=GROUPS,
    booked=st.lists(st.tuples(st.dates(date(2025, 1, 1), date(2031, 3, 31)), WARDS), max_size=5),
)
def test_never_on_a_bank_holiday_or_in_christmas_week_and_no_team_twice_at_once(
    year, month, rule, last_ones, groups, booked
):
    sharing = {
        ward: frozenset().union(*(group for group in groups if ward in group)) | {ward}
        for ward in range(1, 23)
    }
    taken = [Taken(*EVENING.on(day), sharing[ward]) for day, ward in booked]
    of = quarter(year, month, date(2025, 1, 1))
    found = propose(of, rule, last_ones, sharing, taken)
    assert [proposal.ward for proposal in found] == list(last_ones)
    held = [(proposal.ward, proposal.day) for proposal in found if proposal.day]
    for ward, day in held:
        assert of.first <= day < of.end
        assert day not in BANK_HOLIDAYS
        assert not panel_dates.in_christmas_week(day)
        same_day = [other for other, when in [*held, *((w, d) for d, w in booked)] if when == day]
        same_day.remove(ward)
        assert not sharing[ward] & set(same_day)
    # Six wards at most share a team with one another six times over: the quarter has room for all.
    assert len(held) == len(last_ones)
