"""Who deals with a report: facts and the council's rules in, a decision with its reasons out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from reporting.working_time import Calendar, Target, due

BLANK = ""
YES, NO, DONT_KNOW = "yes", "no", "dont-know"

LANDS = (
    "highway",
    "footpath",
    "back-alley",
    "council-land",
    "council-building",
    "street-furniture",
    "private-residential",
    "commercial",
    "railway",
    "watercourse",
    "trunk-road",
    "red-route",
    "forest",
    "regional-park",
    "other",
    DONT_KNOW,
)
TENURES = ("council", "housing-association", "private", "none", DONT_KNOW)
ANSWERS = (
    "danger_now",
    "crime_past",
    "child_at_risk",
    "targeted",
    "hateful",
    "wants_contact",
    "tell_too",
    "offensive",
    "witnessed",
    "hazardous",
    "blocking",
    "evidence",
    "exposed_wires",
    "vulnerable_occupant",
)
PLACE_FACTS = ("land", "tenure", "ward", "outside_borough")
FACTS = ("category", "kind", *PLACE_FACTS, *ANSWERS)

# Due dates beyond what anybody means would run off the calendar.
FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_QUOTE = 40


class UnknownCode(ValueError):  # noqa: N818 - the name is the message's subject
    """Facts that no rule could be trusted with; the message is a sentence that says why."""


@dataclass(frozen=True)
class Facts:
    """What is known about a report; `at` is when it was made, with its time zone."""

    category: str
    at: datetime
    kind: str = BLANK
    answers: Mapping[str, str] = field(default_factory=dict)
    ward: str = BLANK
    land: str = BLANK
    tenure: str = BLANK
    outside_borough: str = BLANK


@dataclass(frozen=True)
class Rule:
    """One line of policy: it matches where every fact in `when` has an accepted code."""

    id: str
    when: Mapping[str, frozenset[str]]
    team: str | None = None
    also: tuple[str, ...] = ()
    priority: str | None = None
    target: Target | None = None
    handover: str | None = None
    restricted: bool = False
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Policy:
    """A council's whole routing policy; `wards` leads from slug and GSS code to slug.

    `teams` holds every slug, `partners` those of them that may be given a copy but never own.
    """

    rules: tuple[Rule, ...]
    kinds: Mapping[str, frozenset[str]]
    teams: frozenset[str]
    handovers: frozenset[str]
    wards: Mapping[str, str]
    priorities: Mapping[str, Target]
    unknown: Mapping[str, Mapping[str, str]]
    partners: frozenset[str] = frozenset()

    def codes(self, fact: str, category: str) -> frozenset[str]:
        """The codes that a fact can have in this category, blank among them."""
        match fact:
            case "category":
                return frozenset({category})
            case "kind":
                return self.kinds.get(category, frozenset()) | {BLANK}
            case "land":
                return frozenset({*LANDS, BLANK})
            case "tenure":
                return frozenset({*TENURES, BLANK})
            case "ward":
                return frozenset({*self.wards.values(), DONT_KNOW, BLANK})
        return frozenset({YES, NO, DONT_KNOW, BLANK})


@dataclass(frozen=True)
class Decision:
    """Who gets a report, by when, and why, in sentences that a resident can read."""

    team: str | None
    also: tuple[str, ...]
    priority: str | None
    due: datetime | None
    rule: str
    reasons: tuple[str, ...]
    handover: str | None
    restricted: bool


def parse_facts(raw: object, policy: Policy, now: datetime) -> Facts:
    """Read facts as they stand in a JSON object; each may stand on top or in `answers`.

    `at` defaults to `now`, and takes its time zone where it names none. Raises UnknownCode.
    """
    given = _flat(raw)
    codes = {name: _code(name, given.get(name)) for name in FACTS}
    facts = Facts(
        category=codes["category"],
        at=_moment(given.get("at"), now),
        kind=codes["kind"],
        answers={name: codes[name] for name in ANSWERS if codes[name]},
        ward=policy.wards.get(codes["ward"], codes["ward"]),
        land=codes["land"],
        tenure=codes["tenure"],
        outside_borough=codes["outside_borough"],
    )
    _values(facts, policy)
    return facts


def decide(facts: Facts, policy: Policy, calendar: Calendar) -> Decision:
    """Return what the first matching rule says. Raises UnknownCode."""
    decision = settled(facts, frozenset(), policy, calendar)
    if decision is None:
        raise LookupError("No rule matches this report, and the policy ends without a default.")
    return decision


def settled(
    facts: Facts, open_facts: frozenset[str], policy: Policy, calendar: Calendar
) -> Decision | None:
    """Return the decision where no answer to the open facts can change who gets the report.

    Further answers may still add a sentence on what the resident did not know. Raises UnknownCode.
    """
    values = {fact: code for fact, code in _values(facts, policy).items() if fact not in open_facts}
    unsure: list[str] = []
    for rule in policy.rules:
        failing = [f for f in rule.when if f in values and values[f] not in rule.when[f]]
        undecided = any(
            fact not in values and not policy.codes(fact, facts.category) <= accepted
            for fact, accepted in rule.when.items()
        )
        if not failing:
            return None if undecided else _decision(rule, values, unsure, facts, policy, calendar)
        # A "don't know" that alone kept a rule from matching has decided something.
        if not undecided and all(values[fact] == DONT_KNOW for fact in failing):
            unsure += failing
    return None


def target(rule: Rule, policy: Policy) -> Target | None:
    """Return how soon a rule's reports are dealt with: its own target, else its priority's."""
    return rule.target or policy.priorities.get(rule.priority or "")


def _decision(
    rule: Rule,
    values: Mapping[str, str],
    unsure: list[str],
    facts: Facts,
    policy: Policy,
    calendar: Calendar,
) -> Decision:
    promise = target(rule, policy)
    accepted = [fact for fact in rule.when if values.get(fact) in (DONT_KNOW, BLANK)]
    sentences = [
        policy.unknown.get(fact, {}).get(values[fact] or "blank", "")
        for fact in [*unsure, *accepted]
    ]
    return Decision(
        team=rule.team,
        also=rule.also,
        priority=rule.priority,
        due=due(facts.at, promise, calendar) if promise else None,
        rule=rule.id,
        reasons=tuple(dict.fromkeys([*rule.reasons, *filter(None, sentences)])),
        handover=rule.handover,
        restricted=rule.restricted,
    )


def _values(facts: Facts, policy: Policy) -> dict[str, str]:
    """Every fact with its code. Raises UnknownCode."""
    if facts.category not in policy.kinds:
        raise UnknownCode(_cannot_be("category", facts.category, policy.kinds))
    for name in facts.answers:
        if name not in ANSWERS:
            raise UnknownCode(_not_a_fact(name))
    values = {fact: getattr(facts, fact) for fact in ("category", "kind", *PLACE_FACTS)}
    values |= {fact: facts.answers.get(fact, BLANK) for fact in ANSWERS}
    for fact, code in values.items():
        codes = policy.codes(fact, facts.category)
        if code not in codes:
            raise UnknownCode(_cannot_be(fact, code, codes))
    return values


def _flat(raw: object) -> dict[str, object]:
    """Facts on top and in `answers` as one mapping."""
    if not isinstance(raw, Mapping):
        raise UnknownCode('Facts are an object, such as {"category": "graffiti"}.')
    answers = raw.get("answers") or {}
    if not isinstance(answers, Mapping):
        raise UnknownCode('“answers” is an object, such as {"offensive": "yes"}.')
    top = {name: value for name, value in raw.items() if name != "answers"}
    for name in (*top, *answers):
        if name not in (*FACTS, "at"):
            raise UnknownCode(_not_a_fact(name))
        if name in top and name in answers and top[name] != answers[name]:
            raise UnknownCode(f"“{name}” is given twice, and differently.")
    return {**top, **answers}


def _code(name: str, value: object) -> str:
    if value is None:
        return BLANK
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, str):
        return value
    raise UnknownCode(f"“{name}” is a code in quotation marks, not {_short(value)}.")


def _moment(value: object, now: datetime) -> datetime:
    if value is None or value == BLANK:
        return now
    if isinstance(value, datetime):
        at = value
    else:
        try:
            at = datetime.fromisoformat(value if isinstance(value, str) else BLANK)
        except ValueError:
            raise UnknownCode(
                f"“at” is a date and time such as 2026-11-23T09:30, not “{_short(value)}”."
            ) from None
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise UnknownCode(f"“at” lies between the years {FIRST_YEAR} and {LAST_YEAR}.")
    return at if at.tzinfo else at.replace(tzinfo=now.tzinfo)


def _not_a_fact(name: object) -> str:
    return f"“{_short(name)}” is not a fact that we use. We use: {', '.join(FACTS)}."


def _cannot_be(fact: str, code: str, codes: Iterable[str]) -> str:
    known = ", ".join(sorted(filter(None, codes)))
    if not code:
        return f"“{fact}” is missing. It can be: {known}."
    if not known:
        return f"“{fact}” cannot be “{_short(code)}” here: leave it out."
    return f"“{fact}” cannot be “{_short(code)}”. It can be: {known}."


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}…"
