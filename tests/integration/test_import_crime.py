"""Crimes are stored by ward and month: again and again, and never by halves."""

from datetime import UTC, date, datetime
from functools import partial
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from community.crime.importing import import_crime
from community.models import CrimeCount, CrimeFile, CrimeMonth
from places.import_report import UnusableFile
from places.models import Ward, WardBoundary
from safety_site.public_pages import content_version
from tests.crime_files import (
    IN_SOUTH,
    IN_THE_SEA,
    MET,
    WARD_ROWS,
    by_ward,
    crime,
    crimes,
    street,
    ward_row,
)
from tests.places_files import WARDS, geojson, imported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded", "drawn")]

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def drawn(loaded, tmp_path):
    """Give the two wards of the small pack their boundaries."""
    imported("import_wards", tmp_path / "wards.geojson", geojson(*WARDS))


@pytest.fixture
def importing(tmp_path):
    """Give a function that imports a file and returns what the command prints."""
    return partial(imported, "import_crime", tmp_path / "crimes.csv")


def counts(report):
    return [report[key] for key in ("read", "stored", "unchanged", "outside")]


def stored():
    """Return how many crimes each ward and month has."""
    sums = CrimeCount.objects.values_list("ward__slug", "month__month").annotate(Sum("count"))
    return {(slug, f"{month:%Y%m}"): number for slug, month, number in sums}


def everything():
    return [sorted(model.objects.values_list()) for model in (CrimeFile, CrimeMonth, CrimeCount)]


def refused(content, **told):
    """Import what cannot be used; return the sentence, and see that nothing was changed."""
    before = everything()
    with pytest.raises(UnusableFile) as fault:
        import_crime(BytesIO(content.encode()), name="crimes.csv", at=AT, **told)
    assert everything() == before
    return str(fault.value)


def test_a_month_that_is_to_come_pushes_no_other_off_the_pages():
    content = street(*crimes(3), crime(4, month="2062-01"))
    report = import_crime(BytesIO(content.encode()), name="crimes.csv", at=AT).report
    assert [(each.line, each.why) for each in report.refused] == [
        (5, "The month 2062-01 is still to come.")
    ]
    assert CrimeMonth.objects.get().month == date(2026, 1, 1)
    content = by_ward(*WARD_ROWS, months=["202512", "202601", "206202"])
    assert refused(content) == "The month 206202 is still to come. Put the first line right."


def test_points_are_counted_in_the_ward_around_them_whatever_the_file_says(
    importing, django_capture_on_commit_callbacks
):
    before = content_version()
    rows = [
        *crimes(3, kind="Drugs", outcome="Local resolution"),
        crime(at=IN_SOUTH, kind="Anti-social behaviour"),
        crime(4, at=IN_THE_SEA),
        crime(5, at=("", "")),
        crime(6, at=(200, 51)),
    ]
    with django_capture_on_commit_callbacks(execute=True):
        report = importing(street(*rows))
    assert report.keys() == {"read", "stored", "unchanged", "outside", "refused"}
    assert counts(report) == [7, 4, 0, 2]
    assert report["refused"] == [
        {"line": 8, "why": "The position 200, 51 is not in the United Kingdom."}
    ]
    assert list(
        CrimeCount.objects.values_list("ward__slug", "type", "outcome", "count").order_by("type")
    ) == [("south", "Anti-social behaviour", "", 1), ("north", "Drugs", "Local resolution", 3)]
    file = CrimeFile.objects.get()
    assert (file.kind, file.force, file.name) == ("street", MET, "crimes.csv")
    assert (file.read, file.outside, file.refused) == (7, 2, 1)
    assert content_version() != before


@pytest.mark.parametrize("content", [street(*crimes(3)), by_ward(*WARD_ROWS)])
def test_the_same_file_again_writes_nothing(importing, content):
    first = counts(importing(content))
    with CaptureQueriesContext(connection) as queries:
        again = counts(importing("\ufeff" + content))
    assert again == [first[0], 0, first[1], first[3]]
    assert not [
        query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]
    assert CrimeFile.objects.count() == 1


def test_counts_by_ward_are_taken_by_code_and_others_are_outside(importing):
    report = importing(by_ward(*WARD_ROWS))
    assert counts(report) == [4, 3, 0, 1]
    assert stored() == {
        ("north", "202512"): 5,
        ("north", "202601"): 3,
        ("north", "202602"): 7,
        ("south", "202512"): 8,
        ("south", "202601"): 6,
        ("south", "202602"): 4,
    }


