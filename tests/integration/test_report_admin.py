"""The back office of reports: who sees what, and what can be done on a report's page."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import Event, Report, RoutingRule, Team
from tests import factories
from tests.cases import act
from tests.factories import HARASSMENT

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

QUEUE = "/admin/reporting/report/"
ROLES = {
    "an editor": ("Content editors", []),
    "an officer of another team": ("Case officers", ["vawg"]),
    "an officer of no team": ("Case officers", []),
}


def signed_in(group, *teams):
    client = Client()
    client.force_login(factories.staff(group, *teams))
    return client


def addresses(report):
    photo = report.photos.get()
    page = reverse("admin:reporting_report_change", args=[report.pk])
    return {
        "page": page,
        "history": page.replace("/change/", "/history/"),
        "delete": page.replace("/change/", "/delete/"),
        "photo": reverse("admin:report_photo", args=[report.pk, photo.pk]),
        "thumbnail": reverse("admin:report_thumbnail", args=[report.pk, photo.pk]),
        "note": reverse("admin:case_note", args=[report.pk]),
        "status": reverse("admin:case_status", args=[report.pk]),
        "allocate": reverse("admin:case_allocate", args=[report.pk]),
    }


def test_an_officer_sees_the_reports_of_their_team_and_opens_them():
    report, officer = factories.report(photo=True), signed_in("Case officers", "neighbourhoods")
    queue = officer.get(QUEUE).content.decode()
    assert report.reference in queue
    page = officer.get(addresses(report)["page"]).content.decode()
    for told in ("Beside 12 Hoe Street", "Red paint", "amina@example.com", "020 7946 0000"):
        assert told in page
    assert report.reasons[0] in page
    assert report.rule in page


@pytest.mark.parametrize("role", ROLES)
def test_a_report_of_another_team_does_not_exist_for(role):
    group, teams = ROLES[role]
    report, client = factories.report(photo=True), signed_in(group, *teams)
    for name in ("page", "photo", "thumbnail"):
        assert client.get(addresses(report)[name]).status_code in (403, 404), name
    for name in ("note", "status", "allocate"):
        assert client.post(addresses(report)[name], {"text": "x"}).status_code in (403, 404), name
    queue = client.get(QUEUE)
    assert queue.status_code == 403 or report.reference not in queue.content.decode()
    found = client.get(f"{QUEUE}?q={report.reference}").content.decode()
    assert addresses(report)["page"] not in found


def test_an_officer_of_another_team_gets_404():
    report = factories.report()
    client = signed_in("Case officers", "vawg")
    page = reverse("admin:reporting_report_change", args=[report.pk])
    assert client.get(page).status_code == 404


def test_a_team_with_a_copy_may_read_the_report():
    answers = {**factories.GRAFFITI, "offensive": {"offensive": "yes", "hateful": "yes"}}
    report = factories.report(answers=answers, photo=True)
    assert signed_in("Case officers", "asb").get(addresses(report)["page"]).status_code == 200


def test_a_manager_sees_the_reports_of_every_team():
    report = factories.report(photo=True)
    assert signed_in("Safety managers").get(addresses(report)["page"]).status_code == 200


def test_nobody_signed_in_is_led_to_the_sign_in():
    report = factories.report(photo=True)
    for name, address in addresses(report).items():
        response = Client().get(address)
        assert response.status_code == 302, name
        assert response["Location"].startswith(("/accounts/login/", "/admin/login/")), name


def test_a_note_is_added_and_shown():
    report, officer = factories.report(photo=True), signed_in("Case officers", "neighbourhoods")
    response = act(officer, report, "note", text="Rang the school", follow=True)
    assert "Rang the school" in response.content.decode()


def test_an_empty_note_is_refused_with_a_sentence():
    report, officer = factories.report(photo=True), signed_in("Case officers", "neighbourhoods")
    response = act(officer, report, "note", text=" ")
    assert response.status_code == 422
    assert "Write the note first." in response.content.decode()


def test_allocating_to_a_team_of_others_leads_back_to_the_queue():
    report, officer = factories.report(photo=True), signed_in("Case officers", "neighbourhoods")
    team = Team.objects.get(slug="waste-enforcement")
    response = act(officer, report, "allocate", team=team.pk, reason="Theirs")
    assert response["Location"] == QUEUE
    assert officer.get(addresses(report)["page"]).status_code == 404


def test_allocating_without_a_reason_keeps_the_choice():
    report, officer = factories.report(photo=True), signed_in("Case officers", "neighbourhoods")
    team = Team.objects.get(slug="waste-enforcement")
    page = act(officer, report, "allocate", team=team.pk).content.decode()
    assert "Say why the other team should have this report." in page
    assert f'<option value="{team.pk}" selected>' in page


def test_the_status_is_changed_and_an_impossible_one_is_refused():
    report, officer = factories.report(photo=True), signed_in("Case officers", "neighbourhoods")
    act(officer, report, "status", status="allocated")
    response = act(officer, report, "status", status="monitoring")
    assert response.status_code == 422
    report.refresh_from_db()
    assert report.status == "allocated"


def test_closing_without_explanation_keeps_the_outcome_and_says_what_is_missing():
    report, officer = factories.report(photo=True), signed_in("Case officers", "neighbourhoods")
    act(officer, report, "status", status="allocated")
    response = act(officer, report, "status", status="closed", outcome="withdrawn")
    page = response.content.decode()
    assert "Tell the reporter in plain words" in page
    assert '<option value="withdrawn" selected>' in page


def test_changes_are_made_by_post_only():
    report, officer = factories.report(photo=True), signed_in("Case officers", "neighbourhoods")
    for name in ("note", "status", "allocate"):
        assert officer.get(addresses(report)[name]).status_code == 405


def test_reports_cannot_be_added_or_deleted_by_hand():
    report, manager = factories.report(photo=True), signed_in("Safety managers")
    assert manager.get(f"{QUEUE}add/").status_code == 403
    assert manager.post(addresses(report)["delete"], {"post": "yes"}).status_code == 403
    assert Report.objects.exists()


def test_opening_a_restricted_report_is_logged_with_the_reader():
    report = factories.report("street-harassment", HARASSMENT)
    officer = signed_in("Case officers", "vawg")
    page = reverse("admin:reporting_report_change", args=[report.pk])
    officer.get(page)
    assert Event.objects.get(type=Event.Type.READ).by.get_username().startswith("case-officers")


def test_the_queue_tells_nothing_of_a_restricted_report_that_reading_it_would_log():
    report = factories.report("street-harassment", HARASSMENT)
    html = signed_in("Case officers", "vawg").get(QUEUE).content.decode()
    assert report.reference in html
    rows = html[html.index('id="result_list"') : html.index("</table>")]
    assert "Hoe Street" not in rows


def test_no_way_of_reading_a_restricted_report_goes_unlogged():
    report = factories.report("street-harassment", HARASSMENT, photo=True)
    officer = signed_in("Case officers", "vawg")
    act(officer, report, "note", text="")
    officer.get(addresses(report)["photo"])
    assert Event.objects.filter(type=Event.Type.READ).count() == 2


def test_the_queue_shows_open_reports_overdue_ones_first_and_marked(time_machine):
    time_machine.move_to(factories.MONDAY_MORNING.replace(day=26))
    late = factories.report()
    fresh = factories.report(at=factories.MONDAY_MORNING.replace(day=26))
    page = signed_in("Case officers", "neighbourhoods").get(QUEUE).content.decode()
    assert page.index(late.reference) < page.index(fresh.reference)
    assert len(re.findall("cs-chip--overdue", page)) == 1


@pytest.mark.parametrize(
    ("query", "shown"), [("", False), ("?state=ended", True), ("?state=all", True)]
)
def test_ended_reports_leave_the_queue_but_can_be_found(query, shown):
    report = factories.report()
    Report.objects.update(status="spam", next_at=None)
    page = signed_in("Case officers", "neighbourhoods").get(QUEUE + query).content.decode()
    assert (report.reference in page) is shown


@pytest.mark.parametrize("query", ["?state=%00", "?team='; --", "?category__id__exact=x", "?o=99"])
def test_a_filter_with_junk_is_no_server_error(query):
    factories.report()
    response = signed_in("Case officers", "neighbourhoods").get(QUEUE + query)
    assert response.status_code in (200, 302, 400)


@pytest.mark.parametrize("path", ["0/change/", "x/change/", "99999999999999999999/change/"])
def test_a_report_that_is_none_is_not_found(path):
    assert signed_in("Safety managers").get(QUEUE + path).status_code == 404


def test_the_queue_costs_no_more_with_more_reports(django_assert_max_num_queries):
    officer = signed_in("Case officers", "neighbourhoods")
    for _ in range(20):
        factories.report()
    officer.get(QUEUE)
    with django_assert_max_num_queries(16):
        officer.get(QUEUE)


def rule_data(**changed):
    rule = RoutingRule.objects.get(slug="fly-tip")
    data = {
        "slug": rule.slug,
        "position": rule.position,
        "when": '{"category": ["fly-tipping"]}',
        "team": rule.team_id,
        "priority": rule.priority_id,
        "target_amount": 1,
        "target_unit": "working_days",
        "reasons": '["We clear it."]',
    }
    return reverse("admin:reporting_routingrule_change", args=[rule.pk]), data | changed


def test_a_manager_edits_a_rule_and_the_change_is_kept_with_its_author():
    address, data = rule_data()
    assert signed_in("Safety managers").post(address, data).status_code == 302
    history = RoutingRule.objects.get(slug="fly-tip").history.first()
    assert history.history_user.get_username().startswith("safety-managers")


@pytest.mark.parametrize(
    "when", ['["x"]', '{"land": "highway"}', '{"colour": ["red"]}', '{"land": ["moon"]}', "{"]
)
def test_a_rule_that_routing_could_not_follow_is_refused(when):
    address, data = rule_data(when=when)
    response = signed_in("Safety managers").post(address, data)
    assert response.status_code == 200
    assert "errornote" in response.content.decode()


def test_a_rule_that_leaves_a_gap_is_saved_with_a_warning():
    address, data = rule_data(when='{"category": ["fly-tipping"], "land": ["forest"]}')
    page = signed_in("Safety managers").post(address, data, follow=True).content.decode()
    assert 'class="warning"' in page


def test_an_officer_cannot_edit_the_rules():
    address, data = rule_data()
    assert signed_in("Case officers", "asb").post(address, data).status_code == 403
