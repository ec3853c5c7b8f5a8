"""Delete residents' questions whose time is over; what was published stays."""

import structlog
from django.core.management.base import BaseCommand
from django.utils import timezone

from faq import services
from safety_site import council

log = structlog.get_logger(__name__)


class Command(BaseCommand):
    help = "Delete questions that were answered or closed long enough ago, unless on legal hold."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say what would be deleted.")

    def handle(self, dry_run, verbosity, **options):
        """Print the references, one a line, and their number."""
        days = council.current().question_days
        purged = services.purge_questions(at=timezone.now(), days=days, dry_run=dry_run)
        if purged and not dry_run:
            log.info("old questions deleted", questions=len(purged))
        if verbosity:
            done = "Would delete" if dry_run else "Deleted"
            number = f"{done} {len(purged)}, answered or closed more than {days} days ago."
            self.stdout.write("\n".join([*purged, number]))
