"""I want to know this too: a number that anybody may add one to, once for each device."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from faq import asked_views, services
from faq.models import ResidentQuestion
from tests import public_content as make
from tests.factories import MONDAY_MORNING
from tests.questions import asked_in_public

pytestmark = pytest.mark.django_db

LIST = "/answers/asked/"
MOST_QUERIES = 5


def text_of(response):
    return response.content.decode()


def press(client, question):
    return client.post(f"{LIST}{question.pk}/want-to-know/")


def wanted(question):
    return ResidentQuestion.objects.get(pk=question.pk).wanted


def test_one_press_counts_one_and_tells_the_number_of_now_and_what_happens():
    question = asked_in_public(wanted=4)
    reader = Client(enforce_csrf_checks=True)
    assert "4 others" in text_of(reader.get(LIST))
    response = reader.post(f"{LIST}{question.pk}/want-to-know/", follow=True)
    page = text_of(response)
    assert response.redirect_chain == [(f"{LIST}{question.pk}/thank-you/", 302)]
    assert "Besides the resident who asked, 5 people want to know this." in page
    assert "We answer the most wanted questions first" in page
    assert 'href="/answers/ask/"' in page
    assert 'content="noindex"' in page
    assert "no-store" in response.headers["Cache-Control"]
    services.want_to_know(question_pk=question.pk)
    assert "6 people" in text_of(reader.get(f"{LIST}{question.pk}/thank-you/"))


def test_pressing_twice_counts_once_and_says_so(client):
    question, other = asked_in_public(), asked_in_public()
    press(client, question)
    page = text_of(client.post(f"{LIST}{question.pk}/want-to-know/", follow=True))
    assert "You told us before" in page
    assert "1 person wants to know this" in page
    assert wanted(question) == 1
    press(client, other)
    assert (wanted(question), wanted(other)) == (1, 1)


def test_another_device_and_one_that_keeps_no_cookie_count_too(client):
    question = asked_in_public()
    for _ in range(3):
        assert press(Client(), question).status_code == 302
    assert wanted(question) == 3


def test_the_cookie_holds_numbers_of_questions_for_90_days_on_these_pages_alone(client, settings):
    settings.SESSION_COOKIE_SECURE = True
    question = asked_in_public()
    cookie = press(client, question).cookies["wanted"]
    assert signing.loads(cookie.value, salt=asked_views.SALT) == [question.pk]
    assert (cookie["path"], cookie["max-age"]) == (LIST, 90 * 24 * 60 * 60)
    assert (cookie["samesite"], cookie["httponly"], cookie["secure"]) == ("Lax", True, True)


def test_the_cookie_never_holds_more_than_fifty_questions(client):
    question = asked_in_public()
    many = list(range(1_000_000, 1_000_050))
    client.cookies["wanted"] = signing.dumps(many, salt=asked_views.SALT)
    cookie = press(client, question).cookies["wanted"]
    assert signing.loads(cookie.value, salt=asked_views.SALT) == [*many[1:], question.pk]
    assert len(cookie.value) < 1000


@pytest.mark.parametrize("forged", ["", "x", "ÿ", "e30:x:y", "{number}", "foreign", "object"])
def test_a_forged_cookie_holds_nothing(client, forged):
    question = asked_in_public()
    signed = {
        "foreign": signing.dumps([question.pk], salt="reporting.drafts"),
        "object": signing.dumps({"a": question.pk}, salt=asked_views.SALT),
    }
    client.cookies["wanted"] = signed.get(forged, forged)
    assert press(client, question)["Location"] == f"{LIST}{question.pk}/thank-you/"
    assert wanted(question) == 1


def test_a_cookie_counts_for_nothing_after_its_90_days(client, time_machine):
    question = asked_in_public()
    time_machine.move_to(MONDAY_MORNING, tick=False)
    held = press(client, question).cookies["wanted"].value
    time_machine.shift(timedelta(days=90, seconds=1))
    client.cookies["wanted"] = held
    press(client, question)
    assert wanted(question) == 2


def test_a_link_cannot_count(client):
    question = asked_in_public()
    for look in (client.get, client.head):
        response = look(f"{LIST}{question.pk}/want-to-know/")
        assert (response.status_code, response["Location"]) == (302, LIST)
        assert response.cookies == {}
    assert wanted(question) == 0


def test_what_was_answered_meanwhile_leads_to_the_answer(client):
    question = asked_in_public()
    press(client, question)
    ResidentQuestion.objects.filter(pk=question.pk).update(
        status="answered", ended_at=MONDAY_MORNING, topic=make.make_topic("lamps")
    )
    assert press(Client(), question)["Location"] == "/answers/lamps/"
    thanks = client.get(f"{LIST}{question.pk}/thank-you/")
    assert thanks["Location"] == "/answers/lamps/"
    assert wanted(question) == 1


def test_what_was_answered_without_a_published_topic_is_not_found(client):
    for topic in (None, make.make_topic("secret", status="draft")):
        question = asked_in_public(status="answered", topic=topic)
        assert press(client, question).status_code == 404
        assert client.get(f"{LIST}{question.pk}/thank-you/").status_code == 404


@pytest.mark.parametrize(
    "pk", ["0", "-1", "x", "1.5", "1e3", "\x00", "١", "%", "9" * 18, "9" * 30, "9" * 5000, "1/../2"]
)
def test_junk_as_the_number_of_a_question_is_not_found(client, pk):
    for page in ("want-to-know", "thank-you", "before"):
        address = f"{LIST}{quote(pk, safe='')}/{page}/"
        assert client.get(address).status_code in (302, 404)
        assert client.post(address).status_code in (404, 405)


def test_one_connection_can_only_press_so_often(time_machine):
    question = asked_in_public()
    time_machine.move_to(timezone.now(), tick=False)
    statuses = [press(Client(), question).status_code for _ in range(31)]
    assert statuses == [302] * 30 + [429]
    assert wanted(question) == 30
    time_machine.shift(timedelta(hours=1, seconds=1))
    assert press(Client(), question).status_code == 302


def test_a_press_costs_few_queries_and_renews_no_page(client, django_capture_on_commit_callbacks):
    question = asked_in_public()
    client.get(LIST)
    with (
        django_capture_on_commit_callbacks(execute=True),
        CaptureQueriesContext(connection) as queries,
    ):
        client.post(f"{LIST}{question.pk}/want-to-know/", follow=True)
    counted = [each for each in queries if "SAVEPOINT" not in each["sql"]]
    assert len(counted) <= MOST_QUERIES
    with CaptureQueriesContext(connection) as queries:
        assert "others" not in text_of(client.get(LIST))
    assert len(queries) == 0


def test_what_another_site_sends_is_not_counted(client):
    question = asked_in_public()
    address = f"{LIST}{question.pk}/want-to-know/"
    sent = client.post(address, headers={"sec-fetch-site": "cross-site"})
    assert (sent["Location"], sent.cookies, wanted(question)) == (LIST, {}, 0)
