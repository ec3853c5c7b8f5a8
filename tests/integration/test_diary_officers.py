"""The diary as officers read it: on the timeline and as a table on the case page."""

import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reporting.models import Event
from reporting.photos import Remade, remake
from tests import diaries, factories
from tests.integration.test_report_admin import signed_in
from tests.pictures import another_picture

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")


@pytest.fixture
def report():
    return diaries.noise_report()


@pytest.fixture
def officer(report):
    return signed_in("Case officers", report.team.slug)


def case(report):
    return reverse("admin:reporting_report_change", args=[report.pk])


def photo() -> Remade:
    made = remake(SimpleUploadedFile("a.jpg", another_picture()))
    return Remade(*(ContentFile(each.read()) for each in made))


def table(shown):
    return re.search(r'<h2 id="diary">.*?</section>', shown, re.DOTALL)[0]


def test_the_case_page_shows_each_incident_with_count_and_period(report, officer):
    diaries.write(report, happened="2026-11-20T22:15", photos=[photo(), photo()])
    diaries.write(
        report, happened="2026-10-02", text="He <b>shouted</b>", effect="I hid", effects=[]
    )
    shown = table(officer.get(case(report)).content.decode())
    assert re.search(r"2 entries, 2 October 2026\s+to\s+20 November 2026", shown)
    assert shown.index("Fri 2 Oct 2026") < shown.index("Fri 20 Nov 2026")
    assert "He &lt;b&gt;shouted&lt;/b&gt;" in shown
    for told in ("10:15pm", "One to three hours", "I could not sleep", "I hid"):
        assert told in shown
    for number, each in enumerate(report.photos.all(), 1):
        address = reverse("admin:report_photo", args=[report.pk, each.pk])
        assert f'<a href="{address}">Photo {number}</a>' in shown
        assert officer.get(address).status_code == 200


def test_the_timeline_names_the_day_of_each_entry_and_when_a_link_was_made(report, officer):
    diaries.begin(report)
    diaries.write(report, happened="2026-11-20T22:15")
    shown = officer.get(case(report)).content.decode()
    timeline = shown[shown.index('class="cs-timeline"') :]
    assert "Private link to the diary made" in timeline
    assert "Friday 20 November 2026, 10:15pm" in timeline
    assert "Bass through the wall" in timeline


def test_a_code_that_is_no_longer_in_use_stands_for_itself(report, officer):
    diaries.write(report, how_long="an-age", effects=["sleep", "retired"])
    shown = table(officer.get(case(report)).content.decode())
    assert "an-age" in shown
    assert "it woke me up<br>retired<br>" in shown


def test_a_report_without_a_diary_shows_none(officer, report):
    assert 'id="diary"' not in officer.get(case(report)).content.decode()


def test_officers_of_another_team_see_no_diary(report):
    diaries.write(report)
    assert signed_in("Case officers", "vawg").get(case(report)).status_code == 404


def test_a_long_diary_costs_the_case_page_no_more_queries(
    report, officer, django_assert_max_num_queries, django_assert_num_queries
):
    officer.get(case(report))
    with django_assert_max_num_queries(30) as few:
        officer.get(case(report))
    for month in range(1, 5):
        at = factories.MONDAY_MORNING.replace(month=month)
        diaries.write(report, 50, at=at, happened=f"2026-{month:02}-01")
    with django_assert_num_queries(len(few)):
        shown = officer.get(case(report)).content.decode()
    assert "200 entries" in shown
    assert Event.objects.filter(type=Event.Type.DIARY).count() == 200
