"""What can be done on a case page: each act with its form, its service, and when it is offered."""

from collections.abc import Callable
from dataclasses import dataclass

from reporting import lifecycle, nearby, services
from reporting.admin import case_forms as cases
from reporting.admin import forms, publicity_forms
from reporting.models import Report
from reporting.permissions import Action
from reporting.services.assessing import NEW

Path, Status = lifecycle.Path, lifecycle.Status


@dataclass(frozen=True)
class Act:
    """One thing to do with a report.

    `adds`: nothing that a colleague did meanwhile can be lost by it, so it is never a conflict.
    `tells`: residents may get mail by it, so the officer sees the mail before.
    """

    title: str
    button: str
    done: str
    form: type[forms.CaseForm]
    service: Callable[..., object]
    fits: Callable[[Report], bool]
    action: Action = Action.WORK_REPORT
    adds: bool = False
    tells: bool = False


def is_open(report: Report) -> bool:
    return report.is_open


def is_case(report: Report) -> bool:
    return report.is_open and report.category.about_people


def may_contact(report: Report) -> bool:
    return report.is_open and report.contact_level != Report.ContactLevel.ANONYMOUS


def may_join(report: Report) -> bool:
    path, status = report.stage
    return lifecycle.joined(path) in lifecycle.next_statuses(path, status)


def is_paused(report: Report) -> bool:
    return any(pause.until is None for pause in report.pauses.all())


ACTS = {
    "triage": Act(
        "Triage",
        "Save triage",
        "triage saved.",
        cases.TriageForm,
        services.triage,
        lambda report: report.category.about_people and report.status in NEW,
    ),
    "assign": Act(
        "Who works on it",
        "Give it to them",
        "has its officer.",
        cases.AssignForm,
        services.assign,
        is_open,
        Action.ALLOCATE_REPORT,
    ),
    "contact": Act(
        "Contact with the reporter",
        "Save contact",
        "contact saved.",
        cases.ContactForm,
        services.record_contact,
        may_contact,
    ),
    "status": Act(
        "Change status",
        "Change status",
        "status changed.",
        forms.StatusForm,
        services.change_status,
        lambda report: bool(lifecycle.next_statuses(*report.stage)),
        tells=True,
    ),
    "note": Act(
        "Note for staff",
        "Add note",
        "note added.",
        forms.NoteForm,
        services.add_note,
        lambda report: True,
        adds=True,
    ),
    "reply": Act(
        "Reply to the reporter",
        "Send reply",
        "reply leaves in 15 seconds.",
        publicity_forms.ReplyForm,
        services.write_reply,
        lambda report: True,
    ),
    "reply-back": Act(
        "Take the reply back",
        "Take it back",
        "reply taken back. Its words are in the timeline.",
        cases.TakeBackForm,
        services.take_back,
        lambda report: any(reply.is_waiting for reply in report.replies.all()),
        adds=True,
    ),
    "risk": Act(
        "Assess the risk",
        "Save assessment",
        "risk assessed.",
        cases.RiskForm,
        services.assess_risk,
        is_case,
    ),
    "plan": Act(
        "Add to the plan",
        "Add action",
        "action planned.",
        cases.PlanForm,
        services.plan_action,
        is_open,
    ),
    "action-end": Act(
        "End an action",
        "Save",
        "action ended.",
        cases.EndActionForm,
        services.end_action,
        lambda report: any(action.ended_at is None for action in report.actions.all()),
    ),
    "refer": Act(
        "Refer to a partner",
        "Record referral",
        "referral recorded.",
        cases.ReferForm,
        services.refer,
        is_open,
    ),
    "answer": Act(
        "Partner’s answer",
        "Record answer",
        "answer recorded.",
        cases.AnswerForm,
        services.answer_referral,
        lambda report: any(not each.answer for each in report.referrals.all()),
    ),
    "nuisance": Act(
        "Statutory nuisance decision",
        "Record decision",
        "decision recorded.",
        cases.NuisanceForm,
        services.decide_nuisance,
        lambda report: report.is_open and report.category.nuisance_decision,
    ),
    "measure": Act(
        "Warning or notice",
        "Record it",
        "warning or notice recorded.",
        cases.MeasureForm,
        services.record_measure,
        is_open,
    ),
    "review": Act(
        "Review",
        "Save review",
        "review saved.",
        cases.ReviewForm,
        services.set_review,
        is_open,
    ),
    "pause": Act(
        "Pause the clocks",
        "Pause",
        "clocks stand still.",
        cases.PauseForm,
        services.pause,
        lambda report: report.is_open and not is_paused(report),
    ),
    "resume": Act(
        "Let the clocks run again",
        "Run again",
        "clocks run again.",
        cases.ResumeForm,
        services.resume,
        is_paused,
    ),
    "snooze": Act(
        "Put off",
        "Put off",
        "put off until that day.",
        cases.SnoozeForm,
        services.snooze,
        is_open,
    ),
    "join": Act(
        "Same as another report",
        "Join",
        "joined with the main report.",
        cases.JoinForm,
        services.join,
        may_join,
        tells=True,
    ),
    "allocate": Act(
        "Give to another team",
        "Allocate",
        "given to the other team, which is told by mail.",
        forms.AllocateForm,
        services.allocate,
        lambda report: True,
        Action.ALLOCATE_REPORT,
    ),
    "publicity": Act(
        "What the public may read",
        "Save",
        "what the public may read is changed.",
        publicity_forms.PublicityForm,
        services.set_publicity,
        lambda report: report.public or nearby.may_be_shown(report),
    ),
    "warn": Act(
        "Safety warning for officers",
        "Warn",
        "officers are warned of this address.",
        cases.WarnForm,
        services.warn_of_place,
        lambda report: True,
    ),
    "warning-end": Act(
        "End a safety warning",
        "End it",
        "warning ended.",
        cases.EndWarningForm,
        services.end_warning,
        lambda report: True,
    ),
}
