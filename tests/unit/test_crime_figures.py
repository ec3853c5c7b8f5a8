"""Counts of crimes are summed up by type and month, and held against the area fairly."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.crime import charts, figures
from community.crime.figures import MonthLine, Row, Yardstick, runs, sum_up, window
from reporting.working_time import months_after

FEBRUARY = date(2026, 2, 1)
TWO_YEARS = [months_after(FEBRUARY, -by) for by in range(24)]


def row(month=FEBRUARY, kind="BURGLARY", here=1, area=10, outcome=""):
    return Row(month, kind, outcome, here, area)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ARSON AND CRIMINAL DAMAGE", "Arson and criminal damage"),
        ("NFIB FRAUD", "NFIB fraud"),
        ("Anti-social behaviour", "Anti-social behaviour"),
        ("", ""),
    ],
)
def test_types_are_written_as_in_a_text(written, read):
    assert figures.sentence_case(written) == read


def test_a_page_shows_two_years_that_end_with_the_last_month_covered():
    assert window([*TWO_YEARS, date(2023, 1, 1)]) == tuple(sorted(TWO_YEARS))
    assert window([FEBRUARY]) == (FEBRUARY,)
    assert window([FEBRUARY, date(2025, 12, 1), date(2020, 1, 1)]) == (
        date(2025, 12, 1),
        date(2026, 1, 1),
        FEBRUARY,
    )


def test_months_that_follow_each_other_are_one_gap():
    december, january = date(2025, 12, 1), date(2026, 1, 1)
    assert runs([january, december, date(2026, 3, 1)]) == [
        (december, january),
        (date(2026, 3, 1), date(2026, 3, 1)),
    ]


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(-500, 500))
def test_months_can_be_counted_forth_and_back(day, by):
    month = day.replace(day=1)
    assert months_after(months_after(month, by), -by) == month
    assert (months_after(month, by) > month) == (by > 0)


def test_one_year_is_compared_and_the_year_before_named():
    rows = [row(month, here=2, area=40) for month in TWO_YEARS[:12]]
    rows += [row(month, here=3, area=30) for month in TWO_YEARS[12:]]
    found = sum_up(rows, TWO_YEARS, Yardstick(wards=20))
    assert (found.total.here, found.total.area, found.total.expected) == (24, 480, 24.0)
    assert found.before == 36
    assert found.verdict == "alike"
    assert found.total.shown == 60
    assert sum_up(rows, TWO_YEARS[:23], Yardstick(wards=20)).before is None


def test_a_month_without_figures_is_no_month_without_crimes():
    covered = [month for month in TWO_YEARS if month != date(2025, 12, 1)]
    found = sum_up([row()], covered, Yardstick(wards=2))
    (burglary,) = found.types
    assert burglary.by_month[-3:] == (None, 0, 1)
    assert found.months[-3] == MonthLine(date(2025, 12, 1), None, None, None)
    assert len(found.compared) == 11


def test_the_same_type_in_other_letters_is_one_type_and_the_most_frequent_comes_first():
    rows = [row(kind="Burglary"), row(kind="BURGLARY"), row(kind="THEFT", here=0, area=21)]
    found = sum_up(rows, [FEBRUARY], Yardstick(wards=2))
    assert [(each.name, each.here, each.area) for each in found.types] == [
        ("Theft", 0, 21),
        ("Burglary", 2, 20),
    ]


def test_with_residents_known_a_ward_is_held_against_the_rate_of_the_area():
    found = sum_up([row(here=30, area=200)], [FEBRUARY], Yardstick(3, 2_000, 20_000))
    assert (found.total.rate_here, found.total.rate_area) == (15.0, 10.0)
    assert (found.total.expected, found.verdict, found.percent) == (20.0, "more", 50)
    without = sum_up([row(here=30, area=200)], [FEBRUARY], Yardstick(4))
    assert (without.total.rate_here, without.total.rate_area) == (None, None)
    assert (without.total.expected, without.verdict, without.percent) == (50.0, "less", 40)


def test_calls_about_asb_are_noticed_and_have_no_outcome():
    rows = [
        row(kind="Anti-social behaviour", here=9),
        row(kind="Drugs", here=2, outcome="Local resolution"),
        row(kind="Drugs", here=4, outcome=""),
    ]
    found = sum_up(rows, [FEBRUARY], Yardstick(1))
    assert found.has_asb
    assert found.outcomes == (("Local resolution", 2), ("", 4))
    assert not sum_up([row()], [FEBRUARY], Yardstick(1)).has_asb
    assert sum_up([row()], [FEBRUARY], Yardstick(1)).outcomes == ()


NUMBERS = st.integers(0, 10**6)
ROWS = st.builds(
    Row, st.sampled_from(TWO_YEARS), st.sampled_from("ab"), st.just(""), NUMBERS, NUMBERS
)


@given(st.lists(ROWS), st.sets(st.sampled_from(TWO_YEARS), min_size=1))
def test_types_and_months_add_up_to_the_same(rows, covered):
    found = sum_up([each for each in rows if each.month in covered], covered, Yardstick(22))
    assert sum(each.here for each in found.types) == found.total.here
    assert sum(each.shown for each in found.types) == found.total.shown
    assert sum(each.here or 0 for each in found.months) == found.total.shown
    assert len(found.compared) <= 12


@given(st.lists(st.tuples(st.text(max_size=90), NUMBERS, st.none() | st.floats(0, 1e6))))
def test_bars_stay_inside_their_drawing_and_below_each_other(rows):
    drawn = charts.bars(rows)
    assert all(0 <= bar.width <= charts.LONGEST for bar in drawn.rows)
    assert all(0 <= bar.expected_width <= charts.LONGEST for bar in drawn.rows)
    assert all(len(line.text) <= charts.LABEL for bar in drawn.rows for line in bar.lines)
    tops = [bar.top for bar in drawn.rows]
    assert tops == sorted(set(tops))
    assert all(top < drawn.height for top in tops)


@given(st.lists(st.none() | NUMBERS, min_size=1, max_size=24))
def test_columns_stay_inside_their_drawing(counts):
    months = [
        MonthLine(month, count, count, None if count is None else count * 1.5)
        for month, count in zip(sorted(TWO_YEARS), counts, strict=False)
    ]
    drawn = charts.columns(months, compare=True)
    assert all(0 <= column.left < column.right <= 100 for column in drawn.columns)
    assert all(charts.ABOVE <= column.top <= drawn.base for column in drawn.columns)
    assert all(each.expected_top >= charts.ABOVE for each in drawn.columns if each.expected_top)
    assert 2 <= len(drawn.lines) <= 6
    assert drawn.columns[-1].is_labelled


@pytest.mark.parametrize(
    ("most", "step"), [(0, 1), (4, 1), (5, 2), (9, 5), (115, 50), (2300, 1000), (21, 10)]
)
def test_lines_stand_at_round_numbers(most, step):
    assert charts.round_step(most) == step
