"""What the services of residents' questions share: refusals, locks, the one way to record."""

from datetime import datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from faq import asked_life
from faq.asked_life import Action
from faq.models import QuestionEvent, ResidentQuestion
from safety_site import public_pages


class Refused(Exception):  # noqa: N818 - the name is the message's subject
    """The change is not allowed; the message is a sentence for whoever asked for it."""


def locked(question: ResidentQuestion) -> ResidentQuestion:
    """Read the question again so that two editors' changes come one after the other.

    Events of questions that are joined with it are written meanwhile without waiting (`no_key`).
    """
    return (
        ResidentQuestion.objects.select_for_update(of=("self",), no_key=True)
        .select_related("assigned_to", "topic")
        .get(pk=question.pk)
    )


def in_work(question: ResidentQuestion) -> ResidentQuestion:
    """Read a question again to work on it; first somebody says that a person sent it."""
    question = locked(question)
    if question.held:
        raise Refused(_("This may come from a program. Say first that a person sent it."))
    return question


def keep(question: ResidentQuestion, *fields: str) -> None:
    """Save what has changed, and make the public pages anew where they may show the question."""
    question.save(update_fields=fields)
    if question.public_wording:
        public_pages.renew()


def record(
    question: ResidentQuestion,
    type_: str,
    *,
    at: datetime,
    by: User | None = None,
    text: str = "",
    data: dict | None = None,
) -> QuestionEvent:
    """Write down one thing that happened; every service does it here."""
    return QuestionEvent.objects.create(
        question=question, type=type_, at=at, by=by, text=text, data=data or {}
    )


def move(question: ResidentQuestion, action: Action, *, at: datetime) -> None:
    """Give a question the status that an action leads to; the caller saves it.

    Raises Refused where somebody else has moved it meanwhile.
    """
    try:
        question.status = asked_life.after(action, question.status)
    except ValueError as fault:
        now = question.get_status_display().lower()
        sentence = _("This question is “%s” by now, so this cannot be done. Look at it again.")
        raise Refused(sentence % now) from fault
    question.ended_at = at if question.status in asked_life.ENDED else None
