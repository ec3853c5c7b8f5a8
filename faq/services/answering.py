"""From a resident's question to a reply that a second person has checked."""

from datetime import datetime
from hashlib import sha256

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from faq import asked_life, question_mails
from faq.asked_life import Action
from faq.models import Organisation, QuestionEvent, Reply, ResidentQuestion
from faq.services.common import Refused, in_work, keep, locked, move, record
from faq.services.naming import named

ANSWER = "faq.answer_residentquestion"


def version_of(draft: Reply | None) -> str:
    """Name a draft as it reads now: no other text leaves than the one that was checked."""
    if draft is None:
        return ""
    words = f"{draft.organisation_id} {draft.drafted_by_id} {draft.body}"
    return sha256(words.encode()).hexdigest()[:16]


def unsent(question: ResidentQuestion) -> Reply | None:
    """Return the draft of a reply, where there is one."""
    return question.replies.filter(sent_at=None).first()


@transaction.atomic
def assign(
    *,
    question: ResidentQuestion,
    organisation: Organisation,
    officer: User | None,
    by: User,
    at: datetime,
) -> None:
    """Say who answers, and tell the officer; who checks a draft that waits stays the same."""
    question = in_work(question)
    if officer and not officer.has_perm(ANSWER):
        raise Refused(_("%s may not answer questions. Choose somebody else.") % officer)
    told = officer and officer.pk not in (by.pk, question.officer_id)
    move(question, Action.ASSIGN, at=at)
    question.assigned_to, question.officer = organisation, officer
    keep(question, "status", "ended_at", "assigned_to", "officer")
    data = {"organisation": organisation.name, "officer": officer.get_username() if officer else ""}
    record(question, QuestionEvent.Type.ASSIGNED, at=at, by=by, data=data)
    if told and officer.email:
        question_mails.question_for_staff(question, at, recipient=officer.email)


@transaction.atomic
def draft_reply(
    *,
    question: ResidentQuestion,
    organisation: Organisation,
    body: str,
    seen: str,
    by: User,
    at: datetime,
) -> None:
    """Write the reply that somebody else is to check, in the place of an earlier draft.

    `seen` names the version that the author started from: a colleague's words are not lost.
    """
    question = in_work(question)
    move(question, Action.DRAFT, at=at)
    draft = unsent(question)
    if version_of(draft) != seen:
        sentence = _("Somebody has changed the draft meanwhile. Read it, then save yours again.")
        raise Refused(sentence)
    draft = draft or Reply(question=question)
    draft.organisation, draft.body = organisation, body
    draft.drafted_by, draft.drafted_at = by, at
    draft.save()
    question.assigned_to = question.assigned_to or organisation
    keep(question, "status", "ended_at", "assigned_to")
    record(question, QuestionEvent.Type.DRAFTED, at=at, by=by, text=body)


@transaction.atomic
def send_back(*, question: ResidentQuestion, reason: str, by: User, at: datetime) -> None:
    """Ask for another draft, and say why."""
    question = in_work(question)
    if not reason.strip():
        raise Refused(_("Say what should change in the reply."))
    move(question, Action.SEND_BACK, at=at)
    keep(question, "status", "ended_at")
    record(question, QuestionEvent.Type.SENT_BACK, at=at, by=by, text=reason)


@transaction.atomic
def send_reply(*, question: ResidentQuestion, seen: str, by: User, at: datetime) -> None:
    """Let a reply leave that somebody else wrote, to the asker and to all who asked the same."""
    question = in_work(question)
    move(question, Action.SEND, at=at)
    draft = unsent(question)
    if draft is None:
        raise Refused(_("There is no draft to send. Write one first."))
    if version_of(draft) != seen:
        raise Refused(_("The draft has changed since you read it. Read it again before you send."))
    if not asked_life.may_check(draft.drafted_by_id, by.pk):
        raise Refused(_("You wrote this draft. Somebody else has to check it before it is sent."))
    joined = list(question.joined.all())
    if joined and (name := named(draft.body, [question, *joined])):
        sentence = _("Others who asked the same get this too, and it names who asked: “%s”.")
        raise Refused(sentence % name)
    draft.checked_by, draft.sent_at = by, at
    draft.save(update_fields=["checked_by", "sent_at"])
    keep(question, "status", "ended_at")
    data = {"organisation": draft.organisation.name}
    record(question, QuestionEvent.Type.REPLIED, at=at, by=by, data=data)
    for each in (question, *joined):
        question_mails.question_answered(each, [draft], at)


@transaction.atomic
def close_question(*, question: ResidentQuestion, explanation: str, by: User, at: datetime) -> None:
    """End a question without an answer, and tell all who asked it why; nobody if it is held."""
    question = locked(question)
    if not explanation.strip():
        raise Refused(_("Say in plain words why there is no answer. The resident reads it."))
    move(question, Action.CLOSE, at=at)
    question.explanation = explanation
    keep(question, "status", "ended_at", "explanation")
    record(question, QuestionEvent.Type.CLOSED, at=at, by=by, text=explanation)
    for each in (question, *question.joined.all()):
        question_mails.question_closed(each, explanation, at)


@transaction.atomic
def reopen(*, question: ResidentQuestion, by: User, at: datetime) -> None:
    """Take up a question again that was answered or closed; what was sent stays."""
    question = locked(question)
    move(question, Action.REOPEN, at=at)
    question.explanation = ""
    keep(question, "status", "ended_at", "explanation")
    record(question, QuestionEvent.Type.REOPENED, at=at, by=by)


@transaction.atomic
def add_note(*, question: ResidentQuestion, text: str, by: User, at: datetime) -> None:
    """Write down something for colleagues."""
    record(locked(question), QuestionEvent.Type.NOTE, at=at, by=by, text=text)
