"""Staff answer a resident's question: who may do what when, and who is told."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from post_office.models import Email

from faq import services
from faq.asked_life import Action
from faq.models import QuestionEvent, ResidentQuestion
from faq.services import Refused, version_of
from tests import factories
from tests.factories import MONDAY_MORNING
from tests.public_content import make_council_voice, make_police_voice
from tests.questions import asked, drafted, replied

pytestmark = pytest.mark.usefixtures("pack")

LATER = MONDAY_MORNING + timedelta(hours=3)
ASKER = {"email": "amina@example.com", "email_confirmed_at": MONDAY_MORNING}
T = QuestionEvent.Type


@pytest.fixture
def author():
    return factories.staff("Content editors", username="edith")


@pytest.fixture
def checker():
    return factories.staff("Safety managers", username="malik")


def draft_of(question):
    return question.replies.get(sent_at=None)


def write(question, body, author, seen="", at=LATER):
    services.draft_reply(
        question=question,
        organisation=make_council_voice(),
        body=body,
        seen=seen,
        by=author,
        at=at,
    )


def send(question, checker, at=LATER):
    seen = version_of(draft_of(question))
    services.send_reply(question=question, seen=seen, by=checker, at=at)


def mails(template):
    return Email.objects.filter(template__name=template)


def test_a_question_is_given_to_an_officer_who_gets_a_mail_without_a_word_of_it(author, checker):
    checker.email = "malik@council.example"
    checker.save()
    question = asked("Who dumps sofas at 12 Hoe Street?", name="Amina Example", **ASKER)
    police = make_police_voice()
    services.assign(question=question, organisation=police, officer=checker, by=author, at=LATER)
    question.refresh_from_db()
    assert (question.status, question.assigned_to) == ("assigned", police)
    mail = mails("question_for_staff").get()
    assert mail.to == ["malik@council.example"]
    said = mail.subject + mail.message
    assert f"/admin/faq/residentquestion/{question.pk}/change/" in said
    for private in ("sofas", "Amina", "amina@example.com"):
        assert private not in said
    assert [event.type for event in question.events.all()] == [T.ASSIGNED, T.MAIL_QUEUED]
    again = {"question": question, "organisation": police, "officer": checker, "by": author}
    services.assign(**again, at=LATER)
    assert mails("question_for_staff").count() == 1  # nothing new for the officer


def test_somebody_who_may_not_answer_is_no_officer_of_a_question(author):
    outsider = factories.staff("Case officers", username="olive")
    with pytest.raises(Refused, match="olive may not answer"):
        services.assign(
            question=asked(),
            organisation=make_council_voice(),
            officer=outsider,
            by=author,
            at=LATER,
        )


def test_a_draft_is_replaced_by_the_next_one_and_says_who_answers(author, checker):
    question = asked()
    write(question, "We look.", author)
    write(question, "We mend it.", checker, seen=version_of(draft_of(question)))
    question.refresh_from_db()
    assert (question.status, question.assigned_to) == ("drafted", make_council_voice())
    assert (draft_of(question).body, draft_of(question).drafted_by) == ("We mend it.", checker)


def test_two_editors_do_not_overwrite_each_other_without_knowing(author, checker):
    question = asked()
    write(question, "We look.", author)
    with pytest.raises(Refused, match="changed the draft meanwhile"):
        write(question, "We mend it.", checker)
    assert draft_of(question).body == "We look."


def test_the_author_of_a_draft_never_sends_it(author):
    question = asked(**ASKER)
    drafted(question, by=author)
    with pytest.raises(Refused, match="Somebody else has to check it"):
        send(question, author)
    question.refresh_from_db()
    assert question.status == "drafted"
    assert not Email.objects.exists()


def test_only_the_version_that_was_read_is_sent(author, checker):
    question = asked(**ASKER)
    seen = version_of(drafted(question, by=author))
    write(question, "Something else.", author, seen=seen)
    with pytest.raises(Refused, match="changed since you read it"):
        services.send_reply(question=question, seen=seen, by=checker, at=LATER)


def test_a_checked_reply_goes_to_the_asker_and_to_all_who_asked_the_same(author, checker):
    question = asked(**ASKER)
    confirmed = {"email": "ben@example.com", "email_confirmed_at": MONDAY_MORNING}
    joined = asked(status="joined", joined_to=question, **confirmed)
    stranger = asked(status="joined", joined_to=question, email="who@example.com")
    drafted(question, "We *mend* it by Friday.", by=author)
    send(question, checker)
    question.refresh_from_db()
    reply = question.replies.get()
    assert (question.status, question.ended_at) == ("answered", LATER)
    assert (reply.checked_by, reply.sent_at) == (checker, LATER)
    told = {mail.to[0]: mail.message for mail in mails("question_answered")}
    assert told.keys() == {"amina@example.com", "ben@example.com", "who@example.com"}
    for address in ("amina@example.com", "ben@example.com"):
        assert "We *mend* it by Friday." in told[address]
    assert joined.get_absolute_url() in told["ben@example.com"]
    assert "We answer you all" not in told["amina@example.com"]
    assert "mend" not in told["who@example.com"]
    for each in (question, joined, stranger):
        assert each.events.filter(type=T.MAIL_QUEUED).count() == 1


def test_an_address_that_nobody_confirmed_gets_no_word_of_question_or_answer(author, checker):
    question = asked("Why is my lamp dark?", name="Amina", email="who@example.com")
    drafted(question, "We mend it.", by=author)
    send(question, checker)
    mail = mails("question_answered").get()
    told = mail.subject + mail.message
    assert "/answers/ask/confirm/" in told
    for private in ("lamp", "mend", "Amina", question.key):
        assert private not in told


def test_who_left_no_address_gets_no_mail(author, checker):
    question = asked()
    drafted(question, by=author)
    send(question, checker)
    assert not Email.objects.exists()


def test_a_reply_is_sent_back_with_a_reason_and_can_be_written_again(author, checker):
    question = asked()
    drafted(question, by=author)
    with pytest.raises(Refused, match="Say what should change"):
        services.send_back(question=question, reason=" ", by=checker, at=LATER)
    services.send_back(question=question, reason="Say by when.", by=checker, at=LATER)
    question.refresh_from_db()
    assert question.status == "assigned"
    with pytest.raises(Refused, match="being answered"):
        send(question, checker)
    write(question, "By Friday.", author, seen=version_of(draft_of(question)))
    send(question, checker)


def test_closing_needs_an_explanation_which_everybody_who_asked_reads(author):
    question = asked(**ASKER)
    asked(status="joined", joined_to=question, email="who@example.com")
    with pytest.raises(Refused, match="why there is no answer"):
        services.close_question(question=question, explanation="", by=author, at=LATER)
    explanation = "Only the police can say this."
    services.close_question(question=question, explanation=explanation, by=author, at=LATER)
    question.refresh_from_db()
    assert (question.status, question.ended_at) == ("closed", LATER)
    told = {mail.to[0]: mail.message for mail in mails("question_closed")}
    assert explanation in told["amina@example.com"]
    assert explanation not in told["who@example.com"]


def test_what_is_answered_or_closed_is_opened_again_and_what_is_open_is_not(author):
    for question in (replied().question, asked(status="closed")):
        services.reopen(question=question, by=author, at=LATER)
        question.refresh_from_db()
        assert (question.status, question.ended_at, question.explanation) == ("assigned", None, "")
        with pytest.raises(Refused):
            services.reopen(question=question, by=author, at=LATER)


def test_a_held_question_is_closed_in_silence_and_nothing_else_is_done_with_it(author):
    question = asked(held=True, **ASKER)
    with pytest.raises(Refused, match="may come from a program"):
        write(question, "Dear program", author)
    services.close_question(question=question, explanation="Spam.", by=author, at=LATER)
    assert not Email.objects.exists()
    with pytest.raises(Refused, match="Open it again first"):
        services.release(question=question, by=author, at=LATER)


def test_a_released_question_is_announced_as_if_it_had_just_come(author):
    question = asked(held=True, email="amina@example.com")
    services.release(question=question, by=author, at=LATER)
    question.refresh_from_db()
    assert not question.held
    told = set(Email.objects.values_list("template__name", flat=True))
    assert told == {"question_received", "question_for_staff"}
    with pytest.raises(Refused, match="already"):
        services.release(question=question, by=author, at=LATER)


def test_a_note_is_kept_for_colleagues(author):
    question = asked(**ASKER)
    services.add_note(question=question, text="Rang the depot", by=author, at=LATER)
    event = question.events.get()
    assert (event.type, event.text, event.by) == (T.NOTE, "Rang the depot", author)
    assert not Email.objects.exists()


def do(action, question, other, people):
    author, checker = people
    common = {"question": question, "at": LATER}
    council = make_council_voice()
    match action:
        case Action.ASSIGN:
            services.assign(**common, by=author, organisation=council, officer=None)
        case Action.DRAFT:
            draft = question.replies.filter(sent_at=None).first()
            write(question, "We mend it.", author, seen=version_of(draft))
        case Action.SEND_BACK:
            services.send_back(**common, by=checker, reason="Shorter.")
        case Action.SEND:
            seen = version_of(question.replies.filter(sent_at=None).first())
            services.send_reply(**common, by=checker, seen=seen)
        case Action.CLOSE:
            services.close_question(**common, by=author, explanation="Not ours.")
        case Action.JOIN:
            services.join(**common, by=author, into=other)
        case Action.PART:
            services.part(**common, by=author)
        case Action.REOPEN:
            services.reopen(**common, by=author)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.tuples(st.sampled_from(Action), st.permutations(range(3))), max_size=12))
def test_whatever_staff_do_in_whatever_order_the_questions_stay_sound(steps, author, checker):
    questions = [asked() for _ in range(3)]
    for action, (one, other, _) in steps:
        try:
            do(action, questions[one], questions[other], (author, checker))
        except Refused:
            continue
    for question in ResidentQuestion.objects.filter(pk__in=[each.pk for each in questions]):
        question.full_clean(exclude=["key"])  # checks the constraints of the database in words
        if question.joined_to:
            assert question.joined_to.joined_to is None
