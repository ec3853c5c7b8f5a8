"""What a reporter does with a report they sent: adds, says it is not fixed, takes it back."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from reporting import lifecycle, notifications, queries, working_time
from reporting.models import Event, Photo, Report
from reporting.photos import Remade
from reporting.services.common import Refused, locked, move, record, remember_words, wake
from reporting.services.pictures import stored

MOST_ADDED_PHOTOS = 24  # of one report, beside those of its diary
MOST_A_DAY = 20  # additions: somebody reads each of them
SAME_ADDITION = timedelta(hours=1)  # in which the same words and photos are one addition
MOST_ASKED_WHILE_HELD = 10  # mails a day: a program that sends reports can ask for its data too
MONTH = working_time.Target(1, "months")  # to answer a request for one's data (UK GDPR, Art. 12(3))


def add_information(
    *, report: Report, text: str, photos: Sequence[Remade] = (), at: datetime
) -> None:
    """Add words and photos to a report, all of them or nothing; sent twice, it is one addition."""
    with stored(photos) as (columns, keep):
        with transaction.atomic():
            report = locked(report)
            if _was_just_added(report, text, columns, at):
                return
            _check_limits(report, len(columns), at)
            event = record(report, Event.Type.INFORMATION, at=at, text=text)
            remember_words(report)
            for each in columns:
                Photo.objects.create(report=report, event=event, added_at=at, **each)
            _tell_team(report, Event.Type.INFORMATION, at)
        keep()


@transaction.atomic
def call_not_fixed(*, report: Report, text: str, at: datetime) -> None:
    """Bring a report back that is said to be over and is not; said twice, it is said once."""
    report = locked(report)
    if report.status == Report.Status.REOPENED:
        return
    if not lifecycle.may_be_called_not_fixed(*report.stage):
        raise Refused(_("We are dealing with this report already. You can add information to it"))
    record(report, Event.Type.NOT_FIXED, at=at, text=text)
    move(report, Report.Status.REOPENED, at=at)
    _tell_team(report, Event.Type.NOT_FIXED, at)
    notifications.report_reopened(report, at)


@transaction.atomic
def withdraw(*, report: Report, text: str, at: datetime) -> None:
    """Take a report back: it closes where nobody has worked on it, else an officer decides."""
    report = locked(report)
    if _has_asked_to_withdraw(report):
        return
    consequence = lifecycle.withdrawal(*report.stage)
    if consequence is lifecycle.Withdrawal.IMPOSSIBLE:
        raise Refused(_("We have finished with this report already, so you cannot take it back"))
    record(report, Event.Type.WITHDRAWAL, at=at, text=text)
    if consequence is lifecycle.Withdrawal.CLOSES:
        explanation = _("You took this report back, so we closed it.")
        outcome = Report.Outcome.WITHDRAWN
        move(report, Report.Status.CLOSED, at=at, outcome=outcome, explanation=explanation)
        notifications.report_withdrawn(report, at)
    _tell_team(report, Event.Type.WITHDRAWAL, at)


@transaction.atomic
def ask_for_data(*, report: Report, at: datetime) -> None:
    """Take down that the reporter wants a copy of their data; a second time is the same request."""
    report = locked(report)
    before = report.events.filter(type=Event.Type.DATA_ASKED).last()
    if before and datetime.fromisoformat(before.data["due"]) >= at:
        return
    due = working_time.due(at, MONTH, queries.calendar())
    record(report, Event.Type.DATA_ASKED, at=at, data={"due": due.isoformat()})
    if not report.quarantined or _asked_while_held(at) < MOST_ASKED_WHILE_HELD:
        notifications.data_asked(report, due, at)


def _asked_while_held(at: datetime) -> int:
    """Count the mails of a day on data that reporters of held reports ask for."""
    mails = Event.objects.filter(type=Event.Type.MAIL_QUEUED, at__gt=at - timedelta(days=1))
    return mails.filter(data__mail="data_asked", report__quarantined=True).count()


def _was_just_added(report, text, columns, at) -> bool:
    """Say whether this is what a browser sends again whose connection broke."""
    digests = {each["digest"] for each in columns}
    alike = report.events.filter(
        type=Event.Type.INFORMATION, text=text, at__gt=at - SAME_ADDITION
    ).prefetch_related("photos")
    return any(digests == {photo.digest for photo in event.photos.all()} for event in alike)


def _check_limits(report, photos: int, at) -> None:
    added = report.events.filter(type=Event.Type.INFORMATION, at__gt=at - timedelta(days=1))
    if added.count() >= MOST_A_DAY:
        sentence = _("You have added %s things today. Please add the rest tomorrow, or call us")
        raise Refused(sentence % MOST_A_DAY)
    room = MOST_ADDED_PHOTOS - report.photos.exclude(event__type=Event.Type.DIARY).count()
    if photos > max(room, 0):
        sentence = _("A report can have %(most)s photos. There is room for %(room)s more")
        raise Refused(sentence % {"most": MOST_ADDED_PHOTOS, "room": max(room, 0)})


def _has_asked_to_withdraw(report) -> bool:
    if report.status == Report.Status.CLOSED and report.outcome == Report.Outcome.WITHDRAWN:
        return True
    asked = report.events.filter(type=Event.Type.WITHDRAWAL).last()
    changed = Event.Type.STATUS_CHANGED
    return bool(asked) and not report.events.filter(type=changed, pk__gt=asked.pk).exists()


def _tell_team(report, answer: str, at) -> None:
    """Tell the team; of a report that is held no team knows yet."""
    wake(report, at)
    if not report.quarantined:
        notifications.reporter_answered(report, answer, at)
