"""Facts and rules on a small policy: reading, deciding, and what unknown answers do."""

from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from reporting.routing import Facts, Policy, Rule, UnknownCode, decide, parse_facts, settled
from reporting.working_time import Calendar, Target

LONDON = ZoneInfo("Europe/London")
CALENDAR = Calendar(time(17), LONDON, set())
MONDAY = datetime(2026, 11, 23, 10, tzinfo=LONDON)


def rule(name: str, team: str | None = None, *, when=None, **more) -> Rule:
    accepted = {fact: frozenset(codes) for fact, codes in (when or {}).items()}
    return Rule(name, accepted, team, reasons=(f"Because of {name}.",), **more)


POLICY = Policy(
    rules=(
        rule("danger", handover="emergency", when={"danger_now": ["yes"]}),
        rule(
            "railway",
            handover="network-rail",
            when={"category": ["graffiti"], "land": ["railway"]},
        ),
        rule(
            "offensive",
            "neighbourhoods",
            also=("asb",),
            priority="P1",
            restricted=True,
            when={
                "category": ["graffiti"],
                "offensive": ["yes", "dont-know"],
                "land": ["highway", "dont-know", ""],
            },
        ),
        rule("graffiti", "neighbourhoods", priority="P3", when={"category": ["graffiti"]}),
        rule("alarm", "noise-team", target=Target(2, "hours"), when={"kind": ["alarm"]}),
        rule("default", "asb"),
    ),
    kinds={"graffiti": frozenset(), "noise": frozenset({"alarm", "music"})},
    teams=frozenset({"asb", "neighbourhoods", "noise-team"}),
    handovers=frozenset({"emergency", "network-rail"}),
    wards={"cann-hall": "cann-hall", "E05013882": "cann-hall"},
    priorities={"P1": Target(1, "working_days"), "P3": Target(5, "working_days")},
    unknown={
        "danger_now": {"dont-know": "If you think so, call 999."},
        "land": {"blank": "We think it is ours.", "dont-know": "We treat it as ours."},
        "offensive": {"dont-know": "We treat it as offensive."},
    },
)


def read(**raw: object) -> Facts:
    return parse_facts(raw, POLICY, MONDAY)


def decision(**raw: object):
    return decide(read(**raw), POLICY, CALENDAR)


def test_the_first_rule_that_matches_decides():
    assert decision(category="graffiti", answers={"danger_now": "yes"}).rule == "danger"
    assert decision(category="graffiti", land="railway").rule == "railway"
    assert decision(category="graffiti", answers={"offensive": "yes"}).rule == "offensive"
    assert decision(category="graffiti").rule == "graffiti"
    assert decision(category="noise").rule == "default"


def test_a_decision_says_all_that_its_rule_says():
    offensive = decision(category="graffiti", land="highway", answers={"offensive": "yes"})
    assert offensive.team == "neighbourhoods"
    assert offensive.also == ("asb",)
    assert offensive.priority == "P1"
    assert offensive.due == datetime(2026, 11, 24, 17, tzinfo=LONDON)
    assert offensive.reasons == ("Because of offensive.",)
    assert offensive.handover is None
    assert offensive.restricted


def test_a_handover_alone_has_no_team_and_no_due_date():
    railway = decision(category="graffiti", land="railway")
    assert railway.handover == "network-rail"
    assert (railway.team, railway.priority, railway.due) == (None, None, None)


def test_a_rules_own_target_counts_where_it_has_one():
    assert decision(category="noise", kind="alarm").due == MONDAY.replace(hour=12)


def test_a_rule_with_neither_target_nor_priority_promises_no_date():
    assert decision(category="noise", kind="music").due is None


def test_facts_may_stand_on_top_or_in_answers():
    on_top = read(category="noise", kind="alarm", danger_now="no", land="railway")
    inside = read(
        category="noise", answers={"kind": "alarm", "danger_now": "no", "land": "railway"}
    )
    assert on_top == inside


def test_yes_and_no_may_be_true_and_false_and_nothing_may_be_null():
    assert read(category="graffiti", answers={"offensive": True, "hateful": False}).answers == {
        "offensive": "yes",
        "hateful": "no",
    }
    assert read(category="graffiti", land=None, answers=None, at=None) == read(category="graffiti")
    assert read(category="graffiti", outside_borough=True).outside_borough == "yes"


def test_a_ward_is_known_by_its_name_and_by_its_code():
    assert read(category="graffiti", ward="E05013882").ward == "cann-hall"
    assert read(category="graffiti", ward="cann-hall").ward == "cann-hall"
    assert read(category="graffiti", ward="dont-know").ward == "dont-know"


