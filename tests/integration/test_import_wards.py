"""Boundaries of wards come from any GeoJSON, and what is wrong in it is told feature by feature."""

import json
from decimal import Decimal
from functools import partial
from io import StringIO

import pytest
import shapely
from django.core.management import CommandError, call_command

from places.models import Ward, WardBoundary
from safety_site.public_pages import content_version
from tests import factories
from tests.places_files import NORTH, SOUTH, WARDS, box, feature, geojson, imported, ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def importing(tmp_path):
    """Give a function that imports a file and returns what the command prints."""
    return partial(imported, "import_wards", tmp_path / "wards.geojson")


def counts(report):
    return [report[key] for key in ("read", "stored", "unchanged", "outside")]


def shape(gss):
    return shapely.from_wkb(bytes(WardBoundary.objects.get(ward__gss=gss).wkb))


def test_wards_get_their_boundaries_and_a_second_run_changes_nothing(
    loaded, importing, django_capture_on_commit_callbacks
):
    before = content_version()
    with django_capture_on_commit_callbacks(execute=True):
        report = importing(geojson(*WARDS))
    assert report.keys() == {"read", "stored", "unchanged", "outside", "refused"}
    assert counts(report) == [2, 2, 0, 0]
    assert report["refused"] == []
    assert content_version() != before
    assert shape("E05000001").bounds == NORTH
    assert counts(importing(geojson(*WARDS))) == [2, 0, 2, 0]


def test_a_ward_keeps_its_name_and_a_point_that_lies_inside(loaded, importing):
    Ward.objects.filter(gss="E05000001").update(name="Upper North")
    importing(geojson(*WARDS))
    north, south = Ward.objects.get(gss="E05000001"), Ward.objects.get(gss="E05000002")
    assert (north.name, north.latitude) == ("Upper North", Decimal("51.6"))
    assert (south.latitude, south.longitude) == (Decimal("51.58"), Decimal("-0.01"))


@pytest.mark.parametrize(
    ("code", "name"), [("wardcode", "wardname"), ("CODE", "Title"), ("gss", "Bezeichnung")]
)
def test_properties_may_have_any_names(importing, code, name):
    rows = [("E05000001", "North End", NORTH), ("E05000002", "South", SOUTH)]
    extra = {"id": 7, "note": "x", "parent": None}
    found = [feature(box(*at), **{code: gss, name: title}, **extra) for gss, title, at in rows]
    assert counts(importing(geojson(*found))) == [2, 2, 0, 0]
    assert dict(Ward.objects.values_list("slug", "name")) == {
        "north-end": "North End",
        "south": "South",
    }


def test_a_ward_may_have_several_parts_and_heights(loaded, importing):
    parts = [box(-0.02, 51.59, -0.01, 51.61), box(-0.005, 51.59, 0.0, 51.61)]
    high = [[[*corner, 12.5] for corner in ring] for ring in parts[0]]
    found = feature([high, parts[1]], "MultiPolygon", code="E05000001")
    assert counts(importing(geojson(found))) == [1, 1, 0, 0]
    assert len(shape("E05000001").geoms) == 2
    assert not shape("E05000001").has_z


def test_a_new_ward_of_our_authority_is_made_and_others_are_not(loaded, importing):
    east = ward("E05000003", "South", (0.0, 51.59, 0.02, 51.61))
    foreign = ward("E05000099", "Far", (0.5, 51.59, 0.6, 51.61), authority="E09000099")
    assert counts(importing(geojson(*WARDS, east, foreign))) == [4, 3, 0, 1]
    made = Ward.objects.get(gss="E05000003")
    assert (made.slug, made.name) == ("south-e05000003", "South")
    assert made.latitude == Decimal("51.6")
    assert not Ward.objects.filter(gss="E05000099").exists()


def test_a_neighbours_file_adds_nothing(loaded, importing):
    foreign = ward("E05000099", "Far", (0.5, 51.59, 0.6, 51.61), authority="E09000099")
    assert counts(importing(geojson(foreign))) == [1, 0, 0, 1]


def test_a_site_without_wards_takes_a_file_of_one_authority_only(importing):
    other = ward("E05000099", "Far", (0.5, 51.59, 0.6, 51.61), authority="E09000099")
    assert counts(importing(geojson(*WARDS, other))) == [3, 0, 0, 3]
    assert counts(importing(geojson(*WARDS))) == [2, 2, 0, 0]


