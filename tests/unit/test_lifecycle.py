"""The two lives of a report: complete tables, ways back, and what closing needs."""

from itertools import pairwise

import pytest

from reporting.lifecycle import (
    ENDED,
    OUTCOMES,
    TRANSITIONS,
    Outcome,
    Path,
    Status,
    Withdrawal,
    after_referral,
    joined,
    may_be_called_not_fixed,
    next_statuses,
    referred,
    refusal,
    withdrawal,
)

ON_PATHS = [(path, status) for path, table in TRANSITIONS.items() for status in table]


def reachable(path: Path, start: Status) -> set[Status]:
    found, waiting = {start}, [start]
    while waiting:
        for status in next_statuses(path, waiting.pop()):
            if status not in found:
                found.add(status)
                waiting.append(status)
    return found


def test_every_path_has_its_table_and_its_outcomes():
    assert set(TRANSITIONS) == set(OUTCOMES) == set(Path)


def test_every_status_stands_on_some_path():
    assert {status for _, status in ON_PATHS} == set(Status)


def test_every_outcome_ends_some_path():
    assert {outcome for outcomes in OUTCOMES.values() for outcome in outcomes} == set(Outcome)


@pytest.mark.parametrize("path", Path)
def test_a_table_leads_only_to_statuses_that_it_holds(path):
    table = TRANSITIONS[path]
    assert {follower for followers in table.values() for follower in followers} <= set(table)


@pytest.mark.parametrize("path", Path)
def test_every_status_of_a_path_is_reached_from_its_start(path):
    assert reachable(path, Status.RECEIVED) == set(TRANSITIONS[path])


@pytest.mark.parametrize(("path", "status"), ON_PATHS)
def test_no_report_is_ever_stuck(path, status):
    assert Status.CLOSED in reachable(path, status)


@pytest.mark.parametrize(("path", "status"), ON_PATHS)
def test_what_has_ended_comes_back_only_to_be_worked_on_again(path, status):
    if status in ENDED:
        assert next_statuses(path, status) in {(Status.REOPENED,), (Status.TRIAGE,)}


def test_graffiti_goes_its_usual_way():
    usual = ["allocated", "inspected", "works-ordered", "resolved", "closed"]
    assert walks(Path.STREET_SCENE, usual)


def test_an_asb_case_goes_its_usual_way():
    usual = (
        "triage allocated contact-made action-plan-agreed investigating informal-action"
        " monitoring closure-proposed closed"
    )
    assert walks(Path.ASB, usual.split())


@pytest.mark.parametrize(
    ("path", "way"),
    [
        (Path.STREET_SCENE, ["allocated", "inspected", "awaiting-owner", "resolved"]),
        (Path.STREET_SCENE, ["allocated", "inspected", "with-partner", "resolved"]),
        (Path.STREET_SCENE, ["duplicate", "reopened", "allocated"]),
        (Path.STREET_SCENE, ["allocated", "closed", "reopened", "inspected"]),
        (Path.ASB, ["triage", "referred-to-partner", "partner-accepted", "monitoring"]),
        (Path.ASB, ["triage", "referred-to-partner", "triage"]),
        (Path.ASB, ["triage", "signposted", "reopened", "triage"]),
        (Path.ASB, ["triage", "linked", "reopened", "triage"]),
        (Path.ASB, ["triage", "spam", "triage"]),
        (Path.ASB, ["triage", "allocated", "investigating"]),
    ],
)
def test_side_ways_stand_open(path, way):
    assert walks(path, way)


def walks(path: Path, way: list[str]) -> bool:
    statuses = [Status.RECEIVED, *map(Status, way)]
    closing = {"outcome": Outcome.RESOLVED, "explanation": "It is done."}
    return all(refusal(path, old, new, **closing) is None for old, new in pairwise(statuses))


def test_asb_reports_are_never_duplicates():
    assert Status.DUPLICATE not in TRANSITIONS[Path.ASB]


def test_a_leap_is_refused_with_what_can_follow():
    sentence = refusal(Path.STREET_SCENE, Status.WORKS_ORDERED, Status.CLOSED)
    assert sentence == (
        "A report that is “works ordered” cannot become “closed”. "
        "It can become: awaiting owner, with partner, resolved."
    )


def test_a_status_of_the_other_path_is_refused():
    sentence = refusal(Path.STREET_SCENE, Status.TRIAGE, Status.ALLOCATED)
    assert sentence is not None
    assert "does not belong" in sentence


def test_staying_where_it_is_is_refused():
    assert refusal(Path.ASB, Status.TRIAGE, Status.TRIAGE)


