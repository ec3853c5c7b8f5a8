"""The life of a report: which statuses follow which, and what closing one needs.

Two paths: street scene (something to clear or repair) and ASB case (people to help). An officer
may always see a way back: "closed" is not "fixed", and a report wrongly set aside returns.
"""

from collections.abc import Mapping
from enum import StrEnum


class Path(StrEnum):
    """Which of the two lives a category's reports have."""

    STREET_SCENE = "street-scene"
    ASB = "asb"


class Status(StrEnum):
    """Where a report stands."""

    RECEIVED = "received"
    TRIAGE = "triage"
    ALLOCATED = "allocated"
    INSPECTED = "inspected"
    WORKS_ORDERED = "works-ordered"
    AWAITING_OWNER = "awaiting-owner"
    WITH_PARTNER = "with-partner"
    RESOLVED = "resolved"
    CONTACT_MADE = "contact-made"
    ACTION_PLAN_AGREED = "action-plan-agreed"
    INVESTIGATING = "investigating"
    INFORMAL_ACTION = "informal-action"
    FORMAL_ACTION = "formal-action"
    MONITORING = "monitoring"
    CLOSURE_PROPOSED = "closure-proposed"
    REFERRED_TO_PARTNER = "referred-to-partner"
    PARTNER_ACCEPTED = "partner-accepted"
    SIGNPOSTED = "signposted"
    LINKED = "linked"
    DUPLICATE = "duplicate"
    SPAM = "spam"
    REOPENED = "reopened"
    CLOSED = "closed"


class Outcome(StrEnum):
    """How a report ended."""

    RESOLVED = "resolved"
    CLEARED = "cleared"
    REPAIRED = "repaired"
    NOT_RESPONSIBLE = "not-responsible"
    INSUFFICIENT_EVIDENCE = "insufficient-evidence"
    NOT_ASB = "not-asb"
    REPORTER_DISENGAGED = "reporter-disengaged"
    INTELLIGENCE_ONLY = "intelligence-only"
    WITHDRAWN = "withdrawn"


S = Status

# Withdrawn, not ours or nothing found: such a report closes without works.
STREET_SCENE: Mapping[Status, tuple[Status, ...]] = {
    S.RECEIVED: (S.ALLOCATED, S.DUPLICATE),
    S.ALLOCATED: (S.INSPECTED, S.DUPLICATE, S.CLOSED),
    S.INSPECTED: (
        S.WORKS_ORDERED,
        S.AWAITING_OWNER,
        S.WITH_PARTNER,
        S.RESOLVED,
        S.DUPLICATE,
        S.CLOSED,
    ),
    S.WORKS_ORDERED: (S.AWAITING_OWNER, S.WITH_PARTNER, S.RESOLVED),
    S.AWAITING_OWNER: (S.WORKS_ORDERED, S.WITH_PARTNER, S.RESOLVED, S.CLOSED),
    S.WITH_PARTNER: (S.WORKS_ORDERED, S.AWAITING_OWNER, S.RESOLVED, S.CLOSED),
    S.RESOLVED: (S.CLOSED, S.REOPENED),
    S.CLOSED: (S.REOPENED,),
    S.DUPLICATE: (S.REOPENED,),
    S.REOPENED: (S.ALLOCATED, S.INSPECTED),
}

# ASB reports are linked, never merged as duplicates: each may count towards a case review.
ASB: Mapping[Status, tuple[Status, ...]] = {
    S.RECEIVED: (S.TRIAGE,),
    S.TRIAGE: (S.ALLOCATED, S.REFERRED_TO_PARTNER, S.SIGNPOSTED, S.LINKED, S.SPAM),
    # An anonymous report has nobody to contact, so it goes straight to an investigation.
    S.ALLOCATED: (S.CONTACT_MADE, S.INVESTIGATING, S.LINKED, S.TRIAGE, S.CLOSURE_PROPOSED),
    S.CONTACT_MADE: (S.ACTION_PLAN_AGREED, S.REFERRED_TO_PARTNER, S.LINKED, S.CLOSURE_PROPOSED),
    S.ACTION_PLAN_AGREED: (S.INVESTIGATING, S.CLOSURE_PROPOSED),
    S.INVESTIGATING: (
        S.INFORMAL_ACTION,
        S.FORMAL_ACTION,
        S.MONITORING,
        S.REFERRED_TO_PARTNER,
        S.CLOSURE_PROPOSED,
    ),
    S.INFORMAL_ACTION: (S.FORMAL_ACTION, S.MONITORING),
    S.FORMAL_ACTION: (S.MONITORING,),
    S.MONITORING: (S.INVESTIGATING, S.INFORMAL_ACTION, S.FORMAL_ACTION, S.CLOSURE_PROPOSED),
    S.CLOSURE_PROPOSED: (S.CLOSED, S.INVESTIGATING, S.MONITORING),
    S.CLOSED: (S.REOPENED,),
    S.REFERRED_TO_PARTNER: (S.PARTNER_ACCEPTED, S.TRIAGE),
    S.PARTNER_ACCEPTED: (S.MONITORING, S.CLOSURE_PROPOSED, S.TRIAGE),
    S.SIGNPOSTED: (S.REOPENED,),
    S.LINKED: (S.REOPENED,),
    S.SPAM: (S.TRIAGE,),
    S.REOPENED: (S.TRIAGE,),
}

