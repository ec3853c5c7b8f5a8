"""Asking for a link to a report: who gets one, and that nobody learns whether they did."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.utils import timezone
from post_office.models import Email

from reporting.models import Report, TrackingLink
from tests import factories
from tests.factories import CONTACT, GRAFFITI
from tests.integration.test_tracking_page import SENSITIVE
from tests.tracking import ask, link, mailed, said, token_of

pytestmark = pytest.mark.usefixtures("pack")


def test_reference_and_email_bring_a_link_by_mail(client):
    report = factories.report()
    answer = ask(client, report.reference.lower().replace("-", " "), "AMINA@Example.com")
    assert answer["Location"] == "/track/sent/"
    assert "we have sent a link to the address" in said(client.get("/track/sent/"))
    mail = Email.objects.order_by("pk").last()
    assert mail.to == ["amina@example.com"]
    assert mailed()[0] in mail.message


def test_of_a_token_only_its_hash_is_stored(client):
    address = link(client, factories.report())
    stored = TrackingLink.objects.get()
    assert stored.digest == sha256(token_of(address).encode()).hexdigest()
    assert len(token_of(address)) == 43  # 256 bits
    assert stored.expires_at - timezone.now() > timedelta(days=6, hours=23)


@pytest.mark.parametrize(
    ("reference", "email"),
    [
        (None, "other@example.com"),
        ("WF-2222-2222", "amina@example.com"),
        ("WF-2222-2222", "other@example.com"),
    ],
)
def test_nobody_learns_whether_a_reference_exists(
    client, django_assert_num_queries, reference, email
):
    report = factories.report()
    client.get("/track/")  # reads the council once
    with django_assert_num_queries(1):
        answer = ask(client, reference or report.reference, email)
    found = ask(client, report.reference)
    assert (answer.status_code, answer["Location"]) == (found.status_code, found["Location"])
    assert len(mailed()) == TrackingLink.objects.count() == 1


def test_another_persons_reference_with_ones_own_address_brings_nothing(client):
    mine = factories.report()
    about = {**GRAFFITI["about-you"], "email": "ben@example.com"}
    theirs = factories.report(answers={**GRAFFITI, "about-you": about})
    ask(client, theirs.reference, mine.reporter_email)
    assert mailed() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reference": "", "email": "a@example.com"}, "Enter your reference"),
        ({"reference": "WF-12", "email": "a@example.com"}, "It looks like WF-7K3M-9QXD"),
        ({"reference": "9" * 20_000, "email": "a@example.com"}, "too long for a reference"),
        ({"reference": "WF-7K3M-9QXD", "email": ""}, "Enter your email address"),
        ({"reference": "WF-7K3M-9QXD", "email": "a@b"}, "like name@example.com"),
        ({"reference": "WF-7K3M-9QXD", "email": "a@e.org,b@e.org"}, "like name@example.com"),
        ({"reference": "WF-7K3M-9QXD", "email": f"{'a' * 300}@e.org"}, "at most 254"),
    ],
)
def test_a_slip_is_named_and_what_was_typed_stays(client, typed, sentence):
    answer = client.post("/track/", typed)
    assert answer.status_code == 200
    assert said(answer).count(sentence) == 2  # summary, field
    for value in filter(None, typed.values()):
        assert f'value="{value}"' in said(answer)


def test_nobody_is_flooded_with_links(client):
    report = factories.report()
    answers = {ask(client, report.reference)["Location"] for _ in range(10)}
    assert answers == {"/track/sent/"}
    assert len(mailed()) == 3


def test_nor_is_an_address_under_which_there_are_many_reports(client):
    for report in [factories.report() for _ in range(4)]:
        for _ in range(3):
            ask(client, report.reference)
    assert len(mailed()) == 6


def test_of_a_held_report_nobody_gets_mail(client):
    report = factories.report()
    Report.objects.update(quarantined=True)
    assert ask(client, report.reference)["Location"] == "/track/sent/"
    assert mailed() == []


def test_who_wants_no_mail_gets_no_link_by_mail(client):
    answers = {**SENSITIVE, "safe-contact": {**CONTACT["safe-contact"], "channel": "phone"}}
    report = factories.report("street-harassment", answers)
    ask(client, report.reference)
    assert mailed() == []
