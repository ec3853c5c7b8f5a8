"""What residents want a ward's panel to discuss: taken once, read by staff, then forgotten."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from community.models import PanelTopic
from community.services import meetings as services
from tests import factories, panels
from tests.asking import hidden, text_of
from tests.panels import NOW

pytestmark = pytest.mark.usefixtures("pack")

DISCUSS = "/wards/hoe-street/discuss/"
CALENDARS = ["/wards/hoe-street/meetings.ics", "/wards/meetings.ics"]


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def token_of(page):
    return hidden(page)["token"][0]


def sent(client, words="Cars race at night", email="", token=None, **more):
    token = token or token_of(client.get(DISCUSS))
    told = {"words": words, "email": email, "token": token, **more}
    return client.post(DISCUSS, told)


def test_what_somebody_wants_discussed_reaches_the_inbox_once_however_often_it_is_sent(client):
    panels.meeting()
    page = client.get(DISCUSS)
    assert "The panel meets on Tuesday 8 December 2026" in text_of(page)
    assert "365 days" in text_of(page)
    token = token_of(page)
    for _ in range(2):
        response = sent(client, "Cars race 🏎 at night", "AMINA@example.com", token)
        assert response.headers["Location"] == f"{DISCUSS}thank-you/"
    topic = PanelTopic.objects.get()
    assert (topic.words, topic.email) == ("Cars race 🏎 at night", "amina@example.com")
    assert (topic.ward.slug, topic.at) == ("hoe-street", NOW)
    assert "We have your words for the Hoe Street ward panel" in text_of(
        client.get(response.headers["Location"])
    )
    assert not client.cookies
    sent(client, "And the lamp is dark", token=token)
    assert PanelTopic.objects.count() == 2


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"words": "  "}, "Write what the panel should discuss"),
        ({"words": "x" * 1001}, "Write 1000 characters or fewer"),
        ({"email": "not-one"}, "Enter an email address like name@example.com"),
        ({"email": "a,b@example.com"}, "Enter an email address like name@example.com"),
        ({"note": "Buy now"}, "if a person or a program sent this"),
        ({"token": "made-up"}, "This page was open for a long time"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence_and_the_words_stay(client, told, sentence):
    words = told.get("words", "Cars race at night")
    response = sent(client, **{"words": words, **told})
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert words.strip() in response.content.decode()
    assert not PanelTopic.objects.exists()
    again = token_of(response)
    assert sent(client, token=again).status_code == 302


def test_one_address_or_one_network_cannot_fill_the_inbox(client):
    answers = [sent(client, f"Topic {n}", "ben@example.com").status_code for n in range(31)]
    assert answers.count(302) == 10
    assert answers[-1] == 429
    assert PanelTopic.objects.count() == 10


def test_another_site_cannot_send_a_topic(client):
    token = token_of(client.get(DISCUSS))
    told = {"words": "Spam", "email": "", "token": token}
    client.post(DISCUSS, told, headers={"sec-fetch-site": "cross-site"})
    assert not PanelTopic.objects.exists()


ANY_TEXT = st.text(max_size=200)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example("\0", "\0", "\0")
@example("x" * 10_000, "x" * 10_000, "x" * 10_000)
@example("' OR 1=1;--<b>", "<b>@example.com", "eyJ:é:z")
@given(words=ANY_TEXT, email=ANY_TEXT, token=ANY_TEXT)
def test_whatever_is_sent_there_is_a_page(words, email, token):
    response = Client().post(DISCUSS, {"words": words, "email": email, "token": token})
    assert response.status_code in (302, 422, 429)


def test_topics_are_read_and_handled_by_who_answers_interests_and_by_nobody_else(
    client, without_second_factor
):
    topic = panels.topic("Cars race\nat night", email="amina@example.com")
    panels.topic("Elsewhere", "valley")
    inbox = "/admin/community/paneltopic/"
    client.force_login(factories.staff("Case officers", "asb"))
    assert client.get(inbox).status_code == 403
    editor = factories.staff("Content editors")
    client.force_login(editor)
    page = text_of(client.get(f"{inbox}?ward__id__exact={topic.ward_id}"))
    assert "Cars race" in page
    assert "Elsewhere" not in page
    assert "amina@example.com" in text_of(client.get(f"{inbox}{topic.pk}/change/"))
    response = client.post(f"{inbox}{topic.pk}/change/", {"words": "Changed", "_save": "1"})
    assert response.status_code == 302
    topic.refresh_from_db()
    assert (topic.words, topic.handled_at, topic.handled_by) == ("Cars race\nat night", NOW, editor)
    assert "Cars race" not in text_of(client.get(inbox))
    assert "Cars race" in text_of(client.get(f"{inbox}?state=handled"))


def test_an_address_cannot_name_other_addressees_of_the_answer(client, without_second_factor):
    topic = panels.topic(email="lamp?bcc=thief%40evil.example&x=@example.com")
    client.force_login(factories.staff("Content editors"))
    page = client.get(f"/admin/community/paneltopic/{topic.pk}/change/").content.decode()
    assert 'href="mailto:lamp%3Fbcc%3Dthief%2540evil.example%26x%3D@example.com"' in page


def test_topics_are_forgotten_after_the_days_that_the_page_names():
    old, new = (panels.topic(at=NOW - timedelta(days=days)) for days in (366, 364))
    services.purge_topics(at=NOW)
    assert list(PanelTopic.objects.all()) == [new]
    assert old != new


def test_no_topic_and_no_address_stands_on_a_public_page(client):
    meeting = panels.meeting()
    panels.topic("Cars race at night", email="amina@example.com")
    paths = [meeting.get_absolute_url(), DISCUSS, f"{DISCUSS}thank-you/", *CALENDARS]
    for path in paths:
        content = client.get(path).content.decode()
        assert not re.search("Cars race|amina", content), path
