"""What all services share: refusals, locks, the one way to write an Event or a status."""

from reporting import follower_mails, queries
from reporting.models import Draft, Event, Report


class DraftGone(Exception):  # noqa: N818 - the name says it
    """The draft was sent or given up since it was read."""


class Refused(Exception):  # noqa: N818 - the name is the message's subject
    """The change is not allowed; the message is a sentence for whoever asked for it."""


def locked_draft(draft: Draft) -> Draft:
    """Read the draft again, so that two pages of one report come one after the other."""
    stored = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if stored is None:
        raise DraftGone
    return stored


def locked(report: Report) -> Report:
    """Read the report again so that two officers' changes come one after the other."""
    return (
        Report.objects.select_for_update(of=("self",))
        .select_related("category", "team")
        .get(pk=report.pk)
    )


def record(report, type_, *, at, by=None, text="", data=None) -> Event:
    """Write down one thing that happened; every service does it here."""
    return Event.objects.create(report=report, type=type_, at=at, by=by, text=text, data=data or {})


def move(report, status, *, at, by=None, text="", outcome="", explanation="") -> None:
    """Give a report its next status, and tell who follows it.

    How it ended is kept while it is closed; what comes back is promised anew.
    """
    closing = status == Report.Status.CLOSED
    data = {"from": report.status, "to": status}
    if closing:
        data |= {"outcome": outcome, "explanation": explanation}
    report.status = status
    report.outcome = outcome if closing else ""
    report.explanation = explanation if closing else ""
    if status == Report.Status.REOPENED:
        report.due_at = queries.promised_again(report, at)
    report.save(update_fields=["status", "outcome", "explanation", "due_at"])
    record(report, Event.Type.STATUS_CHANGED, at=at, by=by, text=text, data=data)
    follower_mails.report_moved(report, at)
