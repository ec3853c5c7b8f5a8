"""A resident asks, and confirms the address to which the reply shall go."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from faq import question_mails
from faq.models import QuestionEvent, ResidentQuestion
from faq.services.common import locked, record

MOST_A_DAY = 5  # first mails to one address: anybody can type somebody else's, again and again


@transaction.atomic
def ask(
    *,
    key: str,
    wording: str,
    at: datetime,
    name: str = "",
    email: str = "",
    suspicions: Sequence[str] = (),
) -> ResidentQuestion:
    """Store a question once, however often it is sent; with a suspicion it is held, silently."""
    told = {"wording": wording, "name": name, "email": email, "asked_at": at}
    signs = {"held": bool(suspicions), "suspicions": list(suspicions)}
    question, is_new = ResidentQuestion.objects.get_or_create(key=key, defaults=told | signs)
    if is_new:
        record(question, QuestionEvent.Type.RECEIVED, at=at)
        if not question.held:
            _tell(question, at)
    return question


def _tell(question: ResidentQuestion, at: datetime) -> None:
    question_mails.question_for_staff(question, at)
    today = ResidentQuestion.objects.inbox().filter(asked_at__gt=at - timedelta(days=1))
    if today.filter(email__iexact=question.email).count() <= MOST_A_DAY:
        question_mails.question_received(question, at)


@transaction.atomic
def confirm_email(*, question: ResidentQuestion, at: datetime) -> None:
    """Note that whoever reads the mails of this address asked; once is enough."""
    question = locked(question)
    if question.email_confirmed_at is None:
        question.email_confirmed_at = at
        question.save(update_fields=["email_confirmed_at"])
        record(question, QuestionEvent.Type.CONFIRMED, at=at)
