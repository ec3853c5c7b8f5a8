"""The threshold of an ASB case review, by the Act's own counting of months."""

import io
import json
import sys
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from reporting.case_review import (
    THRESHOLD,
    Complaint,
    Verdict,
    expiry,
    judge,
    last_day,
    parse,
    standing,
)

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def complaint(behaviour, made=None, incident=""):
    day = date.fromisoformat(behaviour)
    return Complaint(day, date.fromisoformat(made) if made else day, incident)


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        ("2026-03-10", 1, "2026-04-09"),
        ("2026-03-01", 1, "2026-03-31"),
        ("2026-01-28", 1, "2026-02-27"),
        ("2026-01-29", 1, "2026-02-28"),
        ("2026-01-30", 1, "2026-02-28"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-29", 1, "2028-02-28"),
        ("2028-01-30", 1, "2028-02-29"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2028-02-29", 1, "2028-03-28"),
        ("2026-12-15", 1, "2027-01-14"),
        ("2026-05-31", 1, "2026-06-30"),
        ("2025-08-31", 6, "2026-02-28"),
        ("2025-08-28", 6, "2026-02-27"),
        ("2027-08-30", 6, "2028-02-29"),
        ("2026-07-01", 6, "2026-12-31"),
    ],
)
def test_a_period_ends_the_day_before_the_same_day_of_a_later_month(first, months, last):
    assert last_day(date.fromisoformat(first), months) == date.fromisoformat(last)


@given(first=DAYS, months=st.integers(1, 6))
def test_a_period_of_months_is_never_shorter_than_its_months_nor_a_day_longer(first, months):
    last = last_day(first, months)
    assert 28 * months - 1 <= (last - first).days <= 31 * months
    after = last + timedelta(days=1)
    assert after.day in (first.day, 1)


@given(first=DAYS, months=st.integers(1, 6))
def test_a_later_day_never_ends_earlier(first, months):
    assert last_day(first, months) <= last_day(first + timedelta(days=1), months)


@pytest.mark.parametrize(
    ("behaviour", "made", "counts"),
    [
        ("2026-03-10", "2026-03-10", True),
        ("2026-03-10", "2026-04-09", True),
        ("2026-03-10", "2026-04-10", False),
        ("2026-03-10", "2026-03-09", False),
        ("2026-01-31", "2026-02-28", True),
        ("2026-01-31", "2026-03-01", False),
    ],
)
def test_a_complaint_is_made_within_a_month_of_the_behaviour(behaviour, made, counts):
    assert (expiry(complaint(behaviour, made)) is not None) is counts


def test_the_third_complaint_within_six_months_may_qualify_and_says_until_when():
    told = [complaint("2026-06-01"), complaint("2026-07-15"), complaint("2026-09-30")]
    assert standing(date(2026, 10, 1), told[:2]).may_qualify is False
    found = standing(date(2026, 10, 1), told)
    assert (found.qualifying, found.may_qualify) == (3, True)
    assert found.expires == (date(2026, 11, 30), date(2027, 1, 14), date(2027, 3, 29))
    assert standing(date(2026, 12, 1), told).qualifying == 2


@pytest.mark.parametrize(("applied", "counts"), [("2026-09-09", 1), ("2026-09-10", 0)])
def test_a_complaint_counts_to_the_last_day_of_its_six_months(applied, counts):
    told = [complaint("2026-03-10")]
    assert standing(date.fromisoformat(applied), told).qualifying == counts


def test_an_incident_told_to_three_bodies_counts_once_and_for_the_longest():
    told = [complaint("2026-03-01", made, "shouting") for made in ("2026-03-01", "2026-03-20")]
    found = standing(date(2026, 4, 1), told)
    assert (found.qualifying, found.expires) == (1, (date(2026, 9, 19),))


def test_what_was_complained_of_after_the_application_does_not_count_yet():
    assert standing(date(2026, 3, 9), [complaint("2026-03-10")]).qualifying == 0


@pytest.mark.parametrize(("threshold", "may"), [(1, True), (2, True), (3, False), (9, False)])
def test_a_threshold_can_be_lowered_and_never_raised(threshold, may):
    told = [complaint("2026-03-10"), complaint("2026-03-11")]
    assert standing(date(2026, 4, 1), told, threshold).may_qualify is may
    three = [*told, complaint("2026-03-12")]
    assert standing(date(2026, 4, 1), three, threshold).may_qualify is True
    assert THRESHOLD == 3


@given(st.lists(st.tuples(DAYS, st.integers(0, 40), st.sampled_from(["", "a", "b"]))), DAYS)
def test_a_standing_is_sound(told, applied):
    complaints = [Complaint(day, day + timedelta(days=late), name) for day, late, name in told]
    found = standing(applied, complaints)
    assert len(found.expires) == found.qualifying <= len(complaints)
    assert list(found.expires) == sorted(found.expires)
    assert all(applied <= day for day in found.expires)
    more = standing(applied, [*complaints, Complaint(applied, applied)])
    assert more.qualifying == found.qualifying + 1


