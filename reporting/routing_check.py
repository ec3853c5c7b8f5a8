"""Proves a routing policy sound: every report reaches somebody, and every rule can fire.

Each combination of facts is a point; a rule takes a box of points, one set of codes per fact.
Taking the rules' boxes away in order leaves what no rule takes, without trying every point.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reporting.routing import ANSWERS, BLANK, DONT_KNOW, FACTS, PLACE_FACTS, Policy, Rule
from reporting.working_time import UNITS

Box = Mapping[str, frozenset[str]]
Asked = Mapping[str, Mapping[str, frozenset[str]]]

# What the form asks for every category, on pages of its own.
ALWAYS_ASKED = frozenset(
    {"category", "kind", "danger_now", "ward", "outside_borough", "wants_contact", "tell_too"}
)
MOST_REASONS = 3


@dataclass(frozen=True)
class Fault:
    """What is wrong with a policy; a gap carries one report, as facts, that falls into it."""

    code: str
    rule: str | None
    sentence: str
    example: Mapping[str, str] = field(default_factory=dict)


def faults(policy: Policy) -> list[Fault]:
    """Find what no rule may contain: names of nobody, codes of nothing, promises without a date."""
    found = [fault for rule in policy.rules for fault in _faults_of_rule(rule, policy)]
    ids = [rule.id for rule in policy.rules]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        found.append(Fault("duplicate", name, f"Two rules are called “{name}”."))
    for rule in policy.rules[:-1]:
        if not rule.when:
            found.append(
                Fault("early-default", rule.id, f"Rule “{rule.id}” takes all: put it last.")
            )
    if not policy.rules or policy.rules[-1].when:
        found.append(Fault("no-default", None, "The last rule must take every report."))
    for fact, sentences in policy.unknown.items():
        if fact not in (*PLACE_FACTS, *ANSWERS) or not sentences.keys() <= {"blank", DONT_KNOW}:
            found.append(
                Fault("unknown-fact", None, f"The policy on unknown “{fact}” can never apply.")
            )
    return found


def check(policy: Policy, asked: Asked | None = None) -> list[Fault]:
    """Find rules that can never fire and reports that only the default would catch.

    `asked` gives the facts that each category's pages ask, by kind (BLANK where it has none);
    with it, rules that need an answer nobody is asked for are found too.
    """
    default = policy.rules[-1] if policy.rules and not policy.rules[-1].when else None
    rules = policy.rules[:-1] if default else policy.rules
    worlds = list(_worlds(policy))
    alive: set[int] = set()
    gaps = []
    for world in worlds:
        left: list[Box] = [world]
        for number, rule in enumerate(rules):
            if any(_meet(box, rule.when) for box in left):
                alive.add(number)
                left = _without(left, [rule])
        if left:
            gaps.append(_gap(left[0], default))
    found = [
        _dead(rule, rules[:number], worlds)
        for number, rule in enumerate(rules)
        if number not in alive
    ]
    if asked is not None:
        for number, rule in enumerate(rules):
            missing = _missing_question(rule, worlds, asked)
            if number in alive and missing:
                found.append(
                    Fault(
                        "never-asked",
                        rule.id,
                        f"Rule “{rule.id}” can never fire from the form: "
                        f"no page asks {' or '.join(missing)} where it applies.",
                    )
                )
    return found + gaps


def _faults_of_rule(rule: Rule, policy: Policy) -> Iterator[Fault]:
    def fault(code: str, what: str) -> Fault:
        return Fault(code, rule.id, f"Rule “{rule.id}” {what}.")

    if rule.team is None and rule.handover is None:
        yield fault("nowhere", "leads to no team and no handover")
    for team in (*([rule.team] if rule.team else []), *rule.also):
        if team not in policy.teams:
            yield fault("unknown-team", f"names the team “{team}”, which is not in the pack")
    if rule.team in policy.partners:
        yield fault("partner-owns", f"gives the report to the partner “{rule.team}”: copy them in")
    if rule.team in rule.also or len(set(rule.also)) < len(rule.also):
        yield fault("team-twice", "names a team twice")
    if rule.handover is not None and rule.handover not in policy.handovers:
        yield fault("unknown-handover", f"names the handover “{rule.handover}”, which is missing")
    if rule.priority is not None and rule.priority not in policy.priorities:
        yield fault("unknown-priority", f"has the priority “{rule.priority}”, which is missing")
    if rule.target and (rule.target.amount < 1 or rule.target.unit not in UNITS):
        yield fault("bad-target", "has a target that is no time at all")
    if not 1 <= len(rule.reasons) <= MOST_REASONS or not all(map(str.strip, rule.reasons)):
        yield fault("bad-reasons", f"needs one to {MOST_REASONS} reasons")
    categories = rule.when.get("category", policy.kinds)
    for fact, accepted in rule.when.items():
        if fact not in FACTS:
            yield fault("unknown-fact", f"asks for “{fact}”, which is not a fact")
            continue
        known = {
            code
            for category in policy.kinds
            if category in categories
            for code in policy.codes(fact, category)
        }
        for code in sorted(accepted - known):
            yield fault("unknown-code", f"accepts “{code}” as {fact}, which is not one")
        if not accepted:
            yield fault("unknown-code", f"accepts nothing as {fact}")


def _worlds(policy: Policy) -> Iterator[Box]:
    """One box for each category and kind, with every code of every fact that any rule asks for."""
    facts = sorted({fact for rule in policy.rules for fact in rule.when if fact in FACTS})
    for category in policy.kinds:
        for kind in sorted(policy.codes("kind", category)):
            codes = {fact: policy.codes(fact, category) for fact in facts}
            yield codes | {"category": frozenset({category}), "kind": frozenset({kind})}


def _meet(box: Box, when: Box) -> bool:
    return all(box.get(fact, frozenset()) & accepted for fact, accepted in when.items())


def _without(boxes: Iterable[Box], rules: Sequence[Rule]) -> list[Box]:
    """What is left of the boxes when the rules have taken theirs."""
    left = list(boxes)
    for rule in rules:
        left = [part for box in left for part in _parts_outside(box, rule.when)]
    return left


def _parts_outside(box: Box, when: Box) -> list[Box]:
    """The box less another one, as boxes that do not overlap."""
    if not _meet(box, when):
        return [box]
    parts: list[Box] = []
    inside = dict(box)
    for fact, accepted in when.items():
        if outside := inside[fact] - accepted:
            parts.append({**inside, fact: outside})
        inside[fact] &= accepted
    return parts


def _gap(box: Box, default: Rule | None) -> Fault:
    example = {fact: min(codes) for fact, codes in box.items() if BLANK not in codes}
    words = ", ".join(f"{fact} {code}" for fact, code in sorted(example.items()))
    catches = f"only the default “{default.id}” catches" if default else "no rule catches"
    return Fault("gap", None, f"A gap: {catches} {words}, with nothing else given.", example)


def _dead(rule: Rule, above: Sequence[Rule], worlds: Sequence[Box]) -> Fault:
    taken = [
        {fact: codes & rule.when.get(fact, codes) for fact, codes in world.items()}
        for world in worlds
        if _meet(world, rule.when)
    ]
    if not taken:
        return Fault(
            "impossible",
            rule.id,
            f"Rule “{rule.id}” can never fire: no report meets all its conditions.",
        )
    takers = list(above)
    for other in above:
        fewer = [taker for taker in takers if taker is not other]
        if not _without(taken, fewer):
            takers = fewer
    names = " and ".join(f"“{taker.id}”" for taker in takers)
    return Fault(
        "shadowed",
        rule.id,
        f"Rule “{rule.id}” can never fire: {names} above it take every report it describes.",
    )


def _missing_question(rule: Rule, worlds: Sequence[Box], asked: Asked) -> list[str]:
    """The facts that keep the rule from firing wherever it applies; none if it can fire."""
    missing: list[str] = []
    for world in worlds:
        if _meet(world, rule.when):
            (category,), (kind,) = world["category"], world["kind"]
            known = ALWAYS_ASKED | asked.get(category, {}).get(kind, frozenset())
            here = [f for f, codes in rule.when.items() if f not in known and BLANK not in codes]
            if not here:
                return []
            missing += here
    return sorted(set(missing))
