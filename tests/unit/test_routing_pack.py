"""The council's policy as a whole: sound, complete, asked for by its forms, told in plain words."""

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.routing import (
    ANSWERS,
    BLANK,
    LANDS,
    PLACE_FACTS,
    TENURES,
    Facts,
    Rule,
    decide,
    parse_facts,
    settled,
)
from reporting.routing_check import check, faults
from tests.unit.routing_pack import ASKED, CALENDAR, MONDAY, PACK, POLICY

ASB = "anti-social-behaviour"


def test_nothing_is_wrong_with_the_policy():
    assert faults(POLICY) == []
    assert check(POLICY, ASKED) == []


def test_a_planted_gap_is_found():
    holed = [rule for rule in POLICY.rules if rule.id != "dark-place"]
    (gap,) = check(replace(POLICY, rules=tuple(holed)))
    assert gap.example["category"] == "street-lighting"
    assert "kind dark-place" in gap.sentence


def test_a_planted_shadowed_rule_is_found():
    late = Rule("late", {"category": frozenset({"litter"})}, "neighbourhoods", reasons=("So.",))
    rules = (*POLICY.rules[:-1], late, POLICY.rules[-1])
    (shadowed,) = check(replace(POLICY, rules=rules))
    assert (shadowed.code, shadowed.rule) == ("shadowed", "late")


def test_the_vocabulary_is_that_of_the_domain():
    assert (len(LANDS), len(TENURES), len(ANSWERS)) == (16, 5, 14)
    assert {category: " ".join(sorted(kinds)) for category, kinds in POLICY.kinds.items()} == {
        ASB: "begging college damage-to-home domestic-abuse drug-premises drugs fireworks-sale "
        "fireworks-use group harassment hate other pavement-parking rough-sleeping "
        "street-drinking vehicles",
        "noise": "alarm animals construction everyday music other",
        "graffiti": "",
        "fly-tipping": "",
        "litter": "bin drug-litter litter",
        "street-lighting": "damaged dark-place day-burning exposed-wires flickering out",
        "street-harassment": "catcalling following other touching",
        "unsafe-place": "",
        "case-review": "",
    }
    assert " ".join(sorted(POLICY.teams - POLICY.partners)) == (
        "asb community-safety environmental-protection housing licensing neighbourhoods parking "
        "street-lighting trading-standards vawg waste-enforcement"
    )


def test_every_team_and_handover_is_of_use():
    used = {name for rule in POLICY.rules for name in (rule.team, rule.handover, *rule.also)}
    # The one box alone leads to some: by words of their own, or on the support page of theirs.
    found = {each.slug for each in PACK.handovers if each.keywords or each.support}
    assert POLICY.teams | POLICY.handovers <= used | found


def test_reasons_are_sentences_without_figures_but_those_of_their_rule():
    for rule in POLICY.rules:
        for reason in rule.reasons:
            assert reason.endswith("."), rule.id
            figures = set(re.findall(r"\d+", reason)) - {"999"}
            assert figures <= ({str(rule.target.amount)} if rule.target else set()), rule.id


def test_what_is_unknown_is_told_in_the_councils_words():
    unsure = {"danger_now": "dont-know", "offensive": "dont-know"}
    decision = decide(
        parse_facts({"category": "graffiti", "answers": unsure}, POLICY, MONDAY), POLICY, CALENDAR
    )
    told = POLICY.unknown
    assert decision.reasons[2:] == (
        told["danger_now"]["dont-know"],
        told["land"]["blank"],
        told["offensive"]["dont-know"],
    )


def test_domestic_abuse_and_fireworks_are_handed_over_before_another_question():
    always = frozenset({"ward", "outside_borough", "wants_contact"})
    for kind in ("domestic-abuse", "rough-sleeping", "fireworks-use"):
        facts = parse_facts({"category": ASB, "kind": kind, "danger_now": "no"}, POLICY, MONDAY)
        stop = settled(facts, ASKED[ASB][kind] | always, POLICY, CALENDAR)
        assert stop is not None
        assert stop.handover


FORMS = {
    (category.slug, kind): [page for page in category.page if not page.kinds or kind in page.kinds]
    for category in PACK.categories
    for kind in [kind.slug for kind in category.kind] or [BLANK]
}
SAFETY = {
    "child_at_risk",
    "crime_past",
    "exposed_wires",
    "hateful",
    "targeted",
    "vulnerable_occupant",
}


def test_no_form_tires_people_out():
    pages = {form: len(asked) for form, asked in FORMS.items()}
    assert max(pages.values()) <= 6
    assert pages["fly-tipping", BLANK] == 2
    assert pages[ASB, "street-drinking"] <= 4


def test_what_keeps_people_safe_is_always_asked_outright():
    questions = [each for asked in FORMS.values() for page in asked for each in page.question]
    asked = [each for each in questions if each.asked().facts & SAFETY]
    assert {each.code for each in asked} == SAFETY
    assert {(each.type, each.required, each.shown_by) for each in asked} == {("yes-no", True, "")}


CODES = {fact: sorted(POLICY.codes(fact, ASB)) for fact in (*PLACE_FACTS, *ANSWERS)}


@st.composite
def reports(draw) -> Facts:
    # Blanks are drawn often, or nearly every report would stop at one of the first rules.
    given = {fact: draw(st.just(BLANK) | st.sampled_from(codes)) for fact, codes in CODES.items()}
    category = draw(st.sampled_from(sorted(POLICY.kinds)))
    return Facts(
        category=category,
        at=MONDAY,
        kind=draw(st.sampled_from(sorted(POLICY.codes("kind", category)))),
        answers={fact: given[fact] for fact in ANSWERS},
        **{fact: given[fact] for fact in PLACE_FACTS},
    )


@settings(deadline=None)
@given(reports())
def test_every_report_reaches_a_team_or_a_handover_with_a_reason_and_a_date(report):
    decision = decide(report, POLICY, CALENDAR)
    assert decision.team or decision.handover
    assert (decision.team is None) == (decision.due is None)
    assert decision.rule != "default"
    assert decision.reasons


@settings(deadline=None, max_examples=200)
@given(reports(), reports(), st.sets(st.sampled_from(sorted(CODES)), max_size=12))
def test_what_is_settled_no_later_answer_can_change(report, other, open_facts):
    early = settled(report, frozenset(open_facts), POLICY, CALENDAR)
    if early is None:
        return
    later = Facts(
        category=report.category,
        at=report.at,
        kind=report.kind,
        answers={f: (other if f in open_facts else report).answers[f] for f in ANSWERS},
        **{f: getattr(other if f in open_facts else report, f) for f in PLACE_FACTS},
    )
    final = decide(later, POLICY, CALENDAR)
    assert set(early.reasons) <= set(final.reasons)
    assert vars(early) | {"reasons": final.reasons} == vars(final)
