"""Drafts: whose they are, how long they live, and what happens without cookies."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.db.models import ProtectedError
from django.test import Client

from reporting.journey import drafts
from reporting.models import Category, QuestionPage, Report
from tests import journeys

pytestmark = pytest.mark.usefixtures("pack")


@pytest.mark.parametrize(
    "cookie",
    ["", "forged", "a:b:c", signing.dumps(["x"], salt="other")],
    ids=["empty", "forged", "cut", "signed for something else"],
)
def test_a_forged_cookie_gets_a_polite_fresh_start(client, cookie):
    address = journeys.begin(client, "graffiti")
    client.cookies[drafts.COOKIE] = cookie
    page = client.get(address)
    assert page.status_code == 404
    assert "Please start again" in page.content.decode()
    assert "999" in page.content.decode()


def test_a_stale_cookie_gets_a_polite_fresh_start(client, time_machine):
    address = journeys.begin(client, "graffiti")
    time_machine.move_to(datetime.now(UTC) + timedelta(days=8))
    assert client.get(address).status_code == 404


def test_nobody_else_can_open_a_draft(client):
    address = journeys.begin(client, "graffiti")
    assert Client().get(address).status_code == 404
    other = Client()
    journeys.begin(other, "graffiti")
    assert other.get(address).status_code == 404


def test_two_reports_on_one_device_do_not_mix(client):
    first = journeys.begin(client, "graffiti")
    second = journeys.begin(client, "graffiti")
    client.post(first, {"offensive": "yes", "hateful": "no"})
    assert client.get(first).context["form"].initial["offensive"] == "yes"
    assert client.get(second).context["form"].initial == {}


def test_without_cookies_the_form_says_so(client):
    strict = Client(enforce_csrf_checks=True)
    address = journeys.begin(strict, "graffiti")
    page = strict.post(address, {"offensive": "yes", "hateful": "no"})
    assert page.status_code == 403
    assert "cookie" in page.content.decode().lower()
    assert "999" in page.content.decode()


def test_a_browser_without_cookies_is_told_before_anything_is_typed():
    address = journeys.begin(Client(), "graffiti")
    page = Client().get(address)
    assert page.status_code == 404
    assert "Your browser has no cookie from us" in page.content.decode()


def test_a_category_withdrawn_half_way_still_takes_what_was_begun(client):
    address = journeys.begin(client, "graffiti")
    Category.objects.filter(slug="graffiti").update(withdrawn=True)
    for answers in (*journeys.OFFENSIVE_GRAFFITI.values(), {}):
        response = client.post(address, answers)
        assert response.status_code == 302
        address = response["Location"]
    assert Report.objects.get().category.slug == "graffiti"


def test_a_withdrawn_category_says_so_and_stands_in_no_list(client):
    category = Category.objects.get(slug="graffiti")
    category.withdrawn = True
    category.save()
    for page in (client.get("/report/graffiti/"), client.post("/report/graffiti/")):
        assert page.status_code == 410
        assert "no longer take this report" in page.content.decode()
    for address in ("/", "/report/", "/support/", "/sitemap.xml"):
        assert "/report/graffiti/" not in client.get(address).content.decode()


def test_a_category_that_somebody_is_reporting_cannot_be_deleted(client):
    journeys.begin(client, "graffiti")
    with pytest.raises(ProtectedError):
        Category.objects.get(slug="graffiti").delete()


def test_an_answer_that_ends_the_form_leads_to_who_deals_with_it(client):
    told = {"kind": {"kind": "out"}, "column": {"light": "traffic-lights"}}
    address = journeys.fill_in(client, "street-lighting", told)
    assert journeys.step_of(address) == "handover"
    html = client.get(address).content.decode()
    assert "Transport for London" in html
    assert "Traffic lights" in html
    check = address.replace("handover", "check")
    assert client.post(check).status_code == 302
    assert not Report.objects.exists()


def test_a_page_that_staff_delete_while_it_is_answered_leads_on(client):
    told = {"offensive": journeys.OFFENSIVE_GRAFFITI["offensive"]}
    address = journeys.fill_in(client, "graffiti", told)
    QuestionPage.objects.get(category__slug="graffiti", slug="land").delete()
    response = client.post(address, {"land": "highway"})
    assert journeys.step_of(response["Location"]) == "surface"


def test_an_answer_that_leads_to_nobody_any_more_ends_nothing(client):
    page = QuestionPage.objects.get(category__slug="street-lighting", slug="column")
    question = page.questions.get(code="light")
    question.options = [{"value": "post", "label": "Post", "handover": "gone"}]
    question.save()
    told = {"kind": {"kind": "out"}, "column": {"light": "post"}}
    assert journeys.step_of(journeys.fill_in(client, "street-lighting", told)) == "land"
