"""What an officer finds out about a case: triage, first contact, risk, nuisance."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from reporting import guards, lifecycle, risk
from reporting.models import (
    Event,
    NuisanceDecision,
    Report,
    RiskAssessment,
    RiskFactor,
    RiskLevel,
)
from reporting.services.casework import give
from reporting.services.common import (
    Refused,
    locked,
    locked_open,
    move,
    next_review,
    next_update,
    part_from_officer,
    record,
    settle,
)

# Where triage can still be answered, or answered anew.
NEW = (Report.Status.RECEIVED, Report.Status.TRIAGE, Report.Status.REOPENED)
YES_OR_NO = ("yes", "no")


@transaction.atomic
def triage(
    *, report: Report, answers: Mapping[str, str], officer: User | None, by: User, at: datetime
) -> None:
    """Answer the triage questions; with an officer, the case leaves triage and is theirs.

    A hate incident becomes restricted, as one does that the reporter calls so (College of Policing:
    what the person believes counts). Who is not cleared is then not its officer any more.
    """
    report = locked(report)
    if report.category.path != lifecycle.Path.ASB:
        raise Refused("Triage is for reports about people. Give this one to an officer.")
    if report.status not in NEW:
        raise Refused("This report has left triage already.")
    if missing := [each for each in guards.TRIAGE_QUESTIONS if answers.get(each) not in YES_OR_NO]:
        raise Refused(f"Answer yes or no: {', '.join(missing)}.")
    report.triage = {each: answers[each] for each in guards.TRIAGE_QUESTIONS}
    if answers["hate"] == guards.YES:
        report.restricted, report.public, report.public_wording = True, False, ""
    report.save(update_fields=["triage", "restricted", "public", "public_wording"])
    gone = part_from_officer(report)
    report.save(update_fields=["officer"])
    record(report, Event.Type.TRIAGED, at=at, by=by, data=report.triage | gone)
    if report.status != Report.Status.TRIAGE:
        move(report, Report.Status.TRIAGE, at=at, by=by)
    if officer:
        if officer != report.officer:
            give(report, officer, by=by, at=at)
        move(report, Report.Status.ALLOCATED, at=at, by=by)


@transaction.atomic
def record_contact(
    *, report: Report, channel: str, reached: bool, text: str, by: User, at: datetime
) -> None:
    """Write down a call, a visit or a letter; the first that reaches the reporter stops a clock."""
    report = locked_open(report)
    if report.contact_level == Report.ContactLevel.ANONYMOUS:
        raise Refused("The reporter wants to stay anonymous: there is nobody to contact.")
    data = {"channel": channel, "reached": reached}
    record(report, Event.Type.CONTACT, at=at, by=by, text=text, data=data)
    if not reached:
        return
    report.answered_at = report.answered_at or at
    report.update_due_at = next_update(report, at)
    report.save(update_fields=["answered_at", "update_due_at"])
    if report.status == Report.Status.ALLOCATED and report.category.path == lifecycle.Path.ASB:
        move(report, Report.Status.CONTACT_MADE, at=at, by=by)
    settle(report)


@transaction.atomic
def assess_risk(
    *, report: Report, answers: Mapping[str, str], note: str, by: User, at: datetime
) -> None:
    """Weigh the risk by the council's matrix; its level says when it is looked at again."""
    report = locked_open(report)
    factors, levels = list(RiskFactor.objects.all()), list(RiskLevel.objects.all())
    if not (factors and levels):
        raise Refused("The risk matrix is empty. Ask your manager to load or write it.")
    matrix = {
        factor.code: {option["value"]: option["points"] for option in factor.options}
        for factor in factors
    }
    try:
        total = risk.points(answers, matrix)
    except ValueError:
        raise Refused("Answer every question of the risk assessment.") from None
    code = risk.level(total, [risk.Level(each.code, each.from_points) for each in levels])
    RiskAssessment.objects.create(
        report=report,
        at=at,
        by=by,
        answers=[_as_answered(factor, answers[factor.code]) for factor in factors],
        points=total,
        level=code,
        note=note,
    )
    report.risk = code
    day = next_review(report, at)
    to_come = report.review_on is not None and report.review_on > timezone.localdate(at)
    # A review that was agreed for an earlier day stays.
    report.review_on = min(day, report.review_on) if to_come else day
    report.save(update_fields=["risk", "review_on"])
    data = {"level": code, "points": total, "review_on": report.review_on.isoformat()}
    record(report, Event.Type.RISK, at=at, by=by, text=note, data=data)
    settle(report)


def _as_answered(factor: RiskFactor, value: str) -> dict:
    option = next(each for each in factor.options if each["value"] == value)
    return {"question": factor.question, "answer": option["label"], "points": option["points"]}


@transaction.atomic
def decide_nuisance(*, report: Report, decision: str, reasons: str, by: User, at: datetime) -> None:
    """Record whether a noise is a statutory nuisance; a later decision stands beside it."""
    report = locked_open(report)
    if not report.category.nuisance_decision:
        raise Refused("This decision is for noise and the like.")
    NuisanceDecision.objects.create(report=report, decision=decision, reasons=reasons, at=at, by=by)
    record(report, Event.Type.NUISANCE, at=at, by=by, text=reasons, data={"decision": decision})