def test_a_later_file_replaces_whole_months_and_leaves_the_others(importing):
    importing(by_ward(*WARD_ROWS))
    corrected = [
        ward_row("E05000001", "BURGLARY", "BURGLARY OF A HOME", 2, 1),
        ward_row("E05000002", "ROBBERY", "ROBBERY OF PERSONAL PROPERTY", 4, 2),
    ]
    assert counts(importing(by_ward(*corrected, months=["202602", "202603"]))) == [2, 2, 0, 0]
    assert stored() == {
        ("north", "202512"): 5,
        ("north", "202601"): 3,
        ("north", "202602"): 2,
        ("north", "202603"): 1,
        ("south", "202512"): 8,
        ("south", "202601"): 6,
        ("south", "202602"): 4,
        ("south", "202603"): 2,
    }


def test_forces_and_kinds_of_files_do_not_replace_each_other(importing):
    importing(street(*crimes(3)))
    importing(street(*crimes(2, force="British Transport Police")))
    importing(by_ward(*WARD_ROWS))
    january = CrimeMonth.objects.filter(month=date(2026, 1, 1))
    assert set(january.values_list("kind", "force")) == {
        ("street", MET),
        ("street", "British Transport Police"),
        ("ward", MET),
    }


def test_a_month_with_hardly_anything_is_left_out_and_replaces_nothing(importing, tmp_path):
    rows = [ward_row(gss, "THEFT", "", 1, 90, 80) for gss in ("E05000001", "E05000099")]
    path = tmp_path / "stub.csv"
    path.write_text(by_ward(*rows))
    err = StringIO()
    call_command("import_crime", str(path), stdout=StringIO(), stderr=err)
    assert "Left out December 2025" in err.getvalue()
    assert "2 lines read" in err.getvalue()
    assert ("north", "202512") not in stored()
    importing(by_ward(ward_row("E05000001", "THEFT", "", 70, 90, 80)))
    assert stored()["north", "202512"] == 70
    importing(by_ward(*rows))
    assert stored()["north", "202512"] == 70


@pytest.mark.parametrize("whole", [street(*crimes(9)), by_ward(*WARD_ROWS)])
def test_a_file_that_breaks_off_is_refused_whole(whole):
    sentence = refused(whole[:-3])
    assert sentence.startswith("The last line of the file is not whole, so the file was cut off.")
    assert "--fewer" in sentence
    import_crime(BytesIO(whole[:-3].encode()), name="crimes.csv", at=AT, fewer=True)
    assert stored()


def test_a_month_that_shrank_to_under_half_is_refused_unless_somebody_insists():
    take = partial(import_crime, name="crimes.csv", at=AT)
    take(BytesIO(street(*crimes(9)).encode()))
    fewer = street(*crimes(4), crime(50, month="2026-02"))
    sentence = "For January 2026 the file has 4 crimes in our wards, under half of the 9 that"
    assert sentence in refused(fewer)
    take(BytesIO(street(*crimes(5)).encode()))
    assert stored() == {("north", "202601"): 5}
    take(BytesIO(street(*crimes(1)).encode()), fewer=True)
    assert stored() == {("north", "202601"): 1}


def test_files_that_hold_nothing_for_us_are_refused():
    assert "holds no lines" in refused(street())
    assert "in one of our wards" in refused(street(crime(at=IN_THE_SEA)))
    assert "in one of our wards" in refused(by_ward(WARD_ROWS[3]), fewer=True)
    assert "columns of neither kind" in refused("a,b\n1,2\n")
    assert "two columns" in refused(by_ward(*WARD_ROWS, months=["202601", "202602", "202601"]))
    assert "stands in the file twice" in refused(street(*crimes(5), *crimes(5)))


def test_points_need_the_boundaries_of_all_wards():
    WardBoundary.objects.filter(ward__slug="south").delete()
    assert refused(street(crime())).startswith("1 of our 2 wards have no boundary.")
    Ward.objects.all().delete()
    assert refused(street(crime())).startswith("The site has no wards yet.")


def test_a_fault_in_the_middle_of_storing_leaves_what_was_there(importing, monkeypatch):
    importing(by_ward(*WARD_ROWS))
    before = stored()

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(CrimeCount.objects, "bulk_create", fail)
    with pytest.raises(RuntimeError):
        importing(by_ward(*(ward_row("E05000001", "THEFT", str(n), 9, 9, 9) for n in range(9))))
    assert stored() == before


def test_the_command_says_why_a_file_cannot_be_used(tmp_path):
    out = StringIO()
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("import_crime", str(tmp_path / "none.csv"), stdout=out)
    assert out.getvalue().startswith('{"error": ')
