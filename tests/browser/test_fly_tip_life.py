"""A fly-tip from the first tap to closed, "not fixed" and reopened, with every mail on the way."""

import re

import pytest
from django.test import Client

from reporting.models import Report
from tests import factories
from tests.browser.journeys import answer_danger, continue_, fill_in, press
from tests.cases import act

pytestmark = pytest.mark.django_db(transaction=True)

LLOYD_PARK = {"latitude": 51.5899, "longitude": -0.0184, "accuracy": 12}
AMINA, BEN = "amina@example.com", "ben@example.com"


def report_a_sofa(page):
    """Fill in the form up to the question that follows the place."""
    page.goto("/")
    page.get_by_role("link", name="Fly-tipping", exact=True).click()
    answer_danger(page)
    for _page in ("waste", "land"):
        fill_in(page)
        continue_(page)
    page.get_by_role("button", name="Use where I am now").click()
    page.get_by_text("We have the place where you are").wait_for()
    continue_(page)


def officer_moves(client, report, status, **told):
    answer = act(client, report, "status", status=status, **told)
    assert answer.status_code == 302, answer.content.decode()[:2000]


def test_from_fly_tip_to_closed_to_not_fixed_to_reopened(new_context, mail_folder, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    here = {"geolocation": LLOYD_PARK, "permissions": ["geolocation"]}

    amina = new_context(**here).new_page()
    report_a_sofa(amina)
    continue_(amina)  # no photo
    amina.get_by_label("Your name").fill("Amina Example")
    amina.get_by_label("Email address").fill(AMINA)
    continue_(amina)
    press(amina, "Send report")
    amina.get_by_role("heading", name="We have your report").wait_for()
    report = Report.objects.get()
    assert report.public
    mail_folder.deliver()

    ben = new_context(**here).new_page()
    report_a_sofa(ben)
    ben.get_by_role("heading", name="Has somebody reported it already?").wait_for()
    ben.get_by_role("radio").first.check()
    continue_(ben)
    ben.get_by_label("Your email address").fill(BEN)
    press(ben, "Send me news")
    ben.get_by_role("heading", name="We told the team").wait_for()
    assert Report.objects.count() == 1
    mail_folder.deliver()

    officer = Client()
    officer.force_login(factories.staff("Case officers", report.team.slug))
    for status in ("allocated", "inspected", "works-ordered", "resolved"):
        officer_moves(officer, report, status)
        mail_folder.deliver()
    explanation = "We took the sofa away on Monday."
    officer_moves(officer, report, "closed", outcome="cleared", explanation=explanation)
    mail_folder.deliver()

    amina.goto("/track/")
    amina.get_by_label("Your reference").fill(report.reference)
    amina.get_by_label("Email address").fill(AMINA)
    press(amina, "Send me a link")
    mail_folder.deliver()
    link = re.search(r"/track/[\w-]{20,}/", mail_folder.to(AMINA)[-1].get_content())[0]
    amina.goto(link)
    press(amina, "Show my report")
    amina.get_by_text(explanation).first.wait_for()
    amina.get_by_role("button", name="It is not fixed").click()
    amina.get_by_label("What is still wrong?").fill("The cushions are still there")
    press(amina, "Open my report again")
    amina.get_by_role("heading", name="Your report is open again.").wait_for()

    report.refresh_from_db()
    assert (report.status, report.explanation) == ("reopened", "")
    page = officer.get(f"/admin/reporting/report/{report.pk}/change/").content.decode()
    assert "The cushions are still there" in page

    mail_folder.deliver()
    theirs, news = mail_folder.to(AMINA), mail_folder.to(BEN)
    reference = report.reference
    assert [letter["Subject"] for letter in theirs] == [
        f"We have your report {reference}",
        f"We have closed your report {reference}",
        f"Follow your report {reference}",
        f"We are looking at your report {reference} again",
    ]
    assert explanation in theirs[1].get_content()
    assert len(news) == 5  # welcome, works ordered, resolved, closed, reopened
    for letter in news:
        assert "Amina" not in letter.get_content()
        assert explanation not in letter.get_content()
        assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    ben.goto(re.search(r"/following/[^\s>]+/", news[-1].get_content())[0])
    press(ben, "Stop the emails")
    for status in ("allocated", "inspected", "works-ordered"):
        officer_moves(officer, report, status)
    mail_folder.deliver()
    assert mail_folder.to(BEN) == news
