"""One officer's day: twelve reports arrive, and three of them are worked to their end."""

import inspect
import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from reporting import guards
from reporting.models import Report, RiskFactor, Team
from tests import factories
from tests.browser import officers
from tests.browser.journeys import press
from tests.browser.officers import Desk, day, follow

pytestmark = pytest.mark.django_db(transaction=True)

FRONT, QUEUE = "/admin/", "/admin/reporting/report/"
# The guards that each case meets, by their words, and the form to which each leads.
HARD = {
    "Answer the triage questions: crime, hate, safeguarding, risk.": "triage",
    "Record your contact with the reporter, or that you tried.": "contact",
    "Record your first contact with the reporter.": "contact",
    "Assess the risk first: triage found that somebody may be harmed.": "risk",
    "Add at least one action with a date to the plan.": "plan",
    "Record the warning or the agreement.": "measure",
    "Record the notice, penalty or order.": "measure",
    "Triage found a safeguarding concern: record the referral.": "refer",
    "Finish or give up the open actions of the plan (1).": "action-end",
    "Record what the partner has answered.": "answer",
    "A high-risk case is closed by a team leader or manager who is not its officer.": "status",
}
NOISE = {
    "Set the day on which you look at it again.": "review",
    "Record the decision: is it a statutory nuisance?": "nuisance",
    "A reply is on its way. Wait until it has left, or take it back.": "reply-back",
}
REFERRED = {
    "Record the referral: to which body, when, and with which reference.": "refer",
    "Record that the partner has accepted.": "answer",
}
# The page offers no status on which these could stop anybody.
NEVER_MET = {
    "Choose the report on which you go on.",
    "The reporter cannot be contacted: go straight to the investigation.",
}


@pytest.fixture
def olive(context, page, sign_in_as):
    """An officer at her screen."""
    user = factories.staff("Case officers", *officers.TEAMS, username="olive")
    sign_in_as(context, user)
    desk = Desk(page, {**HARD, **NOISE, **REFERRED})
    desk.user = user
    return desk


def test_every_guard_stops_somebody_on_this_day():
    met = {*HARD, *NOISE, *REFERRED, *NEVER_MET}
    assert len(met) == inspect.getsource(guards).count("Gap(")


def test_in_the_morning_twelve_reports_are_sorted_out(
    page, olive, mail_folder, accessibility_faults
):
    reports = officers.arrive()
    mail_folder.deliver()
    page.add_init_script(officers.COUNT_CLICKS)
    page.goto(FRONT)
    assert accessibility_faults(page) == []

    follow(page, "New, all: 12")
    expect(page.locator("#result_list tbody tr")).to_have_count(12)
    follow(page, reports["begging"].reference)
    press(page, "Save triage")
    expect(olive.status()).to_have_text("Allocated")
    assert int(page.evaluate("sessionStorage.clicks")) <= 3
    assert accessibility_faults(page) == []

    page.goto(FRONT)
    follow(page, "New, all: 11")
    assert accessibility_faults(page) == []
    streets = ("fly-tip", "other fly-tip", "graffiti", "tag", "lamp")
    for name in streets:
        page.get_by_label(f"Choose {reports[name].reference}").check()
    press(page, "Give to an officer…")
    assert accessibility_faults(page) == []
    press(page, "Show what will happen")
    page.get_by_text("5 reports can be done.").wait_for()
    assert accessibility_faults(page) == []
    assert not Report.objects.filter(status="allocated").exclude(triage__risk="no").exists()
    press(page, "Give them to the officer")
    page.get_by_text("Given to the officer: 5 of 5.").wait_for()
    given = Report.objects.filter(pk__in=[reports[name].pk for name in streets])
    assert {(each.status, each.officer) for each in given} == {("allocated", olive.user)}

    hate, anonymous = reports["hate"], reports["anonymous"]
    for report in (hate, anonymous):
        olive.open(report)
        press(page, "Save triage")
        expect(olive.status()).to_have_text("Allocated")
        olive.form("status")
        offered = page.locator("#act-status [name=status]").evaluate_all(
            "all => all.map(b => b.value)"
        )
        assert ("contact-made" in offered) is (report is hate)
        assert not {"linked", "duplicate"} & set(offered)

    double, main = reports["same fly-tip"], reports["fly-tip"]
    olive.open(double)
    olive.do("join", main=main.reference, reason="The same bags at the same lamp post")
    page.get_by_text(f"We join your report {double.reference} with another").first.wait_for()
    olive.confirm()
    expect(olive.status()).to_have_text("Duplicate")
    mail_folder.deliver()
    subjects = [letter["Subject"] for letter in mail_folder.to("finn@example.com")]
    assert subjects[-1] == f"We join your report {double.reference} with another"
    page.goto(FRONT)
    page.get_by_role("link", name="New, all: 3").wait_for()


