"""Questions of residents and replies to them, as the services leave them."""

from datetime import timedelta

from django.utils.crypto import get_random_string

from faq.models import Reply, ResidentQuestion
from tests.factories import MONDAY_MORNING
from tests.public_content import make_council_voice

WORDING = "Why is the lamp outside Amina's at 12 Hoe Street dark?"
PUBLIC_WORDING = "Why are some street lamps dark for weeks?"


def asked(wording=WORDING, at=MONDAY_MORNING, **fields):
    """Make a question that waits; by itself nobody has approved a public wording of it."""
    ended = {"ended_at": at} if fields.get("status") in ("answered", "closed") else {}
    why = {"explanation": "Not for us."} if fields.get("status") == "closed" else {}
    defaults = {"key": get_random_string(43), "wording": wording, "asked_at": at}
    return ResidentQuestion.objects.create(**(defaults | ended | why | fields))


def asked_in_public(public_wording=PUBLIC_WORDING, at=MONDAY_MORNING, **fields):
    """Make a question that everybody may read, in the wording that staff approved."""
    return asked(at=at, public_wording=public_wording, **fields)


def replied(question=None, body="We mend lamps within five days.", at=None, **fields):
    """Make a reply that was sent, to a question that is answered by it."""
    question = question or asked()
    at = at or question.asked_at + timedelta(days=1)
    defaults = {"organisation": fields.get("organisation") or make_council_voice()}
    reply = Reply.objects.create(
        question=question, body=body, drafted_at=at, sent_at=at, **(defaults | fields)
    )
    question.status, question.ended_at = ResidentQuestion.Status.ANSWERED, at
    question.save(update_fields=["status", "ended_at"])
    return reply


def drafted(question=None, body="We mend lamps within five days.", by=None, at=None, **fields):
    """Make a reply that waits for a second pair of eyes."""
    question = question or asked()
    defaults = {"organisation": fields.get("organisation") or make_council_voice()}
    reply = Reply.objects.create(
        question=question,
        body=body,
        drafted_by=by,
        drafted_at=at or question.asked_at,
        **(defaults | fields),
    )
    question.status = ResidentQuestion.Status.DRAFTED
    question.save(update_fields=["status"])
    return reply
