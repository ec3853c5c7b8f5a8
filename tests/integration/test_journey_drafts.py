"""Drafts: whose they are, how long they live, and what happens without cookies."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import signing
from django.test import Client

from reporting.journey import drafts
from tests import journeys

pytestmark = pytest.mark.usefixtures("pack")


@pytest.mark.parametrize("cookie", ["", "forged", "a:b:c", signing.dumps(["x"], salt="other")])
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
