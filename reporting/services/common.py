"""What all services share: refusals, locks, the one way to write an Event or a status."""

from collections.abc import Sequence
from datetime import datetime

from reporting import case_queries, clocks, follower_mails, progress, queries, working_time
from reporting.guards import Gap
from reporting.models import Draft, Event, Report, ReportWords
from safety_site import council

# What changes nothing that another officer could overwrite.
QUIET = (Event.Type.READ, Event.Type.MAIL_QUEUED, Event.Type.ESCALATED)
# The promise to act by a day is kept here, if it was not before.
KEEPS_PROMISE = progress.PAST_DUE_DATE
MOVED = ["status", "outcome", "explanation", "due_at", "answered_at", "update_due_at", "main"]


class DraftGone(Exception):  # noqa: N818 - the name says it
    """The draft was sent or given up since it was read."""


class Refused(Exception):  # noqa: N818 - the name is the message's subject
    """The change is not allowed; the message is a sentence for whoever asked for it.

    `gaps` are what is missing, each with the form that fills it.
    """

    def __init__(self, sentence: str, gaps: Sequence[Gap] = ()):
        super().__init__(sentence)
        self.gaps = gaps


class Changed(Exception):  # noqa: N818 - the name says it
    """Somebody else worked on the report since the page was read; `events` is what they did."""

    def __init__(self, events: Sequence[Event]):
        super().__init__()
        self.events = events


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


def locked_as_seen(report: Report, seen: int) -> Report:
    """Read the report again, unless something happened to it after the event `seen`.

    The version of a case is its last event that somebody has to know of. Raises Changed.
    """
    report = locked(report)
    events = report.events.exclude(type__in=QUIET).filter(pk__gt=seen).select_related("by")
    if events:
        raise Changed(list(events))
    return report


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
        report.answered_at = report.main = None
        report.update_due_at = next_update(report, at)
    elif status in KEEPS_PROMISE and report.answered_at is None:
        report.answered_at = at
    report.save(update_fields=MOVED)
    record(report, Event.Type.STATUS_CHANGED, at=at, by=by, text=text, data=data)
    settle(report)
    follower_mails.report_moved(report, at)


def next_update(report: Report, at: datetime) -> datetime | None:
    """Return by when the reporter hears from us again; of who stays anonymous nobody is told."""
    if report.contact_level == Report.ContactLevel.ANONYMOUS:
        return None
    target = working_time.Target(council.current().update_days, "working_days")
    return working_time.due(at, target, queries.calendar())


def settle(report: Report) -> None:
    """Work out which of its clocks runs out next; after every change of one of them."""
    found = clocks.next_step(case_queries.clocks_of(report), queries.calendar())
    if not report.is_open:
        found = None
    before = report.next_at
    report.next_at, report.next_step = found if found else (None, "")
    if report.next_at != before:
        report.escalated = 0  # a new time has not been missed by anybody yet
    report.save(update_fields=["next_at", "next_step", "escalated"])


def wake(report: Report) -> None:
    """Bring a report that was put off back to its officer: its reporter has said something."""
    report.snoozed_until = None
    report.save(update_fields=["snoozed_until"])


def remember_words(report: Report) -> None:
    """Keep all words of a report together, for the search of staff."""
    ReportWords.objects.update_or_create(
        report=report, defaults={"text": case_queries.words_to_search(report)}
    )
