"""The page of one resident's question: what it tells, and what is done on it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from faq import services
from faq.services import version_of
from tests import factories
from tests.factories import MONDAY_MORNING
from tests.inbox import act, listed, offered, page, signed_in
from tests.public_content import make_council_voice, make_topic
from tests.questions import PUBLIC_WORDING, asked, asked_in_public, drafted, replied

pytestmark = pytest.mark.usefixtures("db", "without_second_factor")

LATER = MONDAY_MORNING + timedelta(days=3)


@pytest.fixture
def editor():
    return signed_in(group="Content editors", username="edith")


def test_the_page_shows_the_question_who_asked_and_what_looks_personal(editor):
    question = asked(
        "Ring <me> on 020 7946 0000", name="Amina <b>", email="amina@example.com", wanted=2
    )
    response = editor.get(page(question))
    assertContains(response, "Ring &lt;me&gt; on <mark>020 7946 0000</mark>")
    assertContains(response, "Looks personal:")
    assertContains(response, "a phone number (“020 7946 0000”)")
    assertContains(response, "Amina &lt;b&gt;")
    assertContains(response, "not confirmed")
    assertContains(response, "2 others")


def test_a_question_that_tells_of_danger_is_marked(editor):
    calm = asked(wording="When will there be more benches?")
    assertNotContains(editor.get(page(calm)), "This may tell of danger")
    danger = asked(wording="Help, a man with a knife is at my door right now")
    assertContains(editor.get(page(danger)), "This may tell of danger")


def test_the_page_offers_published_answers_and_open_questions_that_are_like_it(editor):
    topic = make_topic("lamps", question="When are dark street lamps mended?")
    make_topic("dogs", question="Who walks the dogs?")
    alike, other = asked("Lamp dark for weeks"), asked("Who feeds the ducks?")
    question = asked("Why is the street lamp dark?")
    response = editor.get(page(question))
    similar = response.context["similar"]
    assert (similar.topics, similar.questions) == ([topic], [alike])
    assertContains(response, f"Join with {alike.reference}")
    assertNotContains(response, other.reference)
    assert editor.post(act(question, "join"), {"into": alike.reference}).status_code == 302
    question.refresh_from_db()
    assert question.joined_to == alike


def test_published_answers_are_found_as_the_one_box_finds_them(editor):
    topic = make_topic("noise", question="Who stops loud birds?", keywords=["parakeets"])
    make_topic("draft", question="When do parakeets wake?", status="draft")
    similar = editor.get(page(asked("parakeet!! again"))).context["similar"]
    assert similar.topics == [topic]


@pytest.mark.parametrize("words", ["Who? 🙂", "Will the council please come here tonight?"])
def test_a_question_of_words_that_say_nothing_is_like_nothing(editor, words):
    asked("Who will come here tonight, please? The council?")
    similar = editor.get(page(asked(words))).context["similar"]
    assert (similar.topics, similar.questions) == ([], [])


def test_the_author_of_a_draft_is_told_that_somebody_else_checks_it(editor):
    question = asked()
    draft = drafted(question, "We *mend* it.", by=editor.user)
    response = editor.get(page(question))
    assertContains(response, "Somebody else has to check this.")
    assertNotContains(response, "Send it to the resident")
    assertContains(response, "We <em>mend</em> it.")  # as the asker will read it
    refused = editor.post(act(question, "send"), {"seen": version_of(draft)})
    assertContains(refused, "You wrote this draft.", status_code=422)
    checker = signed_in(group="Safety managers")
    assertContains(checker.get(page(question)), "Send it to the resident")
    assert checker.post(act(question, "send"), {"seen": version_of(draft)}).status_code == 302
    question.refresh_from_db()
    assert question.status == "answered"


def test_a_checker_sends_only_what_they_have_read(editor):
    question = asked()
    draft, checker = drafted(question, by=editor.user), signed_in(group="Safety managers")
    seen = version_of(draft)
    assertContains(checker.get(page(question)), f'name="seen" value="{seen}"')
    draft.body = "Something else."
    draft.save()
    refused = checker.post(act(question, "send"), {"seen": seen})
    assertContains(refused, "has changed since you read it", status_code=422)
    assertContains(refused, f'name="seen" value="{version_of(draft)}"', status_code=422)
    assert checker.post(act(question, "send"), {}).status_code == 422


def test_two_editors_who_draft_at_once_both_keep_their_words(editor):
    question, council = asked(), make_council_voice()
    sent = {"organisation": council.pk, "body": "Mine.", "seen": ""}
    assert signed_in(group="Safety managers").post(act(question, "draft"), sent).status_code == 302
    second = editor.post(act(question, "draft"), sent | {"body": "Yours, \r\nlonger."})
    assertContains(second, "Somebody has changed the draft meanwhile", status_code=422)
    assertContains(second, "Yours, \r\nlonger.</textarea>", status_code=422)
    assert question.replies.get().body == "Mine."
    seen = version_of(question.replies.get())
    assertContains(second, f'name="seen" value="{seen}"', status_code=422)
    assert editor.post(act(question, "draft"), sent | {"seen": seen}).status_code == 302


def test_what_somebody_else_has_done_meanwhile_is_said_and_the_words_are_kept(editor):
    question = asked(status="closed")
    refused = editor.post(act(question, "close"), {"explanation": "Not for us, sorry."})
    assertContains(refused, "closed without an answer” by now", status_code=422)
    assertContains(refused, "Not for us, sorry.", status_code=422)


@pytest.mark.parametrize(
    ("name", "sent", "sentence"),
    [
        ("assign", {}, "Choose who answers."),
        ("assign", {"organisation": "999"}, "Select a valid choice"),
        ("assign", {"organisation": "1", "officer": "0"}, "Select a valid choice"),
        ("draft", {}, "Write the reply first."),
        ("draft", {"body": "x" * 10_001}, "at most 10000"),
        ("draft", {"body": "a\x00b"}, "Null characters"),
        ("close", {"explanation": " "}, "Say in plain words why"),
        ("note", {"text": ""}, "Write the note first."),
        ("join", {"into": ""}, "Write the reference"),
        ("join", {"into": "Q999"}, "No question has this reference"),
        ("join", {"into": "9" * 30}, "No question has this reference"),
        ("join", {"into": "lamps"}, "No question has this reference"),
        ("wording", {"wording": ""}, "Write the question as the public may read it."),
        ("wording", {"wording": "Ring 020 7946 0000"}, "a phone number (“020 7946 0000”)"),
        ("hold", {"reason": "x" * 301}, "at most 300"),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_the_field(editor, name, sent, sentence):
    question = asked()
    response = editor.post(act(question, name), sent)
    assertContains(response, sentence, status_code=422)
    typed = "".join(sent.values())
    if "\x00" not in typed and "organisation" not in sent:
        assertContains(response, typed, status_code=422)


def test_only_those_who_may_answer_are_offered_as_officers(editor):
    outsider = factories.staff("Case officers", username="olive")
    question, council = asked(), make_council_voice()
    form = editor.get(page(question)).context["acts"][0]["form"]
    assert list(form.fields["officer"].queryset) == [editor.user]
    sent = {"organisation": council.pk, "officer": outsider.pk}
    assert editor.post(act(question, "assign"), sent).status_code == 422


def test_an_editor_publishes_what_was_answered_and_the_topic_says_which_question(editor):
    question = asked()
    drafted(question, "Dear Amina, we mend lamps.", by=editor.user)
    checker = signed_in(group="Safety managers")
    checker.post(act(question, "send"), {"seen": version_of(question.replies.get())})
    assert "topic" not in offered(editor, question)
    assert editor.post(act(question, "wording"), {"wording": PUBLIC_WORDING}).status_code == 302
    name = f"answer_{question.replies.get().pk}"
    both = {"report_category": "", "title": "Street lamps", "keywords": "dark lamp\r\nlamp out"}
    assertContains(editor.get(page(question)), "Answer of Our Council, as the public reads it")
    sent = both | {name: "We mend lamps."}
    assert editor.post(act(question, "topic"), sent).status_code == 302
    question.refresh_from_db()
    topic = question.topic
    assert topic.keywords == ["dark lamp", "lamp out"]
    assert topic.responses.get().body == "We mend lamps."
    address = reverse("admin:faq_topic_change", args=[topic.pk])
    assertContains(editor.get(address), f'<a href="{page(question)}">{question.reference}</a>')
    no_reader = signed_in("faq.view_topic")
    assertNotContains(no_reader.get(address), question.reference)


@pytest.mark.parametrize(
    "given", ["lamps", "/answers/lamps/", "https://x.example/answers/lamps/#a"]
)
def test_a_topic_is_named_by_its_address_as_people_copy_it(editor, given):
    topic = make_topic("lamps")
    question = replied(asked_in_public()).question
    name = f"answer_{question.replies.get().pk}"
    sent = {"topic": given, name: "We mend lamps."}
    assert editor.post(act(question, "into-topic"), sent).status_code == 302
    assert topic.responses.get().body == "We mend lamps."


@pytest.mark.parametrize("given", ["", "x", "/", "drafted", "\x00", "ü" * 300])
def test_an_address_of_no_published_topic_is_refused(editor, given):
    make_topic("drafted", status="draft", published_at=None)
    question = replied(asked_in_public()).question
    name = f"answer_{question.replies.get().pk}"
    answer = editor.post(act(question, "into-topic"), {"topic": given, name: "We mend lamps."})
    assert answer.status_code == 422


def test_a_held_question_waits_for_somebody_to_say_that_a_person_sent_it(editor):
    question = asked(held=True, suspicions=["trap"])
    names = offered(editor, question)
    assert "release" in names
    assert not {"draft", "assign", "wording", "join"} & set(names)
    assertContains(editor.get(page(question)), "May come from a program")
    assert editor.post(act(question, "release")).status_code == 302
    assert listed(editor) == [question.pk]


def test_a_page_with_a_long_history_takes_few_queries(editor, django_assert_max_num_queries):
    question = replied(asked_in_public()).question
    for number in range(20):
        asked(status="joined", joined_to=question)
        services.add_note(question=question, text=str(number), by=editor.user, at=LATER)
        replied(question)
    with django_assert_max_num_queries(20):
        assert editor.get(page(question)).status_code == 200
