"""Everything that happens without a visitor: mail is sent, clocks act, old drafts are deleted."""

import time
from contextlib import contextmanager
from datetime import timedelta

import structlog
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS, connections
from django.utils import timezone
from post_office.utils import cleanup_expired_mails

from reporting import photo_files, services
from safety_site import mailing

log = structlog.get_logger(__name__)

# What was sent stands on the report; the copy with the address is only for finding faults.
MAIL_LIFE = timedelta(days=30)
DAY = 24 * 60 * 60  # seconds
# A newsletter takes its time; what falls due meanwhile is done after so many seconds of it.
SENDING = 60
# Any number will do, as long as nothing else in this database uses it.
ADVISORY_LOCK = 7_310_001


class Command(BaseCommand):
    help = "Send queued mail and tidy up. Safe from cron, twice at a time, and on two machines."

    def add_arguments(self, parser):
        parser.add_argument(
            "--every", type=int, metavar="SECONDS", help="Go on for ever, with this pause."
        )

    def handle(self, every, **options):
        """Run once, or again and again."""
        run_once()
        while every:
            time.sleep(every)
            try:
                run_once()
            except Exception:  # a database that is away comes back; the next round counts
                log.exception("jobs failed")


def run_once() -> None:
    """Do what is due, unless another process or machine is doing it."""
    with alone() as is_alone:
        if not is_alone:
            log.info("jobs run elsewhere")
            return
        do_what_is_due()
        while not mailing.send_waiting(seconds=SENDING):
            do_what_is_due()


def do_what_is_due() -> None:
    """Do everything but send mail."""
    now = timezone.now()
    services.send_replies(at=now)  # first: somebody waits for them
    services.escalate(at=now)
    services.send_digests(at=now)
    services.purge_digests(at=now)
    drafts = services.purge_drafts(at=now)
    links = services.purge_tracking_links(at=now)
    followers = services.purge_subscriptions(at=now)
    services.remind_of_held()
    mails, _attachments = cleanup_expired_mails(now - MAIL_LIFE)
    # To look through all photos takes a while, so once a day is often enough.
    files = photo_files.sweep(now) if cache.add("photos-swept", 1, DAY) else 0
    deleted = {"drafts": drafts, "links": links, "followers": followers}
    deleted |= {"mails": mails, "files": files}
    if any(deleted.values()):
        log.info("old things deleted", **deleted)
    call_command("purge_questions", verbosity=0)
    call_command("purge_missed_words", verbosity=0)
    call_command("community_jobs", verbosity=0)
    call_command("clearsessions")
    call_command("purge_sign_ins", verbosity=0)


@contextmanager
def alone():
    """Keep a second machine out; on one machine the lock file of the mail is enough."""
    # A connection of its own, so that nothing that closes the usual one gives up the lock.
    connection = connections.create_connection(DEFAULT_DB_ALIAS)
    if connection.vendor != "postgresql":
        yield True
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
            yield cursor.fetchone()[0]
    finally:
        connection.close()
