"""Questions that ask the same are joined, and what is over is deleted in time."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email

from faq import services
from faq.models import QuestionEvent, ResidentQuestion
from faq.services import Refused
from safety_site import mailing
from tests import factories
from tests.factories import MONDAY_MORNING
from tests.public_content import make_topic
from tests.questions import asked, asked_in_public, replied

pytestmark = pytest.mark.django_db

LATER = MONDAY_MORNING + timedelta(days=2)
ASKER = {"email": "amina@example.com", "email_confirmed_at": MONDAY_MORNING}
T = QuestionEvent.Type
OLD = datetime(2024, 1, 8, 9, tzinfo=UTC)
END = OLD + timedelta(days=730)


@pytest.fixture
def editor():
    return factories.staff("Content editors", username="edith")


def join(question, into, editor):
    services.join(question=question, into=into, by=editor, at=LATER)
    question.refresh_from_db()


def purge(at=END + timedelta(seconds=1), **how):
    return services.purge_questions(at=at, days=730, **how)


def test_a_question_joins_the_lead_of_the_one_that_is_named(editor):
    lead = asked()
    second, third = asked(), asked()
    join(second, lead, editor)
    join(third, second, editor)
    assert (third.status, third.joined_to) == ("joined", lead)
    assert third.events.get(type=T.JOINED).data == {"with": lead.reference}
    assert lead.events.filter(type=T.JOINED).count() == 2


def test_a_lead_that_joins_takes_along_those_that_were_joined_with_it(editor):
    lead, old_lead, follower = asked(), asked(), asked()
    join(follower, old_lead, editor)
    join(old_lead, lead, editor)
    follower.refresh_from_db()
    assert follower.joined_to == old_lead.joined_to == lead


def test_a_question_joins_neither_itself_nor_its_own_follower(editor):
    question, follower = asked(), asked()
    join(follower, question, editor)
    for into in (question, follower):
        with pytest.raises(Refused, match="cannot be joined with itself"):
            join(question, into, editor)


def test_nothing_joins_what_may_come_from_a_program_nor_what_is_answered_joins_another(editor):
    with pytest.raises(Refused, match="may come from a program"):
        join(asked(), asked(held=True), editor)
    with pytest.raises(Refused, match="answered"):
        join(replied().question, asked(), editor)


@pytest.mark.usefixtures("pack")
def test_who_joins_an_answered_question_is_told_at_once_and_so_are_those_it_brings(editor):
    lead = replied(body="Every Tuesday.").question
    question = asked(**ASKER)
    asked(status="joined", joined_to=question, email="who@example.com")
    join(question, lead, editor)
    told = {mail.to[0]: mail.message for mail in Email.objects.all()}
    assert "Every Tuesday." in told["amina@example.com"]
    assert "Others asked the same" in told["amina@example.com"]
    assert "Every Tuesday." not in told["who@example.com"]


@pytest.mark.usefixtures("pack")
def test_who_joins_a_closed_question_is_told_why(editor):
    join(asked(**ASKER), asked(status="closed"), editor)
    assert "Not for us." in Email.objects.get().message


def test_a_joined_question_is_parted_and_waits_as_if_new(editor):
    question = asked()
    join(question, asked(), editor)
    services.part(question=question, by=editor, at=LATER)
    question.refresh_from_db()
    assert (question.status, question.joined_to) == ("received", None)
    with pytest.raises(Refused):
        services.part(question=question, by=editor, at=LATER)


def test_old_questions_are_deleted_with_their_replies_and_events_and_their_topics_stay(editor):
    reply = replied(asked_in_public(at=OLD - timedelta(days=1)), at=OLD)
    question = reply.question
    topic = make_topic()
    ResidentQuestion.objects.update(topic=topic)
    follower = asked(status="joined", joined_to=question)
    assert purge(at=END) == []
    assert purge(dry_run=True) == [question.reference, follower.reference]
    assert ResidentQuestion.objects.count() == 2
    assert purge() == [question.reference, follower.reference]
    assert not ResidentQuestion.objects.exists()
    assert not QuestionEvent.objects.exists()
    topic.refresh_from_db()


def test_what_is_open_or_on_legal_hold_stays_and_so_does_what_a_held_one_is_joined_with(editor):
    asked(at=OLD)
    kept = asked(status="closed", at=OLD)
    services.set_hold(question=kept, reason="Before the court", by=editor, at=LATER)
    lead = asked(status="closed", at=OLD)
    asked(status="joined", joined_to=lead, hold_reason="Before the court")
    asked(status="joined", joined_to=lead)
    assert purge() == []
    services.set_hold(question=kept, reason="", by=editor, at=LATER)
    assert purge() == [kept.reference]


def test_what_nobody_said_a_person_sent_is_deleted_after_ninety_days(editor):
    held = asked(at=OLD, held=True)
    asked(at=OLD)
    asked(at=OLD, held=True, hold_reason="Before the court")
    asked(at=OLD, held=True, status="closed", ended_at=OLD + timedelta(days=1))
    end = OLD + timedelta(days=90)
    assert services.purge_held_questions(at=end) == []
    after = end + timedelta(seconds=1)
    assert services.purge_held_questions(at=after, dry_run=True) == [held.reference]
    assert ResidentQuestion.objects.count() == 4
    assert services.purge_held_questions(at=after) == [held.reference]
    assert ResidentQuestion.objects.count() == 3


def test_the_command_says_what_it_would_do_and_then_does_it():
    long_ago = timezone.now() - timedelta(days=731)
    question = asked(status="closed", at=long_ago)
    held = [asked(status=status, at=long_ago, held=True) for status in ("received", "closed")]

    def said(*options):
        out = StringIO()
        call_command("purge_questions", *options, stdout=out)
        return out.getvalue()

    assert said("--dry-run").splitlines() == [
        question.reference,
        "Would delete 1, answered or closed more than 730 days ago.",
        *(each.reference for each in held),
        "Would delete 2, held for more than 90 days.",
    ]
    assert ResidentQuestion.objects.exists()
    assert said().startswith(question.reference)
    assert not ResidentQuestion.objects.exists()


def test_the_jobs_delete_what_is_over(monkeypatch):
    monkeypatch.setattr(mailing, "send_waiting", lambda **options: True)
    asked(status="closed", at=timezone.now() - timedelta(days=731))
    call_command("run_jobs")
    assert not ResidentQuestion.objects.exists()
