"""Questions that no person sent, too many of them, and whatever else somebody may send."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from post_office.models import Email

from faq.models import ResidentQuestion
from reporting import abuse, signs
from tests.asking import ASK, EMAIL, go_on, hidden, mails, sent, text_of

pytestmark = pytest.mark.usefixtures("pack")


def test_what_falls_into_the_trap_is_held_and_shows_the_same_but_sends_nothing(client):
    question = sent(client, email=EMAIL, note="Buy now")
    assert question.held
    assert question.suspicions == [abuse.TRAP]
    assert not Email.objects.exists()
    other = sent(Client(), email=EMAIL)
    assert not other.held
    page, same = (
        text_of(client.get(each.get_absolute_url())).replace(each.reference, "Q")
        for each in (question, other)
    )
    assert page == same


def test_what_is_sent_faster_than_anybody_reads_is_held(client, settings, time_machine):
    settings.REPORT_LEAST_SECONDS = 3
    time_machine.move_to("2026-11-23T09:30:00+00:00", tick=False)
    page = go_on(client)
    time_machine.shift(timedelta(seconds=2))
    assert sent(client, page=page).suspicions == [abuse.TOO_FAST]
    time_machine.shift(timedelta(seconds=2))
    assert not sent(client, "Another question", page=page).held


def test_questions_are_counted_by_themselves_and_not_with_reports(client, rf):
    now = timezone.now()
    for number in range(12):
        report = signs.Sending("report", str(number), now, "text", (EMAIL, ""))
        signs.suspicions(rf.post("/"), report, now)
    for number in range(11):
        question = sent(client, f"Question {number} about the park?", email=EMAIL)
        assert question.held == (number >= 10)
    assert question.suspicions == [abuse.MANY_FROM_ADDRESS]


def test_one_address_gets_so_many_mails_a_day_however_often_it_is_typed(client):
    for number in range(2):  # what is held sends no mail, so it uses up none
        sent(client, f"Spam {number}", email=EMAIL, note="Buy now")
    questions = [
        sent(client, f"Question {number}?", email=EMAIL.upper() if number % 2 else EMAIL)
        for number in range(6)
    ]
    assert mails("question_received").count() == 5
    assert mails("question_for_staff").count() == 6
    assert "We have your question" in text_of(client.get(questions[-1].get_absolute_url()))
    ResidentQuestion.objects.update(asked_at=timezone.now() - timedelta(days=1, minutes=1))
    sent(client, "A question of the next day?", email=EMAIL)
    assert mails("question_received").count() == 6


def test_what_staff_are_mailed_holds_nothing_of_a_question_or_its_asker(client):
    sent(client, name="Amina", email=EMAIL)
    (mail,) = mails("question_for_staff")
    for word in ("gates", "Amina", EMAIL):
        assert word not in f"{mail.subject} {mail.message} {mail.html_message}"


ANY_TEXT = st.text(max_size=300) | st.text("0123456789 +@.'\"<>&%", max_size=300)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example("\0", "\0", "\0", "\0")
@example("x" * 10_000, "x" * 10_000, "x" * 10_000, "x" * 10_000)
@example("🤷🏽" * 9, "‮evil", "a@b.c\0", "eyJ:é:z")
@given(wording=ANY_TEXT, name=ANY_TEXT, email=ANY_TEXT, token=ANY_TEXT)
def test_whatever_is_sent_there_is_a_page(wording, name, email, token):
    client = Client()
    told = {"wording": wording, "name": name, "email": email}
    assert client.get(ASK, {"q": wording}).status_code == 200
    assert client.post(f"{ASK}suggestions/", told).status_code == 200
    page = client.post(ASK, {**told, "token": token})
    assert page.status_code == 200
    assert client.post(ASK, {**told, **hidden(page)}).status_code in (200, 302)


@pytest.mark.parametrize("body", [b"wording=%ED%A0%80%FF", b"wording=" + b"a" * 2_000_000, b"%"])
def test_what_is_no_text_or_far_too_much_breaks_nothing(client, body):
    kind = "application/x-www-form-urlencoded"
    for address in (ASK, f"{ASK}suggestions/"):
        assert client.post(address, body, content_type=kind).status_code in (200, 400, 413)
