"""Guards: what must be on a case before it goes on, each with the form that fills the gap."""

from dataclasses import replace
from datetime import date

import pytest

from reporting.admin.acts import ACTS
from reporting.guards import TRIAGE_QUESTIONS, Case, Gap, gaps
from reporting.lifecycle import TRANSITIONS, Path, Status

TODAY = date(2026, 11, 23)
TOMORROW = date(2026, 11, 24)
S = Status
NO = dict.fromkeys(TRIAGE_QUESTIONS, "no")
# Nothing is missing on such a case, wherever it stands and wherever it goes.
WHOLE = Case(
    triage=NO,
    contact_made=True,
    contact_tried=True,
    actions=2,
    accepted_referral=True,
    needs_nuisance_decision=True,
    nuisance_decided=True,
    informal_measure=True,
    formal_measure=True,
    review_on=TOMORROW,
    joined=True,
)
# As a report comes in, with all that is owed still to be done.
BARE = Case(
    open_actions=1,
    unanswered_referral=True,
    needs_nuisance_decision=True,
    waiting_reply=True,
)
STEPS = [
    (path, old, new)
    for path, table in TRANSITIONS.items()
    for old, followers in table.items()
    for new in followers
]
# What stays open to everybody, whatever is missing: to look at it, to work on it, to bring it back.
FREE = {
    Path.STREET_SCENE: {
        S.ALLOCATED,
        S.INSPECTED,
        S.WORKS_ORDERED,
        S.AWAITING_OWNER,
        S.WITH_PARTNER,  # the referral of the bare case waits for an answer
        S.RESOLVED,
        S.REOPENED,
    },
    Path.ASB: {S.TRIAGE, S.SPAM, S.REOPENED},
}


def asked(new, case, old=S.INVESTIGATING, path=Path.ASB):
    return [gap.form for gap in gaps(path, old, new, case, TODAY)]


def test_nothing_is_asked_of_a_case_on_which_nothing_is_missing():
    referred = replace(WHOLE, unanswered_referral=True)
    found = [
        (path, old, new)
        for path, old, new in STEPS
        if gaps(path, old, new, referred if new is S.REFERRED_TO_PARTNER else WHOLE, TODAY)
    ]
    assert found == []


def test_every_step_of_both_paths_that_is_not_free_asks_for_something():
    free = {
        (path, old, new)
        for path, old, new in STEPS
        if new in FREE[path] or (new is S.REFERRED_TO_PARTNER and old is not S.TRIAGE)
    }
    assert {step for step in STEPS if not gaps(*step, BARE, TODAY)} == free


@pytest.mark.parametrize("case", [WHOLE, BARE, replace(BARE, risk="high", may_be_contacted=False)])
def test_every_gap_is_a_sentence_and_names_a_form_of_the_case_page(case):
    for gap in {gap for step in STEPS for gap in gaps(*step, case, TODAY)}:
        assert isinstance(gap, Gap)
        assert gap.form in ACTS
        assert gap.sentence[0].isupper()
        assert gap.sentence.endswith((".", "?"))


@pytest.mark.parametrize("question", TRIAGE_QUESTIONS)
@pytest.mark.parametrize("new", TRANSITIONS[Path.ASB][S.TRIAGE])
def test_asb_leaves_triage_only_with_answers_on_crime_hate_safeguarding_and_risk(new, question):
    case = replace(WHOLE, triage={each: "no" for each in TRIAGE_QUESTIONS if each != question})
    sentences = [gap.sentence for gap in gaps(Path.ASB, S.TRIAGE, new, case, TODAY)]
    told = f"Answer the triage questions: {question}." in sentences
    assert told == (new is not S.SPAM)


def test_contact_is_made_only_once_it_is_recorded():
    assert asked(S.CONTACT_MADE, replace(WHOLE, contact_made=False), S.ALLOCATED) == ["contact"]


def test_nobody_contacts_who_wants_to_stay_anonymous():
    case = replace(WHOLE, may_be_contacted=False, contact_made=False, contact_tried=False)
    assert asked(S.CONTACT_MADE, case, S.ALLOCATED) == ["status"]
    assert asked(S.INVESTIGATING, case, S.ALLOCATED) == []


@pytest.mark.parametrize("old", [S.ALLOCATED, S.CLOSURE_PROPOSED, S.MONITORING])
def test_an_investigation_begins_once_somebody_has_at_least_tried_to_reach_the_reporter(old):
    case = replace(WHOLE, contact_made=False, contact_tried=False)
    assert asked(S.INVESTIGATING, case, old) == ["contact"]
    assert asked(S.INVESTIGATING, replace(case, contact_tried=True), old) == []


def test_a_plan_is_agreed_only_with_an_action_in_it():
    assert asked(S.ACTION_PLAN_AGREED, replace(WHOLE, actions=0), S.CONTACT_MADE) == ["plan"]


@pytest.mark.parametrize("new", [S.ACTION_PLAN_AGREED, S.CLOSURE_PROPOSED, S.CLOSED])
def test_where_triage_finds_that_somebody_may_be_harmed_the_risk_is_assessed(new):
    case = replace(WHOLE, triage=NO | {"risk": "yes"})
    assert asked(new, case) == ["risk"]
    assert asked(new, replace(case, risk="medium")) == []


