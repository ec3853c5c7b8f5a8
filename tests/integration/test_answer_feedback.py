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
    about = {field.name for field in Feedback._meta.fields}
    assert about == {"id", "topic", "helpful", "given_on", "comment"}
    assert kept.comment == ""


def test_the_thank_you_page_leads_back_to_the_answer(client):
    make.make_topic("drugs")
    response = client.post("/answers/drugs/helpful/", {"helpful": "yes"}, follow=True)
    [(address, _status)] = response.redirect_chain
    assert address.startswith("/answers/drugs/thank-you/")
    assert "Thank you" in text_of(response)
    assert response.cookies == {}
    assert "no-store" in response["Cache-Control"]
    assert 'href="/answers/drugs/"' in text_of(response)


@pytest.mark.parametrize("data", [{}, {"helpful": ""}, {"helpful": "perhaps"}, {"helpful": "\x00"}])
def test_neither_yes_nor_no_asks_again_and_keeps_nothing(client, data):
    make.make_topic("drugs")
    response = client.post("/answers/drugs/helpful/", data)
    assert response.status_code == 400
    assert "There is a problem" in text_of(response)
    assert response.cookies == {}
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    ("said", "asked"), [("yes", "What helped? (optional)"), ("no", "What was missing? (optional)")]
)
def test_after_yes_or_no_one_sentence_can_be_added_once(said, asked):
    make.make_topic("drugs")
    client = Client(enforce_csrf_checks=True)
    address = client.post("/answers/drugs/helpful/", {"helpful": said})["Location"]
    assert asked in text_of(client.get(address))
    response = client.post(address, {"comment": " Say when patrols come. "})
    assert (response.status_code, response["Location"], response.cookies) == (302, address, {})
    after = text_of(client.get(address))
    assert "We have your sentence" in after
    assert "<textarea" not in after
    assert "patrols" not in after
    client.post(address, {"comment": "Something else"})
    assert Feedback.objects.get().comment == "Say when patrols come."


def comment_on(client, comment, said="no"):
    address = client.post("/answers/drugs/helpful/", {"helpful": said})["Location"]
    return client.post(address, {"comment": comment})


@pytest.mark.parametrize(
    ("comment", "sentence"),
    [
        ("Ring 07700 900123", "We found a phone number (“07700 900123”). Take this out, then"),
        ("my son Jayden at no 45", "somebody’s name (“Jayden”) and an address (“no 45”)"),
        ("", "Write one sentence, or leave this page"),
        ("\x00\u200b", "Write one sentence, or leave this page"),
        ("x" * 301, "Write 300 characters or fewer"),
        ("a@" * 5000, "Write 300 characters or fewer"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_what_to_do_and_the_words(client, comment, sentence):
    make.make_topic("drugs")
    response = comment_on(client, comment)
    assert response.status_code == 400
    assert "There is a problem" in text_of(response)
    assert text_of(response).count(sentence) == 2  # in the summary and at the field
    assert comment.strip("\x00\u200b") in text_of(response)
    assert Feedback.objects.get().comment == ""


def test_a_sentence_is_on_no_public_page(client):
    topic = make.make_topic("drugs", answers=[(None, "We patrol.")])
    comment_on(client, "Say when patrols come")
    for address in (
        topic.get_absolute_url(),
        "/answers/",
        "/answers/feed/",
        "/answers/drugs/thank-you/",
    ):
        assert "when patrols" not in text_of(client.get(address))


def test_an_hour_later_the_words_come_back_with_what_to_do(client, time_machine):
    make.make_topic("drugs")
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    address = client.post("/answers/drugs/helpful/", {"helpful": "no"})["Location"]
    time_machine.move_to(now + timedelta(minutes=61))
    response = client.post(address, {"comment": "Say when <patrols> come"})
    assert response.status_code == 400
    assert "We could not keep this" in text_of(response)
    assert "Say when &lt;patrols&gt; come" in text_of(response)
    assert client.get(address)["Location"] == "/answers/drugs/thank-you/"
    assert client.post(address)["Location"] == "/answers/drugs/thank-you/"
    assert Feedback.objects.get().comment == ""


def test_a_key_is_good_for_its_own_answer_only_and_cannot_be_made_up(client):
    make.make_topic("drugs")
    make.make_topic("noise")
    address = client.post("/answers/drugs/helpful/", {"helpful": "no"})["Location"]
    for other in (
        address.replace("drugs", "noise"),
        address[:-2] + "/",
        "/answers/drugs/thank-you/é:1:%00/",
    ):
        assert client.get(other).status_code == 302
        assert client.post(other, {"comment": "Hello there"}).status_code == 400
    assert Feedback.objects.get().comment == ""


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
