"""What the public may read of a resident's question: a wording that staff approved, or nothing."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from faq import asked_life, personal_data
from faq.models import QuestionEvent, ResidentQuestion
from faq.personal_words import in_words
from faq.services.common import Refused, in_work, keep, record
from faq.services.naming import named


@transaction.atomic
def approve_wording(*, question: ResidentQuestion, wording: str, by: User, at: datetime) -> None:
    """Let the public read a question in these words, if nothing in them says who asked."""
    question = in_work(question)
    wording = wording.strip()
    if question.status in asked_life.UNLISTED:
        raise Refused(_("The public does not read a question that is joined or closed."))
    if not wording:
        raise Refused(_("Write the question as the public may read it."))
    refuse_personal(personal_data.findings(wording))
    if name := named(wording, [question, *question.joined.all()]):
        raise Refused(_("This names who asked: “%s”. Take it out, then approve it.") % name)
    question.public_wording = wording
    keep(question, "public_wording")
    record(question, QuestionEvent.Type.WORDING, at=at, by=by, text=wording)


@transaction.atomic
def hide(*, question: ResidentQuestion, reason: str, by: User, at: datetime) -> None:
    """Take a question off the public list, and say to colleagues why."""
    question = in_work(question)
    if not reason.strip():
        raise Refused(_("Say why the public should not read it any more."))
    if not question.public_wording or question.hidden_reason:
        raise Refused(_("The public does not read this question now, so it cannot be hidden."))
    question.hidden_reason = reason
    keep(question, "hidden_reason")
    record(question, QuestionEvent.Type.HIDDEN, at=at, by=by, text=reason)


@transaction.atomic
def show(*, question: ResidentQuestion, by: User, at: datetime) -> None:
    """Let the public read a question again that was hidden."""
    question = in_work(question)
    if not question.hidden_reason:
        raise Refused(_("This question is not hidden."))
    question.hidden_reason = ""
    keep(question, "hidden_reason")
    record(question, QuestionEvent.Type.SHOWN, at=at, by=by)


def refuse_personal(found: Iterable[personal_data.Finding]) -> None:
    """Refuse words that may say who somebody is, naming each; only other words help."""
    named = in_words(found)
    if named:
        sentence = _("This may say who somebody is: %(named)s. Take it out or change the words.")
        raise Refused(sentence % {"named": named})
