"""Risk: points of every answer add up, and the level follows from the council's own matrix."""

import tomllib

import pytest

from reporting.models import Report
from reporting.risk import Level, level, points
from safety_site import council

MATRIX = {"how-often": {"once": 0, "daily": 5}, "threat": {"no": 0, "violence": 6}}
LEVELS = [Level("high", 10), Level("standard", 0), Level("medium", 5)]


def test_points_add_up():
    assert points({"how-often": "daily", "threat": "violence"}, MATRIX) == 11


def test_what_the_matrix_does_not_ask_counts_nothing():
    assert points({"how-often": "once", "threat": "no", "other": "yes"}, MATRIX) == 0


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"how-often": "daily"},
        {"how-often": "", "threat": "no"},
        {"how-often": "5", "threat": "no"},
        {"how-often": "violence", "threat": "no"},
    ],
)
def test_a_question_without_one_of_its_answers_is_refused(answers):
    with pytest.raises(ValueError, match="not answered"):
        points(answers, MATRIX)


@pytest.mark.parametrize(
    ("total", "code"),
    [(0, "standard"), (4, "standard"), (5, "medium"), (9, "medium"), (10, "high")],
)
def test_a_level_begins_at_its_points(total, code):
    assert level(total, LEVELS) == code


def test_below_all_levels_the_lowest_counts():
    assert level(0, [Level("high", 9), Level("medium", 3)]) == "medium"


def test_without_levels_there_is_no_risk_to_name():
    with pytest.raises(ValueError, match="no levels"):
        level(3, [])


def test_the_pack_has_a_way_to_every_level_and_looks_at_higher_risk_sooner():
    pack = tomllib.loads((council.pack_dir() / "risk.toml").read_text(encoding="utf-8"))
    most = sum(max(each["points"] for each in factor["options"]) for factor in pack["factor"])
    levels = sorted(pack["level"], key=lambda each: each["from_points"])
    assert [each["code"] for each in levels] == Report.Risk.values
    assert levels[0]["from_points"] == 0
    assert levels[-1]["from_points"] <= most
    days = [each["review_working_days"] for each in levels]
    assert days == sorted(days, reverse=True)
