"""Words for the reporter: they leave a moment after they were sent, until then they come back."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction

from reporting.models import Event, Reply, Report
from reporting.services.common import Refused, locked, next_update, record, settle
from reporting.services.following import send_update

MOMENT = timedelta(seconds=15)  # in which a reply can be taken back


@transaction.atomic
def write_reply(
    *, report: Report, text: str, by: User, at: datetime, public: bool = False
) -> Reply:
    """Send words to the reporter; they leave in a moment, with the next round of the jobs."""
    report = locked(report)
    if public and not report.public:
        raise Refused("This report is not public any more: untick the box, then send it again.")
    if report.replies.filter(text=text, left_at=None, taken_back_at=None).exists():
        raise Refused("These words are on their way already.")
    return Reply.objects.create(
        report=report, text=text, public=public, by=by, at=at, leaves_at=at + MOMENT
    )


@transaction.atomic
def take_back(*, report: Report, reply: int, by: User, at: datetime) -> str:
    """Keep a reply from leaving, and return its words; refused once it has left."""
    report = locked(report)
    found = report.replies.filter(pk=reply, left_at=None, taken_back_at=None).first()
    if found is None or found.leaves_at <= at:
        raise Refused("This reply has left already. Send another one to put it right.")
    found.taken_back_at = at
    found.save(update_fields=["taken_back_at"])
    record(report, Event.Type.TAKEN_BACK, at=at, by=by, text=found.text)
    return found.text


def send_replies(*, at: datetime) -> int:
    """Let every reply leave whose moment is over; return how many. Safe to run twice."""
    waiting = Reply.objects.filter(left_at=None, taken_back_at=None, leaves_at__lte=at)
    return sum(_send(pk, at) for pk in waiting.values_list("pk", flat=True))


@transaction.atomic
def _send(pk: int, at: datetime) -> bool:
    # The report first, as every service does, so that two of them never wait for each other.
    report = locked(Report.objects.get(replies=pk))
    reply = report.replies.get(pk=pk)
    if not reply.is_waiting:
        return False
    reply.left_at = at
    reply.save(update_fields=["left_at"])
    # It may have been public when it was written; what has become private since stays so.
    public = reply.public and report.public
    send_update(report=report, text=reply.text, by=reply.by, at=at, public=public)
    report.update_due_at = next_update(report, at)
    report.save(update_fields=["update_due_at"])
    settle(report)
    return True
