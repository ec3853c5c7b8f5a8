"""axe on every kind of page and state, wide and narrow."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from community.crime.importing import import_crime
from faq.models import Topic
from reporting import services
from reporting.models import Category, Kind, QuestionPage, RoutingRule, SupportPage
from tests import crime_files, diaries, factories, journeys, panels, taking_part
from tests.browser.journeys import answer_danger, continue_, fill_in
from tests.factories import MONDAY_MORNING

pytestmark = pytest.mark.django_db(transaction=True)

FORMS = [
    "anti-social-behaviour",
    "noise",
    "graffiti",
    "fly-tipping",
    "litter",
    "street-lighting",
    "street-harassment",
    "unsafe-place",
]
# From the place on, all forms about things have the same pages, and so have those about people.
TO_THE_END = {"graffiti", "street-harassment"}
STANDING = [
    "/",
    "/report/",
    "/answers/",
    "/answers/webinars/april-2025/",
    "/answers/themes/streets/",
    "/find/",
    "/find/?q=sofa",
    "/find/?q=zzzz",
    "/support/",
    "/about/accessibility/",
    "/about/privacy/",
    "/about/cookies/",
    "/no-such-page/",
    "/report/graffiti/danger/",
    "/report/graffiti/nobody/where/",
    "/accounts/login/",
]


def faults_of(page, addresses, accessibility_faults):
    found = {}
    for address in addresses:
        page.goto(address)
        if faults := accessibility_faults(page):
            found[address] = faults
    return found


def test_standing_pages(page, accessibility_faults):
    assert faults_of(page, STANDING, accessibility_faults) == {}


def test_every_answer(page, accessibility_faults):
    addresses = [topic.get_absolute_url() for topic in Topic.objects.all()]
    assert len(addresses) == 20
    assert faults_of(page, addresses, accessibility_faults) == {}


def test_crime_figures_of_a_ward_and_of_all_wards(page, accessibility_faults):
    row = crime_files.ward_row(panels.ward().gss, "BURGLARY", "BURGLARY OF A HOME", 4, 0, 2)
    file = BytesIO(crime_files.by_ward(row).encode())
    import_crime(file, name="crimes.csv", at=MONDAY_MORNING)
    addresses = ["/wards/crime/", "/wards/hoe-street/crime/"]
    assert faults_of(page, addresses, accessibility_faults) == {}


def test_every_support_page_and_the_first_page_of_every_form(page, accessibility_faults):
    pages = [*SupportPage.objects.all(), *Category.objects.all()]
    addresses = [each.get_absolute_url() for each in pages]
    assert len(addresses) == 19
    assert faults_of(page, addresses, accessibility_faults) == {}


@pytest.mark.parametrize("slug", FORMS)
def test_every_question_every_reveal_and_every_error_of_a_form(page, accessibility_faults, slug):
    found = {}

    def look(state):
        if faults := accessibility_faults(page):
            found[f"{state}: {page.url}"] = faults

    page.goto(f"/report/{slug}/")
    answer_danger(page)
    for _ in range(20):
        if page.url.endswith("/where/") and slug not in TO_THE_END:
            break
        reveal(page)
        look("question")
        page.goto(page.url)
        continue_(page)
        if page.get_by_role("alert").is_visible():
            look("error")
            fill_in(page)
            continue_(page)
        if page.get_by_role("button", name="Send report").is_visible():
            look("check")
            page.get_by_role("button", name="Send report").click()
            page.get_by_role("heading", name="We have your report").wait_for()
            look("receipt")
            break
    assert found == {}


def reveal(page):
    """Open whatever an answer reveals; of radios it is the last that stays open."""
    for option in page.locator("[data-aria-controls], [aria-controls][type=checkbox]").all():
        option.check()


def test_a_handover(page, accessibility_faults):
    page.goto("/report/anti-social-behaviour/")
    answer_danger(page)
    page.get_by_label("Fireworks thrown or let off in the street").check()
    continue_(page)
    page.get_by_role("heading", name="Metropolitan Police").wait_for()
    assert accessibility_faults(page) == []


def test_the_officers_pages(page, signed_in, accessibility_faults):
    report = factories.report(photo=True)
    signed_in("Case officers", "neighbourhoods")
    case = reverse("admin:reporting_report_change", args=[report.pk])
    addresses = ["/admin/", "/admin/reporting/report/", reverse("admin:report_file"), case]
    assert faults_of(page, addresses, accessibility_faults) == {}
    page.get_by_role("button", name="Add note").click()
    page.get_by_text("Write the note first.").first.wait_for()
    assert accessibility_faults(page) == []


def test_a_case_with_a_diary(page, signed_in, accessibility_faults):
    report = diaries.noise_report()
    diaries.write(report, 3, effect="I could not cook", text="Bass " * 100)
    signed_in("Case officers", report.team.slug)
    page.goto(reverse("admin:reporting_report_change", args=[report.pk]))
    page.get_by_role("heading", name="Diary").wait_for()
    assert accessibility_faults(page) == []


def test_the_queue_and_a_case_whose_reporter_has_answered(page, signed_in, accessibility_faults):
    report = factories.report("street-harassment", factories.HARASSMENT | factories.CONTACT)
    reader = factories.staff("Case officers", report.team.slug)
    services.add_information(report=report, text="He was there again " * 20, at=MONDAY_MORNING)
    services.ask_for_data(report=report, at=MONDAY_MORNING)
    for _ in range(3):
        services.record_reading(report=report, by=reader, at=MONDAY_MORNING)
    signed_in("Case officers", report.team.slug)
    page.goto("/admin/reporting/report/?state=answered")
    page.get_by_text("Reporter asks for data").wait_for()
    assert accessibility_faults(page) == []
    page.get_by_role("link", name=report.reference).click()
    page.get_by_text("3 times").click()
    page.locator("[id^=event-]").get_by_text(reader.username).first.wait_for()
    assert accessibility_faults(page) == []


def test_the_editors_pages(page, signed_in, accessibility_faults):
    signed_in("Content editors")
    topic = Topic.objects.get(slug="graffiti")
    addresses = [
        "/admin/",
        "/admin/faq/topic/",
        "/admin/faq/topic/?review=due",
        reverse("admin:faq_topic_change", args=[topic.pk]),
        reverse("admin:faq_topic_preview", args=[topic.pk]),
        reverse("admin:faq_webinar_import"),
    ]
    assert faults_of(page, addresses, accessibility_faults) == {}


def test_the_pages_for_what_wards_and_people_do(page, signed_in, accessibility_faults):
    meeting, found = panels.meeting(), taking_part.opportunity()
    taking_part.interest(found)
    signed_in("Safety managers")
    addresses = [
        reverse("admin:community_panelmeeting_delete", args=[meeting.pk]),
        reverse("admin:community_opportunity_delete", args=[found.pk]),
        reverse("admin:community_panelpriority_add"),
        "/admin/community/wardteam/",
        "/admin/community/crimefile/",
    ]
    assert faults_of(page, addresses, accessibility_faults) == {}


def test_the_managers_pages(page, signed_in, accessibility_faults):
    signed_in("Safety managers")
    rule = RoutingRule.objects.get(slug="fly-tip")
    question_page = QuestionPage.objects.get(category__slug="fly-tipping", slug="land")
    addresses = [
        "/admin/",
        "/admin/reporting/routingrule/",
        reverse("admin:reporting_routingrule_change", args=[rule.pk]),
        "/admin/reporting/category/",
        reverse("admin:reporting_category_change", args=[question_page.category_id]),
        reverse(
            "admin:reporting_category_change",
            args=[Category.objects.get(slug="anti-social-behaviour").pk],
        ),
        reverse("admin:reporting_kind_change", args=[Kind.objects.get(slug="drugs").pk]),
        "/admin/reporting/questionpage/",
        reverse("admin:reporting_questionpage_change", args=[question_page.pk]),
        reverse("admin:questionpage_preview", args=[question_page.pk]),
        "/admin/reporting/questionpage/add/",
        "/admin/places/neighbour/",
        "/admin/reporting/team/",
        "/admin/safety_site/council/1/change/",
    ]
    assert faults_of(page, addresses, accessibility_faults) == {}


def test_a_report_without_a_contact_shows_an_honest_receipt(page, accessibility_faults, context):
    client = Client()
    receipt = journeys.send(client, "street-harassment", journeys.STREET_HARASSMENT)
    page.goto(receipt)
    page.get_by_text("You chose to stay anonymous").wait_for()
    assert accessibility_faults(page) == []
