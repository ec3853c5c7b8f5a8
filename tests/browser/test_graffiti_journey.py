"""A resident reports offensive graffiti without JavaScript; the right team gets it, no other."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from reporting import queries
from reporting.models import Report
from reporting.working_time import Target, due
from tests import factories
from tests.browser.journeys import answer_danger, continue_
from tests.pictures import with_position


@pytest.mark.django_db(transaction=True)
def test_offensive_graffiti_on_a_council_building(plain_page, tmp_path, exiftool, settings):
    picture = tmp_path / "IMG_1234 Hoe Street.jpg"
    picture.write_bytes(with_position())
    assert "GPS" in exiftool(picture)
    page = plain_page

    page.goto("/")
    page.get_by_role("link", name="Graffiti", exact=True).click()
    answer_danger(page)
    page.get_by_role("group", name="Is it offensive?").get_by_label("Yes").check()
    page.get_by_role("group", name="Is it hateful?").get_by_label("No", exact=True).check()
    continue_(page)
    page.get_by_label("A council building").check()
    continue_(page)
    page.get_by_label("Brick, stone or concrete").check()
    continue_(page)
    page.get_by_label("Postcode, address").fill("The library, by the side door")
    page.get_by_label("Part of Waltham Forest").select_option("Hoe Street")
    continue_(page)
    page.get_by_label("Choose photos (optional)").set_input_files(picture)
    continue_(page)
    page.get_by_label("Your name").fill("Amina Example")
    page.get_by_label("Email address").fill("amina@example.com")
    continue_(page)
    page.get_by_text("The library, by the side door").wait_for()
    page.get_by_role("button", name="Send report").click()

    page.get_by_role("heading", name="We have your report").wait_for()
    report = Report.objects.get()
    assert page.get_by_text(report.reference).is_visible()
    assert report.team.slug == "neighbourhoods"
    assert report.rule == "graffiti-offensive"
    assert report.priority.working_days == 1
    one_day = Target(1, "working_days")
    assert report.due_at == due(report.received_at, one_day, queries.calendar())

    stored = exiftool(report.photos.get().file.path)
    assert "GPS" not in stored
    assert "SECRET" not in stored
    assert "Hoe Street" not in stored

    call_command("run_jobs")
    about_it = [message for message in mail.outbox if report.reference in message.subject]
    assert sorted(message.to[0] for message in about_it) == [
        "amina@example.com",
        "communitysafety@walthamforest.gov.uk",
    ]

    settings.SECOND_FACTOR_REQUIRED = False
    address = reverse("admin:reporting_report_change", args=[report.pk])
    for team, status in (("neighbourhoods", 200), ("vawg", 404)):
        officer = Client()
        officer.force_login(factories.staff("Case officers", team))
        assert officer.get(address).status_code == status
