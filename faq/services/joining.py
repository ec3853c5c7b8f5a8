"""Questions that ask the same are answered together."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from faq import question_mails
from faq.asked_life import Action
from faq.models import QuestionEvent, ResidentQuestion
from faq.services.common import Refused, in_work, keep, locked, move, record
from faq.services.naming import named


@transaction.atomic
def join(*, question: ResidentQuestion, into: ResidentQuestion, by: User, at: datetime) -> None:
    """Let a question be answered with another, and take along those that were joined with it."""
    question, lead = _both(question, into)
    if lead.pk == question.pk:
        raise Refused(_("A question cannot be joined with itself, nor with one joined with it."))
    others = list(question.joined.all())
    _follow(question, lead, at=at, by=by)
    for other in others:
        other.joined_to = lead
        keep(other, "joined_to")
        _tell(other, lead, at=at, by=by)


@transaction.atomic
def part(*, question: ResidentQuestion, by: User, at: datetime) -> None:
    """Let a question stand by itself again, as if it had just come."""
    question = locked(question)
    lead = question.joined_to
    move(question, Action.PART, at=at)
    question.joined_to = None
    keep(question, "status", "ended_at", "joined_to")
    record(question, QuestionEvent.Type.PARTED, at=at, by=by, data={"with": lead.reference})
    record(lead, QuestionEvent.Type.PARTED, at=at, by=by, data={"with": question.reference})


def _both(
    question: ResidentQuestion, into: ResidentQuestion
) -> tuple[ResidentQuestion, ResidentQuestion]:
    """Read both again, or the lead of one that is joined, with those that are joined with them.

    All are locked by one query in one order: else two editors could wait for each other for ever.
    """
    into.refresh_from_db(fields=["joined_to"])
    lead = into.joined_to or into
    keys = (question.pk, lead.pk)
    concerned = ResidentQuestion.objects.filter(Q(pk__in=keys) | Q(joined_to__in=keys))
    list(concerned.select_for_update(of=("self",), no_key=True).order_by("pk"))
    question, lead = in_work(question), in_work(lead)
    if lead.joined_to_id:
        raise Refused(_("Somebody has joined that question meanwhile. Look at it again."))
    return question, lead


def _follow(question: ResidentQuestion, lead: ResidentQuestion, *, at: datetime, by: User) -> None:
    move(question, Action.JOIN, at=at)
    question.joined_to = lead
    keep(question, "status", "ended_at", "joined_to")
    _tell(question, lead, at=at, by=by)


def _tell(question: ResidentQuestion, lead: ResidentQuestion, *, at: datetime, by: User) -> None:
    """Write it down on both; who joins one that is over hears at once what came of it."""
    joined = QuestionEvent.Type.JOINED
    record(question, joined, at=at, by=by, data={"with": lead.reference})
    record(lead, joined, at=at, by=by, data={"with": question.reference})
    sent = lead.replies.sent().select_related("organisation")
    told = [lead.explanation, *(reply.body for reply in sent)]
    if lead.ended_at and (name := named("\n".join(told), [lead])):
        sentence = _(
            "What was answered to %(reference)s names who asked: “%(name)s”. Answer this one by "
            "itself."
        )
        raise Refused(sentence % {"reference": lead.reference, "name": name})
    if lead.status == ResidentQuestion.Status.ANSWERED:
        question_mails.question_answered(question, sent, at)
    elif lead.status == ResidentQuestion.Status.CLOSED:
        question_mails.question_closed(question, lead.explanation, at)
