"""Whether a newsletter reaches each reader exactly once, however often the jobs are killed.

A real mail server on this machine counts what arrives. Two processes of `run_jobs` run at once.
They are killed with SIGKILL while they queue, two others while they send, and two more finish the
work. A kill between the server's last word and our mark may cost one mail too many.

The database is SQLite, or a fresh one on the PostgreSQL server that DATABASE_URL names.
"""

import os
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from signal import SIGKILL

import django
from aiosmtpd.controller import Controller
from django.apps import apps
from django.db import connection
from django.utils import timezone

from scripts.crash_test import database
from scripts.temporary_site import free_port, manage, settings

READERS = 20_000
PATIENCE = 1200  # seconds for the whole


class Counting:
    """Takes every mail and counts to whom."""

    def __init__(self):
        self.delivered = Counter()
        self.order = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - named by the library
        self.delivered.update(envelope.rcpt_tos)
        self.order += envelope.rcpt_tos
        return "250 OK"


def address(number):
    return f"reader-{number}@example.com"


def seed():
    """Make readers who confirmed yesterday, and an issue that is due."""
    then = timezone.now() - timedelta(days=1)
    subscriber = apps.get_model("community", "Subscriber")
    subscriber.objects.bulk_create(
        (subscriber(email=address(n), asked_at=then, confirmed_at=then) for n in range(READERS)),
        batch_size=2000,
    )
    issue = apps.get_model("community", "NewsletterIssue")
    due = {"status": "scheduled", "send_at": timezone.now()}
    return issue.objects.create(slug="issue", title="News", body="Words. " * 2000, **due)


def time_to_queue(issue):
    """Queue once without anybody in the way; then forget it again."""
    from community.services import news

    began = time.monotonic()
    queued = news.queue_due(at=timezone.now())
    seconds = time.monotonic() - began
    apps.get_model("post_office", "Email").objects.all().delete()
    issue.save()  # as it was before
    return queued, seconds


def jobs(site):
    command = [sys.executable, "manage.py", "run_jobs"]
    return subprocess.Popen(command, env=site)  # noqa: S603 - our own command line


def wait_until(true):
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            raise TimeoutError("the jobs did not get there")
        time.sleep(0.02)


def kill(*processes):
    """Kill those that still run; return how many did."""
    running = [process for process in processes if process.poll() is None]
    for process in running:
        process.send_signal(SIGKILL)
        process.wait()
    return len(running)


def storm(site, issue, counting):
    """Let two at a time work, kill them twice in the middle, and let two others finish."""
    queued = type(issue).objects.filter(pk=issue.pk, queued__gte=READERS // 3)
    first, second = jobs(site), jobs(site)
    wait_until(queued.exists)
    killed = kill(first, second)
    third, fourth = jobs(site), jobs(site)
    wait_until(lambda: counting.delivered.total() > READERS // 3)
    resident()
    wait_until(lambda: "resident@example.com" in counting.delivered)
    behind = counting.order.index("resident@example.com") - READERS // 3
    killed += kill(third, fourth)
    for last in [jobs(site), jobs(site)]:
        last.wait(timeout=PATIENCE)
    return {
        "processes killed": killed,
        "mails that a resident's receipt waited for": behind,
    }


def resident():
    """Queue a mail that somebody waits for."""
    from post_office import mail

    mail.send("resident@example.com", subject="We have your report", message="Thank you.")


def main():
    counting, port = Counting(), free_port()
    controller = Controller(counting, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        mail = {"EMAIL_URL": f"smtp://127.0.0.1:{port}"}
        with database() as changes, settings(**changes, **mail) as site:
            site |= {"DJANGO_SETTINGS_MODULE": "safety_site.settings"}
            for command in ("migrate -v0", "load_council"):
                manage(site, *command.split())
            os.environ.update(site)
            django.setup()
            issue = seed()
            queued, seconds = time_to_queue(issue)
            began = time.monotonic()
            told = storm(site, issue, counting)
            took = time.monotonic() - began
            connection.close()  # or its database could not be dropped
    finally:
        controller.stop()
    times = Counter(counting.delivered[address(number)] for number in range(READERS))
    more = sum(number for deliveries, number in times.items() if deliveries > 1)
    rows = {
        "readers": READERS,
        "queued at once": queued,
        "seconds to queue them": round(seconds, 1),
        "seconds with kills until all was sent": round(took, 1),
        **told,
        **{f"readers with {n} deliveries": times[n] for n in sorted({0, 1, 2} | times.keys())},
    }
    sys.stdout.write(site["DATABASE_URL"].partition(":")[0] + "\n")
    sys.stdout.write("".join(f"{name:<44}{value:>8}\n" for name, value in rows.items()))
    # One process sends at a time, and one of them is killed while it does.
    sys.exit(bool(times[0] or more > 1 or max(times) > 2))


if __name__ == "__main__":
    main()
