"""Words for the reporter: they leave a moment after they were sent, until then they come back."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction

from reporting import notifications, other_queries, other_reporters
from reporting.models import Event, Reply, Report
from reporting.other_reporters import Reporter
from reporting.services.common import Refused, locked, next_update, record, settle
from reporting.services.following import send_update

MOMENT = timedelta(seconds=15)  # in which a reply can be taken back


@transaction.atomic
def write_reply(
    *,
    report: Report,
    text: str,
    by: User,
    at: datetime,
    public: bool = False,
    others: bool = False,
) -> Reply:
    """Send words to the reporter; they leave in a moment, with the next round of the jobs.

    `others`: also to the reporters of what was joined with this report. Who they are is settled
    now, so that the words reach nobody whom their author did not have in mind.
    """
    report = locked(report)
    if public and not report.public:
        raise Refused("This report is not public any more: untick the box, then send it again.")
    if report.replies.filter(text=text, left_at=None, taken_back_at=None).exists():
        raise Refused("These words are on their way already.")
    to = _told(report, other_queries.joined_with(report, by)) if others else []
    if others and not to:
        raise Refused("Nobody else can get this by mail any more. Send it to the reporter alone.")
    reply = Reply.objects.create(
        report=report, text=text, public=public, by=by, at=at, leaves_at=at + MOMENT
    )
    reply.others.set(each for each, _ in to)
    return reply


def _told(report: Report, others: Iterable[Report]) -> list[tuple[Report, Reporter]]:
    """Return those of the other reports on which words about this one may go out."""
    reports = {each.pk: each for each in others}
    reporters = map(other_queries.reporter_of, reports.values())
    main = other_queries.reporter_of(report)
    return [(reports[each.report], each) for each in other_reporters.told(main, reporters)]


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
    number = _tell_others(report, reply, at)
    send_update(report=report, text=reply.text, by=reply.by, at=at, public=public, others=number)
    report.update_due_at = next_update(report, at)
    report.save(update_fields=["update_due_at"])
    settle(report)
    return True


def _tell_others(report: Report, reply: Reply, at: datetime) -> int:
    """Write down a reply on what goes on with its report, and mail it; return to how many people.

    Each event names no officer: whoever replied here has not read what is new over there.
    """
    told = _told(report, other_queries.still_joined(reply, report))
    reporters = [reporter for _, reporter in told]
    by_mail = other_reporters.one_each(reporters)
    for each, _ in told:
        record(each, Event.Type.UPDATE, at=at, text=reply.text, data={"report": report.pk})
        if each.pk in by_mail:
            notifications.report_updated(each, reply.text, at)
    return other_reporters.people(reporters)
