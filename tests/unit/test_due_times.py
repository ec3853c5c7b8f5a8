"""The table of `make due-times`: each line was worked out by hand, with a calendar of paper."""

from datetime import date

from reporting.queries import BANK_HOLIDAYS
from scripts.due_times import CASES, LONDON, in_london, table, worked_out

BY_HAND = {
    # Monday: the next day.
    "on a Monday morning": "2026-11-24 17:00",
    # Friday, Monday, Tuesday.
    "on a Thursday": "2026-12-01 17:00",
    "a week later": "2026-12-03 17:00",
    "on a Friday before midnight": "2026-11-30 17:00",
    "on a Saturday night": "2026-11-30 17:00",
    "notice that ends on a Saturday": "2026-12-19 17:00",
    # 3 and 6 April 2026 are Good Friday and Easter Monday.
    "before Good Friday": "2026-04-07 17:00",
    "around Easter": "2026-04-08 17:00",
    "all of Easter": "2026-04-13 17:00",
    # 25 December 2026 is a Friday, so 28 December stands in for Boxing Day.
    "Christmas Eve, Boxing Day on a Saturday": "2026-12-29 17:00",
    "Christmas Eve, over the new year": "2027-01-05 17:00",
    # 27 and 28 December 2027 stand in for Christmas Day and Boxing Day.
    "Christmas Day on a Saturday": "2027-12-29 17:00",
    "Christmas Day on a Saturday, two days before": "2027-12-30 17:00",
    # 3 January 2028 stands in for New Year's Day.
    "New Year’s Day on a Saturday": "2028-01-04 17:00",
    # 15, 16, 17, 18, 21, 22, 23, 24, 29, 30 December.
    "an update before Christmas": "2026-12-30 17:00",
    "two months that end in a leap February": "2028-02-29 17:00",
    # At 1:00 GMT on 29 March 2026 it becomes 2:00 BST; at 2:00 BST on 25 October 1:00 GMT.
    "forward, two hours of the night": "2026-03-29 03:30",
    "back, two hours of the night": "2026-10-25T01:30+00:00",  # the second half past one
    "forward, a day of hours": "2026-03-29 13:00",
    "back, a day of hours": "2026-10-25 11:00",
    "forward, a working day": "2026-03-30T16:00+00:00",  # five in London
    "back, a working day": "2026-10-26T17:00+00:00",
    "none of it": "2026-11-30 17:00",
    "within a day": "2026-11-30 17:00",
    "until the time would be up": "2026-11-30 17:00",  # nobody could act on Friday
    "over a weekend": "2026-12-01 17:00",  # Monday was lost
    "of a weekend alone": "2026-11-30 17:00",
    "begun on a weekend": "2026-12-01 17:00",
    # Due on 30 December; 24 and 29 were lost; 31 December and 4 January follow.
    "over Christmas": "2027-01-04 17:00",
    # Due on 6 January; 4 and 5 were lost.
    "over the end of the year": "2027-01-08 17:00",
    # Wednesday, Friday and Monday were lost.
    "two of them": "2026-12-03 17:00",
    "begun late": "2026-11-30 17:00",
    "begun when the time is up": "2026-11-30 17:00",
    # Due on Wednesday; Monday and Tuesday were lost.
    "while the clocks go back": "2026-10-30 17:00",
    # Due on Sunday at 11:00 GMT; from 19:00 to 9:00 GMT fourteen hours were lost.
    "of hours, while the clocks go back": "2026-10-26 01:00",
    "of days of notice": "2026-12-26 17:00",
}
# As gov.uk lists those of England and Wales.
AS_PUBLISHED = {
    2026: ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"],
    2027: ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"],
    2028: ["01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"],
}


def moment(text):
    return in_london(text) if "+" not in text else in_london(text[:16]).fromisoformat(text)


def test_every_line_of_the_table_says_what_was_worked_out_by_hand():
    found = {case.what: due for _, case, due in worked_out()}
    wrong = {
        what: f"{due:%a %d %b %Y %H:%M %Z}"
        for what, due in found.items()
        if due.timestamp() != moment(BY_HAND[what]).timestamp()
    }
    assert wrong == {}
    assert set(found) == set(BY_HAND)
    assert len(found) == sum(map(len, CASES.values()))
    assert {due.tzinfo for due in found.values()} == {LONDON}


def test_the_table_is_printed_with_the_name_of_the_clock_that_runs():
    lines = "\n".join(table())
    assert "Sun 25 Oct 2026 01:30 GMT" in lines
    assert "Mon 30 Mar 2026 17:00 BST" in lines


def test_bank_holidays_on_working_days_are_those_that_the_government_publishes():
    published = {
        date.fromisoformat(f"{year}-{day}") for year, days in AS_PUBLISHED.items() for day in days
    }
    known = {day for day in BANK_HOLIDAYS if day.year in AS_PUBLISHED and day.weekday() < 5}
    assert known == published
