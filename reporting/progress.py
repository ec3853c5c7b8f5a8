"""Where a report stands, in words for whoever made it: what is happening, and what comes next."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reporting.lifecycle import Outcome, Path, Status
from reporting.models import Report

S = Status
Words = tuple[Promise, Promise]  # now, next

RECEIVED: Words = (
    _("We have received your report."),
    _("The team reads it and decides what to do."),
)
HELD: Words = (
    _("We have received your report."),
    _("Somebody at the council looks at it first, to make sure that a person sent it."),
)
REOPENED: Words = (
    _("Your report is open again."),
    _("The team looks at it again and decides what to do."),
)
CLOSED: Words = (
    _("We have closed your report."),
    _("Nothing more happens unless you tell us that it is not fixed."),
)

STREET_SCENE: dict[str, Words] = {
    S.RECEIVED: RECEIVED,
    S.ALLOCATED: (
        _("Your report is with the team that deals with it."),
        _("They look at the place, or go straight to work."),
    ),
    S.INSPECTED: (
        _("We have looked at the place."),
        _("We decide what to do about it."),
    ),
    S.WORKS_ORDERED: (
        _("We have ordered the work."),
        _("A crew comes to do it."),
    ),
    S.AWAITING_OWNER: (
        _("We have asked the owner of the place to act, or to let us in."),
        _("We go on when the owner has answered, or when their time is up."),
    ),
    S.WITH_PARTNER: (
        _("We have passed your report to another organisation that has to act."),
        _("We wait for them, and watch what they do."),
    ),
    S.RESOLVED: (
        _("We think that the problem is solved."),
        _("We close your report soon. Tell us if the problem is still there."),
    ),
    S.DUPLICATE: (
        _("Somebody else had told us of the same thing. We work on their report and yours as one."),
        _("What we do for that report, we do for yours."),
    ),
    S.REOPENED: REOPENED,
    S.CLOSED: CLOSED,
}

ASB: dict[str, Words] = {
    S.RECEIVED: RECEIVED,
    S.TRIAGE: (
        _("An officer is reading your report."),
        _("They look at how serious it is, and decide who works on it."),
    ),
    S.ALLOCATED: (
        _("Your report has been given to an officer."),
        _("They get in touch if you left a way to reach you, or begin to look into it."),
    ),
    S.CONTACT_MADE: (
        _("An officer has been in touch about your report."),
        _("You agree together what to do."),
    ),
    S.ACTION_PLAN_AGREED: (
        _("There is a plan for what we do."),
        _("We carry out the plan, step by step."),
    ),
    S.INVESTIGATING: (
        _("We are looking into what happened."),
        _("When we know enough, we decide how to act."),
    ),
    S.INFORMAL_ACTION: (
        _("We have acted, for example by a talk or a warning."),
        _("We watch whether it helps."),
    ),
    S.FORMAL_ACTION: (
        _("We are using our legal powers."),
        _("This can take time. We watch whether it helps."),
    ),
    S.MONITORING: (
        _("We are watching whether the problem has stopped."),
        _("If it comes back, tell us here, so that we can act again."),
    ),
    S.CLOSURE_PROPOSED: (
        _("The officer thinks that your report can be closed."),
        _("We check this before we close it. Tell us if the problem goes on."),
    ),
    S.REFERRED_TO_PARTNER: (
        _("We have asked another organisation to take this on."),
        _("They tell us whether they take it."),
    ),
    S.PARTNER_ACCEPTED: (
        _("Another organisation has taken this on."),
        _("They act. We watch what they do."),
    ),
    S.SIGNPOSTED: (
        _("Somebody else can help you better than we can. We have said who."),
        _("Nothing more happens here unless you tell us that it is not settled."),
    ),
    S.LINKED: (
        _("We have joined your report with others about the same problem."),
        _("We work on them together. Yours counts as a report of its own."),
    ),
    S.SPAM: (
        _("We have put your report aside, because we could not treat it as a real one."),
        _("Nothing more happens. If we are wrong, please call us and give your reference."),
    ),
    S.REOPENED: REOPENED,
    S.CLOSED: CLOSED,
}

PROGRESS: dict[Path, dict[str, Words]] = {Path.STREET_SCENE: STREET_SCENE, Path.ASB: ASB}

# A status that is no longer in use, in what happened long ago.
ELSEWHERE: Words = (
    _("We are working on your report."),
    _("You see here when something changes."),
)
# The promise was to act by a day: here it is kept.
PAST_DUE_DATE = frozenset(
    {
        S.RESOLVED,
        S.INFORMAL_ACTION,
        S.FORMAL_ACTION,
        S.MONITORING,
        S.CLOSURE_PROPOSED,
    }
)

OUTCOMES: dict[Outcome, Promise] = {
    Outcome.RESOLVED: _("The problem is solved."),
    Outcome.CLEARED: _("We have cleared it away."),
    Outcome.REPAIRED: _("It has been repaired."),
    Outcome.NOT_RESPONSIBLE: _("It is not ours to deal with."),
    Outcome.INSUFFICIENT_EVIDENCE: _("We did not find enough to act on."),
    Outcome.NOT_ASB: _("It is not anti-social behaviour as the law sees it."),
    Outcome.REPORTER_DISENGAGED: _("We could not reach you, so we could not go on."),
    Outcome.INTELLIGENCE_ONLY: _("We keep what you told us, to see where things happen."),
    Outcome.WITHDRAWN: _("You took your report back."),
}


def progress(report: Report) -> Words:
    """Return what is happening with a report and what is next.

    Of one that is held no more can be told than its receipt tells.
    """
    return HELD if report.quarantined else words_of(report, report.status)


def words_of(report: Report, status: str) -> Words:
    """Return the words of a status on a report's path.

    Staff can move a category to the other path; what its reports went through stays true.
    """
    every = STREET_SCENE | ASB | PROGRESS[Path(report.category.path)]
    return every.get(status, ELSEWHERE)


def has_due_date(report: Report) -> bool:
    """Say whether we still owe the reporter what we promised by a day."""
    kept = report.answered_at is not None or report.status in PAST_DUE_DATE
    return report.due_at is not None and report.is_open and not kept