@pytest.mark.parametrize(
    ("outcome", "explanation", "wanted"),
    [
        (None, "We cleaned the wall.", "how this report ended"),
        (Outcome.NOT_ASB, "We cleaned the wall.", "how this report ended"),
        (Outcome.CLEARED, "", "in plain words"),
        (Outcome.CLEARED, " \n", "in plain words"),
    ],
)
def test_closing_needs_an_outcome_of_the_path_and_an_explanation(outcome, explanation, wanted):
    sentence = refusal(
        Path.STREET_SCENE,
        Status.RESOLVED,
        Status.CLOSED,
        outcome=outcome,
        explanation=explanation,
    )
    assert sentence is not None
    assert wanted in sentence


def test_an_explained_closure_is_allowed():
    assert (
        refusal(
            Path.STREET_SCENE,
            Status.RESOLVED,
            Status.CLOSED,
            outcome=Outcome.CLEARED,
            explanation="We cleaned the wall.",
        )
        is None
    )


@pytest.mark.parametrize("path", Path)
@pytest.mark.parametrize("status", Status)
def test_nobody_can_withdraw_what_has_ended(path, status):
    ended = status in ENDED or status is Status.RESOLVED
    assert (withdrawal(path, status) is Withdrawal.IMPOSSIBLE) == ended


def test_a_reporter_alone_closes_only_street_scene_reports_that_nobody_has_worked_on():
    closes = {
        (path, status)
        for path in Path
        for status in Status
        if withdrawal(path, status) is Withdrawal.CLOSES
    }
    assert closes == {
        (Path.STREET_SCENE, status)
        for status in (Status.RECEIVED, Status.ALLOCATED, Status.REOPENED)
    }


@pytest.mark.parametrize("path", Path)
def test_every_end_that_a_reporter_is_told_can_be_called_not_fixed(path):
    assert may_be_called_not_fixed(path, Status.CLOSED)
    assert not may_be_called_not_fixed(path, Status.RECEIVED)


def test_what_is_resolved_but_still_there_can_be_called_not_fixed():
    assert may_be_called_not_fixed(Path.STREET_SCENE, Status.RESOLVED)


@pytest.mark.parametrize("explanation", ["", " \n"])
def test_who_is_sent_elsewhere_is_told_who_can_help(explanation):
    sentence = refusal(Path.ASB, Status.TRIAGE, Status.SIGNPOSTED, explanation=explanation)
    assert sentence == "Tell the reporter in plain words who can help them."
    assert refusal(Path.ASB, Status.TRIAGE, Status.SIGNPOSTED, explanation="Call TfL.") is None


@pytest.mark.parametrize(("path", "status"), ON_PATHS)
def test_a_report_waits_for_a_partner_only_where_that_can_follow(path, status):
    waiting = referred(path, status)
    assert waiting is None or waiting in next_statuses(path, status)
    named = {Status.WITH_PARTNER, Status.REFERRED_TO_PARTNER}
    assert (waiting is None) == named.isdisjoint(next_statuses(path, status))


def test_a_case_that_a_partner_takes_is_theirs_and_one_sent_back_is_triaged_anew():
    referred_case = Path.ASB, Status.REFERRED_TO_PARTNER
    assert after_referral(*referred_case, accepted=True) is Status.PARTNER_ACCEPTED
    assert after_referral(*referred_case, accepted=False) is Status.TRIAGE


@pytest.mark.parametrize("accepted", [True, False])
@pytest.mark.parametrize(("path", "status"), ON_PATHS)
def test_an_answer_moves_nothing_but_a_case_that_waits_for_it(path, status, accepted):
    after = after_referral(path, status, accepted=accepted)
    if (path, status) == (Path.ASB, Status.REFERRED_TO_PARTNER):
        assert after in next_statuses(path, status)
    else:
        assert after is None


def test_things_are_duplicates_and_reports_about_people_are_linked():
    assert joined(Path.STREET_SCENE) is Status.DUPLICATE
    assert joined(Path.ASB) is Status.LINKED


@pytest.mark.parametrize("path", Path)
def test_what_goes_on_under_another_report_has_ended_and_can_come_back(path):
    assert joined(path) in ENDED
    assert may_be_called_not_fixed(path, joined(path))


@pytest.mark.parametrize(("path", "status"), ON_PATHS)
def test_whatever_has_ended_leads_back_and_nowhere_else(path, status):
    if status in ENDED:
        assert next_statuses(path, status) in ((Status.REOPENED,), (Status.TRIAGE,))
