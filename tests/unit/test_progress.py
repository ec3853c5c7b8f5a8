"""Every status and every outcome has words that a resident understands."""

from datetime import UTC, datetime

import pytest

from reporting import lifecycle, progress
from reporting.lifecycle import Outcome, Path, Status
from reporting.models import Category, Report

STANDINGS = [(path, status) for path in Path for status in lifecycle.TRANSITIONS[path]]


def report(path, status, **columns):
    return Report(category=Category(path=path), status=status, **columns)


@pytest.mark.parametrize("path", Path)
def test_every_status_of_a_path_has_words_and_no_other(path):
    assert progress.PROGRESS[path].keys() == lifecycle.TRANSITIONS[path].keys()


def test_every_status_and_every_outcome_has_words():
    assert set(progress.STREET_SCENE) | set(progress.ASB) == set(Status)
    assert progress.OUTCOMES.keys() == set(Outcome)


@pytest.mark.parametrize(("path", "status"), STANDINGS)
def test_the_words_say_what_is_and_what_is_next_in_sentences(path, status):
    now, next_ = map(str, progress.progress(report(path, status)))
    for sentence in (now, next_):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
    assert len(now) < 100
    assert len(next_) < 120


def test_a_held_report_is_told_as_received_whatever_it_is():
    held = report(Path.ASB, Status.SPAM, quarantined=True)
    assert progress.progress(held) == progress.HELD
    assert progress.HELD[0] == progress.RECEIVED[0]


def test_a_status_of_the_other_path_or_of_former_times_is_no_fault():
    moved = report(Path.STREET_SCENE, Status.TRIAGE)
    assert progress.words_of(moved, Status.TRIAGE) == progress.ASB[Status.TRIAGE]
    assert progress.words_of(moved, "dusted") == progress.ELSEWHERE


@pytest.mark.parametrize(
    ("status", "owed"),
    [
        (Status.RECEIVED, True),
        (Status.WORKS_ORDERED, True),
        (Status.INVESTIGATING, True),
        (Status.RESOLVED, False),
        (Status.MONITORING, False),
        (Status.REOPENED, True),
        (Status.CLOSED, False),
    ],
)
def test_a_day_is_promised_only_while_we_still_owe_it(status, owed):
    due = datetime(2026, 11, 24, 17, tzinfo=UTC)
    assert progress.has_due_date(report(Path.ASB, status, due_at=due)) is owed
    assert not progress.has_due_date(report(Path.ASB, status, due_at=None))
