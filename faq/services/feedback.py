"""What readers say of answers."""

from datetime import date

from django.db import transaction

from faq.models import Feedback, Topic


@transaction.atomic
def keep_feedback(*, topic: Topic, helpful: bool, on: date) -> Feedback:
    """Keep one reader's yes or no, and nothing about the reader."""
    return Feedback.objects.create(topic=topic, helpful=helpful, given_on=on)


@transaction.atomic
def add_comment(*, feedback_pk: int, comment: str) -> None:
    """Keep the sentence that came with a yes or no; the first one counts."""
    Feedback.objects.filter(pk=feedback_pk, comment="").update(comment=comment)
