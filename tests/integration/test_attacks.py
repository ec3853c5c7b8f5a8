"""What somebody may try with another person's report, mailbox or address, and what it gains."""

import logging
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.cache.backends.filebased import FileBasedCache
from django.test import Client
from django.utils import timezone
from post_office.models import Email
from structlog.stdlib import ProcessorFormatter

from reporting import case_review_meter
from reporting.models import Report, Subscription
from reporting.services.answering import MOST_ASKED_WHILE_HELD
from reporting.services.following import MOST_A_DAY
from reporting.tracking import asking
from safety_site.logs import hide_addresses
from tests import factories
from tests.complaints import asb, on
from tests.factories import CONTACT, GRAFFITI
from tests.integration.test_quarantine import held, signed_in
from tests.integration.test_seen_too import chosen
from tests.integration.test_tracking_page import SENSITIVE
from tests.nearby import reported
from tests.tracking import ask, link, mailed, mails, opened, token_of

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

BY_PHONE = {"safe-contact": {**CONTACT["safe-contact"], "channel": "phone"}}


def test_who_reads_the_mail_learns_nothing_of_a_report_that_is_kept_from_it():
    """A shared mailbox: one who shares it reports something, and reads the meter of that."""
    asb(on("2026-09-01"), "now", **BY_PHONE)
    theirs = asb(on("2026-09-02"), "now")
    assert case_review_meter.meter(theirs, on("2026-09-03")).qualifying == 1


def test_what_is_kept_from_the_mail_still_counts_on_its_own_page():
    kept = asb(on("2026-09-01"), "now", **BY_PHONE)
    assert case_review_meter.meter(kept, on("2026-09-03")).own.counts


@pytest.fixture
def file_cache(tmp_path, monkeypatch):
    """The cache of a site without Redis, which forgets how long to keep what it counts up."""
    monkeypatch.setattr(asking, "cache", FileBasedCache(str(tmp_path), {}))


@pytest.mark.usefixtures("file_cache")
def test_nobody_is_flooded_with_links_where_the_cache_is_in_files(client, time_machine):
    report = factories.report()
    time_machine.move_to(timezone.now(), tick=False)
    start = timezone.now()
    for minutes in range(0, 55, 5):
        time_machine.move_to(start + timedelta(minutes=minutes, seconds=minutes), tick=False)
        ask(client, report.reference)
    assert len(mailed()) == 3


def test_who_asks_in_vain_does_not_keep_the_reporter_out(client, time_machine):
    report = factories.report()
    start = timezone.now()
    for minutes in range(0, 70, 10):
        time_machine.move_to(start + timedelta(minutes=minutes), tick=False)
        ask(client, report.reference)
    time_machine.move_to(start + timedelta(minutes=90), tick=False)
    ask(client, report.reference)
    assert len(mailed()) >= 4


def test_nobody_is_flooded_with_news_of_reports_they_never_chose(client):
    cache.clear()
    for number in range(MOST_A_DAY):
        Subscription.objects.create(
            report=reported(metres=2000 + number), email="ben@example.com", since=timezone.now()
        )
    report, before = reported(), Email.objects.count()
    answer = client.post(chosen(client, report), {"email": "Ben@example.com"})
    assert "many reports to this address today" in answer.content.decode()
    assert Email.objects.count() == before
    assert client.post(answer.request["PATH_INFO"], {"no_news": "yes"}).status_code == 302
    assert report.events.filter(type="seen-too").count() == 1


def test_requests_for_data_of_held_reports_do_not_fill_the_inbox(client):
    for report in [held(codes=("trap",)) for _ in range(MOST_ASKED_WHILE_HELD + 5)]:
        assert client.post(f"{opened(client, report)}my-data/").status_code == 302
    assert mails("data_asked").count() == MOST_ASKED_WHILE_HELD


def test_the_mail_on_a_held_reporters_data_leads_to_a_page_that_exists(client):
    report = held(codes=("trap",))
    client.post(f"{opened(client, report)}my-data/")
    boss = signed_in("Safety managers")
    address = mails("data_asked").get().message.split("Open the report: ")[1].split()[0]
    path = address.removeprefix(settings.SITE_URL)
    assert boss.get(path).status_code == 200
    Report.objects.update(quarantined=False)
    assert boss.get(path, follow=True).status_code == 200


def test_who_files_a_report_for_a_caller_does_not_answer_in_their_place(client):
    officer = factories.staff("Case officers", "neighbourhoods")
    about = {**GRAFFITI["about-you"], "email": ""}
    report = factories.report(answers={**GRAFFITI, "about-you": about})
    Report.objects.update(filed_by=officer, channel="phone")
    address = f"/track/from-receipt/{report.receipt_key}/"
    client.force_login(officer)
    assert client.post(address).status_code == 404
    client.logout()
    assert client.post(address).status_code == 302


def test_leaving_the_page_of_a_sensitive_report_leaves_it_closed(client):
    address = opened(client, factories.report("street-harassment", SENSITIVE))
    other = opened(client, factories.report())
    for site, status in (("cross-site", 200), ("same-origin", 410)):
        came_from = {"referer": f"http://testserver{address}add/", "sec-fetch-site": site}
        client.post("/report/leave/", headers=came_from)
        assert client.get(address).status_code == status
    assert client.get(other).status_code == 200


def test_leaving_from_anywhere_else_is_as_quick(client):
    for page in ("http://testserver/", "http://testserver/track/sent/", "//[", "\0", "x" * 5000):
        assert client.post("/report/leave/", headers={"referer": page}).status_code == 204


def test_mail_about_a_sensitive_report_has_no_link_that_tells_all_to_whoever_presses_it():
    report = factories.report("street-harassment", SENSITIVE)
    assert report.receipt_key not in mails("report_received").get().message
    assert factories.report().receipt_key in mails("report_received").latest("pk").message


SECRETS = [
    "/track/{}/",
    "/track/{}/add/",
    "/track/from-receipt/{}/",
    "/diary/{}/",
    "/diary/{}/print/",
    "/following/{}/",
    "/report/received/{}/",
    "/answers/ask/mine/{}/",
    "/answers/ask/confirm/{}/",
]


@pytest.mark.parametrize("address", SECRETS)
def test_the_log_hides_what_opens_a_report_or_a_question(address):
    said = f"Forbidden (CSRF cookie not set.): {address.format('S3cr-et_key:x')}"
    hidden = hide_addresses(None, "warning", {"event": said})["event"]
    assert "S3cr" not in hidden
    assert hidden == said.replace("S3cr-et_key:x", "***")


def test_a_browser_without_cookies_leaves_no_link_in_the_log(client, caplog):
    address = link(client, factories.report())
    assert Client(enforce_csrf_checks=True).post(address).status_code == 403
    (record,) = caplog.records
    handlers = logging.getLogger().handlers
    ours = next(each for each in handlers if isinstance(each.formatter, ProcessorFormatter))
    assert "Forbidden" in ours.format(record)
    assert token_of(address) not in ours.format(record)
