"""Route facts, read as JSON lines, so that anyone can check the rules."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand
from django.utils import timezone

from places.management.lines import answer_lines
from reporting import queries, routing


class Command(BaseCommand):
    help = "Read facts as JSON lines from standard input; print who gets each report, and why."

    def handle(self, **options):
        """Decide each line with the policy as staff last edited it."""
        policy, calendar = queries.policy(), queries.calendar()
        now = timezone.localtime()

        def answer(line):
            try:
                raw = json.loads(line)
            except (ValueError, RecursionError):
                raise ValueError("The line is not JSON.") from None
            decision = routing.decide(routing.parse_facts(raw, policy, now), policy, calendar)
            due = decision.due.isoformat() if decision.due else None
            return asdict(decision) | {"due": due}

        answer_lines(self, answer)