def test_a_case_waits_for_a_partner_only_with_a_referral_that_is_not_answered():
    assert asked(S.REFERRED_TO_PARTNER, WHOLE) == ["refer"]
    assert asked(S.REFERRED_TO_PARTNER, replace(WHOLE, unanswered_referral=True)) == []


def test_a_street_scene_report_goes_to_a_partner_only_with_a_referral():
    case = Case()
    assert asked(S.WITH_PARTNER, case, S.INSPECTED, Path.STREET_SCENE) == ["refer"]
    case = Case(accepted_referral=True)
    assert asked(S.WITH_PARTNER, case, S.INSPECTED, Path.STREET_SCENE) == []


def test_a_partner_has_accepted_only_once_that_is_recorded():
    case = replace(WHOLE, accepted_referral=False)
    assert asked(S.PARTNER_ACCEPTED, case, S.REFERRED_TO_PARTNER) == ["answer"]


def test_informal_action_is_a_warning_or_an_agreement_that_is_recorded():
    case = replace(WHOLE, informal_measure=False, formal_measure=False)
    assert asked(S.INFORMAL_ACTION, case) == ["measure"]
    assert asked(S.INFORMAL_ACTION, replace(case, formal_measure=True)) == []


def test_formal_action_is_a_power_of_the_law_that_is_recorded():
    assert asked(S.FORMAL_ACTION, replace(WHOLE, formal_measure=False)) == ["measure"]


@pytest.mark.parametrize("review_on", [None, TODAY])
def test_a_case_is_watched_only_with_a_day_to_come_on_which_somebody_looks(review_on):
    assert asked(S.MONITORING, replace(WHOLE, review_on=review_on)) == ["review"]


@pytest.mark.parametrize("new", [S.CLOSURE_PROPOSED, S.CLOSED])
def test_a_noise_case_closes_only_with_a_recorded_nuisance_decision(new):
    case = replace(WHOLE, nuisance_decided=False)
    assert asked(new, case) == ["nuisance"]
    assert asked(new, replace(case, needs_nuisance_decision=False)) == []


@pytest.mark.parametrize("new", [S.LINKED, S.CLOSURE_PROPOSED, S.CLOSED])
def test_no_case_ends_with_actions_or_referrals_left_open(new):
    case = replace(WHOLE, open_actions=1, unanswered_referral=True)
    assert asked(new, case, S.CONTACT_MADE) == ["plan", "answer"]


@pytest.mark.parametrize("new", [S.SIGNPOSTED, S.LINKED, S.CLOSURE_PROPOSED, S.CLOSED])
def test_a_safeguarding_concern_is_referred_before_a_case_ends_in_any_way(new):
    case = replace(WHOLE, triage=NO | {"safeguarding": "yes"})
    assert asked(new, case, S.TRIAGE) == ["refer"]
    assert asked(new, replace(case, safeguarding_referral=True), S.TRIAGE) == []


@pytest.mark.parametrize(
    ("by_supervisor", "by_own_officer", "may_close"),
    [(False, False, False), (False, True, False), (True, True, False), (True, False, True)],
)
@pytest.mark.parametrize("high", [{"risk": "high"}, {"risk": "standard", "was_high": True}])
def test_a_high_risk_case_is_closed_by_a_supervisor_not_by_its_own_officer(
    high, by_supervisor, by_own_officer, may_close
):
    case = replace(WHOLE, by_supervisor=by_supervisor, by_own_officer=by_own_officer, **high)
    assert (asked(S.CLOSED, case, S.CLOSURE_PROPOSED) == []) is may_close


def test_the_officer_of_a_high_risk_case_can_propose_to_close_it():
    assert asked(S.CLOSURE_PROPOSED, replace(WHOLE, risk="high", by_own_officer=True)) == []


@pytest.mark.parametrize("risk", ["", "standard", "medium"])
def test_other_cases_are_closed_by_their_officer(risk):
    case = replace(WHOLE, risk=risk, by_own_officer=True)
    assert asked(S.CLOSED, case, S.CLOSURE_PROPOSED) == []


@pytest.mark.parametrize("path", Path)
def test_nothing_closes_while_a_reply_is_on_its_way(path):
    case = replace(WHOLE, waiting_reply=True)
    assert asked(S.CLOSED, case, S.CLOSURE_PROPOSED, path) == ["reply"]


@pytest.mark.parametrize(("path", "new"), [(Path.ASB, S.LINKED), (Path.STREET_SCENE, S.DUPLICATE)])
def test_what_goes_on_under_another_report_names_it(path, new):
    assert asked(new, replace(WHOLE, joined=False), S.ALLOCATED, path) == ["join"]


def test_what_triage_found_on_street_scene_reports_is_never_asked():
    assert all(
        gaps(Path.STREET_SCENE, old, new, Case(joined=True, accepted_referral=True), TODAY) == ()
        for path, old, new in STEPS
        if path is Path.STREET_SCENE
    )
