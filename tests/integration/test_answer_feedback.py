"""Did this answer help? Yes or no, and nothing about who said it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from faq.models import Feedback
from tests import public_content as make

pytestmark = pytest.mark.django_db


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize(("said", "helpful"), [("yes", True), ("no", False)])
def test_yes_or_no_is_kept_with_its_day_and_nothing_else(said, helpful):
    make.make_topic("drugs")
    client = Client(enforce_csrf_checks=True)
    response = client.post("/answers/drugs/helpful/", {"helpful": said, "name": "Ann"})
    assert response.status_code == 302
    assert response.cookies == {}
    kept = Feedback.objects.get()
    assert (kept.topic.slug, kept.helpful, kept.given_on) == (
        "drugs",
        helpful,
        timezone.localdate(),
    )
    assert {field.name for field in Feedback._meta.fields} == {"id", "topic", "helpful", "given_on"}


def test_the_thank_you_page_leads_back_to_the_answer(client):
    make.make_topic("drugs")
    response = client.post("/answers/drugs/helpful/", {"helpful": "yes"}, follow=True)
    assert response.redirect_chain == [("/answers/drugs/thank-you/", 302)]
    assert "Thank you" in text_of(response)
    assert 'href="/answers/drugs/"' in text_of(response)


@pytest.mark.parametrize("data", [{}, {"helpful": ""}, {"helpful": "perhaps"}, {"helpful": "\x00"}])
def test_neither_yes_nor_no_asks_again_and_keeps_nothing(client, data):
    make.make_topic("drugs")
    response = client.post("/answers/drugs/helpful/", data)
    assert response.status_code == 400
    assert "There is a problem" in text_of(response)
    assert response.cookies == {}
    assert not Feedback.objects.exists()


def test_only_a_published_answer_can_be_judged(client):
    make.make_topic("secret", status="draft")
    assert client.post("/answers/secret/helpful/", {"helpful": "yes"}).status_code == 404
    assert client.get("/answers/secret/thank-you/").status_code == 404


def test_a_link_cannot_leave_a_judgement(client):
    make.make_topic("drugs")
    assert client.get("/answers/drugs/helpful/?helpful=yes")["Location"] == "/answers/drugs/"
    assert not Feedback.objects.exists()


def test_one_connection_can_only_judge_so_often(client, time_machine):
    make.make_topic("drugs")
    time_machine.move_to(timezone.now(), tick=False)
    statuses = [
        client.post("/answers/drugs/helpful/", {"helpful": "yes"}).status_code for _ in range(31)
    ]
    assert statuses == [302] * 30 + [429]
    time_machine.shift(timedelta(hours=1, seconds=1))
    assert client.post("/answers/drugs/helpful/", {"helpful": "yes"}).status_code == 302
