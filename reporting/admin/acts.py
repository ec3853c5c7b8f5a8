"""What can be done on a case page: each act with its form, its service, and when it is offered."""

from reporting import lifecycle, nearby, services
from reporting.admin import case_forms as cases
from reporting.admin import forms, publicity_forms
from reporting.admin import plan_forms as plans
from reporting.admin.act import Act, Group
from reporting.models import Report
from reporting.permissions import Action
from reporting.services.assessing import NEW


def is_open(report: Report) -> bool:
    return report.is_open


def always(report: Report) -> bool:
    return True


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
        "Filled in from what the reporter said. Check it, then save.",
        "Save triage",
        "triage saved.",
        Group.NEXT,
        cases.TriageForm,
        services.triage,
        lambda report: report.category.about_people and report.status in NEW,
    ),
    "contact": Act(
        "Contact with the reporter",
        "The first contact that reaches them keeps our promise.",
        "Save contact",
        "contact saved.",
        Group.NEXT,
        cases.ContactForm,
        services.record_contact,
        may_contact,
    ),
    "status": Act(
        "Change status",
        "You see what the reporter will get before it is sent.",
        "Change status",
        "status changed.",
        Group.NEXT,
        forms.StatusForm,
        services.change_status,
        lambda report: bool(forms.following(report)),
        tells=True,
    ),
    "join": Act(
        "Same as another report",
        "The work goes on there. This reporter hears how it ends.",
        "Join",
        "joined with the main report.",
        Group.NEXT,
        cases.JoinForm,
        services.join,
        may_join,
        tells=True,
    ),
    "risk": Act(
        "Assess the risk",
        "The points give the level, and the level the day of the next review.",
        "Save assessment",
        "risk assessed.",
        Group.PLAN,
        cases.RiskForm,
        services.assess_risk,
        is_case,
    ),
    "plan": Act(
        "Add to the plan",
        "Each action has a day and a name, and counts as due on that day.",
        "Add action",
        "action planned.",
        Group.PLAN,
        plans.PlanForm,
        services.plan_action,
        is_open,
    ),
    "review": Act(
        "Review",
        "What a look at the case found, and the day of the next.",
        "Save review",
        "review saved.",
        Group.PLAN,
        plans.ReviewForm,
        services.set_review,
        is_open,
    ),
    "refer": Act(
        "Refer to a partner",
        "Another body is asked to act; its answer has a day by which it is due.",
        "Record referral",
        "referral recorded.",
        Group.PARTNERS,
        cases.ReferForm,
        services.refer,
        is_open,
    ),
    "nuisance": Act(
        "Statutory nuisance decision",
        "Noise closes only with this decision (Environmental Protection Act 1990, s.79).",
        "Record decision",
        "decision recorded.",
        Group.MEASURES,
        cases.NuisanceForm,
        services.decide_nuisance,
        lambda report: report.is_open and report.category.nuisance_decision,
    ),
    "measure": Act(
        "Warning or notice",
        "Record what was issued. This site sends nothing to whom it is against.",
        "Record it",
        "warning or notice recorded.",
        Group.MEASURES,
        plans.MeasureForm,
        services.record_measure,
        is_open,
    ),
    "warn": Act(
        "Safety warning for officers",
        "Stands on top of every report at this address.",
        "Warn",
        "officers are warned of this address.",
        Group.MEASURES,
        plans.WarnForm,
        services.warn_of_place,
        always,
    ),
    "pause": Act(
        "Pause the clocks",
        "While the resident or a partner has to act first.",
        "Pause",
        "clocks stand still.",
        Group.CLOCKS,
        plans.PauseForm,
        services.pause,
        lambda report: report.is_open and not is_paused(report),
    ),
    "resume": Act(
        "Let the clocks run again",
        "What was promised moves by the working days of the pause.",
        "Run again",
        "clocks run again.",
        Group.CLOCKS,
        plans.ResumeForm,
        services.resume,
        is_paused,
    ),
    "snooze": Act(
        "Put off",
        "Out of your way until a day. The clocks run on.",
        "Put off",
        "put off until that day.",
        Group.CLOCKS,
        plans.SnoozeForm,
        services.snooze,
        is_open,
    ),
    "publicity": Act(
        "What the public may read",
        "For people who report the same nearby.",
        "Save",
        "what the public may read is changed.",
        Group.PUBLICITY,
        publicity_forms.PublicityForm,
        services.set_publicity,
        lambda report: report.public or nearby.may_be_shown(report),
    ),
    "assign": Act(
        "Who works on it",
        "One officer, so that the reporter and colleagues know whom to ask.",
        "Give it to them",
        "has its officer.",
        Group.TEAM,
        cases.AssignForm,
        services.assign,
        is_open,
        Action.ALLOCATE_REPORT,
    ),
    "allocate": Act(
        "Give to another team",
        "The other team is told by mail. The due date stays.",
        "Allocate",
        "given to the other team, which is told by mail.",
        Group.TEAM,
        forms.AllocateForm,
        services.allocate,
        always,
        Action.ALLOCATE_REPORT,
    ),
    "note": Act(
        "Note for staff",
        "The reporter never sees it.",
        "Add note",
        "note added.",
        Group.WORDS,
        forms.NoteForm,
        services.add_note,
        always,
        adds=True,
    ),
    "reply": Act(
        "Reply to the reporter",
        "It leaves 15 seconds after you send it. Until then you can take it back.",
        "Send reply",
        "reply leaves in 15 seconds.",
        Group.WORDS,
        publicity_forms.ReplyForm,
        services.write_reply,
        always,
    ),
    "reply-back": Act(
        "Take the reply back",
        "",
        "Take it back",
        "reply taken back. Its words are in the timeline.",
        Group.ITEM,
        cases.TakeBackForm,
        services.take_back,
        lambda report: any(reply.is_waiting for reply in report.replies.all()),
        adds=True,
    ),
    "action-end": Act(
        "End an action",
        "",
        "Save",
        "action ended.",
        Group.ITEM,
        plans.EndActionForm,
        services.end_action,
        lambda report: any(action.ended_at is None for action in report.actions.all()),
    ),
    "answer": Act(
        "Partner’s answer",
        "",
        "Record answer",
        "answer recorded.",
        Group.ITEM,
        cases.AnswerForm,
        services.answer_referral,
        lambda report: any(not each.answer for each in report.referrals.all()),
    ),
    "warning-end": Act(
        "End a safety warning",
        "",
        "End it",
        "warning ended.",
        Group.ITEM,
        plans.EndWarningForm,
        services.end_warning,
        always,
    ),
}
