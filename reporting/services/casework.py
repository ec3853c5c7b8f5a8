"""What staff do with a report, whatever it is about."""

from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from reporting import case_queries, guards, lifecycle, notifications, permissions
from reporting.models import Event, Report, Team, roles_of
from reporting.permissions import Action
from reporting.services.common import Refused, locked, locked_open, move, record
from reporting.wording import name_of


@transaction.atomic
def allocate(*, report: Report, team: Team, reason: str, by: User, at: datetime) -> None:
    """Give a report to another of the council's teams, which is told by mail.

    Its officer does not go with it: the other team says who works on it.
    """
    report = locked(report)
    if team.partner:
        raise Refused(f"{team.name} is a partner: a report cannot be allocated to it. Refer it.")
    if team == report.team:
        raise Refused(f"{team.name} has this report already.")
    data = {"from": report.team.slug, "to": team.slug}
    report.team, report.officer, report.snoozed_until = team, None, None
    report.save(update_fields=["team", "officer", "snoozed_until"])
    report.also.remove(team)
    record(report, Event.Type.ALLOCATED, at=at, by=by, text=reason, data=data)
    notifications.report_for_team(report, team, at)


@transaction.atomic
def assign(*, report: Report, officer: User, by: User, at: datetime, reason: str = "") -> None:
    """Say which officer works on a report: one of its team who may read it.

    What has just come in on the street-scene path is allocated by that.
    """
    report = locked_open(report)
    if officer == report.officer:
        raise Refused(f"{name_of(officer)} has this report already.")
    give(report, officer, by=by, at=at, reason=reason)
    arriving = (Report.Status.RECEIVED, Report.Status.REOPENED)
    if report.category.path == lifecycle.Path.STREET_SCENE and report.status in arriving:
        move(report, Report.Status.ALLOCATED, at=at, by=by)


def give(report: Report, officer: User, *, by: User, at: datetime, reason: str = "") -> None:
    """Make somebody the officer of a locked report; for the caller's transaction."""
    if not Report.objects.allowed(officer, Action.WORK_REPORT).filter(pk=report.pk).exists():
        raise Refused(
            f"{name_of(officer)} cannot work on this report: not in {report.team.name}, or not "
            "cleared for what is restricted. Choose somebody else."
        )
    data = {"from": report.officer_id, "to": officer.pk, "name": name_of(officer)}
    report.officer, report.snoozed_until = officer, None
    report.save(update_fields=["officer", "snoozed_until"])
    record(report, Event.Type.ASSIGNED, at=at, by=by, text=reason, data=data)


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
    """Move a report along its path; its end tells the reporter what came of it."""
    report = locked(report)
    new = lifecycle.Status(status)
    refusal = lifecycle.refusal(
        *report.stage,
        new,
        outcome=lifecycle.Outcome(outcome) if outcome else None,
        explanation=explanation,
    )
    if refusal:
        raise Refused(refusal)
    check_guards(report, new, by, at)
    move(report, status, at=at, by=by, text=reason, outcome=outcome, explanation=explanation)
    if status == Report.Status.CLOSED:
        notifications.report_closed(report, at)
        _tell_joined(report, at)
    elif status == Report.Status.SIGNPOSTED:
        record(report, Event.Type.UPDATE, at=at, by=by, text=explanation)
        notifications.report_updated(report, explanation, at)


def _tell_joined(report: Report, at: datetime) -> None:
    """Tell everybody whose report was joined with this one how it ended."""
    for each in report.joined.select_related("category", "team"):
        each.outcome, each.explanation = report.outcome, report.explanation
        record(each, Event.Type.UPDATE, at=at, text=report.explanation)
        notifications.report_closed(each, at)


def check_guards(report: Report, new: lifecycle.Status, by: User, at: datetime) -> None:
    """Refuse a change of status while something is missing that must come before it."""
    if found := gaps_before(report, new, by, at):
        raise Refused("Something is missing before that:", found)


def gaps_before(
    report: Report, new: lifecycle.Status, by: User, at: datetime
) -> tuple[guards.Gap, ...]:
    """Return what is missing before this person may give a report its next status."""
    case = case_queries.guard_case(
        report,
        by_supervisor=permissions.may(roles_of(by), Action.SUPERVISE),
        by_own_officer=report.officer_id == by.pk,
    )
    path, old = report.stage
    return guards.gaps(path, old, new, case, timezone.localdate(at))


@transaction.atomic
def snooze(*, report: Report, until: date, by: User, at: datetime) -> None:
    """Put a report out of its officer's way until a day; its clocks run on.

    What its reporter says brings it back at once.
    """
    report = locked_open(report)
    if until <= timezone.localdate(at):
        raise Refused("Choose a day after today.")
    report.snoozed_until = until
    report.save(update_fields=["snoozed_until"])
    record(report, Event.Type.SNOOZED, at=at, by=by, data={"until": until.isoformat()})


def record_reading(
    *,
    report: Report,
    by: User,
    at: datetime,
    same_for: timedelta = timedelta(0),
    original: int | None = None,
    body: str = "",
) -> None:
    """Log who read a restricted report, or the original of a redacted photo.

    `same_for`: how long after a reading this still belongs to it and is not logged again.
    `original`: the key of the photo.
    `body`: the partner whose people read what was referred to them; they are always logged.
    """
    if not report.restricted and original is None and not body:
        return
    data = {"photo": original} if original else {}
    data |= {"body": body} if body else {}
    mine = report.events.filter(type=Event.Type.READ, by=by, data=data)
    if not same_for or not mine.filter(at__gt=at - same_for, at__lte=at).exists():
        record(report, Event.Type.READ, at=at, by=by, data=data)  # one row: whole or not at all
