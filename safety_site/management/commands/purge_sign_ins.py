"""Forgets who signed in more than a year ago, and sessions that are over."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from safety_site.accounts import history


class Command(BaseCommand):
    help = "Delete sign-ins of more than a year ago, and what is kept of sessions that are over."

    def handle(self, **options):
        deleted = history.purge_sign_ins(at=timezone.now())
        if deleted or options["verbosity"]:
            self.stdout.write(f"Sign-ins deleted: {deleted}")
