"""Who may read and work reports."""

import pytest

from reporting.permissions import (
    ALLOCATE,
    VIEW_ALL,
    WORK,
    Scope,
    may_allocate,
    may_work,
    report_scope,
)


@pytest.mark.parametrize(
    ("granted", "scope"),
    [
        (set(), Scope.NONE),
        ({"faq.change_topic"}, Scope.NONE),
        ({ALLOCATE}, Scope.NONE),
        ({WORK}, Scope.TEAMS),
        ({WORK, VIEW_ALL}, Scope.ALL),
        ({VIEW_ALL}, Scope.ALL),
    ],
)
def test_the_scope_follows_from_the_permissions(granted, scope):
    assert report_scope(active=True, granted=granted) is scope


def test_somebody_who_has_left_reads_nothing():
    assert report_scope(active=False, granted={WORK, VIEW_ALL}) is Scope.NONE


def test_working_and_allocating_each_need_their_own_permission():
    assert may_work(Scope.TEAMS, {WORK})
    assert not may_work(Scope.ALL, {VIEW_ALL})
    assert not may_work(Scope.NONE, {WORK})
    assert may_allocate(Scope.TEAMS, {WORK, ALLOCATE})
    assert not may_allocate(Scope.TEAMS, {WORK})
    assert not may_allocate(Scope.NONE, {ALLOCATE})
