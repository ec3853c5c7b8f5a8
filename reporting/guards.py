"""What must be on a case before it may go on: the law's rules and the council's (pure).

Each gap names the form on the case page that fills it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from reporting.lifecycle import Path, Status

YES, HIGH = "yes", "high"
TRIAGE_QUESTIONS = ("crime", "hate", "safeguarding", "risk")


@dataclass(frozen=True)
class Case:
    """All that guards ask about a report."""

    triage: Mapping[str, str] = field(default_factory=dict)  # question: yes or no
    risk: str = ""  # the level last assessed; blank: never
    was_high: bool = False  # the level of any assessment of it
    may_be_contacted: bool = True
    contact_made: bool = False  # since it came, or came back
    contact_tried: bool = False
    actions: int = 0
    open_actions: int = 0
    unanswered_referral: bool = False
    accepted_referral: bool = False
    safeguarding_referral: bool = False
    needs_nuisance_decision: bool = False
    nuisance_decided: bool = False
    informal_measure: bool = False
    formal_measure: bool = False
    review_on: date | None = None
    joined: bool = False
    waiting_reply: bool = False
    by_supervisor: bool = False  # may close what is high risk
    by_own_officer: bool = False


@dataclass(frozen=True)
class Gap:
    """What is missing, in a sentence for the officer, and the form that fills it."""

    sentence: str
    form: str


S = Status


def gaps(path: Path, old: Status, new: Status, case: Case, today: date) -> tuple[Gap, ...]:
    """Return what is missing before a report may change its status; nothing: it may.

    Which statuses can follow at all is the lifecycle's business.
    """
    if new in (S.LINKED, S.DUPLICATE) and not case.joined:
        return (Gap("Choose the report on which you go on.", "join"),)
    if path is Path.STREET_SCENE:
        return tuple(_street_scene(new, case))
    return tuple(_asb(old, new, case, today))


_NO_RISK = Gap("Assess the risk first: triage found that somebody may be harmed.", "risk")
_NO_REFERRAL = Gap("Record the referral: to which body, when, and with which reference.", "refer")


def _street_scene(new: Status, case: Case) -> Iterator[Gap]:
    if new is S.WITH_PARTNER and not (case.unanswered_referral or case.accepted_referral):
        yield _NO_REFERRAL
    if new is S.CLOSED:
        yield from _reply_waits(case)


def _asb(old: Status, new: Status, case: Case, today: date) -> Iterator[Gap]:
    # ASB leaves triage only with answers on crime, hate, safeguarding and risk (practice); what is
    # no report at all needs none.
    unanswered = [each for each in TRIAGE_QUESTIONS if each not in case.triage]
    if old is S.TRIAGE and new is not S.SPAM and unanswered:
        yield Gap(f"Answer the triage questions: {', '.join(unanswered)}.", "triage")
    match new:
        case S.CONTACT_MADE if not case.may_be_contacted:
            sentence = "The reporter cannot be contacted: go straight to the investigation."
            yield Gap(sentence, "status")
        case S.CONTACT_MADE if not case.contact_made:
            yield Gap("Record your first contact with the reporter.", "contact")
        # Who cannot be reached is helped all the same, but somebody tries first.
        case S.INVESTIGATING if case.may_be_contacted and not case.contact_tried:
            yield Gap("Record your contact with the reporter, or that you tried.", "contact")
        case S.ACTION_PLAN_AGREED:
            if case.triage.get("risk") == YES and not case.risk:
                yield _NO_RISK
            if not case.actions:
                yield Gap("Add at least one action with a date to the plan.", "plan")
        case S.REFERRED_TO_PARTNER if not case.unanswered_referral:
            yield _NO_REFERRAL
        case S.PARTNER_ACCEPTED if not case.accepted_referral:
            yield Gap("Record that the partner has accepted.", "answer")
        case S.INFORMAL_ACTION if not (case.informal_measure or case.formal_measure):
            yield Gap("Record the warning or the agreement.", "measure")
        case S.FORMAL_ACTION if not case.formal_measure:
            yield Gap("Record the notice, penalty or order.", "measure")
        case S.MONITORING if case.review_on is None or case.review_on <= today:
            yield Gap("Set the day on which you look at it again.", "review")
        case S.SIGNPOSTED:
            yield from _safeguarding(case)
        case S.LINKED:
            yield from _left_behind(case)
        case S.CLOSURE_PROPOSED:
            yield from _before_closing(case)
        case S.CLOSED:
            yield from _before_closing(case)
            yield from _reply_waits(case)
            # A high-risk case is closed by a supervisor, not by its own officer (practice); nor can
            # the officer get round that by weighing it anew.
            high = case.was_high or case.risk == HIGH
            if high and (not case.by_supervisor or case.by_own_officer):
                yield Gap(
                    "A high-risk case is closed by a team leader or manager who is not its "
                    "officer. Propose the closure and leave it to them.",
                    "status",
                )


def _safeguarding(case: Case) -> Iterator[Gap]:
    if case.triage.get("safeguarding") == YES and not case.safeguarding_referral:
        yield Gap("Triage found a safeguarding concern: record the referral.", "refer")


def _left_behind(case: Case) -> Iterator[Gap]:
    """Name what nobody would look at any more, since its clocks end with the case."""
    if case.open_actions:
        yield Gap(f"Finish or give up the open actions of the plan ({case.open_actions}).", "plan")
    if case.unanswered_referral:
        yield Gap("Record what the partner has answered.", "answer")
    yield from _safeguarding(case)


def _before_closing(case: Case) -> Iterator[Gap]:
    yield from _left_behind(case)
    if case.triage.get("risk") == YES and not case.risk:
        yield _NO_RISK
    # A noise case closes only with a recorded decision (Environmental Protection Act 1990, s.79;
    # ombudsmen find fault where there is none).
    if case.needs_nuisance_decision and not case.nuisance_decided:
        yield Gap("Record the decision: is it a statutory nuisance?", "nuisance")


def _reply_waits(case: Case) -> Iterator[Gap]:
    if case.waiting_reply:
        yield Gap("A reply is on its way. Wait until it has left, or take it back.", "reply")