@pytest.mark.parametrize(
    ("given", "moment"),
    [
        (None, MONDAY),
        ("", MONDAY),
        ("2026-12-01T09:30", datetime(2026, 12, 1, 9, 30, tzinfo=LONDON)),
        ("2026-12-01T09:30:00Z", datetime(2026, 12, 1, 9, 30, tzinfo=UTC)),
        (datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)),
    ],
)
def test_the_moment_is_the_one_given_or_now(given, moment):
    assert read(category="graffiti", at=given).at == moment


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ([], 'Facts are an object, such as {"category": "graffiti"}.'),
        ({}, "“category” is missing. It can be: graffiti, noise."),
        ({"category": "moon"}, "“category” cannot be “moon”. It can be: graffiti, noise."),
        ({"category": ["graffiti"]}, "“category” is a code in quotation marks, not ['graffiti']."),
        (
            {"category": "noise", "kind": "boom"},
            "“kind” cannot be “boom”. It can be: alarm, music.",
        ),
        ({"category": "graffiti", "kind": "tag"}, "“kind” cannot be “tag” here: leave it out."),
        (
            {"category": "graffiti", "tenure": "tent"},
            "“tenure” cannot be “tent”. It can be: council, dont-know, housing-association, "
            "none, private.",
        ),
        (
            {"category": "graffiti", "ward": "E05999999"},
            "“ward” cannot be “E05999999”. It can be: cann-hall, dont-know.",
        ),
        (
            {"category": "graffiti", "answers": {"offensive": "maybe"}},
            "“offensive” cannot be “maybe”. It can be: dont-know, no, yes.",
        ),
        (
            {"category": "graffiti", "outside_borough": 1},
            "“outside_borough” is a code in quotation marks, not 1.",
        ),
        ({"category": "graffiti", "answers": "yes"}, "“answers” is an object"),
        ({"category": "graffiti", "answers": {"smelly": "yes"}}, "“smelly” is not a fact"),
        ({"category": "graffiti", "colour": "red"}, "“colour” is not a fact that we use."),
        (
            {"category": "noise", "kind": "alarm", "answers": {"kind": "music"}},
            "“kind” is given twice, and differently.",
        ),
        ({"category": "graffiti", "at": "tomorrow"}, "“at” is a date and time such as"),
        ({"category": "graffiti", "at": 20261123}, "“at” is a date and time such as"),
        ({"category": "graffiti", "at": "0001-01-01"}, "“at” lies between the years"),
        ({"category": "graffiti", "at": "9999-12-31T23:59"}, "“at” lies between the years"),
        ({"category": "x" * 500}, f"“category” cannot be “{'x' * 40}…”."),
    ],
)
def test_what_we_do_not_know_is_refused_with_a_sentence(raw, sentence):
    with pytest.raises(UnknownCode) as refused:
        parse_facts(raw, POLICY, MONDAY)
    assert str(refused.value).startswith(sentence)


def test_unknown_codes_never_fall_to_the_default_when_facts_are_made_by_hand():
    for facts in (
        Facts("moon", MONDAY),
        Facts("graffiti", MONDAY, land="moon"),
        Facts("graffiti", MONDAY, answers={"smelly": "yes"}),
    ):
        with pytest.raises(UnknownCode):
            decide(facts, POLICY, CALENDAR)


def test_a_policy_without_a_default_decides_nothing_silently():
    with pytest.raises(LookupError):
        decide(read(category="noise"), replace(POLICY, rules=POLICY.rules[:-1]), CALENDAR)


def test_a_dont_know_that_alone_kept_a_rule_from_matching_is_explained():
    unsure = decision(category="graffiti", land="highway", answers={"danger_now": "dont-know"})
    assert unsure.reasons == ("Because of graffiti.", "If you think so, call 999.")


def test_a_dont_know_that_changed_nothing_is_not_mentioned():
    elsewhere = decision(category="noise", answers={"offensive": "dont-know"})
    assert elsewhere.reasons == ("Because of default.",)


def test_what_the_matching_rule_accepted_as_unknown_is_explained():
    unsure = decision(category="graffiti", land="dont-know", answers={"offensive": "dont-know"})
    assert unsure.reasons == (
        "Because of offensive.",
        "We treat it as ours.",
        "We treat it as offensive.",
    )


def test_a_blank_is_explained_only_where_the_matching_rule_accepts_it():
    accepted = decision(category="graffiti", answers={"offensive": "yes"})
    assert accepted.reasons == ("Because of offensive.", "We think it is ours.")
    assert decision(category="graffiti").reasons == ("Because of graffiti.",)


def test_a_stop_is_settled_while_everything_else_is_still_open():
    facts = read(category="noise", answers={"danger_now": "yes"})
    stop = settled(facts, frozenset({"kind", "land", "hateful"}), POLICY, CALENDAR)
    assert stop == decide(facts, POLICY, CALENDAR)


def test_nothing_is_settled_while_an_earlier_rule_may_still_match():
    facts = read(category="graffiti", land="highway", answers={"danger_now": "no"})
    assert settled(facts, frozenset({"offensive"}), POLICY, CALENDAR) is None
    assert settled(facts, frozenset({"hateful"}), POLICY, CALENDAR) is not None


def test_what_is_settled_explains_no_dont_know_that_may_not_have_mattered():
    together = rule("both", when={"danger_now": ["yes"], "hateful": ["yes"]})
    policy = replace(POLICY, rules=(together, rule("default", "asb")))
    facts = read(category="noise", answers={"danger_now": "dont-know", "hateful": "yes"})
    early = settled(facts, frozenset({"hateful"}), policy, CALENDAR)
    assert early.reasons == ("Because of default.",)
    assert decide(facts, policy, CALENDAR).reasons == (*early.reasons, "If you think so, call 999.")


def test_an_open_fact_whose_every_code_is_accepted_settles_the_matter():
    anything = frozenset({"yes", "no", "dont-know", ""})
    vacuous = replace(POLICY, rules=(rule("all", "asb", when={"hateful": anything}),))
    facts = read(category="graffiti")
    assert settled(facts, frozenset({"hateful"}), vacuous, CALENDAR) is not None
