"""Public reports have words for wherever they can stand."""

import pytest

from reporting import lifecycle, public_words
from reporting.models import Report

STREET_SCENE = lifecycle.Path.STREET_SCENE
END = lifecycle.Status.CLOSED


def test_every_status_of_the_path_has_words_and_no_other():
    reachable = {status for step in lifecycle.STREET_SCENE.values() for status in step}
    statuses = {*lifecycle.STREET_SCENE, *reachable} - {END}
    assert {status.value for status in public_words.STANDING} == {each.value for each in statuses}


def test_every_outcome_of_the_path_has_words_and_no_other():
    outcomes = {outcome.value for outcome in lifecycle.OUTCOMES[STREET_SCENE]}
    assert {outcome.value for outcome in public_words.ENDING} == outcomes


@pytest.mark.parametrize("status", public_words.STANDING)
def test_a_report_that_goes_on_is_worded_by_its_status(status):
    assert public_words.standing(Report(status=status)) == public_words.STANDING[status]


@pytest.mark.parametrize("outcome", public_words.ENDING)
def test_a_closed_report_is_worded_by_its_outcome(outcome):
    report = Report(status="closed", outcome=outcome)
    assert public_words.standing(report) == public_words.ENDING[outcome]
