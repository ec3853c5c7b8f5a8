"""How many others want to know what a resident asked."""

from django.db import transaction
from django.db.models import F

from faq.models import ResidentQuestion


@transaction.atomic
def want_to_know(*, question_pk: int) -> bool:
    """Count one more person, and keep nothing about them.

    Return False where the question does not wait in public, by now or ever.
    """
    waiting = ResidentQuestion.objects.waiting_in_public().filter(pk=question_pk)
    return bool(waiting.update(wanted=F("wanted") + 1))