TRANSITIONS: Mapping[Path, Mapping[Status, tuple[Status, ...]]] = {
    Path.STREET_SCENE: STREET_SCENE,
    Path.ASB: ASB,
}

# Nobody works on a report here; only a reopening brings it back.
ENDED = frozenset({S.CLOSED, S.DUPLICATE, S.SIGNPOSTED, S.LINKED, S.SPAM})

OUTCOMES: Mapping[Path, tuple[Outcome, ...]] = {
    Path.STREET_SCENE: (
        Outcome.CLEARED,
        Outcome.REPAIRED,
        Outcome.RESOLVED,
        Outcome.NOT_RESPONSIBLE,
        Outcome.INSUFFICIENT_EVIDENCE,
        Outcome.WITHDRAWN,
    ),
    Path.ASB: (
        Outcome.RESOLVED,
        Outcome.NOT_RESPONSIBLE,
        Outcome.INSUFFICIENT_EVIDENCE,
        Outcome.NOT_ASB,
        Outcome.REPORTER_DISENGAGED,
        Outcome.INTELLIGENCE_ONLY,
        Outcome.WITHDRAWN,
    ),
}


def next_statuses(path: Path, status: Status) -> tuple[Status, ...]:
    """Return the statuses that may follow, the usual one first; none for one not on the path."""
    return TRANSITIONS[path].get(status, ())


def refusal(
    path: Path,
    old: Status,
    new: Status,
    *,
    outcome: Outcome | None = None,
    explanation: str = "",
) -> str | None:
    """Return why the status may not change, in a sentence for the officer, or None if it may.

    Closing needs an outcome of the path and a plain explanation to the reporter (practice:
    councils are faulted where a report ends and nobody is told why).
    """
    reachable = next_statuses(path, old)
    if new not in reachable:
        names = ", ".join(map(_words, reachable))
        can_follow = f"It can become: {names}." if names else "It does not belong to this path."
        return f"A report that is “{_words(old)}” cannot become “{_words(new)}”. {can_follow}"
    if new is S.SIGNPOSTED and not explanation.strip():
        return "Tell the reporter in plain words who can help them."
    if new is not S.CLOSED:
        return None
    if outcome not in OUTCOMES[path]:
        return "Choose how this report ended before you close it."
    if not explanation.strip():
        return "Tell the reporter in plain words how this ended before you close it."
    return None


def referred(path: Path, status: Status) -> Status | None:
    """Return the status in which a report waits for another body, or None where it cannot."""
    waiting = S.WITH_PARTNER if path is Path.STREET_SCENE else S.REFERRED_TO_PARTNER
    return waiting if waiting in next_statuses(path, status) else None


def after_referral(path: Path, status: Status, *, accepted: bool) -> Status | None:
    """Return where a report goes that another body has taken or sent back; None: it stays.

    A thing to clear or repair stays with its team, who decide what is next.
    """
    if path is Path.STREET_SCENE or status is not S.REFERRED_TO_PARTNER:
        return None
    return S.PARTNER_ACCEPTED if accepted else S.TRIAGE


def joined(path: Path) -> Status:
    """Return the status of a report that goes on under another one."""
    return S.DUPLICATE if path is Path.STREET_SCENE else S.LINKED


class Withdrawal(StrEnum):
    """What becomes of a report that its reporter withdraws."""

    CLOSES = "closes"
    ASKS = "asks"
    IMPOSSIBLE = "impossible"


# Before anybody was sent out, a thing to clear or repair is over when its reporter says so.
CLOSED_BY_REPORTER = frozenset({S.RECEIVED, S.ALLOCATED, S.REOPENED})


def withdrawal(path: Path, status: Status) -> Withdrawal:
    """Return what withdrawing does: it closes a street-scene report nobody has worked on yet.

    Elsewhere an officer decides: whoever is threatened may be made to withdraw (practice on
    harassment and hate), and works under way cannot be called back.
    """
    if status in ENDED or status is S.RESOLVED:
        return Withdrawal.IMPOSSIBLE
    if path is Path.STREET_SCENE and status in CLOSED_BY_REPORTER:
        return Withdrawal.CLOSES
    return Withdrawal.ASKS


def may_be_called_not_fixed(path: Path, status: Status) -> bool:
    """Say whether the reporter can answer “not fixed”: wherever a report can be reopened."""
    return S.REOPENED in next_statuses(path, status)


def _words(status: Status) -> str:
    return status.replace("-", " ")
