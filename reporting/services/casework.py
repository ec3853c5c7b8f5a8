"""What staff do with a report."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction

from reporting import lifecycle, notifications
from reporting.models import Event, Report, Team
from reporting.services.common import Refused, locked, move, record


@transaction.atomic
def allocate(*, report: Report, team: Team, reason: str, by: User, at: datetime) -> None:
    """Give a report to another of the council's teams, which is told by mail."""
    report = locked(report)
    if team.partner:
        raise Refused(f"{team.name} is a partner: a report cannot be allocated to it.")
    if team == report.team:
        raise Refused(f"{team.name} has this report already.")
    data = {"from": report.team.slug, "to": team.slug}
    report.team = team
    report.save(update_fields=["team"])
    report.also.remove(team)
    record(report, Event.Type.ALLOCATED, at=at, by=by, text=reason, data=data)
    notifications.report_for_team(report, team, at)


@transaction.atomic
def add_note(*, report: Report, text: str, by: User, at: datetime) -> None:
    """Write down what staff know; never shown to the reporter."""
    record(report, Event.Type.NOTE, at=at, by=by, text=text)


@transaction.atomic
def change_status(
    *,
    report: Report,
    status: str,
    by: User,
    at: datetime,
    reason: str = "",
    outcome: str = "",
    explanation: str = "",
) -> None:
    """Move a report along its path; closing tells the reporter what came of it."""
    report = locked(report)
    refusal = lifecycle.refusal(
        *report.stage,
        lifecycle.Status(status),
        outcome=lifecycle.Outcome(outcome) if outcome else None,
        explanation=explanation,
    )
    if refusal:
        raise Refused(refusal)
    move(report, status, at=at, by=by, text=reason, outcome=outcome, explanation=explanation)
    if status == Report.Status.CLOSED:
        notifications.report_closed(report, at)


@transaction.atomic
def record_reading(
    *, report: Report, by: User, at: datetime, same_for: timedelta = timedelta(0)
) -> None:
    """Log who read a restricted report, as data protection asks of sensitive cases.

    `same_for`: how long after a reading this still belongs to it and is not logged again.
    """
    if not report.restricted:
        return
    mine = report.events.filter(type=Event.Type.READ, by=by)
    if not mine.filter(at__gt=at - same_for, at__lte=at).exists():
        record(report, Event.Type.READ, at=at, by=by)