BOW_TIE = [[[-0.02, 51.59], [0.0, 51.61], [0.0, 51.59], [-0.02, 51.61], [-0.02, 51.59]]]
NATIONAL_GRID = box(537000, 188000, 538000, 189000)


@pytest.mark.parametrize(
    ("spoilt", "why"),
    [
        (feature(BOW_TIE, WD22CD="E05000002"), "crosses or touches itself"),
        (feature(NATIONAL_GRID, WD22CD="E05000002"), "Export the file as WGS84 (EPSG:4326)"),
        (feature(box(51.59, -0.02, 51.61, 0.0), WD22CD="E05000002"), "EPSG:4326"),
        (feature([], WD22CD="E05000002"), "no geometry"),
        (feature([[]], WD22CD="E05000002"), "empty"),
        (feature([[1, 2]], WD22CD="E05000002"), "not those of a polygon"),
        (feature([[["a", "b"]] * 4], WD22CD="E05000002"), "not those of a polygon"),
        (feature("x", WD22CD="E05000002"), "not those of a polygon"),
        (feature([[[float("nan"), 51]] * 4], WD22CD="E05000002"), "not those of a polygon"),
        (feature([-0.01, 51.6], "Point", WD22CD="E05000002"), "is a Point"),
        ({"type": "Feature", "properties": {"WD22CD": "E05000002"}}, "no geometry"),
        (feature(box(*SOUTH), WD22NM="South"), "no ward code"),
        (feature(box(*SOUTH), WD22CD="south"), "no ward code"),
        (feature(box(*SOUTH), WD22CD=None), "no ward code"),
        (ward("E05000001", "North", NORTH), "Feature 1 has the code E05000001 too"),
        ("South", "no ward code"),
        ({"properties": ["E05000002"], "geometry": []}, "no ward code"),
    ],
)
def test_a_feature_that_cannot_be_taken_is_named_and_the_rest_go_on(loaded, importing, spoilt, why):
    report = importing(geojson(WARDS[0], spoilt))
    assert counts(report) == [2, 1, 0, 0]
    (refused,) = report["refused"]
    assert refused["line"] == 2
    assert why in refused["why"]
    assert refused["why"].endswith(".")


def test_new_wards_need_names_and_known_ones_do_not(importing):
    nameless = [feature(box(*at), code=gss) for gss, at in (("E05000001", NORTH),)]
    (refused,) = importing(geojson(*nameless))["refused"]
    assert refused == {"line": 1, "why": "The new ward E05000001 has no name."}
    assert not Ward.objects.exists()
    importing(geojson(*WARDS))
    assert counts(importing(geojson(*nameless))) == [1, 0, 1, 0]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"<html><body>Not found</body></html>",
        b"{",
        b"[" * 100_000,
        b"[]",
        b"7",
        b'{"type": "Feature", "properties": {}, "geometry": null}',
        b'{"type": "FeatureCollection"}',
        b'{"type": "FeatureCollection", "features": {}}',
        b'{"type": "FeatureCollection", "features": []}',
    ],
)
def test_a_file_that_is_no_collection_of_wards_is_refused_in_one_sentence(
    loaded, importing, content
):
    with pytest.raises(CommandError, match=r"^The file .*Export the wards as GeoJSON\.$"):
        importing(content)
    assert not WardBoundary.objects.exists()


def test_a_file_that_is_not_there_is_refused_in_one_sentence(tmp_path):
    out = StringIO()
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_wards", str(tmp_path / "none"), stdout=out)
    assert json.loads(out.getvalue()).keys() == {"error"}


def test_the_back_office_says_which_ward_has_a_boundary(
    loaded, importing, client, without_second_factor
):
    importing(geojson(WARDS[0]))
    client.force_login(factories.staff("Safety managers"))
    page = client.get("/admin/places/ward/").content.decode()
    assert page.count("icon-yes") == 1
    assert page.count("icon-no") == 1
    assert client.get("/admin/places/neighbour/").status_code == 200
    change = f"/admin/places/ward/{Ward.objects.first().pk}/change/"
    assert "wkb" not in client.get(change).content.decode()
