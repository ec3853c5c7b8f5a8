"""What was asked and answered becomes public: in an approved wording, and as a topic."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from faq import services
from faq.models import ResidentQuestion, Topic
from faq.services import Refused
from tests import factories
from tests.factories import MONDAY_MORNING
from tests.public_content import make_category, make_council_voice, make_theme, make_topic
from tests.questions import PUBLIC_WORDING, asked, asked_in_public, drafted, replied

pytestmark = pytest.mark.django_db

LATER = MONDAY_MORNING + timedelta(days=2)
ASKER = {"email": "amina@example.com", "email_confirmed_at": MONDAY_MORNING}


@pytest.fixture
def editor():
    return factories.staff("Content editors", username="edith")


def publish(question, editor, title="Street lamps", answers=None, **fields):
    sent = {reply.pk: reply.body for reply in question.replies.exclude(sent_at=None)}
    empty = {"theme": None, "report_category": None, "support_page": None, "keywords": []}
    services.publish_as_topic(
        question=question,
        title=title,
        answers=sent if answers is None else answers,
        by=editor,
        at=LATER,
        **(empty | fields),
    )
    question.refresh_from_db()
    return question.topic


def publish_into(question, topic, editor):
    answers = {reply.pk: reply.body for reply in question.replies.exclude(sent_at=None)}
    services.publish_into_topic(
        question=question, topic=topic, answers=answers, by=editor, at=LATER
    )
    question.refresh_from_db()


def ready(body="We mend lamps within five days.", **fields):
    return replied(asked_in_public(**fields), body).question


def test_the_public_list_shows_a_question_as_soon_as_its_wording_is_approved(
    editor, client, django_capture_on_commit_callbacks
):
    question, page = asked(), reverse("faq:asked")
    assert PUBLIC_WORDING not in client.get(page).content.decode()  # and is kept in the cache
    with django_capture_on_commit_callbacks(execute=True):
        services.approve_wording(question=question, wording=PUBLIC_WORDING, by=editor, at=LATER)
    assert PUBLIC_WORDING in client.get(page).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        services.hide(question=question, reason="Not now.", by=editor, at=LATER)
    assert PUBLIC_WORDING not in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("wording", "named"),
    [
        ("Call me on 020 7946 0000 about the lamps", "020 7946 0000"),
        ("Why does nobody answer amina@example.com?", "amina@example.com"),
    ],
)
def test_a_wording_that_may_say_who_asked_is_refused_and_the_words_are_named(
    editor, wording, named
):
    question = asked()
    with pytest.raises(Refused, match=named):
        services.approve_wording(question=question, wording=wording, by=editor, at=LATER)
    question.refresh_from_db()
    assert question.public_wording == ""


@pytest.mark.parametrize("status", ["closed", "joined"])
def test_no_wording_is_approved_of_what_the_public_does_not_read(editor, status):
    lead = {"joined_to": asked()} if status == "joined" else {}
    question = asked(status=status, **lead)
    with pytest.raises(Refused, match="joined or closed"):
        services.approve_wording(question=question, wording="Why?", by=editor, at=LATER)


def test_hiding_needs_a_reason_and_showing_undoes_it(editor):
    question = asked_in_public()
    with pytest.raises(Refused, match="Say why"):
        services.hide(question=question, reason="", by=editor, at=LATER)
    services.hide(question=question, reason="Points to one house.", by=editor, at=LATER)
    assert not ResidentQuestion.objects.listed().exists()
    with pytest.raises(Refused, match="cannot be hidden"):
        services.hide(question=question, reason="Again", by=editor, at=LATER)
    services.show(question=question, by=editor, at=LATER)
    assert ResidentQuestion.objects.listed().exists()
    with pytest.raises(Refused, match="not hidden"):
        services.show(question=question, by=editor, at=LATER)


def test_a_question_becomes_a_topic_of_its_approved_wording_and_the_replies(editor):
    question = ready(name="Amina Example", **ASKER)
    category = make_category("street-lighting")
    told = {"theme": make_theme(), "report_category": category, "keywords": ["dark lamp"]}
    topic = publish(question, editor, **told)
    assert topic.status == Topic.Status.PUBLISHED
    assert (topic.slug, topic.question) == ("street-lamps", PUBLIC_WORDING)
    assert (topic.webinar, topic.review_by) == (None, date(2027, 11, 25))
    assert (topic.theme, topic.report_category) == (told["theme"], category)
    assert topic.keywords == ["dark lamp"]
    response = topic.responses.get()
    assert (response.organisation, response.body) == (
        make_council_voice(),
        "We mend lamps within five days.",
    )
    assert (response.answered_on, response.is_summary) == (date(2026, 11, 24), False)
    assert topic.history.first().history_user == response.history.get().history_user == editor


def test_two_topics_of_one_title_have_two_addresses_and_none_hides_a_page(editor):
    assert publish(ready(), editor, title="Asked").slug == "asked-2"
    assert publish(ready(), editor, title="Asked").slug == "asked-3"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: replied().question, "Approve a public wording first"),
        (asked_in_public, "Send a reply first"),
        (lambda: drafted(asked_in_public()).question, "Send a reply first"),
        (lambda: ready(hidden_reason="Points to a house"), "hidden, joined or closed"),
        (lambda: ready(held=True), "may come from a program"),
    ],
)
def test_nothing_is_published_without_an_approved_wording_and_a_sent_reply(editor, make, sentence):
    with pytest.raises(Refused, match=sentence):
        publish(make(), editor)
    assert not Topic.objects.exists()


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("Dear Amina, we mend it.", "Amina"),
        ("Dear AMINA, we mend it.", "AMINA"),
        ("We wrote to amina@example.com.", "amina@example.com"),
    ],
)
def test_an_answer_that_names_who_asked_is_not_published(editor, body, named):
    with pytest.raises(Refused, match=f"names who asked: “{named}”"):
        publish(ready(body, name="amina will", **ASKER), editor)
    assert not Topic.objects.exists()


def test_an_answer_is_published_as_the_editor_worded_it_and_may_hold_our_own_number(editor):
    question = ready("Dear Will, call us on 020 8496 3000. We will come.", name="Will")
    reply = question.replies.get()
    answers = {reply.pk: "Call us on 020 8496 3000. We will come."}
    topic = publish(question, editor, answers=answers)
    assert topic.responses.get().body == answers[reply.pk]


def test_a_published_question_makes_no_second_topic(editor):
    question = ready()
    publish(question, editor)
    with pytest.raises(Refused, match="published already, in “Street lamps”"):
        publish(question, editor, title="Lamps again")


def test_replies_are_added_to_a_published_topic_after_its_answers_and_only_once(editor):
    topic = make_topic("lamps", [(make_council_voice(), "Call us.")])
    question = ready()
    publish_into(question, topic, editor)
    assert question.topic == topic
    assert [response.position for response in topic.responses.all()] == [1, 2]
    assert topic.responses.last().body == "We mend lamps within five days."
    with pytest.raises(Refused, match="in this topic already"):
        publish_into(question, topic, editor)
    topic.responses.last().delete()  # an editor took it out: it does not come back
    with pytest.raises(Refused, match="in this topic already"):
        publish_into(question, topic, editor)
    assert topic.responses.count() == 1


def test_a_later_reply_is_added_to_the_topic_by_itself(editor):
    question = ready()
    topic = publish(question, editor)
    replied(question, "The lamps are new now.", at=LATER)
    publish_into(question, topic, editor)
    assert [response.body for response in topic.responses.all()] == [
        "We mend lamps within five days.",
        "The lamps are new now.",
    ]


def test_one_answer_given_to_two_questions_stands_in_a_topic_once(editor):
    topic = publish(ready(), editor)
    other = ready()
    publish_into(other, topic, editor)
    assert other.topic == topic
    assert topic.responses.count() == 1


def test_nothing_is_added_to_a_topic_that_is_not_published(editor):
    topic = make_topic("lamps", status="withdrawn")
    with pytest.raises(Refused, match="is not published"):
        publish_into(ready(), topic, editor)
