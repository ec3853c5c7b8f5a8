"""Pages of crime figures say what the police published, where from, and what is missing."""

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext

from community.crime.importing import import_crime
from places.models import Ward
from tests import factories
from tests.crime_files import IN_SOUTH, WARD_ROWS, by_ward, crime, crimes, street, ward_row
from tests.places_files import WARDS, geojson, imported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

AT = datetime(2026, 3, 1, 9, tzinfo=UTC)
MOST_QUERIES = 6
ASB_MISSING = "Calls to the police about anti-social behaviour are not in these figures."


def take(content, name="crimes.csv"):
    import_crime(BytesIO(content.encode()), name=name, at=AT)


@pytest.fixture
def street_level(tmp_path):
    imported("import_wards", tmp_path / "wards.geojson", geojson(*WARDS))
    rows = [
        *crimes(3, kind="Drugs", outcome="Local resolution", month="2025-05"),
        *(crime(number, kind="Other theft", month="2025-05") for number in (4, 5)),
        crime(at=IN_SOUTH, kind="Anti-social behaviour", month="2025-05"),
    ]
    take(street(*rows), name="2025-05-street.csv")


def words(response):
    """Return the words of a page without its marks."""
    text = re.sub(r"<svg.*?</svg>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def rows_of(response, caption):
    """Return the cells of the table with a caption, by its row's heading."""
    page = response.content.decode()
    tables = re.findall(r"<table.*?</table>", page, re.DOTALL)
    table = next(each for each in tables if caption in " ".join(each.split()))
    rows = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    cells = (re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows)
    return {re.sub(r"<[^>]+>", "", first).strip(): rest for first, *rest in cells}


def test_a_ward_is_shown_by_type_and_month_beside_the_average_ward(client):
    take(by_ward(*WARD_ROWS))
    page = client.get("/wards/north/crime/")
    assert rows_of(page, "by type, in the 3 months to February 2026") == {
        "Type": ["Crimes", "Average ward"],
        "Burglary": ["6", "12.0"],
        "Arson and criminal damage": ["9", "4.5"],
        "All types": ["15", "16.5"],
    }
    assert rows_of(page, "by type and month") == {
        "Type": ["Dec 2025", "Jan 2026", "Feb 2026", "Total"],
        "Burglary": ["4", "0", "2", "6"],
        "Arson and criminal damage": ["1", "3", "5", "9"],
        "All types": ["5", "3", "7", "15"],
        "Average ward": ["6.5", "4.5", "5.5", ""],
    }
    said = words(page)
    assert "That is 9% fewer than in an average ward of Anytown." in said
    assert ASB_MISSING in said
    assert 'href="https://police.example"' in page.content.decode()
    assert "Open Government Licence v2.0" in said
    assert "Read from the file crimes.csv on 1 March 2026" in said


def test_with_residents_known_of_all_wards_rates_are_compared(client):
    take(by_ward(*WARD_ROWS))
    Ward.objects.filter(slug="north").update(population=1_000)
    assert "1,000 people" not in words(client.get("/wards/south/crime/"))
    Ward.objects.filter(slug="south").update(population=3_000)
    page = client.get("/wards/north/crime/")
    assert "15.0 here, 8.3 in Anytown" in words(page)
    assert rows_of(page, "by type, in the 3 months")["Burglary"] == ["6", "6.0", "6.0", "6.0"]
    area = client.get("/wards/crime/")
    assert rows_of(area, "Crimes by ward,")["South"] == ["18", "6.0"]


@pytest.mark.usefixtures("street_level")
def test_street_level_figures_have_outcomes_and_say_that_calls_are_counted(client):
    page = client.get("/wards/north/crime/")
    assert rows_of(page, "What came of the crimes in North, May 2025") == {
        "Outcome": ["Crimes"],
        "Local resolution": ["3"],
        "No outcome given": ["2"],
    }
    said = words(page)
    assert ASB_MISSING not in said
    assert "Calls to the police about anti-social behaviour are counted here too." in said
    assert "Open Government Licence v3.0" in said
    assert "Month by month" not in said  # of one month


@pytest.mark.usefixtures("street_level")
def test_two_kinds_of_figures_stand_apart_and_are_never_added(client):
    take(by_ward(*WARD_ROWS))
    page = client.get("/wards/crime/")
    said = words(page)
    assert said.index("December 2025 to February 2026") < said.index("May 2025")
    assert "we never add one to another" in said
    assert rows_of(page, "Crimes in Anytown by type, in May 2025")["All types"] == ["6"]
    assert rows_of(page, "Crimes in Anytown by type, in the 3 months")["All types"] == ["33"]
    assert rows_of(page, "Crimes by ward, in the 3 months")["North"] == ["15"]


def test_months_without_figures_are_named_and_not_shown_as_none(client):
    row = ward_row("E05000001", "THEFT", "", 1, 40, 50, 60)
    take(by_ward(row, months=["202509", "202510", "202512", "202602"]))
    page = client.get("/wards/north/crime/")
    said = words(page)
    for gap in ("September 2025", "November 2025", "January 2026"):
        assert f"No whole figures for: {gap}." in said
    assert rows_of(page, "by type and month")["Theft"] == ["40", "–", "50", "–", "60", "150"]


def test_charts_have_a_role_and_a_title_and_no_styles_of_their_own(client):
    take(by_ward(*WARD_ROWS))
    page = client.get("/wards/north/crime/").content.decode()
    drawings = re.findall(r'<svg[^>]*role="img"[^>]*aria-labelledby="([^"]+)"', page)
    assert len(drawings) == 2
    assert all(f'<title id="{name}">' in page for name in drawings)
    assert "style=" not in page
    identifiers = re.findall(r'\sid="([^"]+)"', page)
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("address", ["/wards/crime/", "/wards/north/crime/"])
def test_a_page_costs_few_queries_and_then_none(client, street_level, address):
    take(by_ward(*WARD_ROWS))
    with CaptureQueriesContext(connection) as first:
        assert client.get(address).status_code == 200
    assert len(first) <= MOST_QUERIES
    with CaptureQueriesContext(connection) as second:
        client.get(address)
    assert len(second) == 0


@pytest.mark.parametrize("address", ["/wards/crime/", "/wards/north/crime/"])
def test_before_the_first_import_a_page_says_so(client, address):
    assert "We have no figures yet. See what the Anytown Police publish" in words(
        client.get(address)
    )


@pytest.mark.parametrize("slug", ["nowhere", "x" * 5_000, "a%00b", "%F0%9F%98%80", "'--"])
def test_a_ward_that_does_not_exist_is_not_found(client, slug):
    assert client.get(f"/wards/{slug}/crime/").status_code == 404


@pytest.mark.usefixtures("street_level")
def test_the_summary_of_a_ward_takes_the_newest_figures_in_two_queries(
    django_assert_max_num_queries,
):
    take(by_ward(*WARD_ROWS))
    template = Template("{% load crime %}{% crime_summary ward %}")
    ward = Ward.objects.get(slug="north")
    with django_assert_max_num_queries(2):
        said = " ".join(template.render(Context({"ward": ward})).split())
    assert "The police recorded 15 crimes in the 3 months to February 2026." in said
    assert "An average ward had 17." in said
    assert "<li>Arson and criminal damage: 9</li>" in said
    assert 'href="/wards/north/crime/"' in said
    assert ASB_MISSING in said


@pytest.mark.usefixtures("without_second_factor")
def test_staff_read_what_was_imported_and_change_nothing(client):
    take(by_ward(*WARD_ROWS), name="first.csv")
    take(by_ward(*WARD_ROWS[:3], months=["202601", "202602", "202603"]), name="second.csv")
    client.force_login(factories.staff("Content editors"))
    page = client.get("/admin/community/crimefile/").content.decode()
    assert "first.csv" in page
    assert "1: " not in page
    assert "3: Jan 2026 – Mar 2026" in page
    assert client.get("/admin/community/crimefile/add/").status_code == 403
