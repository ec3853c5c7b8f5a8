"""The action plan of a case: dated actions, the day of its review, and times of waiting."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from reporting import case_queries
from reporting.models import Event, Pause, PlannedAction, Report
from reporting.services.common import Refused, locked, locked_open, record, run_again, settle
from reporting.wording import name_of

AFTER_TODAY = "Choose a day after today."


@transaction.atomic
def plan_action(
    *, report: Report, text: str, due_on: date, owner: User, by: User, at: datetime
) -> None:
    """Add a step to the plan, with the day by which it is done."""
    report = locked_open(report)
    if due_on < timezone.localdate(at):
        raise Refused("Choose today or a later day.")
    action = PlannedAction.objects.create(report=report, text=text, due_on=due_on, owner=owner)
    data = {"action": action.pk, "due_on": due_on.isoformat(), "owner": name_of(owner)}
    record(report, Event.Type.PLANNED, at=at, by=by, text=text, data=data)
    settle(report)


@transaction.atomic
def end_action(
    *, report: Report, action: int, done: bool, result: str, by: User, at: datetime
) -> None:
    """Call a step of the plan done, or give it up, with what came of it."""
    report = locked(report)
    step = report.actions.filter(pk=action, ended_at=None).first()
    if step is None:
        raise Refused("This action has ended already, or is not part of this case.")
    if not done and not result.strip():
        raise Refused("Say why the action is given up.")
    step.ended_at, step.done, step.result = at, done, result
    step.save(update_fields=["ended_at", "done", "result"])
    data = {"action": step.pk, "done": done, "what": step.text}
    record(report, Event.Type.ACTION_ENDED, at=at, by=by, text=result, data=data)
    settle(report)


@transaction.atomic
def set_review(
    *, report: Report, review_on: date | None, text: str, by: User, at: datetime
) -> None:
    """Say when the case is looked at again; what the last look found stands in the text.

    Without a day, no further review is needed.
    """
    report = locked_open(report)
    if review_on and review_on <= timezone.localdate(at):
        raise Refused(AFTER_TODAY)
    if review_on is None and report.risk == Report.Risk.HIGH:
        raise Refused("A high-risk case always has a day of its next review. Choose one.")
    if review_on is None and report.status == Report.Status.MONITORING:
        raise Refused("A case that you watch has a day of its next review. Choose one.")
    report.review_on = review_on
    report.save(update_fields=["review_on"])
    data = {"review_on": review_on.isoformat() if review_on else ""}
    record(report, Event.Type.REVIEW, at=at, by=by, text=text, data=data)
    settle(report)


@transaction.atomic
def pause(
    *, report: Report, reason: str, text: str, look_again_on: date, by: User, at: datetime
) -> None:
    """Let the clocks stand still, because the resident or a partner has to act first."""
    report = locked_open(report)
    if case_queries.pause_of(report):
        raise Refused("The clocks stand still already.")
    if look_again_on <= timezone.localdate(at):
        raise Refused(AFTER_TODAY)
    Pause.objects.create(
        report=report, reason=reason, text=text, since=at, look_again_on=look_again_on
    )
    data = {"reason": reason, "look_again_on": look_again_on.isoformat()}
    record(report, Event.Type.PAUSED, at=at, by=by, text=text, data=data)
    settle(report)


@transaction.atomic
def resume(*, report: Report, by: User, at: datetime, text: str = "") -> None:
    """Let the clocks run again; what was promised moves by what the pause covered."""
    report = locked(report)
    current = case_queries.pause_of(report)
    if current is None:
        raise Refused("The clocks run already.")
    run_again(report, current, at=at, by=by, text=text)
