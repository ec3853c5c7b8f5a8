"""What officers do with a case: each service once, with what it refuses."""

from datetime import UTC, date, datetime

import pytest

from reporting import services
from reporting.models import Report, RiskLevel, Team
from reporting.services import Refused
from tests import factories
from tests.casework import (
    AFTER,
    NO,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    closed,
    contacted,
    fresh,
    gaps_of,
    referred,
    to,
    triaged,
    weighed,
)
from tests.complaints import ASB, asb
from tests.diaries import noise_report
from tests.factories import MONDAY_MORNING, staff

pytestmark = pytest.mark.usefixtures("pack")


def test_triage_with_an_officer_leaves_triage_in_one_step(case, officer):
    assert (case.status, case.officer, case.triage) == ("allocated", officer, NO)
    with pytest.raises(Refused, match="left triage already"):
        services.triage(report=case, answers=NO, officer=None, by=officer, at=TUESDAY)


def test_a_hate_incident_becomes_restricted_with_triage(officer):
    report = asb(MONDAY_MORNING)
    hate = NO | {"hate": "yes"}
    services.triage(report=report, answers=hate, officer=None, by=officer, at=TUESDAY)
    assert fresh(report).restricted
    uncleared = staff("Case officers", "asb", cleared=False)
    assert not Report.objects.visible_to(uncleared).exists()


def test_triage_wants_a_yes_or_a_no_to_each_question_and_people(officer):
    with pytest.raises(Refused, match="Answer yes or no: risk"):
        services.triage(
            report=asb(MONDAY_MORNING),
            answers=NO | {"risk": "perhaps"},
            officer=None,
            by=officer,
            at=TUESDAY,
        )
    with pytest.raises(Refused, match="about people"):
        services.triage(report=factories.report(), answers=NO, officer=None, by=officer, at=TUESDAY)


def test_the_first_contact_that_reaches_the_reporter_keeps_the_promise(case, officer):
    tried = contacted(case, officer, reached=False)
    assert (tried.status, tried.answered_at) == ("allocated", None)
    reached = contacted(case, officer, WEDNESDAY)
    assert (reached.status, reached.answered_at) == ("contact-made", WEDNESDAY)
    assert reached.next_step == "update"
    again = contacted(case, officer, THURSDAY)
    assert again.answered_at == WEDNESDAY
    assert again.update_due_at > reached.update_due_at


def test_of_who_stays_anonymous_nobody_is_contacted_and_to_begin_keeps_the_promise(officer):
    report = factories.report(
        "anti-social-behaviour",
        {
            **ASB,
            "kind": {"kind": "begging"},
            "when": {"last_happened": "dont-know"},
            "contact": {"contact_level": "anonymous"},
        },
    )
    services.triage(report=report, answers=NO, officer=officer, by=officer, at=TUESDAY)
    report = fresh(report)
    assert report.update_due_at is None
    assert report.next_step == "answer"
    with pytest.raises(Refused, match="nobody to contact"):
        contacted(report, officer)
    begun = to(report, "investigating", officer)
    assert (begun.answered_at, begun.next_at) == (WEDNESDAY, None)


def test_risk_is_weighed_by_the_matrix_and_says_when_to_look_again(case, officer):
    case = weighed(case, officer)
    days = RiskLevel.objects.get(code="high").review_working_days
    assert (case.risk, days, case.review_on) == ("high", 5, date(2026, 12, 1))
    assessment = case.risk_assessments.get()
    assert assessment.points == sum(each["points"] for each in assessment.answers)
    with pytest.raises(Refused, match="every question"):
        services.assess_risk(report=case, answers={}, note="", by=officer, at=TUESDAY)
    with pytest.raises(Refused, match="always has a day"):
        services.set_review(report=case, review_on=None, text="", by=officer, at=TUESDAY)


def test_the_officer_of_a_high_risk_case_cannot_close_it_not_even_by_weighing_it_anew(
    case, officer, leader
):
    case = weighed(contacted(case, officer), officer)
    case = to(weighed(case, officer, WEDNESDAY, high=False), "closure-proposed", officer)
    assert case.risk == "standard"
    with pytest.raises(Refused) as refused:
        closed(case, officer)
    assert gaps_of(refused) == ["status"]
    assert closed(case, leader).status == "closed"


def test_a_plan_has_dated_actions_that_run_out_and_end_before_the_case(case, officer):
    case = contacted(case, officer)
    with pytest.raises(Refused) as refused:
        to(case, "action-plan-agreed", officer)
    assert gaps_of(refused) == ["plan"]
    plan = {"report": case, "text": "Visit at night", "owner": officer, "by": officer}
    with pytest.raises(Refused, match="today or a later day"):
        services.plan_action(due_on=date(2026, 11, 23), at=TUESDAY, **plan)
    services.plan_action(due_on=date(2026, 11, 25), at=TUESDAY, **plan)
    case = to(case, "action-plan-agreed", officer, TUESDAY)
    assert case.next_step == "action"
    with pytest.raises(Refused) as refused:
        to(case, "closure-proposed", officer)
    assert gaps_of(refused) == ["plan"]
    action = case.actions.get()
    end = {"report": case, "action": action.pk, "by": officer, "at": WEDNESDAY}
    with pytest.raises(Refused, match="Say why"):
        services.end_action(done=False, result=" ", **end)
    services.end_action(done=True, result="Nobody there", **end)
    with pytest.raises(Refused, match="ended already"):
        services.end_action(done=True, result="", **end)
    assert fresh(case).next_step == "update"


