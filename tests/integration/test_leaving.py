"""Leaving at once: what it deletes, what it leaves alone, and what others then see."""

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from reporting import services
from reporting.journey import drafts
from reporting.models import Category, Draft, Photo, Report
from reporting.photos import remake
from tests import factories, journeys
from tests.pictures import picture

pytestmark = pytest.mark.usefixtures("pack")

LEAVE = "/report/leave/"
TYPED = "A man followed me from the bus"


@pytest.fixture
def begun(client):
    """Begin a report of street harassment; return the address it has come to."""
    told = dict(list(journeys.STREET_HARASSMENT.items())[:3])
    address = journeys.fill_in(client, "street-harassment", told)
    assert journeys.step_of(address) == "when"
    return address


def test_leaving_deletes_what_was_typed_and_shows_another_site(client, begun):
    response = client.get(LEAVE)
    assert response.status_code == 302
    assert response["Location"] == settings.EXIT_URL
    assert "no-store" in response["Cache-Control"]
    assert not Draft.objects.exists()
    assert client.cookies[drafts.COOKIE].value == ""
    assert client.cookies[drafts.COOKIE]["path"] == "/report/"


def test_leaving_deletes_photos_with_their_files(client, begun, django_capture_on_commit_callbacks):
    upload = SimpleUploadedFile("IMG_1.jpg", picture())
    remade = remake(upload)
    photo = services.add_photo(
        draft=Draft.objects.get(), remade=remade, at=factories.MONDAY_MORNING
    )
    storage, names = photo.file.storage, [photo.file.name, photo.thumbnail.name]
    assert all(map(storage.exists, names))
    with django_capture_on_commit_callbacks(execute=True):
        client.get(LEAVE)
    assert not Photo.objects.exists()
    assert not any(map(storage.exists, names))


def test_leaving_by_the_script_answers_nothing_and_clears_the_cache():
    browser = Client(enforce_csrf_checks=True)
    journeys.begin(browser, "street-harassment")
    response = browser.post(LEAVE, headers={"sec-fetch-site": "same-origin"})
    assert (response.status_code, response.content) == (204, b"")
    assert response["Clear-Site-Data"] == '"cache"'
    assert browser.cookies[drafts.COOKIE].value == ""
    assert not Draft.objects.exists()


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_another_site_can_make_nobody_lose_what_they_typed(client, begun, site):
    headers = {"sec-fetch-site": site}
    assert client.get(LEAVE, headers=headers)["Location"] == settings.EXIT_URL
    response = client.post(LEAVE, headers=headers)
    assert "Clear-Site-Data" not in response
    assert client.get(begun).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"sec-purpose": "prefetch"}, {"sec-purpose": "prefetch;prerender"}, {"purpose": "prefetch"}],
)
def test_a_browser_that_looks_ahead_deletes_nothing_and_keeps_no_answer(client, begun, headers):
    response = client.get(LEAVE, headers={"sec-fetch-site": "same-origin", **headers})
    assert response.status_code == 503
    assert client.get(begun).status_code == 200


def test_leaving_works_on_a_device_that_began_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get(LEAVE)["Location"] == settings.EXIT_URL
        client.cookies[drafts.COOKIE] = "forged"
        assert client.get(LEAVE)["Location"] == settings.EXIT_URL


def test_leaving_leaves_other_devices_callers_and_sent_reports_alone(client, begun):
    other = Client()
    kept = journeys.begin(other, "street-harassment")
    filed = services.start_draft(
        category=Category.objects.get(slug="street-harassment"),
        at=factories.MONDAY_MORNING,
        filed_by=factories.staff("Case officers", "vawg"),
    )
    journeys.send(client, "street-harassment", journeys.STREET_HARASSMENT)
    client.get(LEAVE)
    assert Report.objects.count() == 1
    assert Draft.objects.filter(pk=filed.pk).exists()
    assert Draft.objects.count() == 2
    assert other.get(kept).status_code == 200


def test_leaving_does_not_wait_for_a_database_that_is_away(client, begun, monkeypatch):
    def away(**kwargs):
        raise OperationalError

    monkeypatch.setattr(services, "forget_drafts", away)
    assert client.get(LEAVE)["Location"] == settings.EXIT_URL
    assert client.get(begun).status_code == 404


@pytest.mark.parametrize("later", ["at once", "after another report was begun"])
def test_the_way_back_names_nothing(client, begun, later):
    client.get(LEAVE)
    if later != "at once":
        journeys.begin(client, "graffiti")
    page = client.get(begun)
    html = page.content.decode()
    assert page.status_code == 404
    assert "no-store" in page["Cache-Control"]
    assert "Please start again" in html
    for hint in (
        TYPED,
        "harassment",
        "Harassment",
        "Exit this page",
        "following",
        "what you typed",
    ):
        assert hint not in html


def test_the_page_on_leaving_comes_before_anything_is_typed(client):
    address = journeys.begin(client, "street-harassment")
    leaving = client.post(address, {"kind": "following"})["Location"]
    html = client.get(leaving).content.decode()
    assert journeys.step_of(leaving) == "leaving-quickly"
    assert "You can leave this site at once" in html
    assert "Shift key three times" in html
    assert "private window" in html
    assert "Exit this page" in html
    assert journeys.step_of(client.post(leaving)["Location"]) == "what-happened"


@pytest.mark.parametrize(
    ("kind", "shown"), [("hate", True), ("harassment", True), ("begging", False)]
)
def test_only_sensitive_kinds_are_told_how_to_leave(client, kind, shown):
    address = journeys.begin(client, "anti-social-behaviour")
    onward = client.post(address, {"kind": kind})["Location"]
    assert (journeys.step_of(onward) == "leaving-quickly") is shown
