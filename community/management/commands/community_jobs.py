"""What the community app does without a visitor; run_jobs calls it."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from community.services import meetings, news, subscribing, taking_part


class Command(BaseCommand):
    help = "Queue newsletters and reminders that are due; forget what was kept long enough."

    def handle(self, **options):
        """Do all that is due now; run_jobs keeps a second machine out."""
        now = timezone.now()
        meetings.remind(at=now)
        meetings.purge_topics(at=now)
        news.queue_due(at=now)
        subscribing.purge_unconfirmed(at=now)
        taking_part.purge_interests(at=now)