def test_a_high_risk_case_is_worked_closed_by_the_leader_and_comes_back(
    page, olive, new_context, sign_in_as, mail_folder, accessibility_faults
):
    case = officers.arrives(*officers.asb("harassment", "hana@example.com"))
    mail_folder.deliver()  # the receipt
    olive.open(case)
    olive.becomes("triage")
    olive.is_stopped("allocated", "Answer the triage questions: crime, hate, safeguarding, risk.")
    assert accessibility_faults(page) == []
    olive.do("triage", crime="no", hate="no", safeguarding="yes", risk="yes")
    olive.is_stopped("investigating", "Record your contact with the reporter, or that you tried.")
    olive.is_stopped("contact-made", "Record your first contact with the reporter.")
    olive.do("contact", reached="yes", text="She hears threats through the door.")
    risk, plan = list(HARD)[3:5]
    olive.is_stopped("action-plan-agreed", risk, plan)
    olive.do("risk", **officers.worst_answers(RiskFactor.objects.all()))
    expect(page.locator(".cs-case__facts .cs-risk--high")).to_be_visible()
    olive.is_stopped("action-plan-agreed", plan)
    olive.do("plan", text="Speak to the neighbour", due_on=day(3))
    olive.becomes("action-plan-agreed")
    olive.becomes("investigating")
    olive.is_stopped("informal-action", "Record the warning or the agreement.")
    olive.do("measure", power="warning-letter", issued_on=day(0), issued_to="The neighbour")
    olive.becomes("informal-action")
    olive.is_stopped("formal-action", "Record the notice, penalty or order.")
    written = {"issued_on": day(0), "issued_to": "The neighbour", "reference": "CPW 7"}
    olive.do("measure", power="community-protection-warning", **written)
    olive.becomes("formal-action")
    olive.becomes("monitoring")
    safeguarding, actions, answer, supervisor = list(HARD)[7:]
    olive.is_stopped("closure-proposed", safeguarding, actions)
    asked = {"body": "Social care", "reference": "SC 12", "text": "Please see her."}
    olive.do("refer", safeguarding="yes", **asked)
    olive.is_stopped("closure-proposed", actions, answer)
    olive.do("action-end", done="yes", result="He has signed.")
    olive.is_stopped("closure-proposed", answer)
    olive.do("answer", answer="accepted")
    assert accessibility_faults(page) == []
    olive.becomes("closure-proposed")
    words = "Nothing has happened for a month. We keep an eye on it."
    closing = {"outcome": "resolved", "explanation": words}
    olive.is_stopped("closed", supervisor, **closing)
    assert page.get_by_label("Explanation to the reporter").input_value() == words
    assert olive.met == set(HARD)

    leader = Desk(new_context().new_page())
    chief = factories.staff("Team leaders", "asb", username="lee")
    sign_in_as(leader.page.context, chief)
    leader.page.goto(FRONT)
    follow(leader.page, "High risk, all: 1")
    follow(leader.page, case.reference)
    leader.do("status", status="closed", **closing)
    preview = leader.page.locator(".cs-letter__text").first.inner_text()
    assert words not in preview  # others may read her mail
    leader.page.get_by_text(words).wait_for()
    assert accessibility_faults(leader.page) == []
    mail_folder.deliver()
    assert len(mail_folder.to("hana@example.com")) == 1
    leader.confirm()
    expect(leader.status()).to_have_text("Closed")
    mail_folder.deliver()
    letter = mail_folder.to("hana@example.com")[-1]
    assert letter["Subject"] == f"Your enquiry {case.reference}"
    assert preview.split() == letter.get_content().split()

    hana = new_context().new_page()
    hana.goto(re.search(r"https?://[^/]+(/track/)", letter.get_content())[1])
    hana.get_by_label("Your reference").fill(case.reference)
    hana.get_by_label("Email address").fill("hana@example.com")
    press(hana, "Send me a link")
    mail_folder.deliver()
    mail = mail_folder.to("hana@example.com")[-1].get_content()
    hana.goto(re.search(r"/track/[\w-]{20,}/", mail)[0])
    press(hana, "Show my report")
    hana.get_by_text(words).first.wait_for()
    hana.get_by_role("heading", name="Your right to a case review").wait_for()
    assert accessibility_faults(hana) == []
    hana.get_by_role("button", name="It is not fixed").click()
    hana.get_by_label("What is still wrong?").fill("He was at my door again")
    press(hana, "Open my report again")

    page.goto(FRONT)
    follow(page, "Not fixed, yours: 1")
    follow(page, case.reference)
    page.get_by_text("He was at my door again").first.wait_for()
    assert accessibility_faults(page) == []
    press(page, "Save triage")
    expect(olive.status()).to_have_text("Allocated")
    page.goto(FRONT)
    expect(page.get_by_role("link", name="Not fixed, yours: 1")).to_have_count(0)


