"""Who may do what: the one table, whole and without surprises."""

from itertools import combinations

import pytest

from reporting.permissions import DJANGO, TABLE, Action, Role, Scope, grants, may, scope

A, R, S = Action, Role, Scope
ON_REPORTS = (A.WORK_REPORT, A.ALLOCATE_REPORT, A.SUPERVISE)


def who_may(action):
    return {role for role in Role if may([role], action)}


def test_every_role_stands_in_the_table_and_can_do_something():
    assert set(TABLE) == set(Role)
    assert all(any(reach is not S.NONE for reach in TABLE[role].values()) for role in Role)


def test_every_action_is_somebodys_and_has_its_permissions_of_django():
    assert {action for actions in TABLE.values() for action in actions} == set(Action)
    assert set(DJANGO) == set(Action)


def test_scopes_widen():
    assert S.NONE < S.REFERRED < S.TEAMS < S.ALL


def test_of_several_roles_the_widest_counts():
    assert scope([R.CASE_OFFICER], A.READ_REPORT) is S.TEAMS
    assert scope([R.CASE_OFFICER, R.DATA_PROTECTION_OFFICER], A.READ_REPORT) is S.ALL
    # What may be read more widely is not worked on more widely.
    assert scope([R.CASE_OFFICER, R.DATA_PROTECTION_OFFICER], A.WORK_REPORT) is S.TEAMS


@pytest.mark.parametrize("action", Action)
def test_another_role_never_takes_anything_away(action):
    for one, other in combinations(Role, 2):
        both = scope([one, other], action)
        assert both == max(scope([one], action), scope([other], action))


@pytest.mark.parametrize("roles", [[], ["Editors"], ["case officers"], ["", "CASE_OFFICER"]])
def test_a_group_that_is_no_role_grants_nothing(roles):
    assert not any(may(roles, action) for action in Action)


@pytest.mark.parametrize("role", Role)
def test_nobody_works_on_what_they_may_not_read(role):
    read = scope([role], A.READ_REPORT)
    assert all(scope([role], action) <= read for action in ON_REPORTS)
    assert scope([role], A.RELEASE_REPORT) <= read


@pytest.mark.parametrize("role", sorted(set(Role) - {R.DATA_PROTECTION_OFFICER, R.CLEARED}))
def test_no_job_opens_restricted_reports_but_data_protection(role):
    assert not may([role], A.READ_RESTRICTED)


def test_clearance_alone_opens_nothing():
    assert {action for action in Action if may([R.CLEARED], action)} == {A.READ_RESTRICTED}
    assert grants(R.CLEARED) == frozenset()


def test_a_leader_may_all_that_an_officer_may_and_a_manager_all_that_a_leader_may():
    for lower, higher in ((R.CASE_OFFICER, R.TEAM_LEADER), (R.TEAM_LEADER, R.SAFETY_MANAGER)):
        assert all(scope([lower], action) <= scope([higher], action) for action in Action)


def test_high_risk_is_closed_by_leaders_and_managers_alone():
    assert who_may(A.SUPERVISE) == {R.TEAM_LEADER, R.SAFETY_MANAGER}


def test_who_reads_everything_for_data_protection_changes_nothing():
    reads = {A.READ_REPORT, A.READ_RESTRICTED, A.READ_AUDIT, A.READ_SIGN_INS}
    assert {action for action in Action if may([R.DATA_PROTECTION_OFFICER], action)} == reads
    assert all(".view_" in each for each in grants(R.DATA_PROTECTION_OFFICER))


def test_editors_administrators_and_the_police_open_no_report():
    readers = {R.CASE_OFFICER, R.TEAM_LEADER, R.SAFETY_MANAGER, R.DATA_PROTECTION_OFFICER}
    assert who_may(A.READ_REPORT) == readers


def test_the_police_answer_what_is_referred_to_them_and_draft_their_own_answers_only():
    allowed = {A.ANSWER_REFERRAL, A.DRAFT_POLICE_ANSWERS}
    assert {action for action in Action if may([R.POLICE_CONTRIBUTOR], action)} == allowed
    assert scope([R.POLICE_CONTRIBUTOR], A.ANSWER_REFERRAL) is S.REFERRED
    assert who_may(A.ANSWER_REFERRAL) == who_may(A.DRAFT_POLICE_ANSWERS) == {R.POLICE_CONTRIBUTOR}


def test_whoever_makes_accounts_works_no_cases():
    assert who_may(A.MANAGE_STAFF) == {R.ADMINISTRATOR}
    assert not any(may([R.ADMINISTRATOR], action) for action in (A.READ_REPORT, *ON_REPORTS))


@pytest.mark.parametrize("role", Role)
def test_no_group_is_given_what_changes_or_deletes_a_case_past_its_services(role):
    kept = ("event", "referral", "measure", "riskassessment", "nuisancedecision", "letter", "reply")
    wrong = {
        permission
        for permission in grants(role)
        for model in ("report", *kept)
        if permission.startswith("reporting.")
        and permission.endswith(f"_{model}")
        and permission != "reporting.view_report"
    }
    assert wrong == set()


@pytest.mark.parametrize("role", Role)
def test_no_group_may_lift_itself_or_others(role):
    lifting = {"auth.change_group", "auth.add_group", "auth.delete_user", "auth.add_permission"}
    assert grants(role).isdisjoint(lifting)
