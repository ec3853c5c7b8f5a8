"""Who else reported the same: who gets words too, who is left out, who waits for too long."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from reporting.other_reporters import (
    Reporter,
    Shield,
    left_out,
    one_each,
    people,
    told,
    unheard,
)
from reporting.working_time import Calendar, Target

LONDON = ZoneInfo("Europe/London")
CALENDAR = Calendar(time(17), LONDON, frozenset())
TEN = Target(10, "working_days")
WEDNESDAY = datetime(2026, 11, 4, 9, tzinfo=LONDON)
ENDS = datetime(2026, 11, 18, 17, tzinfo=LONDON)  # ten working days after that


def who(report, address="", *, by_mail=True, promised=True, shield=Shield.NONE, heard=WEDNESDAY):
    return Reporter(report, address, bool(address) and by_mail, promised, shield, heard)


MAIN = who(1, "amina@example.com")
CARLA, DEV = who(2, "carla@example.com"), who(3, "dev@example.com")
QUIET = who(4, "eve@example.com", by_mail=False)
NAMELESS = who(5, promised=False)


def reports(reporters):
    return [each.report for each in reporters]


def test_words_go_to_whoever_can_be_mailed_and_the_rest_is_told_elsewhere():
    others = [CARLA, DEV, QUIET, NAMELESS]
    assert reports(told(MAIN, others)) == [2, 3]
    assert reports(left_out(MAIN, others)) == [4]


def test_who_made_the_main_report_too_is_nobody_else():
    again = who(6, MAIN.address)
    assert told(MAIN, [again]) == left_out(MAIN, [again]) == []
    assert unheard(MAIN, [again], datetime.max.replace(tzinfo=LONDON), TEN, CALENDAR) == []
    assert reports(told(who(1), [who(7), CARLA])) == [2]  # two without an address are two people


def test_one_person_gets_one_mail_however_many_reports_they_made():
    others = [who(8, CARLA.address), CARLA, DEV, NAMELESS]
    assert people(others) == 3
    assert one_each(others) == {2, 3, 5}


@pytest.mark.parametrize("main", Shield)
@pytest.mark.parametrize("other", Shield)
def test_words_never_go_to_a_report_that_is_kept_less_well(main, other):
    each = who(2, CARLA.address, shield=other)
    kept = who(1, MAIN.address, shield=main)
    assert bool(told(kept, [each])) is (other >= main)
    assert bool(left_out(kept, [each])) is (other < main)


def test_who_is_told_about_one_report_is_not_left_out_because_of_another():
    shielded = who(1, MAIN.address, shield=Shield.RESTRICTED)
    both = [who(2, CARLA.address), who(3, CARLA.address, shield=Shield.RESTRICTED)]
    assert reports(told(shielded, both)) == [3]
    assert left_out(shielded, both) == []


@pytest.mark.parametrize(("at", "late"), [(ENDS, []), (ENDS.replace(hour=18), [2])])
def test_a_promise_of_ten_working_days_is_kept_until_the_tenth_is_over(at, late):
    fresh = who(3, DEV.address, heard=ENDS)
    assert reports(unheard(MAIN, [fresh, CARLA], at, TEN, CALENDAR)) == late


def test_who_cannot_be_mailed_waits_too_but_nobody_was_promised_anything_anonymously():
    earlier = who(4, QUIET.address, by_mail=False, heard=WEDNESDAY.replace(day=3))
    late = unheard(MAIN, [CARLA, earlier, NAMELESS], ENDS.replace(day=20), TEN, CALENDAR)
    assert reports(late) == [4, 2]
