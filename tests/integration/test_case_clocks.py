"""Clocks of a case: pauses, ends, returns, and what is next after whatever was done."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting import case_queries, clocks, lifecycle, queries, services
from reporting.models import Report
from reporting.services import Refused
from reporting.tracking import page
from tests import factories
from tests.casework import (
    AFTER,
    FRIDAY,
    NO,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    closed,
    contacted,
    fresh,
    gaps_of,
    paused,
    referred,
    to,
    weighed,
)
from tests.complaints import asb
from tests.factories import MONDAY_MORNING, staff

pytestmark = pytest.mark.usefixtures("pack")
DAY = timedelta(days=1)


@pytest.fixture
def manager():
    return staff("Safety managers", username="max")


def graffiti(at):
    return factories.report(at=at)


def test_a_pause_moves_what_was_promised_and_asks_to_look_again(case, officer):
    before = case.due_at, case.update_due_at
    case = paused(case, officer)
    assert (case.next_step, case.due_at) == ("pause", before[0])
    with pytest.raises(Refused, match="stand still already"):
        paused(case, officer)
    services.resume(report=case, by=officer, at=THURSDAY)
    case = fresh(case)
    # Wednesday and Thursday were lost, and a weekend lies in between.
    assert case.due_at == before[0] + timedelta(days=4)
    assert case.update_due_at == before[1] + timedelta(days=2)
    with pytest.raises(Refused, match="run already"):
        services.resume(report=case, by=officer, at=THURSDAY)


def test_what_was_late_before_the_pause_stays_late(case, officer):
    monday = datetime(2026, 11, 30, 10, tzinfo=UTC)
    assert case.due_at < monday
    case = paused(case, officer, monday)
    assert case.next_step == "answer"
    assert case in Report.objects.overdue(monday)
    services.resume(report=case, by=officer, at=monday + timedelta(days=3))
    assert fresh(case).due_at == case.due_at


def test_an_update_that_was_sent_during_a_pause_is_followed_by_a_whole_period(case, officer):
    case = paused(contacted(case, officer), officer)
    case = contacted(case, officer, THURSDAY)
    services.resume(report=case, by=officer, at=FRIDAY)
    assert fresh(case).update_due_at == datetime(2026, 12, 11, 17, tzinfo=UTC)


def test_the_word_that_we_wait_for_lets_the_clocks_run_again(case, officer):
    case = paused(case, officer)
    services.add_information(report=case, text="Here is the diary", at=WEDNESDAY)
    assert case_queries.pause_of(case) is None
    assert list(case.events.order_by("pk").values_list("type", flat=True))[-2:] == [
        "resumed",
        "mail-queued",
    ]


def test_another_word_does_not_end_a_pause_for_a_partner_but_the_partners_does(case, officer):
    referral = referred(case, officer)
    case = paused(case, officer, reason="partner")
    services.add_information(report=case, text="It goes on", at=WEDNESDAY)
    assert case_queries.pause_of(case)
    services.answer_referral(
        report=case, referral=referral.pk, answer="accepted", text="", by=officer, at=WEDNESDAY
    )
    assert case_queries.pause_of(case) is None


def test_the_reporter_reads_of_no_day_that_is_over_while_we_wait_for_them(case, officer):
    late = case.due_at + DAY
    assert page.context(case, "token", late)["late"]
    told = page.context(paused(case, officer), "token", late)
    assert (told["promised"], told["late"]) == (False, False)


def test_what_has_ended_has_no_clock_no_pause_and_takes_no_work(case, officer, leader):
    case = weighed(contacted(case, officer), officer)
    services.snooze(report=case, until=AFTER, by=officer, at=TUESDAY)
    case = closed(paused(case, officer), leader)
    clocks = (case.next_at, case.next_step, case.update_due_at, case.review_on, case.snoozed_until)
    assert clocks == (None, "", None, None, None)
    assert case_queries.pause_of(case) is None
    assert case.pauses.get().until == THURSDAY
    for work in (
        lambda: paused(case, officer, THURSDAY),
        lambda: weighed(case, officer, THURSDAY),
        lambda: referred(case, officer, THURSDAY),
        lambda: contacted(case, officer, THURSDAY),
        lambda: services.snooze(report=case, until=AFTER, by=officer, at=THURSDAY),
        lambda: services.set_review(report=case, review_on=AFTER, text="", by=officer, at=THURSDAY),
    ):
        with pytest.raises(Refused, match="has ended"):
            work()


def test_a_case_that_comes_back_begins_anew_but_its_risk_stands(case, officer, leader):
    case = closed(weighed(contacted(case, officer), officer), leader)
    services.call_not_fixed(report=case, text="It goes on", at=FRIDAY)
    case = fresh(case)
    assert (case.status, case.officer) == ("reopened", officer)
    # Three working days again to get in touch; two weeks to tell them; five to weigh the risk.
    assert case.due_at == datetime(2026, 12, 2, 17, tzinfo=UTC)
    assert case.update_due_at == datetime(2026, 12, 11, 17, tzinfo=UTC)
    assert (case.risk, case.review_on) == ("high", AFTER)
    assert (case.answered_at, case.triage, case.next_step) == (None, {}, "answer")
    case = to(case, "triage", officer, FRIDAY)
    with pytest.raises(Refused) as refused:
        to(case, "allocated", officer, FRIDAY)
    assert gaps_of(refused) == ["triage"]
    assert case_queries.triage_before(case) == NO
    services.triage(report=case, answers=NO, officer=officer, by=officer, at=FRIDAY)
    with pytest.raises(Refused) as refused:
        to(case, "contact-made", officer, FRIDAY)
    assert gaps_of(refused) == ["contact"]


def test_a_case_that_comes_back_has_no_officer_who_cannot_work_on_it(case, officer):
    case = closed(contacted(case, officer), officer)
    officer.is_active = False
    officer.save()
    services.call_not_fixed(report=case, text="It goes on", at=FRIDAY)
    case = fresh(case)
    assert case.officer is None
    assert case in Report.objects.new()
    assert case.events.filter(data__officer_gone="bea").exists()


def test_what_was_spam_and_is_none_is_late_from_when_it_came_but_owes_a_new_update(officer):
    report = asb(MONDAY_MORNING)
    promised = report.due_at
    for status in ("triage", "spam", "triage"):
        report = to(report, status, officer, THURSDAY)
    assert report.due_at == promised
    assert report.update_due_at == datetime(2026, 12, 10, 17, tzinfo=UTC)


def test_who_hears_how_it_ended_has_an_answer(officer):
    report = factories.report()
    own = staff("Case officers", "neighbourhoods")
    services.assign(report=report, officer=own, by=own, at=TUESDAY)
    ended = to(report, "closed", own, outcome="not-responsible", explanation="It is TfL’s.")
    assert ended.answered_at == WEDNESDAY
    case = to(asb(MONDAY_MORNING), "triage", officer, TUESDAY)
    Report.objects.filter(pk=case.pk).update(triage=NO)
    assert to(fresh(case), "signposted", officer, explanation="Call TfL.").answered_at == WEDNESDAY


# Whatever is done, in whatever order


def _open_action(report):
    return report.actions.filter(ended_at=None).first()


def _unanswered(report):
    return report.referrals.filter(answer="").first()


def _step(report, turn, by, at):
    followers = lifecycle.next_statuses(*report.stage)
    status = followers[turn % len(followers)]
    outcome = lifecycle.OUTCOMES[report.stage[0]][0] if status == "closed" else ""
    to(report, status, by, at, outcome=outcome, explanation="We looked into it.")


def _plan(report, turn, by, at):
    due_on = (at + turn * DAY).date()
    services.plan_action(report=report, text="Visit", due_on=due_on, owner=by, by=by, at=at)


def _end(report, turn, by, at):
    if action := _open_action(report):
        services.end_action(report=report, action=action.pk, done=True, result="", by=by, at=at)


def _answer(report, turn, by, at):
    if asked := _unanswered(report):
        answer = ("accepted", "declined")[turn % 2]
        services.answer_referral(
            report=report, referral=asked.pk, answer=answer, text="So it is", by=by, at=at
        )


def _reply(report, turn, by, at):
    services.write_reply(report=report, text=f"News {at}", by=by, at=at)
    services.send_replies(at=at + timedelta(minutes=1))


def _triage(report, turn, by, at):
    answers = NO | {"risk": ("no", "yes")[turn % 2]}
    services.triage(report=report, answers=answers, officer=by, by=by, at=at)


WORK = {
    "status": _step,
    "triage": _triage,
    "contact": lambda report, turn, by, at: contacted(report, by, at, reached=bool(turn % 3)),
    "risk": lambda report, turn, by, at: weighed(report, by, at, high=bool(turn % 2)),
    "plan": _plan,
    "end action": _end,
    "refer": lambda report, turn, by, at: referred(report, by, at, waits=bool(turn % 2)),
    "answer": _answer,
    "review": lambda report, turn, by, at: services.set_review(
        report=report,
        review_on=(at + turn * DAY).date() if turn else None,
        text="",
        by=by,
        at=at,
    ),
    "pause": lambda report, turn, by, at: services.pause(
        report=report,
        reason=("resident", "partner")[turn % 2],
        text="Diary",
        look_again_on=(at + (turn + 1) * DAY).date(),
        by=by,
        at=at,
    ),
    "resume": lambda report, turn, by, at: services.resume(report=report, by=by, at=at),
    "snooze": lambda report, turn, by, at: services.snooze(
        report=report, until=(at + (turn + 1) * DAY).date(), by=by, at=at
    ),
    "reply": _reply,
    "information": lambda report, turn, by, at: services.add_information(
        report=report, text=f"More {at}", at=at
    ),
    "not fixed": lambda report, turn, by, at: services.call_not_fixed(
        report=report, text="It goes on", at=at
    ),
    "withdrawal": lambda report, turn, by, at: services.withdraw(report=report, text="", at=at),
    "late": lambda report, turn, by, at: services.escalate(at=at),
}
lives = st.lists(
    st.tuples(st.sampled_from(sorted(WORK)), st.integers(0, 11), st.integers(1, 200)),
    min_size=8,
    max_size=16,
)


@settings(
    deadline=None,
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(life=lives, about_people=st.booleans())
def test_what_is_next_is_always_the_clock_that_runs_out_first(manager, life, about_people):
    report, at = (asb if about_people else graffiti)(MONDAY_MORNING), MONDAY_MORNING
    for work, turn, hours in life:
        at += timedelta(hours=hours)
        with suppress(Refused):
            WORK[work](report, turn, manager, at)
        report = fresh(report)
        found = clocks.next_step(case_queries.clocks_of(report), queries.calendar())
        wanted = found if found and report.is_open else (None, "")
        assert (report.next_at, report.next_step) == wanted, work
        pause = case_queries.pause_of(report)
        if not report.is_open:
            ended = (pause, report.update_due_at, report.review_on, report.snoozed_until)
            assert ended == (None, None, None, None), work
        elif not pause:
            assert report.update_due_at, work
