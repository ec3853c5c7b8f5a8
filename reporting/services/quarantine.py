"""What becomes of reports that are held because no person may have sent them."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import transaction

from reporting import notifications
from reporting.models import Event, Report
from reporting.services.common import Refused, locked, record, settle
from reporting.services.sending import announce

HOUR, DAY = 60 * 60, 24 * 60 * 60  # seconds


@transaction.atomic
def release(*, report: Report, by: User, at: datetime) -> None:
    """Let a held report go to its team: everybody is told as if it had just been sent.

    What the reporter was promised runs from when it was received, so the due date stays.
    """
    report = _held(report)
    if report.status == Report.Status.SPAM:
        _move(report, Report.Status.RECEIVED, by, at)
    report.quarantined = False
    report.save(update_fields=["quarantined"])
    settle(report)
    record(report, Event.Type.RELEASED, at=at, by=by)
    announce(report, at)


@transaction.atomic
def set_aside(*, report: Report, by: User, at: datetime) -> None:
    """Call a held report spam: it stays held, nobody is told, and it can still be released."""
    report = _held(report)
    if report.status != Report.Status.SPAM:
        _move(report, Report.Status.SPAM, by, at)
        settle(report)


def remind_of_held() -> None:
    """Tell the council that reports are held: at most once an hour, and once a day if none is new.

    Run by one process at a time.
    """
    waiting = Report.objects.held()
    newest = waiting.order_by("-pk").first()
    if newest is None or cache.get("quarantine-told") or cache.get(f"quarantine-told:{newest.pk}"):
        return
    oldest = waiting.order_by("received_at").first()
    notifications.quarantine_waiting(waiting.count(), oldest.received_at)
    cache.set("quarantine-told", 1, HOUR)
    cache.set(f"quarantine-told:{newest.pk}", 1, DAY)


def decide_held(*, reports: Collection[Report], spam: bool, by: User, at: datetime) -> int:
    """Release many held reports or set them aside, each by itself; return how many it was.

    Reports about which somebody else decided meanwhile are left as they are.
    """
    decided = 0
    for report in reports:
        try:
            (set_aside if spam else release)(report=report, by=by, at=at)
        except Refused:
            continue
        decided += 1
    return decided


def _held(report: Report) -> Report:
    report = locked(report)
    if not report.quarantined:
        raise Refused("Somebody has let this report go to its team already.")
    return report


def _move(report: Report, status: str, by: User, at: datetime) -> None:
    """Change the status of a held report, which has not begun its path yet."""
    data = {"from": report.status, "to": status}
    report.status = status
    report.save(update_fields=["status"])
    record(report, Event.Type.STATUS_CHANGED, at=at, by=by, data=data)
