"""Care for the person who reports: how far we may go, for whom, and how to reach them safely."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from post_office.models import Email

from reporting import notifications
from reporting.models import Draft, Report, SafeContact
from tests import factories, journeys
from tests.factories import CONTACT, HARASSMENT, MONDAY_MORNING

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

ABOUT = {"name": "Amina", "email": "amina@example.com", "phone": "020 7946 0000"}
SAFE = {
    "channel": "phone",
    "times": "weekdays before 3pm",
    "care": ["no_voicemail", "neutral_subject", "no_letters"],
    "needs": ["interpreter", "large_print"],
    "interpreter": "Urdu",
}


def harassment(**changed):
    return {**journeys.STREET_HARASSMENT, **changed}


@pytest.fixture
def cared_for(client):
    """Send a report about harassment by somebody who must be reached with care."""
    answers = harassment(
        contact={"contact_level": "formal"},
        **{"about-you": ABOUT, "safe-contact": SAFE},
    )
    journeys.send(client, "street-harassment", answers)
    return Report.objects.get()


def test_a_formal_investigation_keeps_how_to_reach_its_reporter_safely(cared_for):
    safe = cared_for.safe_contact
    assert cared_for.contact_level == "formal"
    assert (safe.channel, safe.times, safe.interpreter) == ("phone", "weekdays before 3pm", "Urdu")
    assert safe.no_voicemail
    assert safe.neutral_subject
    assert safe.no_letters
    assert safe.large_print


def test_a_contact_that_is_wanted_makes_street_harassment_urgent(cared_for):
    assert (cared_for.rule, cared_for.priority.code) == ("street-harassment-contact", "P1")


def test_who_is_to_be_phoned_gets_no_mail_even_with_an_address(cared_for):
    assert not Email.objects.filter(to__contains="amina").exists()


def test_the_officer_reads_on_top_of_the_page_how_to_get_in_touch(cared_for):
    desk = Client()
    desk.force_login(factories.staff("Case officers", "vawg"))
    html = desk.get(f"/admin/reporting/report/{cared_for.pk}/change/").content.decode()
    box = html[html.index("Before you get in touch") : html.index("What the resident told us")]
    for words in ("Phone call", "weekdays before 3pm", "Leave no voicemail", "Urdu", "large print"):
        assert words in box
    assert "Wants a formal investigation" in html


def test_only_ways_that_can_reach_the_reporter_are_offered(client):
    answers = harassment(
        contact={"contact_level": "contact"}, **{"about-you": {**ABOUT, "phone": ""}}
    )
    page = client.get(journeys.fill_in(client, "street-harassment", answers))
    channels = [value for value, _label in page.context["form"].fields["channel"].choices]
    assert channels == ["email"]


def test_a_language_is_asked_for_where_an_interpreter_is_needed(client):
    answers = harassment(contact={"contact_level": "contact"}, **{"about-you": ABOUT})
    address = journeys.fill_in(client, "street-harassment", answers)
    page = client.post(address, {**SAFE, "interpreter": " "})
    assert page.context["form"].errors == {"interpreter": ["Enter the language, or “BSL”"]}
    assert "weekdays before 3pm" in page.content.decode()


def test_who_turns_anonymous_leaves_nothing_of_themselves_in_the_draft(client):
    answers = harassment(
        contact={"contact_level": "contact"}, **{"about-you": ABOUT, "safe-contact": SAFE}
    )
    check = journeys.fill_in(client, "street-harassment", answers)
    change = check.replace("/check/", "/contact/?change")
    assert client.post(change, {"contact_level": "anonymous"})["Location"] == check
    told = Draft.objects.get().answers
    assert "amina" not in str(told).lower()
    assert "Urdu" not in str(told)
    client.post(check)
    report = Report.objects.get()
    assert (report.contact_level, report.reporter_email) == ("anonymous", "")
    assert not SafeContact.objects.exists()


def test_a_report_for_somebody_else_says_whether_they_agree(client):
    other = {"for_whom": "other", "agrees": "no", "name": "Grandmother"}
    journeys.send(client, "street-harassment", harassment(**{"for-whom": other}))
    report = Report.objects.get()
    assert (report.third_party, report.third_party_agrees) == (True, "no")
    assert report.third_party_name == "Grandmother"


def test_who_reports_for_somebody_else_must_say_if_they_agree(client):
    answers = harassment()
    del answers["for-whom"]
    address = journeys.fill_in(client, "street-harassment", answers)
    page = client.post(address, {"for_whom": "other", "name": "Grandmother"})
    assert "agrees" in page.context["form"].errors
    assert "Grandmother" in page.content.decode()


def test_a_name_typed_and_then_hidden_is_forgotten(client):
    typed = {"for_whom": "myself", "agrees": "yes", "name": "Grandmother"}
    journeys.send(client, "street-harassment", harassment(**{"for-whom": typed}))
    report = Report.objects.get()
    assert (report.third_party, report.third_party_name) == (False, "")


def test_the_check_page_shows_everything_about_the_reporter_with_a_way_to_change_it(client):
    answers = harassment(
        contact={"contact_level": "formal"}, **{"about-you": ABOUT, "safe-contact": SAFE}
    )
    html = client.get(journeys.fill_in(client, "street-harassment", answers)).content.decode()
    for words in ("I want a formal investigation", "By phone call", "Interpreter: Urdu"):
        assert words in html
    for step in ("for-whom", "contact", "about-you", "safe-contact"):
        assert f"/{step}/?change" in html


def test_a_third_party_is_named_only_where_there_is_one():
    report = factories.report()
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(third_party_name="Somebody")


def closed_mail(report, **safe):
    SafeContact.objects.filter(report=report).update(**safe)
    report = Report.objects.get(pk=report.pk)
    Email.objects.all().delete()
    report.outcome, report.explanation = "resolved", "We spoke to the man at number 12."
    notifications.report_closed(report, MONDAY_MORNING)
    return Email.objects.get()


def test_mail_on_a_sensitive_report_gives_nothing_away():
    report = factories.report("street-harassment", {**HARASSMENT, **CONTACT})
    mail = closed_mail(report)
    assert mail.subject == f"Your enquiry {report.reference}"
    for hint in ("number 12", "report", "harass", "anti-social", "Resolved"):
        assert hint not in mail.message


def test_a_neutral_subject_is_kept_where_it_is_asked_for():
    report = factories.report("noise", {**HARASSMENT, "kind": {"kind": "alarm"}, **CONTACT})
    assert "closed your report" in closed_mail(report).subject
    assert closed_mail(report, neutral_subject=True).subject == f"Your enquiry {report.reference}"


def test_anonymous_and_by_another_way_than_mail_are_not_mailed():
    anonymous = factories.report("street-harassment", HARASSMENT)
    assert not notifications.may_mail(anonymous)
    phoned = {**CONTACT["safe-contact"], "channel": "text"}
    answers = {**HARASSMENT, **CONTACT, "safe-contact": phoned}
    assert not notifications.may_mail(factories.report("street-harassment", answers))


# --- Handed over, and told too --------------------------------------------------------------

A_CRIME = {
    "kind": {"kind": "group"},
    "what-happened": {"description": "They broke the bus shelter"},
    "when": {"last_happened": "dont-know"},
    "crime": {"crime_past": "yes"},
    "risk": {"child_at_risk": "no", "targeted": "no", "hateful": "no"},
}


def test_a_crime_is_handed_to_the_police_and_the_asb_team_can_be_told_too(client):
    address = journeys.fill_in(client, "anti-social-behaviour", A_CRIME)
    assert journeys.step_of(address) == "handover"
    html = client.get(address).content.decode()
    assert "Metropolitan Police" in html
    assert "Should our Anti-Social Behaviour Team know too?" in html
    onward = client.post(f"{address}tell-too/")["Location"]
    the_rest = {
        "land": {"land": "highway"},
        "home": {"tenure": "none"},
        "where": journeys.WHERE,
        "photo": {},
        "for-whom": {"for_whom": "myself"},
        "contact": journeys.ANONYMOUS,
    }
    while journeys.step_of(onward) in the_rest:
        onward = client.post(onward, the_rest[journeys.step_of(onward)])["Location"]
    assert journeys.step_of(onward) == "check"
    client.post(onward)
    report = Report.objects.get()
    assert (report.team.slug, report.handover.slug) == ("asb", "met-police")
    receipt = client.get(report.receipt_path()).content.decode()
    assert "We have not told them for you" in receipt


def test_telling_too_is_not_offered_where_no_rule_takes_it(client):
    address = journeys.fill_in(
        client, "anti-social-behaviour", {"kind": {"kind": "domestic-abuse"}, "leaving-quickly": {}}
    )
    assert journeys.step_of(address) == "handover"
    assert "know too?" not in client.get(address).content.decode()
    again = client.post(f"{address}tell-too/")["Location"]
    assert Draft.objects.get().answers.get("handover") is None
    assert client.get(again).status_code in (200, 302)
