"""How the words of danger are written down, and what the way of writing can say."""

import re
from collections import Counter

import pytest

from faq.urgency import Lexicon, Urgency
from faq.words import tokens
from tests.unit.danger import DATA, LEXICON, WRITTEN, assess, base

LONGEST_LINE = 110
PHRASES = {
    "sayings": DATA["sayings"],
    **{group["name"]: group["phrases"] for group in DATA["sign"] + DATA["cue"]},
}


def with_sign(text: str, phrases: str, **traits: bool) -> Urgency:
    language = {
        "threshold": 1,
        "sayings": "",
        "ordinary": "",
        "classes": {},
        "cue": [],
        "sign": [{"name": "a sign", "points": 1, "phrases": phrases, **traits}],
    }
    return Lexicon(language, base).assess(list(tokens(text)), text)


def test_every_class_is_used_and_every_group_has_a_name_of_its_own():
    written = WRITTEN.read_text(encoding="utf-8")
    assert [name for name in DATA["classes"] if f"<{name}>" not in written] == []
    names = [group["name"] for group in DATA["sign"] + DATA["cue"]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", PHRASES)
def test_no_phrase_stands_twice_in_a_group(name):
    rows = re.sub(r"\|\s+", "|", PHRASES[name]).split(",")
    phrases = Counter(
        tuple(tuple(sorted(part.split("|"))) for part in row.split()) for row in rows if row.strip()
    )
    assert [phrase for phrase, times in phrases.items() if times > 1] == []


@pytest.mark.parametrize("name", DATA["classes"])
def test_no_word_stands_twice_in_a_class(name):
    words = Counter(DATA["classes"][name].split())
    assert [word for word, times in words.items() if times > 1] == []


def test_no_line_is_too_long_to_be_read():
    lines = WRITTEN.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > LONGEST_LINE] == []


@pytest.mark.parametrize("text", ["in the mincer is his hand", "a hand is in the mincer"])
def test_words_that_count_together_may_stand_anywhere_in_a_clause(text):
    assert with_sign(text, "hand|arm mincer", together=True).urgent
    assert not with_sign(text, "mincer mincer", together=True).urgent


@pytest.mark.parametrize("text", ["his hand. A mincer", "his hand, no mincer", "a mincer"])
def test_words_that_count_together_must_be_in_one_clause_and_not_denied(text):
    assert not with_sign(text, "hand mincer", together=True).urgent


def test_words_in_a_row_must_keep_their_order():
    assert with_sign("his hand in the mincer", "hand mincer").urgent
    assert not with_sign("the mincer by his hand", "hand mincer").urgent


def test_it_knows_the_words_of_signs_cues_and_figures_of_speech():
    known = LEXICON.words()
    assert {base("bleeding"), base("knife"), base("yesterday"), base("daylight")} <= known
    assert base("accordion") not in known


def test_words_that_only_look_like_danger_are_not_to_be_repaired_to_it():
    assert {base("cooking"), base("racist"), base("deaf")} <= LEXICON.words()


@pytest.mark.parametrize(
    ("happening", "told"),
    [
        ("a man is following me", "a man followed me"),
        ("a lad is threatening me with a bat", "a lad threatened my brother"),
        ("boys are fighting", "boys were fighting"),
    ],
)
def test_what_happens_weighs_more_than_what_is_told_as_past(happening, told):
    assert assess(happening).urgent
    assert not assess(told).urgent
