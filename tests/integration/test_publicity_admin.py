"""Officers tell the reporter, the followers and the public how a report goes on."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reporting import services
from reporting.models import Event, Report
from reporting.services.replies import MOMENT
from tests import factories
from tests.cases import act, form
from tests.factories import MONDAY_MORNING
from tests.nearby import answers_at, followed

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

LATER = MONDAY_MORNING + timedelta(hours=3)
ADDRESS = "ben@example.com"
PUBLIC = answers_at(0)


@pytest.fixture
def officer(pack):
    return factories.staff("Case officers", "neighbourhoods", username="olive-officer")


@pytest.fixture
def report(pack):
    return followed(ADDRESS)


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def case(report, action="reporting_report_change"):
    return reverse(f"admin:{action}", args=[report.pk])


def test_the_case_page_counts_who_has_seen_it_too_and_who_follows(desk, report):
    draft = factories.draft(answers=PUBLIC)
    services.see_too(draft=draft, report=report, at=LATER)
    page = desk.get(case(report))
    assert page.context["interest"] == {"followers": 1, "seen_too": 2}
    html = page.content.decode()
    assert "Others who have seen it" in html
    assert ADDRESS not in html


def test_an_officer_sends_a_reply_and_its_text_is_in_the_history(desk, report):
    assert act(desk, report, "reply", text="On Friday.", public="on").status_code == 302
    services.send_replies(at=timezone.now() + MOMENT)
    html = desk.get(case(report)).content.decode()
    for words in ("On Friday.", "for followers too", "news to 1 follower"):
        assert words in html


@pytest.mark.parametrize(("text", "error"), [("", "Write the reply first."), ("x" * 3001, "3000")])
def test_a_reply_that_is_empty_or_too_long_is_refused_beside_its_field(desk, report, text, error):
    page = act(desk, report, "reply", text=text)
    assert page.status_code == 422
    assert error in page.content.decode()
    assert not report.replies.exists()


def test_a_private_report_offers_nothing_for_followers(desk):
    report = factories.report()
    page = desk.get(case(report))
    assert "public" not in form(page, "reply").fields
    assert "What the public may read" not in page.content.decode()
    act(desk, report, "reply", text="On Friday.", public="on")
    services.send_replies(at=timezone.now() + MOMENT)
    assert report.events.get(type=Event.Type.UPDATE).data == {"public": False}


def test_an_officer_words_what_the_public_may_read(desk, report):
    told = {"public": "on", "wording": "Letters on the side wall."}
    assert act(desk, report, "publicity", **told).status_code == 302
    report.refresh_from_db()
    assert (report.public, report.public_wording) == (True, "Letters on the side wall.")
    event = report.events.get(type=Event.Type.PUBLICITY)
    assert event.data == {"public": True, "wording": "Letters on the side wall."}
    assert event.by.get_username() == "olive-officer"
    offered = form(desk.get(case(report)), "publicity")
    assert offered["wording"].value() == "Letters on the side wall."
    assert act(desk, report, "publicity", wording="").status_code == 302
    report.refresh_from_db()
    assert not report.public


def test_a_wording_that_is_too_long_is_kept_to_be_shortened(desk, report):
    page = act(desk, report, "publicity", public="on", wording="y" * 201)
    assert page.status_code == 422
    assert "y" * 201 in page.content.decode()


@pytest.mark.parametrize("change", [{"land": "private-residential"}, {"land": "commercial"}])
def test_what_may_point_to_somebody_cannot_be_made_public(desk, change):
    report = factories.report(answers={**PUBLIC, "land": change})
    page = act(desk, report, "publicity", public="on")
    assert page.status_code == 422
    assert "never public" in page.content.decode()
    assert not Report.objects.get().public


def test_a_restricted_report_cannot_be_made_public(pack):
    report = factories.report("street-harassment", factories.HARASSMENT)
    client = Client()
    client.force_login(factories.staff("Case officers", "vawg"))
    assert "What the public may read" not in client.get(case(report)).content.decode()
    assert act(client, report, "publicity", public="on").status_code == 422


@pytest.mark.parametrize("action", ["case_reply", "case_publicity"])
def test_only_the_reports_own_officers_act_and_only_by_post(desk, report, action):
    assert desk.get(case(report, action)).status_code == 405
    for group, teams in (("Case officers", ["vawg"]), ("Content editors", [])):
        other = Client()
        other.force_login(factories.staff(group, *teams))
        answer = other.post(case(report, action), {"text": "x", "public": "on"})
        assert answer.status_code in (403, 404)
    # Nobody: their words are shown to them, with the way to the sign-in.
    assert Client().post(case(report, action), {"text": "x"}).status_code == 403
    assert not report.events.filter(type="publicity").exists()
    assert not report.replies.exists()
