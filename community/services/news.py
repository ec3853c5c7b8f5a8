"""An issue of the newsletter is drafted, scheduled, taken back, and goes out once to each."""

from datetime import datetime

import structlog
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community import newsletter_mails as mails
from community.models import NewsletterIssue
from community.newsletter_queries import getting
from community.services import subscribing
from safety_site import public_pages

log = structlog.get_logger(__name__)

DRAFT, SCHEDULED, SENDING, SENT = NewsletterIssue.Status
BATCH = 1000


class Refused(Exception):  # noqa: N818 - the name is the message's subject
    """The change is not allowed; the message is a sentence for whoever asked for it."""


@transaction.atomic
def start_draft(*, title: str, body: str) -> NewsletterIssue:
    """Keep a draft that was put together, under an address that is still free."""
    base = slugify(title)[:40] or "issue"
    taken = set(NewsletterIssue.objects.values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    slug = base if base not in taken else next(each for each in numbered if each not in taken)
    return NewsletterIssue.objects.create(slug=slug, title=title, body=body)


@transaction.atomic
def schedule(*, issue: NewsletterIssue, send_at: datetime, by: User, at: datetime) -> None:
    """Let an issue go out at an hour to come; from then on nobody edits it."""
    if send_at <= at:
        raise Refused(_("Choose a time that is still to come."))
    if not issue.body.strip():
        raise Refused(_("Write something first: this issue is empty."))
    if not mails.says_how_to_leave(issue):
        sentence = _(
            "The wording of “newsletter” lacks the text or the link to leave. Mend it first."
        )
        raise Refused(sentence)
    drafts = NewsletterIssue.objects.filter(pk=issue.pk, status=DRAFT)
    if not drafts.update(status=SCHEDULED, send_at=send_at, scheduled_by=by):
        raise Refused(_("This issue is not a draft any more."))


@transaction.atomic
def take_back(*, issue: NewsletterIssue) -> None:
    """Make a scheduled issue a draft again, as long as none of it has gone out."""
    waiting = NewsletterIssue.objects.filter(pk=issue.pk, status=SCHEDULED)
    if not waiting.update(status=DRAFT, send_at=None, scheduled_by=None):
        raise Refused(_("It is too late: this issue is being sent."))


def queue_due(*, at: datetime) -> int:
    """Queue the mails of every issue whose hour has come; return how many.

    Broken off at any point, the next call goes on where this one stood.
    """
    subscribing.note_refusals(at=at)
    queued = 0
    due = NewsletterIssue.objects.filter(status__in=(SCHEDULED, SENDING), send_at__lte=at)
    for issue in due.order_by("send_at", "pk"):
        try:
            _start(issue)
            while number := _queue_batch(issue, at):
                queued += number
        except Exception:  # a slip in the wording must not keep other mail back
            log.exception("newsletter not queued", issue=issue.pk)
    return queued


@transaction.atomic
def _start(issue: NewsletterIssue) -> None:
    scheduled = NewsletterIssue.objects.filter(pk=issue.pk, status=SCHEDULED)
    if scheduled.update(status=SENDING):
        mails.freeze(issue)


@transaction.atomic
def _queue_batch(issue: NewsletterIssue, at: datetime) -> int:
    """Queue the next readers; 0: there are none, or another process got here first.

    Whoever moves `queued_to` queues, in one transaction: so nobody is queued twice or left out.
    """
    readers = getting(issue).filter(pk__gt=issue.queued_to).order_by("pk")
    batch = list(readers.values_list("pk", "email", "key")[:BATCH])
    ours = NewsletterIssue.objects.filter(pk=issue.pk, status=SENDING, queued_to=issue.queued_to)
    if not batch:
        if ours.update(status=SENT, sent_at=at):
            public_pages.renew()
        return 0
    last = batch[-1][0]
    if not ours.update(queued_to=last, queued=F("queued") + len(batch)):
        return 0
    issue.queued_to = last
    mails.queue(mails.template_of(issue), [(address, key) for _pk, address, key in batch])
    return len(batch)