@pytest.mark.parametrize(
    ("behaviour", "made", "verdict"),
    [
        ("2026-09-01", "2026-09-30", Verdict.COUNTS),
        ("2026-09-01", "2026-10-01", Verdict.TOLD_LATE),
        ("2026-04-02", "2026-04-02", Verdict.COUNTS),
        ("2026-04-01", "2026-04-01", Verdict.TOO_OLD),
        ("2026-09-02", "2026-09-01", Verdict.OUT_OF_ORDER),
        ("2026-10-02", "2026-10-02", Verdict.OUT_OF_ORDER),
    ],
)
def test_a_complaint_that_does_not_count_says_why(behaviour, made, verdict):
    (judged,) = judge(date(2026, 10, 1), [complaint(behaviour, made)])
    assert (judged.verdict, judged.counts) == (verdict, verdict is Verdict.COUNTS)


def test_of_one_incident_the_complaint_that_counts_longest_stands_for_it():
    told = [
        complaint("2026-09-01", made, "shouting")
        for made in ("2026-10-02", "2026-09-01", "2026-09-20", "2026-09-20")
    ]
    verdicts = [each.verdict for each in judge(date(2026, 10, 5), told)]
    assert verdicts == ["told-late", "same-incident", "counts", "same-incident"]


COMPLAINTS = st.builds(
    lambda day, late, name: Complaint(day, day + timedelta(days=late), name),
    st.dates(date(2027, 8, 1), date(2028, 4, 30)),  # with a 29 February
    st.integers(-2, 40),
    st.sampled_from(["", "", "a", "b"]),
)
APPLIED = st.dates(date(2027, 12, 1), date(2028, 9, 30))


def months_later(day, months):
    """Count months forward by hand: the day before the same date, or the month's end."""
    month = day.month - 1 + months
    first_after = date(day.year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    month_end = first_after - timedelta(days=1)
    if day.day > month_end.day:
        return month_end
    return month_end.replace(day=day.day) - timedelta(days=1)


@given(COMPLAINTS, APPLIED)
def test_a_complaint_counts_if_made_within_a_month_and_applied_within_six_and_only_then(
    one, applied
):
    (judged,) = judge(applied, [one])
    within_a_month = one.behaviour <= one.made <= months_later(one.behaviour, 1)
    within_six = one.made <= applied <= months_later(one.made, 6)
    assert judged.counts is (within_a_month and within_six)
    assert judged.expires == (months_later(one.made, 6) if judged.counts else None)


@given(st.lists(COMPLAINTS, max_size=8), COMPLAINTS, APPLIED)
def test_one_more_complaint_never_counts_for_less(told, more, applied):
    before, after = standing(applied, told), standing(applied, [*told, more])
    assert 0 <= after.qualifying - before.qualifying <= 1
    assert after.may_qualify or not before.may_qualify


@given(st.lists(COMPLAINTS, max_size=8), st.randoms(), APPLIED)
def test_the_order_in_which_complaints_are_told_changes_nothing(told, random, applied):
    shuffled = random.sample(told, len(told))
    assert standing(applied, told) == standing(applied, shuffled)


@given(st.lists(COMPLAINTS, max_size=8), APPLIED)
def test_each_incident_counts_once_and_each_complaint_has_a_verdict(told, applied):
    judged = judge(applied, told)
    assert [each.complaint for each in judged] == told
    named = [each.complaint.incident for each in judged if each.counts and each.complaint.incident]
    assert len(named) == len(set(named))


def test_the_command_answers_each_line(monkeypatch, capsys):
    day = {"behaviour": "2026-03-10", "made": "2026-03-10", "to": "police"}
    lines = [
        json.dumps({"applied": "2026-04-01", "complaints": [day, day | {"incident": 1}]}),
        json.dumps({"applied": "2026-04-01", "complaints": [day | {"to": "the baker"}]}),
        json.dumps({"applied": "soon", "complaints": []}),
        "{",
        json.dumps({"applied": "2026-04-01", "complaints": []}),
    ]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\n".join(lines).encode())))
    call_command("case_review")
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert said[0] == {
        "qualifying": 2,
        "may_qualify": False,
        "expires": ["2026-09-09", "2026-09-09"],
    }
    assert said[1] == {"error": "“to” is one of: council, police, landlord."}
    assert said[2] == {"error": "“applied” is a date such as 2026-03-10."}
    assert said[3] == {"error": "The line is not JSON."}
    assert said[4] == {"qualifying": 0, "may_qualify": False, "expires": []}


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        {"applied": "2026-04-01"},
        {"applied": "2026-04-01", "complaints": [5]},
        {"applied": "0001-01-01", "complaints": []},
        {
            "applied": "2026-04-01",
            "complaints": [
                {"behaviour": "2026-03-10", "made": "2026-03-10", "to": "police", "incident": []}
            ],
        },
    ],
)
def test_what_is_no_application_gets_a_sentence(raw):
    with pytest.raises(ValueError, match=r"\.$"):
        parse(raw)
