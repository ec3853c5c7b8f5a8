"""Data protection sees who read which restricted report; nobody else does."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reporting import services
from reporting.models import Event
from tests import factories

pytestmark = [pytest.mark.usefixtures("pack", "without_second_factor")]

LIST = "/admin/reporting/reading/"


@pytest.fixture
def report():
    return factories.report("street-harassment", factories.HARASSMENT)


@pytest.fixture
def officer():
    return factories.staff("Case officers", "vawg", username="olu")


@pytest.fixture
def dpo(client):
    dpo = factories.staff("Data protection officers", username="dana")
    client.force_login(dpo)
    return dpo


def read(report, by, **changes):
    fields = {"type": Event.Type.READ, "by": by, "at": timezone.now()}
    return Event.objects.create(report=report, **fields | changes)


def listed(client, query=""):
    response = client.get(f"{LIST}{query}")
    assert response.status_code == 200
    return list(response.context["cl"].result_list)


def test_a_reading_of_a_restricted_report_is_listed_with_who_and_what(client, dpo, report, officer):
    services.record_reading(report=report, by=officer, at=timezone.now())
    services.record_reading(report=report, by=officer, at=timezone.now(), original=7)
    page = client.get(LIST).content.decode()
    assert page.count(report.reference) == 2
    assert "Original photo" in page
    assert "olu" in page
    assert "A man followed me" not in page


def test_readings_are_found_by_person_report_and_day(client, dpo, report, officer):
    ours = read(report, officer)
    old = read(report, officer, at=timezone.now() - timedelta(days=40))
    other = factories.staff("Team leaders", "vawg", username="tia")
    theirs = read(report, other)
    read(report, other, type=Event.Type.NOTE)
    assert {each.pk for each in listed(client)} == {ours.pk, old.pk, theirs.pk}
    assert {each.pk for each in listed(client, f"?who={officer.pk}")} == {ours.pk, old.pk}
    assert {each.pk for each in listed(client, "?when=7-days")} == {ours.pk, theirs.pk}
    assert {each.pk for each in listed(client, "?q=TIA")} == {theirs.pk}
    assert len(listed(client, f"?q={report.reference.lower()}")) == 3
    assert listed(client, "?q=nobody") == []


@pytest.mark.parametrize(
    "query",
    [
        "?who=' OR 1=1",
        "?who=%00",
        "?who=²",
        "?who=" + "9" * 40,
        "?when=<b>",
        "?q=%00",
        "?q=" + "x" * 10_000,
        "?p=10000",
        "?report__description__contains=x",
    ],
)
def test_no_filter_is_a_fault_or_asks_about_what_is_hidden(client, dpo, report, officer, query):
    read(report, officer)
    assert client.get(LIST + query).status_code < 500


@pytest.mark.parametrize("group", ["Safety managers", "Team leaders", "Administrators"])
def test_readings_are_for_data_protection_alone(client, report, officer, group):
    reading = read(report, officer)
    client.force_login(factories.staff(group, "vawg"))
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{reading.pk}/change/").status_code == 403


def test_a_reading_is_never_changed_or_deleted(client, dpo, report, officer):
    reading = read(report, officer)
    assert client.post(f"{LIST}{reading.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"{LIST}{reading.pk}/change/", {"text": "x"}).status_code == 403
    assert client.post(f"{LIST}add/", {}).status_code == 403
    assert Event.objects.filter(pk=reading.pk, text="").exists()


def test_the_list_asks_as_often_for_many_as_for_few(client, dpo, report, officer):
    asked = []
    for many in (1, 70):
        for _ in range(many):
            read(report, officer)
        with CaptureQueriesContext(connection) as queries:
            assert len(listed(client)) == min(many, 50)
        asked.append(len(queries))
    assert asked[0] == asked[1]
