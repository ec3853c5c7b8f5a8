"""Checks the routing of a pack: every name and code of a rule exists, and a default ends it."""

from collections.abc import Collection, Iterator

from reporting.catalogue_rules import YES_NO
from reporting.routing import ANSWERS, DONT_KNOW, LANDS, PLACE_FACTS, TENURES
from reporting.routing_check import faults as faults_of_policy
from safety_site.packs.checks import leads_to
from safety_site.packs.faults import Fault, meant
from safety_site.packs.pack import BLANK, Pack, policy
from safety_site.packs.routing_schema import Priority, Rule, Unknown
from safety_site.packs.schema import Category, Handover, Team, Ward
from safety_site.packs.tables import Reading

# What the policy's own check finds too, without line and suggestion.
FOUND_HERE = frozenset(
    {
        "duplicate",
        "partner-owns",
        "unknown-code",
        "unknown-fact",
        "unknown-handover",
        "unknown-priority",
        "unknown-team",
    }
)


def check(reading: Reading) -> Iterator[Fault]:
    """Find names, facts and codes in the routing that do not exist."""
    partners = {team.slug for team in reading.all(Team) if team.partner}
    for rule in reading.all(Rule):
        yield from leads_to(reading, rule, "team", Team, "teams.toml")
        yield from leads_to(reading, rule, "also", Team, "teams.toml")
        yield from leads_to(reading, rule, "handover", Handover, "teams.toml")
        yield from leads_to(reading, rule, "priority", Priority, "routing.toml")
        yield from leads_to(reading, rule, "category", Category, "categories.toml")
        if rule.team in partners:
            sentence = f"gives the report to the partner “{rule.team}”. Name it in “also” instead."
            yield rule.fault("team", says=f"The {rule.named} {sentence}")
        yield from _conditions(reading, rule)
    for unknown in reading.all(Unknown):
        fact = unknown.name_in_pack
        if fact not in (*PLACE_FACTS, *ANSWERS):
            hint = meant(fact, (*PLACE_FACTS, *ANSWERS))
            yield unknown.fault(says=f"“{fact}” is not a fact that can be unknown.{hint}")
        elif not unknown.sentences():
            yield unknown.fault(says=f"Say what we do where “{fact}” is blank or not known.")


def check_whole(pack: Pack) -> Iterator[Fault]:
    """Find what is wrong with the policy as a whole; needs tables that are sound by themselves."""
    rules = {rule.id: rule for rule in pack.rules}
    for fault in faults_of_policy(policy(pack)):
        if fault.code not in FOUND_HERE:
            rule = rules.get(fault.rule or "", pack.rules[-1])
            yield rule.fault(rule.name_key, says=fault.sentence)


def _conditions(reading: Reading, rule: Rule) -> Iterator[Fault]:
    wards = reading.names.get(Ward)
    for fact in rule.answers:
        if fact not in ANSWERS:
            sentence = f"asks for the answer “{fact}”, which is not a fact.{meant(fact, ANSWERS)}"
            yield rule.fault("answers", fact, says=f"The {rule.named} {sentence}")
    yield from _codes(rule, ("land",), LANDS)
    yield from _codes(rule, ("tenure",), TENURES)
    yield from _codes(rule, ("outside_borough",), YES_NO)
    for fact in rule.answers.keys() & set(ANSWERS):
        yield from _codes(rule, ("answers", fact), YES_NO)
    if wards is not None:
        yield from _codes(rule, ("ward",), {*wards, DONT_KNOW})
    if reading.kinds and set(rule.category) <= reading.kinds.keys():
        categories = rule.category or reading.kinds
        kinds = {kind for category in categories for kind in reading.kinds[category]}
        yield from _codes(rule, ("kind",), kinds)


def _codes(rule: Rule, keys: tuple[str, ...], known: Collection[str]) -> Iterator[Fault]:
    codes = rule.answers[keys[1]] if keys[0] == "answers" else getattr(rule, keys[0])
    for number, code in enumerate(codes):
        if code not in (*known, BLANK):
            sentence = f"accepts “{code}” as {keys[-1]}, which it can never be."
            hint = meant(code, (*known, BLANK))
            yield rule.fault(*keys, number, says=f"The {rule.named} {sentence}{hint}")
