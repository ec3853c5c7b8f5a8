"""What is sent about residents' questions; queued in the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from faq.models import QuestionEvent, Reply, ResidentQuestion
from reporting import notifications
from safety_site import council

SALT = "faq.question-email"
CONFIRM_WITHIN = timedelta(days=30)


def confirm_path(question: ResidentQuestion) -> str:
    """Return the address by which whoever gets its mails confirms that they asked."""
    return reverse("faq:confirm_question", args=[signing.dumps(question.pk, salt=SALT)])


def question_of(token: str) -> int | None:
    """Return the key of the question that a link was made for; None for any other or an old one."""
    try:
        return signing.loads(token, salt=SALT, max_age=CONFIRM_WITHIN)
    except signing.BadSignature:
        return None


def question_received(question: ResidentQuestion, at: datetime) -> None:
    """Tell the asker that we have it, and how to confirm that the address is theirs."""
    if question.email:
        confirm_url = settings.SITE_URL + confirm_path(question)
        days = CONFIRM_WITHIN.days
        _queue(
            question, at, question.email, "question_received", confirm_url=confirm_url, days=days
        )


def question_for_staff(question: ResidentQuestion, at: datetime, *, recipient: str = "") -> None:
    """Tell an officer, or else the council, that a question waits; nothing personal leaves."""
    admin_url = reverse("admin:faq_residentquestion_change", args=[question.pk])
    _queue(
        question,
        at,
        recipient or council.current().email,
        "question_for_staff",
        assigned=bool(recipient),
        admin_url=settings.SITE_URL + admin_url,
    )


def question_answered(question: ResidentQuestion, replies: Sequence[Reply], at: datetime) -> None:
    """Send the asker what was answered, to this question or to the one it is joined with."""
    said = [{"organisation": reply.organisation.name, "body": reply.body} for reply in replies]
    _to_asker(question, at, "question_answered", replies=said, joined=bool(question.joined_to_id))


def question_closed(question: ResidentQuestion, explanation: str, at: datetime) -> None:
    """Tell the asker why there is no answer."""
    _to_asker(question, at, "question_closed", explanation=explanation)


def _to_asker(question: ResidentQuestion, at: datetime, template: str, **private) -> None:
    """Write to the asker; an address that nobody confirmed may be a stranger's.

    Such a one gets no word of question or reply, only the way to confirm it. While a question is
    held, nobody gets anything.
    """
    if not question.email or question.held:
        return
    if question.email_confirmed_at:
        told = private | {"page_url": settings.SITE_URL + question.get_absolute_url()}
    else:
        told = {"confirm_url": settings.SITE_URL + confirm_path(question)}
    _queue(question, at, question.email, template, **told)


def _queue(
    question: ResidentQuestion, at: datetime, recipient: str, template: str, **context
) -> None:
    identity = council.current()
    common = {
        "council_name": identity.name,
        "phone": identity.phone,
        "reference": question.reference,
    }
    letter = {
        "recipients": recipient,
        "context": common | context,
        "headers": notifications.HEADERS,
    }
    if notifications.write([letter], template, question.reference):
        # The log names the mail, never the address.
        QuestionEvent.objects.create(
            question=question, type=QuestionEvent.Type.MAIL_QUEUED, at=at, data={"mail": template}
        )
