"""The life of a resident's question, as its tables tell it."""

import pytest

from faq import asked_life
from faq.asked_life import MOVES, Action
from faq.models import ResidentQuestion

STATUSES = set(ResidentQuestion.Status.values)


def test_every_action_has_its_row():
    assert set(MOVES) == set(Action)


def test_the_tables_name_the_statuses_that_a_question_can_have_and_no_others():
    named = {status for before, after in MOVES.values() for status in (*before, after)}
    assert named == STATUSES
    assert asked_life.OPEN | asked_life.ENDED | {asked_life.JOINED} == STATUSES


def test_every_status_is_reached_from_a_new_question():
    reached = {asked_life.RECEIVED}
    for _ in STATUSES:
        reached |= {
            asked_life.after(action, status)
            for status in reached
            for action in asked_life.allowed(status)
        }
    assert reached == STATUSES


@pytest.mark.parametrize("status", sorted(STATUSES))
def test_there_is_a_way_on_from_every_status(status):
    assert asked_life.allowed(status)


@pytest.mark.parametrize("status", sorted(STATUSES))
@pytest.mark.parametrize("action", Action)
def test_what_is_offered_is_possible_and_nothing_else_is(status, action):
    if action in asked_life.allowed(status):
        assert asked_life.after(action, status) in STATUSES
    else:
        with pytest.raises(ValueError, match="not allowed"):
            asked_life.after(action, status)


def test_a_draft_still_waits_to_be_checked_when_somebody_else_is_to_answer():
    assert asked_life.after(Action.ASSIGN, asked_life.DRAFTED) == asked_life.DRAFTED


def test_only_what_was_checked_is_sent_and_only_what_is_open_is_closed():
    assert asked_life.MOVES[Action.SEND][0] == {asked_life.DRAFTED}
    assert asked_life.MOVES[Action.CLOSE][0] == asked_life.OPEN


def test_nobody_checks_their_own_draft():
    assert not asked_life.may_check(7, 7)
    assert asked_life.may_check(7, 8)
    assert asked_life.may_check(None, 8)  # its author has left
