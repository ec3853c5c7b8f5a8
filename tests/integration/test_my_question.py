"""The private page of a question in each of its states, and confirming the address it gave."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from post_office.models import Email, EmailTemplate

from faq import question_mails, services
from faq.models import ResidentQuestion
from tests import questions
from tests.factories import MONDAY_MORNING
from tests.public_content import make_council_voice, make_police_voice, make_topic

pytestmark = pytest.mark.usefixtures("pack")

EMAIL = "amina@example.com"


def page_of(question):
    return Client().get(question.get_absolute_url()).content.decode()


def joined(**fields):
    """A question that was joined with somebody else's, whose words must not show."""
    other = questions.asked("Somebody else's secret words", name="Ben Other", **fields)
    return questions.asked("My own words", status="joined", joined_to=other), other


STANDING = {
    "received": "Your question waits for an answer",
    "assigned": "Your question is being answered",
    "drafted": "Your question is being answered",
    "answered": "Your answer is here",
    "closed": "We have closed your question",
}


def test_every_state_is_told_by_its_own_page_or_by_that_of_the_question_it_joined():
    assert STANDING.keys() | {"joined"} == set(ResidentQuestion.Status.values)


@pytest.mark.parametrize(("status", "told"), STANDING.items())
def test_each_state_is_told_in_plain_words(status, told):
    page = page_of(questions.asked(status=status))
    assert told in page
    assert ("Not for us." in page) == (status == "closed")


@pytest.mark.parametrize(("status", "told"), STANDING.items())
def test_one_that_was_joined_shows_the_state_of_the_other_and_no_word_of_it(status, told):
    question, other = joined(status=status)
    page = page_of(question)
    assert told in page
    assert "My own words" in page
    for hidden in ("secret words", "Ben Other", other.reference, other.key):
        assert hidden not in page


def test_one_that_was_joined_shows_the_replies_to_the_other():
    question, other = joined()
    questions.replied(other)
    assert "We mend lamps" in page_of(question)
    assert "so we answered you together" in page_of(question)


def test_who_answers_is_named():
    question = questions.asked(status="assigned", assigned_to=make_police_voice())
    assert question.assigned_to.name in page_of(question)


@pytest.mark.parametrize("status", ["received", "drafted"])
def test_where_we_are_late_the_page_says_so_and_promises_no_days(status):
    long_ago = timezone.now() - timedelta(days=21)
    page = page_of(questions.asked(at=long_ago, status=status))
    assert "This takes longer than usual. We are sorry." in page
    assert "working days" not in page
    assert "longer than usual" not in page_of(questions.asked(at=timezone.now(), status=status))
    assert "longer than usual" not in page_of(questions.asked(at=long_ago, status="closed"))


def test_replies_stand_there_as_they_were_sent_with_who_said_it_and_when():
    reply = questions.replied(body="Call **us**, not <script>alert(1)</script> them")
    page = page_of(reply.question)
    assert "<strong>us</strong>" in page
    assert "<script>alert" not in page
    assert reply.organisation.name in page
    assert "24 November 2026" in page


def test_a_reply_that_nobody_has_checked_does_not_show():
    reply = questions.drafted(body="Half a thought")
    assert "Half a thought" not in page_of(reply.question)


def test_answers_stay_when_a_question_is_opened_again():
    reply = questions.replied()
    question = reply.question
    question.status, question.ended_at = "assigned", None
    question.save()
    assert "being answered" in page_of(question)
    assert "We mend lamps" in page_of(question)


def test_a_published_answer_is_linked_and_no_other():
    make_council_voice()
    reply = questions.replied()
    question = reply.question
    question.topic = make_topic("lamps-again", question="Why are lamps dark?")
    question.save()
    link = 'href="/answers/lamps-again/"'
    assert link in page_of(question)
    question.topic.status = "withdrawn"
    question.topic.save()
    assert link not in page_of(question)


def test_neither_name_nor_address_stands_on_the_page():
    page = page_of(questions.asked(name="Amina Example", email=EMAIL))
    assert "Amina Example" not in page
    assert EMAIL not in page


@pytest.mark.parametrize("key", ["x", "0" * 43, "%00", "a%20b", "x" * 5000, "1", "Q1"])
def test_an_unknown_address_has_no_page(client, key):
    questions.asked()
    assert client.get(f"/answers/ask/mine/{key}/").status_code == 404


def asked(email=EMAIL, wording="Who locks the park gates?"):
    return services.ask(key="k" * 43, wording=wording, name="Amina", email=email, at=timezone.now())


def confirm_address():
    (mail,) = Email.objects.filter(template__name="question_received")
    return re.search(r"/answers/ask/confirm/[^\s/]+/", mail.message)[0]


def test_the_first_mail_holds_no_word_of_the_question_and_no_way_to_its_page():
    question = asked()
    (mail,) = Email.objects.filter(template__name="question_received")
    assert mail.to == [EMAIL]
    assert question.reference in mail.subject
    text = f"{mail.subject} {mail.message} {mail.html_message}"
    for hidden in ("park", "gates", "Amina", question.key):
        assert hidden not in text
    assert settings.SITE_URL + confirm_address() in mail.message
    assert mail.headers["Auto-Submitted"] == "auto-generated"


def test_opening_the_link_confirms_nothing_and_pressing_the_button_does_once():
    question, client = asked(), Client(enforce_csrf_checks=True)
    address = confirm_address()
    page = client.get(address)
    assert "Did you ask us a question?" in page.content.decode()
    assert "park" not in page.content.decode()
    question.refresh_from_db()
    assert question.email_confirmed_at is None
    for _ in range(2):
        assert client.post(address)["Location"] == question.get_absolute_url()
    question.refresh_from_db()
    assert question.email_confirmed_at is not None
    assert question.events.filter(type="confirmed").count() == 1
    assert "You confirmed your email address" in page_of(question)


@pytest.mark.parametrize("token", ["x", "a:b:c", "%00", "1:1", "é" * 999])
def test_a_broken_link_says_so_and_what_to_do(client, token):
    asked()
    for response in (
        client.get(f"/answers/ask/confirm/{token}/"),
        client.post(f"/answers/ask/confirm/{token}/"),
    ):
        assert response.status_code == 404
        assert "This link does not work" in response.content.decode()
    assert not ResidentQuestion.objects.exclude(email_confirmed_at=None).exists()


def test_an_old_link_says_so_and_confirms_nothing(client, time_machine):
    time_machine.move_to(MONDAY_MORNING, tick=False)
    question = asked()
    address = confirm_address()
    time_machine.shift(question_mails.CONFIRM_WITHIN - timedelta(minutes=1))
    assert client.get(address).status_code == 200
    time_machine.shift(timedelta(minutes=2))
    assert "older than 30 days" in client.post(address).content.decode()
    question.refresh_from_db()
    assert question.email_confirmed_at is None


def test_the_link_to_a_question_that_was_deleted_says_so(client):
    question = asked()
    address = confirm_address()
    Email.objects.all().delete()
    question.delete()
    assert client.post(address).status_code == 404


def test_a_slip_in_the_wording_of_a_mail_costs_no_question(caplog):
    Email.objects.all().delete()
    EmailTemplate.objects.update(content="{% nonsense %}")
    assert asked().pk
    assert not Email.objects.exists()


def test_crawlers_are_told_to_leave_private_pages_alone(client):
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /answers/ask/mine/\n" in robots
    assert "Disallow: /answers/ask/confirm/\n" in robots
    assert "/answers/ask/</loc>" in client.get("/sitemap.xml").content.decode()
