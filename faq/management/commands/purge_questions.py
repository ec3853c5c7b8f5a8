"""Delete residents' questions whose time is over; what was published stays."""

import structlog
from django.core.management.base import BaseCommand
from django.utils import timezone

from faq import services
from safety_site import council

log = structlog.get_logger(__name__)


class Command(BaseCommand):
    help = (
        "Delete questions that were answered or closed long enough ago, or that nobody has said a "
        "person sent; none on legal hold."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say what would be deleted.")

    def handle(self, dry_run, verbosity, **options):
        """Print the references, one a line, and their number: of old ones, then of held ones."""
        now, days = timezone.now(), council.current().question_days
        held = services.purge_held_questions(at=now, dry_run=dry_run)
        old = services.purge_questions(at=now, days=days, dry_run=dry_run)
        if (old or held) and not dry_run:
            log.info("old questions deleted", questions=len(old), held=len(held))
        if verbosity:
            done = "Would delete" if dry_run else "Deleted"
            number = f"{done} {len(old)}, answered or closed more than {days} days ago."
            still = f"{done} {len(held)}, held for more than {services.HELD_FOR.days} days."
            self.stdout.write("\n".join([*old, number, *held, still]))
