"""Forget words that were searched in vain and are searched no more."""

import structlog
from django.core.management.base import BaseCommand
from django.utils import timezone

from faq import services

log = structlog.get_logger(__name__)


class Command(BaseCommand):
    help = "Forget words that nobody has searched in vain for 90 days."

    def handle(self, verbosity, **options):
        """Say how many are forgotten."""
        forgotten = services.purge_missed_words(at=timezone.now())
        if forgotten:
            log.info("missed words forgotten", words=forgotten)
        if verbosity:
            self.stdout.write(f"Forgot {forgotten} words.")
