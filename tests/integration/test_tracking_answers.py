"""What a reporter can do with a report they follow, and what officers see of it."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from reporting import queries, services
from reporting.models import Event, Report
from reporting.working_time import Target, due
from tests import factories
from tests.factories import HARASSMENT, MONDAY_MORNING
from tests.integration.test_tracking_adding import add
from tests.integration.test_tracking_page import LATER, SENSITIVE, close, move
from tests.tracking import mails, opened, said, types

pytestmark = pytest.mark.usefixtures("pack")


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(LATER)
    return time_machine


@pytest.fixture
def report():
    return factories.report()


@pytest.fixture
def officer():
    return factories.staff("Case officers", "neighbourhoods")


def test_not_fixed_opens_the_report_again_and_tells_both(client, report, officer):
    close(report, officer)
    address = opened(client, report)
    answer = client.post(f"{address}not-fixed/", {"text": "MARK still red"})
    assert answer["Location"] == f"{address}?done=not-fixed"
    report.refresh_from_db()
    assert (report.status, report.outcome, report.explanation) == ("reopened", "", "")
    assert [name for name in types(report) if name != "mail-queued"][-2:] == [
        "not-fixed",
        "status-changed",
    ]
    assert mails("report_reopened").get().to == ["amina@example.com"]
    assert "MARK" not in mails("reporter_answered").get().message
    page = said(client.get(answer["Location"]))
    assert "Your report is open again." in page
    assert "MARK still red" in page
    assert page.count("It is not fixed") == 0


def test_what_comes_back_is_promised_anew_from_that_day(client, report, officer, clock):
    close(report, officer)
    clock.move_to(report.due_at + timedelta(days=30))
    client.post(f"{opened(client, report)}not-fixed/", {"text": ""})
    report.refresh_from_db()
    target = Target(report.priority.working_days, "working_days")
    assert report.due_at == due(timezone.now(), target, queries.calendar())


def test_said_twice_it_counts_once(client, report, officer):
    close(report, officer)
    address = opened(client, report)
    for _ in range(2):
        assert client.post(f"{address}not-fixed/", {"text": ""}).status_code == 302
    assert types(report).count("not-fixed") == 1
    assert mails("report_reopened").count() == 1


def test_what_is_not_over_cannot_be_called_not_fixed(client, report):
    address = opened(client, report)
    assert client.get(f"{address}not-fixed/")["Location"] == address
    answer = client.post(f"{address}not-fixed/", {"text": "MARK"})
    assert "We are dealing with this report already" in said(answer)
    assert "MARK" in said(answer)
    assert "not-fixed" not in types(report)


def test_an_asb_case_that_was_closed_comes_back_too(client):
    report = factories.report("street-harassment", SENSITIVE)
    Report.objects.update(status="closed", outcome="resolved", explanation="Done")
    client.post(f"{opened(client, report)}not-fixed/", {"text": ""})
    report.refresh_from_db()
    assert report.status == "reopened"


def test_a_report_nobody_was_sent_out_for_closes(client, report):
    address = opened(client, report)
    assert "we close your report at once" in said(client.get(f"{address}withdraw/"))
    answer = client.post(f"{address}withdraw/", {"text": "It is gone"})
    report.refresh_from_db()
    assert (report.status, report.outcome) == ("closed", "withdrawn")
    assert mails("report_withdrawn").get().to == ["amina@example.com"]
    page = said(client.get(answer["Location"]))
    assert "You have taken your report back." in page
    assert page.count("so we closed it") == 1
    assert "You took your report back." not in page  # said once, not three times
    assert "Open it again" in page
    assert "It is not fixed" not in page
    client.post(f"{address}withdraw/", {"text": "It is gone"})
    assert types(report).count("withdrawal") == mails("report_withdrawn").count() == 1


def test_a_case_of_people_is_not_closed_by_the_reporter_alone(client):
    report = factories.report("street-harassment", SENSITIVE)
    address = opened(client, report)
    page = said(client.get(f"{address}withdraw/"))
    assert "check that you, or whoever it is about, are safe" in page
    for _ in range(2):
        answer = client.post(f"{address}withdraw/", {"text": "MARK"})
    report.refresh_from_db()
    assert report.status == "received"
    assert types(report).count("withdrawal") == 1
    assert (
        "make sure first that nobody makes them do it" in mails("reporter_answered").get().message
    )
    assert not mails("report_withdrawn").exists()
    assert "An officer decides whether" in said(client.get(answer["Location"]))


def test_nobody_is_told_that_an_anonymous_reporter_hears_from_an_officer(client):
    report = factories.report("street-harassment", factories.HARASSMENT)
    assert report.contact_level == "anonymous"
    page = said(client.get(f"{opened(client, report)}withdraw/"))
    assert "An officer decides whether your report ends here." in page
    assert "get in touch first" not in page


def test_works_under_way_are_not_called_back(client, report, officer):
    move(report, officer, "allocated", "inspected", "works-ordered")
    client.post(f"{opened(client, report)}withdraw/", {"text": ""})
    report.refresh_from_db()
    assert report.status == "works-ordered"


def test_what_is_over_says_so(client, report, officer):
    close(report, officer)
    address = opened(client, report)
    assert "nothing to take back" in said(client.get(f"{address}withdraw/"))
    answer = client.post(f"{address}withdraw/", {"text": ""})
    assert "We have finished with this report already" in said(answer)


def test_a_copy_of_the_data_is_due_within_a_month_and_the_council_is_told(client, report, clock):
    clock.move_to(datetime.fromisoformat("2027-01-31T12:00:00+00:00"))
    address = opened(client, report)
    for _ in range(2):
        answer = client.post(f"{address}my-data/")
    event = report.events.get(type="data-asked")
    assert event.data["due"] == "2027-02-28T17:00:00+00:00"
    mail = mails("data_asked").get()
    assert mail.to == ["communitysafety@walthamforest.gov.uk"]
    assert "5pm on Sunday 28 February" in mail.message
    assert "You hear from us within one month" in said(client.get(answer["Location"]))
    clock.move_to(datetime.fromisoformat("2027-03-01T12:00:00+00:00"))
    client.post(f"{opened(client, report)}my-data/")
    assert types(report).count("data-asked") == 2


def test_who_stayed_anonymous_is_told_why_nothing_can_be_sent(client):
    report = factories.report("street-harassment", HARASSMENT)
    page = said(client.get(f"{opened(client, report)}my-data/"))
    assert "You did not tell us who you are" in page
    assert "Ask for my data" not in page


def test_what_is_added_to_a_held_report_is_kept_and_nobody_gets_mail(client):
    report = factories.report()
    Report.objects.update(quarantined=True)
    Email.objects.all().delete()
    address = opened(client, Report.objects.get())
    add(client, address)
    client.post(f"{address}withdraw/", {"text": ""})
    assert {"information", "withdrawal"} <= set(types(report))
    assert not Email.objects.exists()


def test_officers_see_the_answer_first_with_its_photos(
    client, report, officer, without_second_factor
):
    services.add_note(report=report, text="Seen", by=officer, at=MONDAY_MORNING)
    add(client, opened(client, report), "The tag is back", None)
    client.post(f"{opened(client, report)}my-data/")
    desk = Client()
    desk.force_login(officer)
    case = reverse("admin:reporting_report_change", args=[report.pk])
    page = said(desk.get(case))
    assert "The reporter has answered since an officer last worked on it" in page
    assert "The tag is back" in page
    assert ">Photo 1</a>" in page
    assert "answer by 5pm on Wednesday 23 December" in page
    services.add_note(report=report, text="Answered", by=officer, at=LATER + timedelta(hours=1))
    assert "The reporter has answered since" not in said(desk.get(case))


def test_events_hold_no_address_and_no_name(client, report):
    add(client, opened(client, report))
    assert "amina" not in str(list(Event.objects.values("text", "data")))
