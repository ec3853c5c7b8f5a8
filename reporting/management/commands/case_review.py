"""Count qualifying complaints, read as JSON lines, so that anyone can check the rules."""

import json

from django.core.management.base import BaseCommand

from places.management.lines import answer_lines
from reporting import case_review


class Command(BaseCommand):
    help = "Read applications for an ASB case review as JSON lines; print how each stands."
    requires_system_checks = ()

    def handle(self, **options):
        """Decide each line by the Act alone."""
        answer_lines(self, answer)


def answer(line: str) -> dict:
    """Return how an application stands. Raises ValueError with a sentence."""
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("The line is not JSON.") from None
    standing = case_review.standing(*case_review.parse(raw))
    return {
        "qualifying": standing.qualifying,
        "may_qualify": standing.may_qualify,
        "expires": [day.isoformat() for day in standing.expires],
    }
