"""What readers say of answers."""

from datetime import date

from django.db import transaction

from faq.models import Feedback, Topic


@transaction.atomic
def keep_feedback(*, topic: Topic, helpful: bool, on: date) -> None:
    """Keep one reader's yes or no, and nothing about the reader."""
    Feedback.objects.create(topic=topic, helpful=helpful, given_on=on)