def test_an_action_of_another_case_is_not_ended_from_this_one(case, officer):
    other = asb(MONDAY_MORNING, email="b@example.com")
    plan = {"text": "Visit", "owner": officer, "by": officer, "at": TUESDAY, "due_on": AFTER}
    services.plan_action(report=other, **plan)
    action = other.actions.get()
    with pytest.raises(Refused, match="not part of this case"):
        services.end_action(
            report=case, action=action.pk, done=True, result="", by=officer, at=TUESDAY
        )


def test_a_case_that_is_watched_always_has_a_day_of_its_next_review(case, officer):
    case = to(contacted(case, officer), "closure-proposed", officer)
    review = {"report": case, "text": "Quiet", "by": officer, "at": WEDNESDAY}
    with pytest.raises(Refused) as refused:
        to(case, "monitoring", officer)
    assert gaps_of(refused) == ["review"]
    with pytest.raises(Refused, match="after today"):
        services.set_review(review_on=date(2026, 11, 25), **review)
    services.set_review(review_on=AFTER, **review)
    to(case, "monitoring", officer)
    with pytest.raises(Refused, match="that you watch"):
        services.set_review(review_on=None, **review)


@pytest.mark.parametrize(
    ("answer", "status"), [("accepted", "partner-accepted"), ("declined", "triage")]
)
def test_a_case_waits_for_its_partner_and_goes_on_with_the_answer(case, officer, answer, status):
    to(case, "triage", officer, TUESDAY)
    referral = referred(case, officer, waits=True)
    assert fresh(case).status == "referred-to-partner"
    told = {"report": case, "referral": referral.pk, "by": officer, "at": WEDNESDAY}
    if answer == "declined":
        with pytest.raises(Refused, match="Say why"):
            services.answer_referral(answer=answer, text="", **told)
    services.answer_referral(answer=answer, text="Not enough", **told)
    assert fresh(case).status == status
    with pytest.raises(Refused, match="answered already"):
        services.answer_referral(answer=answer, text="x", **told)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"reference": " "}, "names the body"),
        ({"partner": None}, "names the body"),
        ({"referred_on": date(2026, 11, 25)}, "in the future"),
        ({"partner": "asb"}, "one of our own teams"),
    ],
)
def test_a_referral_names_another_body_its_day_and_a_reference(case, officer, more, sentence):
    if more.get("partner"):
        more = {"partner": Team.objects.get(slug=more["partner"])}
    with pytest.raises(Refused, match=sentence):
        referred(case, officer, **more)
    assert not case.referrals.exists()


def test_a_partner_that_does_not_answer_is_the_next_step(case, officer):
    case = contacted(case, officer)
    services.set_review(report=case, review_on=None, text="", by=officer, at=TUESDAY)
    referred(case, officer)
    case = fresh(case)
    assert case.referrals.get().answer_due_at == datetime(2026, 12, 8, 17, tzinfo=UTC)
    assert case.next_at == min(case.update_due_at, datetime(2026, 12, 8, 17, tzinfo=UTC))


def test_noise_closes_only_with_a_nuisance_decision_and_nothing_else_has_one(case):
    officer = staff("Case officers", "environmental-protection")
    decision = {"decision": "not-nuisance", "reasons": "Measured at 23:00", "by": officer}
    with pytest.raises(Refused, match="for noise"):
        services.decide_nuisance(report=case, at=TUESDAY, **decision)
    noise = noise_report()
    noise = contacted(triaged(noise, officer), officer)
    with pytest.raises(Refused) as refused:
        to(noise, "closure-proposed", officer)
    assert gaps_of(refused) == ["nuisance"]
    services.decide_nuisance(report=noise, at=WEDNESDAY, **decision)
    assert closed(noise, officer).status == "closed"


def test_a_notice_follows_a_written_warning_and_formal_action_follows_a_notice(case, officer):
    case = to(contacted(case, officer), "closure-proposed", officer)
    case = to(case, "investigating", officer)
    with pytest.raises(Refused) as refused:
        to(case, "formal-action", officer)
    assert gaps_of(refused) == ["measure"]
    log = {"report": case, "issued_to": "No. 4", "by": officer, "at": WEDNESDAY}
    today = date(2026, 11, 25)
    with pytest.raises(Refused, match="written warning first"):
        services.record_measure(power="community-protection-notice", issued_on=today, **log)
    with pytest.raises(Refused, match="in the future"):
        services.record_measure(power="dispersal", issued_on=AFTER, **log)
    with pytest.raises(Refused, match="cannot end before"):
        services.record_measure(
            power="dispersal", issued_on=today, expires_on=date(2026, 11, 1), **log
        )
    services.record_measure(power="community-protection-warning", issued_on=today, **log)
    services.record_measure(power="community-protection-notice", issued_on=today, **log)
    assert to(case, "formal-action", officer).status == "formal-action"
    assert all("No. 4" not in str(event.data) for event in case.events.all())
