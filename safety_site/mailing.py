"""Sends the mail that waits, and marks each as sent by itself, right after it has left.

The library sends a hundred and then marks a hundred: killed in between, it would send them again.
See docs/decisions/each-mail-is-marked-as-it-leaves.md.
"""

import fcntl
import time
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from smtplib import SMTPRecipientsRefused, SMTPResponseException

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from post_office.connections import connections
from post_office.mail import attach_templates, get_queued
from post_office.models import PRIORITY, STATUS, Email, Log, RecipientDeliveryStatus
from post_office.settings import get_default_mailer, get_max_retries, get_retry_timedelta

from safety_site.bounces import speaks_of_the_address

log = structlog.get_logger(__name__)

MOST_BREAKS = 3  # connections that break one after the other before we give up for now


class Away(Exception):  # noqa: N818 - the name says what the server is
    """No mail server can be reached; no mail is to blame."""


def send_waiting(*, seconds: float) -> bool:
    """Send what waits, for so long; say whether that was all.

    The library hands out a few at a time, urgent ones first: so a receipt waits for a few
    newsletters, not for thousands. What another process is sending is none of our business.
    """
    with _alone(_lock_file()) as is_alone:
        if not is_alone:
            log.info("mail is sent elsewhere")
            return True
        end = time.monotonic() + seconds
        try:
            return _send_until(end)
        except Away as away:
            log.error("mail waits: no mail server", fault=str(away))
            return True  # there is nothing more to do now
        finally:
            _close()


def _send_until(end: float) -> bool:
    breaks = 0
    while emails := list(get_queued()):
        attach_templates(emails)
        for email in emails:
            broken = not _send(email)
            breaks = breaks + 1 if broken else 0
            if breaks == MOST_BREAKS:
                raise Away("it breaks off each time")
        if time.monotonic() > end:
            return False
    return True


def _send(email: Email) -> bool:
    """Send one mail and say so, or when it shall be tried again; False: the connection broke."""
    try:
        email.prepare_email_message()
        server = _server(email)
        email.dispatch(commit=False, disconnect_after_delivery=False, connection=server)
    except Away:
        raise
    except Exception as fault:  # whatever is wrong with one mail, the others go on
        _close()
        _note_failure(email, fault)
        answered = isinstance(fault, (SMTPRecipientsRefused, SMTPResponseException))
        return answered or not isinstance(fault, OSError)
    # From the server's last word to this line a kill would send the mail once more.
    Email.objects.filter(pk=email.pk).update(status=STATUS.sent, last_updated=timezone.now())
    return True


def _server(email: Email):
    """Return the open connection for a mail, one for many mails."""
    try:
        return connections[email.backend_alias or get_default_mailer()]
    except OSError as fault:
        raise Away(type(fault).__name__) from fault


@transaction.atomic
def _note_failure(email: Email, fault: Exception) -> None:
    """Try again later, as often as the settings say; a newsletter to nobody is not tried again."""
    refused = _refuses_the_address(fault)
    retries = email.number_of_retries or 0
    again = retries < get_max_retries() and not (refused and email.priority == PRIORITY.low)
    changes = {"status": STATUS.failed}
    if again:
        due = timezone.now() + get_retry_timedelta()
        changes = {"status": STATUS.requeued, "scheduled_time": due}
        changes["number_of_retries"] = retries + 1
    Email.objects.filter(pk=email.pk).update(last_updated=timezone.now(), **changes)
    kind = type(fault).__name__
    status = RecipientDeliveryStatus.HARD_BOUNCED if refused and not again else STATUS.failed
    Log.objects.create(email=email, status=status, exception_type=kind, message=str(fault))
    log.warning("mail not sent", mail=email.pk, fault=kind, again=again)  # and no address


def _refuses_the_address(fault: Exception) -> bool:
    """Say whether the server knows no such mailbox."""
    if not isinstance(fault, SMTPRecipientsRefused):
        return False
    answers = fault.recipients.values()
    return all(speaks_of_the_address(code, str(text)) for code, text in answers)


def _close() -> None:
    for server in connections.all():
        with suppress(OSError):  # one that went away takes no leave
            server.close()
    connections.close()


def _lock_file() -> Path:
    """Return the file that is locked while the queue of this database is being sent."""
    about = connection.settings_dict
    queue = " ".join(str(about[name]) for name in ("ENGINE", "HOST", "PORT", "NAME"))
    return settings.VAR_DIR / f"mail-{sha256(queue.encode()).hexdigest()[:12]}.lock"


@contextmanager
def _alone(lock: Path):
    """Keep a second process on this machine out; the lock ends with the process, however it ends.

    The library's own names the process in a file: where numbers of processes come back, as in a
    container, it would keep everybody out for ever after a kill.
    """
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