def test_a_noise_is_monitored_decided_and_closed_with_words_that_left_in_time(
    page, olive, mail_folder, accessibility_faults
):
    case = officers.arrives("noise", officers.from_("nadia@example.com", officers.NOISE))
    mail_folder.deliver()  # the receipt
    olive.open(case)
    olive.do("triage")
    olive.do("contact", reached="yes", text="Bass every night.")
    olive.do("plan", text="Visit at night", due_on=day(2))
    olive.becomes("action-plan-agreed")
    olive.becomes("investigating")
    review, nuisance, reply = NOISE
    olive.is_stopped("monitoring", review)
    olive.do("review", text="Quiet since Sunday.", review_on=day(14))
    olive.becomes("monitoring")
    olive.do("action-end", done="yes")
    olive.is_stopped("closure-proposed", nuisance)
    olive.do("nuisance", decision="not-nuisance", reasons="Two visits, nothing heard.")
    olive.becomes("closure-proposed")

    olive.do("reply", text="We visit again on Friday.")
    page.get_by_role("heading", name="Reply on its way").wait_for()
    assert accessibility_faults(page) == []
    closing = {"outcome": "resolved", "explanation": "The music has stopped."}
    olive.is_stopped("closed", reply, **closing)
    press(page, "Take it back")
    page.get_by_text("reply taken back").first.wait_for()
    later(mail_folder)
    assert len(mail_folder.to("nadia@example.com")) == 1
    assert page.locator("#act-reply textarea").input_value() == "We visit again on Friday."
    olive.do("reply", text="We visit again on Thursday.")
    mail_folder.deliver()
    assert len(mail_folder.to("nadia@example.com")) == 1
    later(mail_folder)
    assert "Thursday" in mail_folder.to("nadia@example.com")[-1].get_content()

    olive.open(case)
    olive.do("status", status="closed", **closing)
    page.get_by_text("The music has stopped.").first.wait_for()
    olive.confirm()
    expect(olive.status()).to_have_text("Closed")
    assert olive.met == set(NOISE)


def later(mail_folder):
    """Run the jobs once the moment of every reply is over."""
    with time_machine.travel(timezone.now() + timedelta(seconds=16)):
        mail_folder.deliver()


def test_the_police_answer_what_is_referred_to_them(
    page, olive, new_context, sign_in_as, accessibility_faults
):
    case = officers.arrives(*officers.asb("group", "gwen@example.com"))
    olive.open(case)
    olive.do("triage")
    olive.do("contact", reached="yes", text="The same group every evening.")
    referral, accepted = REFERRED
    olive.is_stopped("referred-to-partner", referral)
    police = Team.objects.get(slug="met-police")
    asked = {"partner": str(police.pk), "reference": "CAD 4410", "text": "Please patrol at six."}
    olive.do("refer", waits="yes", **asked)
    expect(olive.status()).to_have_text("Referred to partner")
    olive.is_stopped("partner-accepted", accepted)
    assert olive.met == set(REFERRED)

    constable = new_context().new_page()
    sign_in_as(constable.context, factories.staff("Police contributors", "met-police"))
    constable.goto(FRONT)
    follow(constable, "Cases referred to us (1 to answer)")
    assert accessibility_faults(constable) == []
    follow(constable, case.reference)
    constable.get_by_text("Please patrol at six.").wait_for()
    assert accessibility_faults(constable) == []
    constable.get_by_label("Yes, we take it").check()
    constable.get_by_label("What the council should know").fill("Every evening this week")
    press(constable, "Send the answer")
    constable.get_by_role("heading", name="What you answered").wait_for()

    olive.open(case)
    expect(olive.status()).to_have_text("Partner accepted")
    page.get_by_text("Every evening this week").first.wait_for()
