"""When and where a panel meets, in words."""

from datetime import UTC, datetime

import pytest

from community import wording
from community.models import PanelMeeting


def meeting(starts_at, ends_at, **fields):
    return PanelMeeting(starts_at=starts_at, ends_at=ends_at, **fields)


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "words"),
    [
        (
            datetime(2026, 12, 8, 19, 0, tzinfo=UTC),
            datetime(2026, 12, 8, 20, 30, tzinfo=UTC),
            ("Tuesday 8 December 2026", "7pm to 8:30pm"),
        ),
        (  # in summer our clocks are an hour ahead
            datetime(2026, 6, 8, 18, 0, tzinfo=UTC),
            datetime(2026, 6, 8, 19, 0, tzinfo=UTC),
            ("Monday 8 June 2026", "7pm to 8pm"),
        ),
        (
            datetime(2026, 12, 8, 23, 0, tzinfo=UTC),
            datetime(2026, 12, 9, 1, 0, tzinfo=UTC),
            ("Tuesday 8 December 2026", "11pm to 1am on Wednesday 9 December"),
        ),
    ],
)
def test_a_meeting_says_its_day_and_hours_as_residents_do(starts_at, ends_at, words):
    found = meeting(starts_at, ends_at)
    assert (wording.day(found), wording.hours(found)) == words


def test_a_place_is_one_line_and_its_postcode_stays_whole():
    found = meeting(None, None, venue="Town Hall", postcode="E17 4JF")
    assert wording.place(found) == "Town Hall, E17\N{NO-BREAK SPACE}4JF"


def test_a_meeting_that_is_held_online_has_no_place_whatever_stands_in_its_address():
    assert wording.place(meeting(None, None, address="Forest Road")) == ""
