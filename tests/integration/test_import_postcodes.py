"""Postcodes come from the files that are published, again and again, and never by halves."""

import sys
from functools import partial

import pytest
from django.core.management import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from places import grid, services
from places.models import Postcode, Ward
from tests.places_files import ONSPD, imported, onspd

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

OURS, NEXT, FAR = "E09000031", "E09000099", "E08000003"
ROWS = [
    ("E17 4QR", OURS, "E05000001", 51.6, -0.01),
    ("E17 5AB", OURS, "E05000002", 51.5, 0.01),
    ("E17 6AB", OURS, "E05999999", 51.6, -0.02),  # a ward that we do not know
    ("N15 4QR", NEXT, "E05000077", 51.6, -0.1),
    ("M1 1AE", FAR, "E05000088", 53.48, -2.23),
    ("E17 9ZZ", OURS, "E05000001", 51.6, -0.01, "201012"),
]
CODE_POINT = """\
"E17 4QR",10,537875,190949,"E92000001","E19000003","E18000007","","E09000031","E05000001"
"N15 4QR",10,531641,190787,"E92000001","E19000003","E18000007","","E09000099","E05000077"
"M1 1AE",10,384800,398100,"E92000001","E19000001","E18000002","","E08000003","E05000088"
"E17 0AA",90,0,0,"E92000001","","","","E09000031","E05000001"
"""


@pytest.fixture
def importing(tmp_path):
    """Give a function that imports a file and returns what the command prints."""
    return partial(imported, "import_postcodes", tmp_path / "postcodes.csv")


def counts(report):
    return [report[key] for key in ("read", "stored", "unchanged", "outside")]


def stored():
    return dict(Postcode.objects.values_list("code", "ward__slug"))


def test_postcodes_are_stored_with_their_wards_and_near_ones_with_their_authority(importing):
    report = importing(onspd(*ROWS))
    assert report.keys() == {"read", "stored", "unchanged", "outside", "refused"}
    assert counts(report) == [6, 3, 0, 2]
    assert report["refused"] == []
    assert stored() == {"E174QR": "north", "E175AB": "south", "E176AB": None, "N154QR": None}
    near = Postcode.objects.get(pk="N154QR")
    assert (near.latitude, near.longitude, near.district) == (51.6, -0.1, NEXT)


def test_a_second_run_writes_nothing(importing):
    importing(onspd(*ROWS))
    with CaptureQueriesContext(connection) as queries:
        assert counts(importing(onspd(*ROWS))) == [6, 0, 3, 2]
    assert not [query for query in queries if not query["sql"].startswith("SELECT")]


def test_a_later_release_corrects_what_changed_and_keeps_what_left(importing):
    importing(onspd(*ROWS))
    moved = ("E17 4QR", OURS, "E05000002", 51.5, 0.01)
    assert counts(importing(onspd(moved))) == [1, 1, 0, 0]
    assert stored()["E174QR"] == "south"
    assert stored()["E175AB"] == "south"


def test_code_point_open_is_read_without_a_header_and_turned_into_degrees(importing):
    report = importing(CODE_POINT)
    assert counts(report) == [4, 1, 0, 2]
    assert report["refused"] == [{"line": 4, "why": "The postcode E17 0AA has no position."}]
    found = Postcode.objects.get(pk="E174QR")
    assert (found.latitude, found.longitude) == (51.600515, -0.010648)
    assert counts(importing(CODE_POINT)) == [4, 0, 1, 2]


def test_eastings_and_northings_become_degrees_to_a_tenth_of_a_metre():
    """Caister water tower, from Ordnance Survey's test points of OSTN15."""
    ((longitude, latitude),) = grid.degrees([651409.804], [313177.450])
    assert longitude == pytest.approx(1.716073973, abs=1e-6)
    assert latitude == pytest.approx(52.658007833, abs=1e-6)


def test_without_the_extra_code_point_open_is_refused_and_onspd_is_not(importing, monkeypatch):
    monkeypatch.setitem(sys.modules, "convertbng", None)
    with pytest.raises(CommandError, match="pip install -c constraints"):
        importing(CODE_POINT)
    assert stored() == {}
    assert counts(importing(onspd(*ROWS))) == [6, 3, 0, 2]


def test_lines_that_cannot_be_taken_are_numbered_and_the_rest_go_on(importing, monkeypatch):
    monkeypatch.setattr(services, "BATCH", 2)
    good, other = onspd(ROWS[0]).splitlines()[1], onspd(ROWS[1]).splitlines()[1]
    lines = [ONSPD, good, "junk", "x,E17 4QRX,,,,,51.6,0", good, '"', other]
    report = importing("\n".join(lines))
    assert counts(report) == [6, 2, 0, 0]
    assert [refusal["line"] for refusal in report["refused"]] == [3, 4, 5, 6]
    assert "in line 2 already" in report["refused"][2]["why"]
    assert all(refusal["why"].endswith(".") for refusal in report["refused"])


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\0\0", b"<!doctype html>", b"a,b,c\n1,2,3\n"]
)
def test_another_file_is_refused_in_one_sentence(importing, content):
    with pytest.raises(CommandError, match="Unpack the download"):
        importing(content)
    assert stored() == {}


def test_a_site_without_wards_says_what_comes_first(importing):
    Ward.objects.all().delete()
    with pytest.raises(CommandError, match="no wards yet"):
        importing(onspd(*ROWS))
