"""Questions that residents asked, as everybody reads them, and "I want to know this too"."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faq.models import ResidentQuestion
from safety_site.public_pages import renew
from tests import factories
from tests import public_content as make
from tests.factories import MONDAY_MORNING
from tests.leaks import EMAIL, MARK, Stranger, marked
from tests.questions import asked, asked_in_public, replied

pytestmark = pytest.mark.django_db

LIST = "/answers/asked/"
MOST_QUERIES = 5
WHO_RUNS_THE_SITE = 1  # read once after each edit, then kept


def text_of(response):
    return response.content.decode()


def press(client, question):
    return client.post(f"{LIST}{question.pk}/want-to-know/")


def answered_in(topic, **fields):
    """Make a question that was answered, with its answer in a topic."""
    return asked_in_public(status="answered", topic=topic, **fields)


# --- The list ---------------------------------------------------------------------------------


def test_a_waiting_question_shows_its_approved_wording_its_month_and_who_else_wants_it(client):
    asked_in_public("Why are lamps dark?", wanted=3)
    asked_in_public("Who mends <lamps>?", wanted=1)
    asked_in_public("When?")
    page = text_of(client.get(LIST))
    assert "Why are lamps dark?" in page
    assert "Asked in November 2026. 3 others want to know this too." in page
    assert "Who mends &lt;lamps&gt;?" in page
    assert "1 other wants to know this too." in page
    assert page.count("want to know this too.") == 1


def test_the_most_wanted_stand_first_and_of_these_the_oldest(client):
    asked_in_public("Young one?", wanted=2, at=MONDAY_MORNING)
    asked_in_public("Old one?", wanted=2, at=MONDAY_MORNING - timedelta(days=9))
    asked_in_public("Nobody else?", at=MONDAY_MORNING - timedelta(days=99))
    asked_in_public("Everybody?", wanted=10)
    order = [question["public_wording"] for question in client.get(LIST).context["waiting"]]
    assert order == ["Everybody?", "Old one?", "Young one?", "Nobody else?"]


def test_fifty_are_shown_and_the_rest_is_counted_for_few_queries(client):
    for number in range(52):
        asked_in_public(f"Question {number}?")
    for number in range(25):
        answered_in(make.make_topic(f"answer-{number}"))
    with CaptureQueriesContext(connection) as queries:
        page = text_of(client.get(LIST))
    assert len(queries) <= MOST_QUERIES + WHO_RUNS_THE_SITE
    assert page.count("<form") == 50
    assert "2 more questions wait" in page
    assert page.count("Answered in November 2026") == 20


def test_an_empty_list_says_so_and_leads_to_asking(client):
    asked()
    page = text_of(client.get(LIST))
    assert "No question waits" in page
    assert 'href="/answers/ask/"' in page


def test_answered_ones_lead_to_their_topic_the_newest_first(client):
    lamps, hidden = make.make_topic("lamps"), make.make_topic("hidden", status="withdrawn")
    answered_in(lamps, at=datetime(2026, 9, 1, tzinfo=UTC), public_wording="First?")
    answered_in(lamps, at=datetime(2026, 10, 1, tzinfo=UTC), public_wording="Second?")
    answered_in(hidden, public_wording="Taken down?")
    answered_in(None, public_wording="By mail only?")
    response = client.get(LIST)
    found = [question["public_wording"] for question in response.context["answered"]]
    assert found == ["Second?", "First?"]
    assert 'href="/answers/lamps/">Second?' in text_of(response)
    assert "Answered in October 2026" in text_of(response)


def unseen():
    """Questions that have a wording, and yet are not for the public."""
    other = asked()
    return {
        "held": {"held": True},
        "hidden": {"hidden_reason": "Names a neighbour."},
        "joined": {"status": "joined", "joined_to": other},
        "closed": {"status": "closed"},
        "no wording": {"public_wording": ""},
    }


@pytest.mark.parametrize("why", ["held", "hidden", "joined", "closed", "no wording"])
def test_what_is_not_for_the_public_stands_in_no_list_and_cannot_be_wanted(client, why):
    topic = make.make_topic("lamps")
    fields = {"public_wording": "Unseen words?", "topic": topic} | unseen()[why]
    question = asked_in_public(**fields)
    for address in (LIST, "/answers/", "/answers/lamps/"):
        page = text_of(client.get(address))
        assert "Unseen words?" not in page
        assert not re.search(r"\d waits? for an answer", page)
    for page in ("want-to-know", "thank-you", "before"):
        assert client.get(f"{LIST}{question.pk}/{page}/").status_code in (302, 404)
    assert press(client, question).status_code == 404
    question.refresh_from_db()
    assert question.wanted == 0


def test_no_public_output_shows_anything_private_of_a_question(client):
    council = make.make_council_voice()
    topic = make.make_topic("lamps", [(council, "We mend them.")], webinar=None)
    officer = factories.staff("Content editors", username=f"{MARK}-officer")
    private = {
        "wording": marked("wording"),
        "name": marked("name"),
        "email": EMAIL,
        "officer": officer,
        "assigned_to": council,
        "explanation": marked("explanation"),
        "hold_reason": marked("hold"),
        "suspicions": [marked("suspicion")],
    }
    waiting = asked_in_public("Waiting?", key=f"{MARK}-1", **private)
    answered = answered_in(topic, public_wording="Answered?", key=f"{MARK}-2", **private)
    replied(answered, body=marked("reply"), drafted_by=officer)
    asked_in_public(marked("hidden"), key=f"{MARK}-3", hidden_reason=marked("why"), **private)
    asked_in_public(marked("closed"), key=f"{MARK}-4", status="closed", **private)
    asked(key=f"{MARK}-5", **private)
    stranger = Stranger()
    stranger.crawl("/", LIST, "/answers/", "/sitemap.xml", "/answers/feed/", "/answers/lamps/")
    for query in ("wording", "name", "lamps", "waiting answered"):
        stranger.look(f"/find/ {query}", stranger.client.get("/find/", {"q": query}))
    for question in ResidentQuestion.objects.all():
        for page in ("want-to-know", "thank-you", "before"):
            stranger.get(f"{LIST}{question.pk}/{page}/")
        stranger.look(f"POST {question}", press(stranger.client, question))
    waiting.refresh_from_db()
    assert waiting.wanted == 1
    assert {"/answers/lamps/", LIST} <= stranger.seen
    assert "Residents also asked" in text_of(client.get("/answers/lamps/"))
    assert stranger.found == {}


# --- Ways in ----------------------------------------------------------------------------------


def test_every_way_in_leads_to_the_list_or_to_asking(client, django_capture_on_commit_callbacks):
    make.make_topic("lamps", webinar=None)
    assert 'href="/answers/ask/"' in text_of(client.get("/"))
    assert 'href="/answers/ask/"' in text_of(client.get("/answers/lamps/"))
    assert f'href="{LIST}"' in text_of(client.get("/answers/lamps/"))
    assert f'href="{LIST}"' in text_of(client.get("/answers/"))
    assert "for an answer" not in text_of(client.get("/answers/"))
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            asked_in_public()
        renew()
    assert "2 wait for an answer" in text_of(client.get("/answers/"))
