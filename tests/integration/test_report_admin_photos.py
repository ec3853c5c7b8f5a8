"""Photos in the back office: who sees them, in which size, and what is logged of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from reporting.models import Event
from tests import factories
from tests.factories import HARASSMENT
from tests.integration.test_report_admin import QUEUE, addresses, signed_in

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")


def test_a_photo_is_served_without_being_kept_by_any_cache():
    report = factories.report(photo=True)
    response = signed_in("Case officers", "neighbourhoods").get(addresses(report)["photo"])
    assert response["Content-Type"] == "image/jpeg"
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content.startswith(b"\xff\xd8\xff")


def test_the_photo_of_another_report_is_not_served_under_this_one():
    mine, other = factories.report(photo=True), factories.report(photo=True)
    officer = signed_in("Case officers", "neighbourhoods")
    for name in ("admin:report_photo", "admin:report_thumbnail"):
        address = reverse(name, args=[mine.pk, other.photos.get().pk])
        assert officer.get(address).status_code == 404


def test_a_photo_with_an_endless_number_is_not_found():
    officer = signed_in("Case officers", "neighbourhoods")
    for number in ("9" * 30, "9" * 4000):
        assert officer.get(f"{QUEUE}{number}/photos/{number}/").status_code == 404


def test_the_small_photos_of_a_page_belong_to_its_reading(time_machine):
    time_machine.move_to(factories.MONDAY_MORNING, tick=False)
    report = factories.report("street-harassment", HARASSMENT, photo=True)
    officer, readings = (
        signed_in("Case officers", "vawg"),
        Event.objects.filter(type=Event.Type.READ),
    )
    officer.get(addresses(report)["page"])
    time_machine.shift(timedelta(seconds=2))
    officer.get(addresses(report)["thumbnail"])
    assert readings.count() == 1
    officer.get(addresses(report)["photo"])
    assert readings.count() == 2


def test_a_small_photo_without_its_page_is_a_reading_of_its_own(time_machine):
    time_machine.move_to(factories.MONDAY_MORNING, tick=False)
    report = factories.report("street-harassment", HARASSMENT, photo=True)
    colleague, officer = signed_in("Case officers", "vawg"), signed_in("Case officers", "vawg")
    colleague.get(addresses(report)["page"])
    officer.get(addresses(report)["thumbnail"])
    assert Event.objects.filter(type=Event.Type.READ).count() == 2
    time_machine.shift(timedelta(minutes=11))
    officer.get(addresses(report)["thumbnail"])
    assert Event.objects.filter(type=Event.Type.READ).count() == 3


def test_the_page_of_a_report_shows_its_photos_small():
    report, officer = factories.report(photo=True), signed_in("Case officers", "neighbourhoods")
    page = officer.get(addresses(report)["page"]).content.decode()
    assert f'src="{addresses(report)["thumbnail"]}"' in page
    assert f'src="{addresses(report)["photo"]}"' not in page


def test_a_photo_from_before_there_were_small_ones_is_shown_all_the_same():
    report, officer = factories.report(photo=True), signed_in("Case officers", "neighbourhoods")
    report.photos.update(thumbnail="")
    assert officer.get(addresses(report)["thumbnail"]).status_code == 200
