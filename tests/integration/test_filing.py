"""Staff file a report for a caller: through the resident's own pages, and marked as such."""

import pytest
from django.test import Client

from reporting.models import Draft, Event, Report
from tests import factories, journeys
from tests.journeys import OFFENSIVE_GRAFFITI

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

FILE = "/admin/reporting/report/file/"


@pytest.fixture
def officer():
    return factories.staff("Case officers", "neighbourhoods")


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def begin(desk, category="graffiti", danger="no"):
    page = desk.get(FILE)
    choices = {
        str(label): value for value, label in page.context["form"].fields["category"].choices
    }
    chosen = next(
        value for label, value in choices.items() if label.lower().startswith(category[:8])
    )
    return desk.post(FILE, {"category": str(chosen), "danger_now": danger})


def file(desk):
    """Go through the pages as the caller answers; return the report and its receipt."""
    address = begin(desk)["Location"]
    for answers in (*OFFENSIVE_GRAFFITI.values(), {}):
        response = desk.post(address, answers)
        assert response.status_code == 302, response.context["form"].errors
        address = response["Location"]
    return Report.objects.get(), desk.get(address).content.decode()


def test_the_pages_are_the_residents_own_and_say_for_whom_they_are_filled_in(desk):
    address = begin(desk)["Location"]
    assert address.startswith("/report/graffiti/")
    assert "filing this for a caller" in desk.get(address).content.decode()


def test_the_report_names_the_channel_and_who_filed_it(desk, officer):
    report, receipt = file(desk)
    assert (report.channel, report.filed_by) == ("phone", officer)
    assert report.events.get(type=Event.Type.RECEIVED).by == officer
    assert "Open the report in the back office" in receipt
    case = desk.get(f"/admin/reporting/report/{report.pk}/change/").content.decode()
    assert "by phone, filed by" in case


def test_a_report_that_went_to_another_team_is_not_offered_to_open(officer, client):
    officer.teams.clear()
    client.force_login(officer)
    _, receipt = file(client)
    assert "It went to another team" in receipt


def test_a_resident_learns_nothing_of_who_filed_what(desk):
    report, _ = file(desk)
    html = Client().get(report.receipt_path()).content.decode()
    assert "caller" not in html
    assert "/admin/" not in html


def test_only_who_began_it_goes_on_with_it(desk, officer):
    address = begin(desk)["Location"]
    desk.force_login(factories.staff("Case officers", "asb"))
    assert desk.get(address).status_code == 404
    desk.logout()
    assert desk.get(address).status_code == 404


def test_no_cookie_is_needed_since_the_session_says_who_files_it(desk):
    """A browser does not send the cookie of /report/ to the back office."""
    resident_draft = journeys.begin(desk, "graffiti")
    cookie = desk.cookies["drafts"].value
    address = begin(desk)["Location"]
    assert desk.cookies["drafts"].value == cookie
    assert desk.get(resident_draft).status_code == desk.get(address).status_code == 200


def test_who_signs_out_half_way_is_told_to_sign_in_and_finds_all_again(desk, officer):
    address = begin(desk)["Location"]
    desk.logout()
    page = desk.get(address)
    assert page.status_code == 404
    assert "Sign in again" in page.content.decode()
    desk.force_login(officer)
    assert desk.get(address).status_code == 200


def test_the_next_person_at_the_desk_does_not_find_the_callers_receipt(desk):
    address = begin(desk)["Location"]
    first = address
    for answers in (*OFFENSIVE_GRAFFITI.values(), {}):
        address = desk.post(address, answers)["Location"]
    assert desk.get(first)["Location"] == address
    desk.logout()
    assert desk.get(first).status_code == 404


def test_danger_leads_to_999_before_anything_else(desk):
    response = begin(desk, danger="yes")
    assert response["Location"] == "/report/graffiti/danger/"
    assert not Draft.objects.exists()


def test_what_is_missing_is_asked_for(desk):
    html = desk.post(FILE, {}).content.decode()
    assert "Choose what the call is about." in html
    assert "Ask the caller, then choose yes or no." in html


@pytest.mark.parametrize("role", ["Content editors", None])
def test_others_cannot_file(client, role):
    if role:
        client.force_login(factories.staff(role))
    assert client.get(FILE).status_code in (302, 403)
    assert client.post(FILE, {"category": "1", "danger_now": "no"}).status_code in (302, 403)
    assert not Draft.objects.exists()


def test_a_resident_who_sends_from_the_web_is_marked_so(client):
    journeys.send(client, "graffiti", OFFENSIVE_GRAFFITI)
    report = Report.objects.get()
    assert (report.channel, report.filed_by) == ("web", None)
