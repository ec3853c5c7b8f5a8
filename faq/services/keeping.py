"""What is kept of residents' questions and for how long, and what is no person's question."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from faq import asked_life, question_mails
from faq.models import QuestionEvent, ResidentQuestion
from faq.services.common import Refused, keep, locked, record
from safety_site import public_pages

# What programs send is nobody's question; in a quarter of a year somebody has looked at the rest.
HELD_FOR = timedelta(days=90)


@transaction.atomic
def release(*, question: ResidentQuestion, by: User, at: datetime) -> None:
    """Say that a person sent a question that was held: everybody is told as if it just came."""
    question = locked(question)
    if not question.held:
        raise Refused(_("Somebody has said already that a person sent it."))
    if question.status in asked_life.ENDED:
        raise Refused(_("This question is closed. Open it again first."))
    question.held = False
    keep(question, "held")
    record(question, QuestionEvent.Type.RELEASED, at=at, by=by)
    question_mails.question_received(question, at)
    question_mails.question_for_staff(question, at)


@transaction.atomic
def set_hold(*, question: ResidentQuestion, reason: str, by: User, at: datetime) -> None:
    """Keep a question beyond its time for this reason; without one, its time counts again."""
    question = locked(question)
    question.hold_reason = reason
    keep(question, "hold_reason")
    record(question, QuestionEvent.Type.HOLD, at=at, by=by, text=reason)


@transaction.atomic
def purge_questions(*, at: datetime, days: int, dry_run: bool = False) -> list[str]:
    """Delete questions whose time is over, with those joined to them; return their references.

    What was published stays. One that is on legal hold stays, and what it is joined with too.
    """
    over = list(_over(at, days).select_for_update(of=("self",)))
    joined = ResidentQuestion.objects.filter(joined_to__in=over)
    references = [question.reference for question in (*over, *joined)]
    if not dry_run and over:
        public = any(question.is_listed for question in over)
        joined.delete()
        _delete(over)
        if public:
            public_pages.renew()
    return references


@transaction.atomic
def purge_held_questions(*, at: datetime, dry_run: bool = False) -> list[str]:
    """Delete questions that are still held long after they came; return their references."""
    before = at - HELD_FOR
    late = Q(ended_at=None, asked_at__lt=before) | Q(ended_at__lt=before)
    held = ResidentQuestion.objects.filter(late, held=True, hold_reason="").order_by("pk")
    over = list(held.select_for_update(of=("self",)))
    if not dry_run:
        _delete(over)
    return [question.reference for question in over]


def _delete(questions: list[ResidentQuestion]) -> None:
    ResidentQuestion.objects.filter(pk__in=[question.pk for question in questions]).delete()


def _over(at: datetime, days: int) -> QuerySet[ResidentQuestion]:
    on_hold = ResidentQuestion.objects.filter(joined_to=OuterRef("pk")).exclude(hold_reason="")
    inbox = ResidentQuestion.objects.inbox()
    ended = inbox.filter(ended_at__lt=at - timedelta(days=days), hold_reason="")
    return ended.exclude(Exists(on_hold)).order_by("pk")
