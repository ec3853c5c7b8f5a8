"""What the private page of a question reads."""

from django.db.models import Prefetch

from faq import asked_life
from faq.models import Reply, ResidentQuestion
from reporting import working_time
from reporting.working_time import Calendar

ANSWER_WITHIN = working_time.Target(10, "working_days")


def question_with_key(key):
    """The question that has this private page; None if there is none."""
    return ResidentQuestion.objects.filter(key=key).first()


def standing_of(question):
    """The question by which this one is answered, itself or the one that it joined.

    Comes with what its asker, and those who joined, may read: who answers and what was sent.
    """
    sent = Reply.objects.sent().select_related("organisation").order_by("sent_at")
    found = ResidentQuestion.objects.select_related("assigned_to", "topic")
    return found.prefetch_related(Prefetch("replies", sent, to_attr="sent")).get(
        pk=question.joined_to_id or question.pk
    )


def is_late(question, at, calendar: Calendar):
    """Say whether an open question waits for longer than we say that it usually takes."""
    due = working_time.due(question.asked_at, ANSWER_WITHIN, calendar)
    return question.status in asked_life.OPEN and due < at
