"""What all services share: refusals, locks, the one way to write an Event or a status."""

from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.auth.models import User

from reporting import case_queries, clocks, follower_mails, progress, queries, working_time
from reporting.guards import Gap
from reporting.models import Draft, Event, Pause, Report, ReportWords, RiskLevel, Unread
from reporting.permissions import Action
from reporting.wording import name_of
from safety_site import council

# What changes nothing that another officer could overwrite.
QUIET = (Event.Type.READ, Event.Type.MAIL_QUEUED, Event.Type.ESCALATED)
# The promise to act by a day is kept here, if it was not before: at the latest, the reporter hears
# how it ended.
KEEPS_PROMISE = progress.PAST_DUE_DATE | {Report.Status.CLOSED, Report.Status.SIGNPOSTED}
PLACE = ["status", "outcome", "explanation", "main", "officer", "triage"]
CLOCKS = ["due_at", "answered_at", "update_due_at", "review_on", "snoozed_until"]


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


def words_on(report: Report, words: str, *, about: Report) -> str:
    """Return words about another report as this one may hold them: of a restricted one, none.

    Whoever reads this one may not be cleared for the other.
    """
    return "" if about.restricted and not report.restricted else words


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


def locked_open(report: Report) -> Report:
    """Read the report again for what is only done while somebody works on it."""
    report = locked(report)
    if not report.is_open:
        raise Refused("This report has ended. Reopen it first.")
    return report


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
    """Write down one thing that happened; every service does it here.

    What the reporter says is unread until somebody of the staff works on the report.
    """
    event = Event.objects.create(
        report=report, type=type_, at=at, by=by, text=text, data=data or {}
    )
    if type_ in queries.ANSWERS:
        Unread.objects.create(
            event=event, report=report, type=type_, at=at, after_end=not report.is_open
        )
    elif type_ in queries.WORK and by:
        Unread.objects.filter(report=report).delete()
    return event


def move(report, status, *, at, by=None, text="", outcome="", explanation="") -> None:
    """Give a report its next status, and tell who follows it.

    How it ended is kept while it is closed. What has ended has no clock that runs.
    """
    closing, was_open = status == Report.Status.CLOSED, report.is_open
    data = {"from": report.status, "to": status}
    if closing:
        data |= {"outcome": outcome, "explanation": explanation}
    report.status = status
    report.outcome = outcome if closing else ""
    report.explanation = explanation if closing else ""
    if status == Report.Status.REOPENED:
        data |= _promise_anew(report, at)
    elif _keeps_promise(report):
        report.answered_at = report.answered_at or at
    if not report.is_open or status == Report.Status.REOPENED:
        report.pauses.filter(until=None).update(until=at)
        report.review_on = report.snoozed_until = None
    if not report.is_open:
        report.update_due_at = None
    elif not was_open or status == Report.Status.REOPENED:
        report.update_due_at, report.review_on = next_update(report, at), next_review(report, at)
    report.save(update_fields=PLACE + CLOCKS)
    record(report, Event.Type.STATUS_CHANGED, at=at, by=by, text=text, data=data)
    settle(report)
    follower_mails.report_moved(report, at)


def _keeps_promise(report: Report) -> bool:
    # Of who stays anonymous nobody can be contacted: to begin to look into it is all we promised.
    anonymous = report.contact_level == Report.ContactLevel.ANONYMOUS
    begun = anonymous and report.status == Report.Status.INVESTIGATING
    return begun or report.status in KEEPS_PROMISE


def _promise_anew(report: Report, at: datetime) -> dict:
    """Begin again with a report that comes back; return what its event has to tell of that.

    Triage is asked anew, since something has happened; the risk stands until it is weighed again.
    """
    report.due_at = queries.promised_again(report, at)
    report.answered_at = report.main = None
    report.triage = {}
    return part_from_officer(report)


def part_from_officer(report: Report) -> dict:
    """Take a locked report from an officer who cannot work on it any more; somebody has to see it.

    Returns what its event has to tell of that; the report is saved by the caller.
    """
    officer = report.officer
    if officer is None:
        return {}
    if Report.objects.allowed(officer, Action.WORK_REPORT).filter(pk=report.pk).exists():
        return {}
    report.officer = None
    return {"officer_gone": name_of(officer)}


def next_update(report: Report, at: datetime) -> datetime | None:
    """Return by when the reporter hears from us again.

    Nobody does of who stays anonymous, or once it has ended.
    """
    if report.contact_level == Report.ContactLevel.ANONYMOUS or not report.is_open:
        return None
    target = working_time.Target(council.current().update_days, "working_days")
    return working_time.due(at, target, queries.calendar())


def next_review(report: Report, at: datetime) -> date | None:
    """Return when the risk of a report is looked at again, by its level; None: never weighed."""
    level = RiskLevel.objects.filter(code=report.risk).first() if report.risk else None
    if level is None:
        return None
    target = working_time.Target(level.review_working_days, "working_days")
    return working_time.due(at, target, queries.calendar()).date()


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


def run_again(
    report: Report, pause: Pause, *, at: datetime, by: User | None = None, text: str = ""
) -> None:
    """End a pause; what was promised moves by what it covered."""
    pause.until = max(at, pause.since)  # two machines never agree to the millisecond
    pause.save(update_fields=["until"])
    calendar = queries.calendar()

    def moved(due: datetime, unit: working_time.Unit) -> datetime:
        return clocks.after_pause(due, pause.since, pause.until, unit, calendar)

    if report.due_at and report.answered_at is None:
        promise = queries.promise(report)
        report.due_at = moved(report.due_at, promise.unit if promise else "working_days")
    if report.update_due_at and (anew := next_update(report, at)):
        # What was promised while the clocks stood still begins to run now.
        report.update_due_at = min(moved(report.update_due_at, "working_days"), anew)
    report.save(update_fields=["due_at", "update_due_at"])
    record(report, Event.Type.RESUMED, at=at, by=by, text=text)
    settle(report)


def wake(report: Report, at: datetime) -> None:
    """Bring a report that was put off, or waits for its reporter, back: they said something."""
    report.snoozed_until = None
    report.save(update_fields=["snoozed_until"])
    has_come(report, Pause.Reason.RESIDENT, at)


def has_come(report: Report, reason: str, at: datetime) -> None:
    """Let the clocks run again where they stand still for this reason."""
    pause = case_queries.pause_of(report)
    if pause and pause.reason == reason:
        run_again(report, pause, at=at)


def remember_words(report: Report) -> None:
    """Keep all words of a report together, for the search of staff."""
    ReportWords.objects.update_or_create(
        report=report, defaults={"text": case_queries.words_to_search(report)}
    )
