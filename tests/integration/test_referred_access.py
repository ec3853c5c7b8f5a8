"""Cases referred to the police: who reads them, what is logged, and that nothing else is open."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from reporting.models import Event, Referral, Report
from tests import factories
from tests.factories import HARASSMENT
from tests.partners import LATER, REFERRED, add_photo, page, partner, refer, signed_in

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")


@pytest.fixture
def police(db):
    return signed_in("met-police")


def test_a_referral_to_another_body_does_not_exist(police):
    report = factories.report()
    mine = refer(report)
    for theirs in (
        refer(report, partner("the-landlord")),
        refer(factories.report(at=LATER), partner("the-landlord")),
        refer(report, partner=None, body="Social care"),
    ):
        assert police.get(page(theirs)).status_code == 404
        assert police.post(page(theirs, "answer"), {"answer": "accepted"}).status_code == 404
        theirs.refresh_from_db()
        assert theirs.answer == ""
    assert list(police.get(REFERRED).context["cl"].result_list) == [mine]


def test_crafted_ids_lead_nowhere(police):
    refer(factories.report())
    for pk in (0, 10**9, 10**30):
        assert police.get(f"{REFERRED}{pk}/").status_code == 404
        assert police.post(f"{REFERRED}{pk}/answer/", {"answer": "accepted"}).status_code == 404
        assert police.get(f"{REFERRED}{pk}/photos/{pk}/").status_code == 404
    assert police.get(f"{REFERRED}x/").status_code == 404
    for query in ("?q=%00", "?answer=<b>'--", "?report__reporter_email=a", "?o=99.-1", "?p=9999"):
        assert police.get(REFERRED + query, follow=True).status_code in (200, 400)


def test_a_search_finds_no_case_of_others(police):
    other = factories.report()
    refer(other, partner("the-landlord"))
    for words in (other.reference, "Amina", "Hoe Street", "REF-1"):
        assert not police.get(f"{REFERRED}?q={words}").context["cl"].result_list


@pytest.mark.parametrize("cleared", [False, True])
def test_a_restricted_case_is_for_the_cleared_alone(cleared):
    report = factories.report("street-harassment", HARASSMENT)
    referral, client = refer(report), signed_in("met-police", cleared=cleared)
    assert client.get(page(referral)).status_code == (200 if cleared else 404)
    shown = client.get(REFERRED).content.decode()
    assert (report.reference in shown) == cleared
    assert "Please visit" not in shown  # the list is no reading


def test_a_held_report_is_not_shown(police):
    referral = refer(factories.report())
    Report.objects.update(quarantined=True)
    assert police.get(page(referral)).status_code == 404


def test_each_reading_is_logged_and_the_officer_sees_by_whom_and_of_which_body(police):
    report = factories.report()
    referral, photo = refer(report), add_photo(report, redacted=True)
    police.get(page(referral))
    police.get(page(referral, "thumbnail", photo.pk))  # part of the same reading
    readings = report.events.filter(type=Event.Type.READ)
    assert [(each.by, each.data["body"]) for each in readings] == [(police.user, referral.body)]
    police.get(page(referral))
    assert readings.all().count() == 2
    client = signed_in("neighbourhoods", group="Case officers")
    shown = client.get(reverse("admin:reporting_report_change", args=[report.pk]))
    for words in ("Referral read by the partner", police.user.username, referral.body):
        assert words in shown.content.decode()


def test_they_have_no_other_page_of_the_back_office(police):
    report = factories.report()
    refer(report)
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert police.get(reverse(f"{name}_changelist")).status_code in (403, 404)
    change = reverse("admin:reporting_report_change", args=[report.pk])
    for address in (change, f"/admin/reporting/report/{report.pk}/history/"):
        assert police.get(address).status_code in (302, 403, 404)
        assert report.reference not in police.get(address, follow=True).content.decode()
    note = reverse("admin:case_note", args=[report.pk])
    assert police.post(note, {"text": "Hello", "seen": 0}).status_code == 404
    for further in ("reporting/held/", "faq/proposals/"):
        assert police.get(f"/admin/{further}").status_code == 403
    shown = {model["object_name"] for app in admin_apps(police) for model in app["models"]}
    assert shown == {"ReferredAdmin", "PoliceAnswersAdmin", "PoliceQuestionsAdmin"}


def admin_apps(client):
    return client.get("/admin/").context["available_apps"]


@pytest.mark.parametrize("group", ["Case officers", "Content editors", "Administrators"])
def test_others_have_no_such_list(group):
    referral = refer(factories.report())
    client = signed_in("neighbourhoods", "met-police", group=group)
    assert client.get(REFERRED).status_code == 403
    assert client.get(page(referral)).status_code == 404
    assert client.post(page(referral, "answer"), {"answer": "accepted"}).status_code == 404
    assert Referral.objects.get().answer == ""


def test_a_stranger_is_led_to_the_sign_in():
    assert "/login/" in Client().get(REFERRED)["Location"]


def test_the_list_asks_no_more_of_the_database_for_more_rows(police, django_assert_max_num_queries):
    report = factories.report()
    for _ in range(2):
        refer(report)
    with django_assert_max_num_queries(12) as few:
        police.get(REFERRED)
    for _ in range(20):
        refer(report)
    with django_assert_max_num_queries(len(few)):
        police.get(REFERRED)
    with django_assert_max_num_queries(20):
        police.get(page(Referral.objects.last()))
