"""Cases referred to the police: what their people see of them, and what they answer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from reporting import services, sharing
from reporting.models import Category, Event, Photo, Report, SafetyWarning, Team
from tests import factories
from tests.factories import HARASSMENT
from tests.partners import (
    BLACKED_OUT,
    LATER,
    REFERRED,
    add_photo,
    answers,
    officer,
    page,
    refer,
    signed_in,
)

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")


@pytest.fixture
def police(db):
    return signed_in("met-police")


def test_the_list_shows_what_is_asked_until_when_and_what_was_answered(police):
    referral = refer(factories.report())
    shown = police.get(REFERRED).content.decode()
    for words in (referral.report.reference, "Graffiti", "Please visit the stairs", "To be"):
        assert words in shown
    assert "Cases referred to us (1 to answer)" in police.get("/admin/").content.decode()
    police.post(page(referral, "answer"), {"answer": "accepted"})
    assert "Accepted" in police.get(REFERRED).content.decode()
    assert referral.report.reference not in police.get(f"{REFERRED}?answer=none").content.decode()


def test_the_page_passes_on_what_was_told_and_nothing_of_the_officers_work(police):
    report = factories.report()
    services.add_note(report=report, text="STAFF NOTE", by=officer(), at=LATER)
    refer(report, partner=None, body="SOCIAL CARE", text="OTHER REFERRAL")
    other = factories.report(at=LATER)
    referral = refer(report)
    shown = police.get(page(referral)).content.decode()
    told = ("Please visit the stairs", "REF-1", report.reference, "Beside 12 Hoe Street")
    for words in (*told, "Red paint", "olive", "9:30am on Monday 23 November"):
        assert words in shown
    secrets = ("STAFF NOTE", "OTHER REFERRAL", "SOCIAL CARE", other.reference)
    for words in (*secrets, "Amina", "amina@example.com", "7946", "What has happened"):
        assert words not in shown


@pytest.mark.parametrize(
    ("share", "safeguarding", "expected"),
    [
        ("yes", False, sharing.Sharing.AGREED),
        ("yes", True, sharing.Sharing.AGREED),
        ("ask-first", False, sharing.Sharing.WITHHELD),
        ("", False, sharing.Sharing.WITHHELD),
        (None, False, sharing.Sharing.WITHHELD),
        ("no", False, sharing.Sharing.REFUSED),
        ("no", True, sharing.Sharing.DANGER),
        (None, True, sharing.Sharing.DANGER),
    ],
)
def test_who_told_us_is_shown_only_as_they_agreed_or_in_danger(share, safeguarding, expected):
    category = "graffiti" if share is None else "street-harassment"
    report = factories.report(category, answers(share))
    client = signed_in("met-police", cleared=True)
    response = client.get(page(refer(report, safeguarding=safeguarding)))
    assert response.context["sharing"] == expected
    named = expected in (sharing.Sharing.AGREED, sharing.Sharing.DANGER)
    shown = response.content.decode()
    for words in ("Amina Example", "amina@example.com", "+442079460000", "+44-20-7946-0000"):
        assert (words in shown) == (named and words != "+442079460000")
    assert ("Safest way" in shown) == (named and share is not None)
    asks = "Ask the council officer" in shown
    assert asks == (expected is not sharing.Sharing.AGREED)


def test_of_who_stays_anonymous_there_is_nothing_to_show():
    report = factories.report("street-harassment", HARASSMENT)
    client = signed_in("met-police", cleared=True)
    assert "They stay anonymous" in client.get(page(refer(report))).content.decode()


def test_safety_warnings_stand_on_the_page(police):
    report = factories.report()
    referral = refer(report)
    SafetyWarning.objects.create(
        report=report,
        place=report.location,
        place_key="",
        text="A dog bites",
        raised_at=LATER,
        by=officer(),
        ends_on=timezone.localdate() + timedelta(days=9),
    )
    assert "A dog bites" in police.get(page(referral)).content.decode()


def test_only_photos_that_were_redacted_are_shown_and_never_the_original(police):
    report = factories.report()
    referral = refer(report)
    hidden, shown = (add_photo(report, redacted=each) for each in (False, True))
    html = police.get(page(referral)).content.decode()
    assert "1 photo is not shown" in html
    for name in ("photo", "thumbnail"):
        assert police.get(page(referral, name, shown.pk)).content == BLACKED_OUT
        assert police.get(page(referral, name, hidden.pk)).status_code == 404
        assert page(referral, name, hidden.pk) not in html
    for name in ("photo", "thumbnail", "original"):
        address = reverse(f"admin:report_{name}", args=[report.pk, shown.pk])
        assert police.get(address).status_code in (403, 404)


def test_a_photo_of_another_case_is_not_served_under_ones_own(police):
    mine, other = factories.report(), factories.report(at=LATER)
    photo = add_photo(other, redacted=True)
    assert police.get(page(refer(mine), "photo", photo.pk)).status_code == 404


def test_a_photo_that_came_later_is_not_passed_on(police):
    report = factories.report()
    referral, photo = refer(report), add_photo(report, redacted=True)
    Photo.objects.update(event=report.events.first())
    assert police.get(page(referral, "photo", photo.pk)).status_code == 404


def test_an_answer_moves_the_case_and_keeps_their_reference(police):
    report, asb = factories.report(), Category.objects.get(slug="anti-social-behaviour")
    Report.objects.filter(pk=report.pk).update(status="triage", category=asb)
    report.refresh_from_db()
    referral = refer(report, waits=True)
    sent = {"answer": "accepted", "text": "We patrol <b>tonight</b>", "reference": "CAD 12/24NOV"}
    done = police.post(page(referral, "answer"), sent, follow=True)
    assert "the council has your answer" in done.content.decode()
    assert "We patrol &lt;b&gt;tonight&lt;/b&gt;" in done.content.decode()
    report.refresh_from_db()
    referral.refresh_from_db()
    assert report.status == "partner-accepted"
    assert (referral.answer, referral.reference) == ("accepted", "CAD 12/24NOV")
    event = report.events.get(type=Event.Type.REFERRAL_ANSWERED)
    assert (event.by, event.text) == (police.user, "We patrol <b>tonight</b>")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text": "typed"}, "Choose whether you take this case."),
        ({"answer": "declined", "text": " "}, "Say why you do not take it"),
        ({"answer": "perhaps", "text": "typed"}, "Select a valid choice"),
        ({"answer": "accepted", "text": "typed\0"}, "Null characters are not allowed"),
        ({"answer": "accepted", "text": "typed" * 2000}, "at most 3000 characters"),
        ({"answer": "accepted", "text": "typed", "reference": "9" * 61}, "at most 60 characters"),
    ],
)
def test_a_wrong_answer_is_refused_with_a_sentence_and_the_words_stay(police, sent, sentence):
    referral = refer(factories.report())
    refused = police.post(page(referral, "answer"), sent)
    assert refused.status_code == 422
    html = refused.content.decode()
    assert html.count(sentence) == 2  # on top, and next to the field
    assert html.index(sentence) < html.index("What we ask of you")
    assert ("typed" in sent["text"]) == ("typed" in html)
    referral.refresh_from_db()
    assert referral.answer == ""


def test_a_second_answer_is_refused_and_the_first_stands(police):
    referral = refer(factories.report())
    police.post(page(referral, "answer"), {"answer": "accepted", "text": "Ours"})
    colleague = signed_in("met-police")
    sent = {"answer": "declined", "text": "Not <i>ours</i>"}
    again = colleague.post(page(referral, "answer"), sent)
    assert again.status_code == 422
    shown = again.content.decode()
    assert "This referral is answered already." in shown
    assert "Not &lt;i&gt;ours&lt;/i&gt;" in shown
    referral.refresh_from_db()
    assert (referral.answer, referral.answer_text) == ("accepted", "Ours")
    assert referral.report.events.filter(type=Event.Type.REFERRAL_ANSWERED).count() == 1


def test_the_mail_leads_to_the_page_that_they_can_read(police):
    Team.objects.filter(slug="met-police").update(email="desk@police.example")
    referral = refer(factories.report())
    mail = Email.objects.get(template__name="report_referred")
    assert mail.to == ["desk@police.example"]
    assert page(referral) in mail.message
    assert "stairs" not in mail.message
