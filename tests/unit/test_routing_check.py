"""The checker: planted faults are found and named, and its verdict is that of trying everything."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.routing import Policy, Rule
from reporting.routing_check import check, faults
from reporting.working_time import Target

CATEGORIES = {"graffiti": frozenset(), "noise": frozenset({"alarm", "music"})}
OWN_FACTS = ("tenure", "outside_borough", "offensive", "witnessed")


def rule(name: str, **when: list[str]) -> Rule:
    accepted = {fact: frozenset(codes) for fact, codes in when.items()}
    return Rule(name, accepted, "asb", reasons=("A reason.",))


def policy(*rules: Rule) -> Policy:
    return Policy(
        rules=rules,
        kinds=CATEGORIES,
        teams=frozenset({"asb", "met-police"}),
        partners=frozenset({"met-police"}),
        handovers=frozenset({"emergency"}),
        wards={},
        priorities={"P1": Target(1, "working_days")},
        unknown={},
    )


GRAFFITI = rule("graffiti", category=["graffiti"])
NOISE = rule("noise", category=["noise"], kind=["alarm", "music", ""])
DEFAULT = rule("default")


def test_a_sound_policy_has_no_faults():
    sound = policy(GRAFFITI, NOISE, DEFAULT)
    assert faults(sound) == []
    assert check(sound) == []


def test_a_gap_is_found_and_told_as_a_report_that_falls_into_it():
    clean = rule("clean", category=["graffiti"], offensive=["yes", "no", "dont-know"])
    (gap,) = check(policy(clean, NOISE, DEFAULT))
    assert gap.code == "gap"
    assert gap.sentence == (
        "A gap: only the default “default” catches category graffiti, with nothing else given."
    )
    assert gap.example == {"category": "graffiti"}


def test_a_gap_in_one_kind_names_the_kind_and_the_answer():
    loud = rule("loud", category=["noise"], kind=["alarm", ""])
    music = rule("music", category=["noise"], kind=["music"], witnessed=["yes", "no", ""])
    (gap,) = check(policy(GRAFFITI, loud, music, DEFAULT))
    assert gap.example == {"category": "noise", "kind": "music", "witnessed": "dont-know"}
    assert "category noise, kind music, witnessed dont-know" in gap.sentence


def test_a_new_kind_that_no_rule_knows_is_a_gap():
    grown = replace(
        policy(GRAFFITI, NOISE, DEFAULT),
        kinds={**CATEGORIES, "noise": CATEGORIES["noise"] | {"tv"}},
    )
    assert [fault.example for fault in check(grown)] == [{"category": "noise", "kind": "tv"}]


def test_without_a_default_a_gap_is_what_no_rule_catches():
    (gap,) = check(policy(NOISE))
    assert gap.sentence.startswith("A gap: no rule catches category graffiti")


def test_a_shadowed_rule_is_named_with_the_rules_that_shadow_it():
    yes = rule("yes", offensive=["yes"])
    others = rule("others", offensive=["no", "dont-know", ""], category=["graffiti"])
    idle = rule("idle", category=["graffiti"], tenure=["council"])
    (shadowed,) = check(policy(rule("alarm", kind=["alarm"]), yes, others, idle, NOISE, DEFAULT))
    assert (shadowed.code, shadowed.rule) == ("shadowed", "idle")
    assert shadowed.sentence == (
        "Rule “idle” can never fire: “yes” and “others” above it take every report it describes."
    )


def test_a_single_wide_rule_is_blamed_alone():
    idle = rule("idle", category=["graffiti"], tenure=["council"])
    (shadowed,) = check(policy(rule("yes", offensive=["yes"]), GRAFFITI, idle, NOISE, DEFAULT))
    assert "“graffiti” above it" in shadowed.sentence
    assert "“yes”" not in shadowed.sentence


def test_a_rule_whose_conditions_exclude_each_other_is_named():
    (fault,) = check(policy(rule("odd", category=["graffiti"], kind=["alarm"]), GRAFFITI, NOISE))
    assert (fault.code, fault.rule) == ("impossible", "odd")


def test_a_rule_that_needs_an_answer_nobody_is_asked_for_cannot_fire_from_the_form():
    offensive = rule("offensive", category=["graffiti"], offensive=["yes"], tenure=["council"])
    checked = policy(offensive, GRAFFITI, NOISE, DEFAULT)
    asked = {"graffiti": {"": frozenset({"tenure"})}, "noise": {}}
    (fault,) = check(checked, asked)
    assert (fault.code, fault.rule) == ("never-asked", "offensive")
    assert fault.sentence.endswith("no page asks offensive where it applies.")
    assert check(checked, {"graffiti": {"": frozenset({"tenure", "offensive"})}}) == []


def test_a_rule_that_takes_a_blank_needs_no_question():
    kind = rule("silent", category=["graffiti"], offensive=["yes", ""])
    assert check(policy(kind, GRAFFITI, NOISE, DEFAULT), {}) == []


def test_what_the_form_always_asks_needs_no_page():
    always = rule("always", danger_now=["yes"], outside_borough=["no"], wants_contact=["yes"])
    assert check(policy(always, GRAFFITI, NOISE, DEFAULT), {}) == []


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (replace(GRAFFITI, team=None), "nowhere"),
        (replace(GRAFFITI, team="moon"), "unknown-team"),
        (replace(GRAFFITI, also=("moon",)), "unknown-team"),
        (replace(GRAFFITI, team="met-police"), "partner-owns"),
        (replace(GRAFFITI, also=("asb",)), "team-twice"),
        (replace(GRAFFITI, also=("met-police", "met-police")), "team-twice"),
        (replace(GRAFFITI, handover="moon"), "unknown-handover"),
        (replace(GRAFFITI, priority="P9"), "unknown-priority"),
        (replace(GRAFFITI, target=Target(0, "days")), "bad-target"),
        (replace(GRAFFITI, reasons=()), "bad-reasons"),
        (replace(GRAFFITI, reasons=("One.", "Two.", "Three.", "Four.")), "bad-reasons"),
        (replace(GRAFFITI, reasons=(" ",)), "bad-reasons"),
        (rule("graffiti", category=["moon"]), "unknown-code"),
        (rule("graffiti", category=["graffiti"], kind=["alarm"]), "unknown-code"),
        (rule("graffiti", land=["moon"]), "unknown-code"),
        (rule("graffiti", offensive=["maybe"]), "unknown-code"),
        (rule("graffiti", offensive=[]), "unknown-code"),
        (rule("graffiti", smelly=["yes"]), "unknown-fact"),
        (rule("graffiti"), "early-default"),
        (rule("default", category=["graffiti"]), "duplicate"),
    ],
)
def test_a_rule_that_nobody_could_follow_is_named(broken, code):
    (fault,) = faults(policy(broken, NOISE, DEFAULT))
    assert fault.code == code
    assert fault.rule == broken.id
    assert broken.id in fault.sentence


def test_a_partner_may_be_given_a_copy():
    assert faults(policy(replace(GRAFFITI, also=("met-police",)), DEFAULT)) == []


def test_a_policy_must_end_with_a_default():
    assert [fault.code for fault in faults(policy(GRAFFITI))] == ["no-default"]
    assert [fault.code for fault in faults(policy())] == ["no-default"]


@pytest.mark.parametrize("unknown", [{"smelly": {"blank": "So."}}, {"land": {"maybe": "So."}}])
def test_a_sentence_on_what_cannot_be_unknown_is_named(unknown):
    (fault,) = faults(replace(policy(DEFAULT), unknown=unknown))
    assert fault.code == "unknown-fact"


def codes_of(fact: str) -> list[str]:
    return sorted(policy().codes(fact, "noise"))


conditions = st.fixed_dictionaries(
    {},
    optional={
        "category": st.lists(st.sampled_from(sorted(CATEGORIES)), min_size=1, unique=True),
        "kind": st.lists(st.sampled_from(codes_of("kind")), min_size=1, unique=True),
        **{
            fact: st.lists(st.sampled_from(codes_of(fact)), min_size=1, unique=True)
            for fact in OWN_FACTS
        },
    },
).filter(bool)


@settings(deadline=None, max_examples=60)
@given(st.lists(conditions, min_size=1, max_size=7))
def test_the_verdict_is_that_of_trying_every_combination(drawn):
    rules = [rule(f"rule-{number}", **when) for number, when in enumerate(drawn)]
    fired, fallen = set(), set()
    for category in CATEGORIES:
        for kind in policy().codes("kind", category):
            for codes in product(*map(codes_of, OWN_FACTS)):
                report = dict(zip(OWN_FACTS, codes, strict=True), category=category, kind=kind)
                first = next((rule.id for rule in rules if matches(rule, report)), None)
                fired.add(first)
                if first is None:
                    fallen.add((category, kind))
    found = check(policy(*rules, DEFAULT))
    dead = {fault.rule for fault in found if fault.rule}
    assert dead == {rule.id for rule in rules} - fired
    gaps = [fault.example for fault in found if fault.code == "gap"]
    assert {(gap["category"], gap.get("kind", "")) for gap in gaps} == fallen
    for gap in gaps:
        report = {"kind": "", **dict.fromkeys(OWN_FACTS, ""), **gap}
        assert not any(matches(rule, report) for rule in rules)


def matches(rule: Rule, report: dict[str, str]) -> bool:
    return all(report[fact] in accepted for fact, accepted in rule.when.items())
