"""How what residents type becomes words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.shelf import Speller, base, bases
from faq.words import FILLERS, LONGEST_WORD, STOP_WORDS, fold, spelt_out, tokens, typed_in


def words(text):
    return [word for token in tokens(text) for word in token.words]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Dumped SOFAS", ["dumped", "sofas"]),
        ("my nan's house, nans house", ["my", "nan", "house", "nans", "house"]),
        ("isn’t isn't ISNT", ["is", "not"] * 3),
        ("u r gonna b robbed 2nite", ["you", "are", "going", "to", "b", "robbed", "tonight"]),
        ("café, CAFÉ", ["cafe", "cafe"]),
        ("fly-tipping", ["fly", "tipping"]),
        ("E17 4QR", ["e17", "4qr"]),
        ("snake_case", ["snake", "case"]),
        ("Où est la poubelle? 垃圾", ["ou", "est", "la", "poubelle", "垃圾"]),
        ("🔥 !!! \0 ' ’ \ud800", []),
        ("x" * (LONGEST_WORD + 1), []),
    ],
)
def test_a_text_is_read_as_its_words(text, read):
    assert words(text) == read


def test_words_know_where_they_stand_and_clauses_where_they_end():
    text = "No lights. I’m scared"
    assert [text[token.start : token.end] for token in tokens(text)] == [
        "No",
        "lights",
        ".",
        "I’m",
        "scared",
    ]
    assert [token.words for token in tokens(text)][2] == ()


@pytest.mark.parametrize(
    ("forms", "meaning"),
    [
        ("dump dumped dumping dumps", "dump"),
        ("steal stole stolen stealing", "steal"),
        ("burglar burglary burgled burglaries", base("burgle")),
        ("thief thieves theft", base("thief")),
        ("woman women", base("woman")),
    ],
)
def test_forms_of_a_word_have_one_base(forms, meaning):
    assert {base(form) for form in forms.split()} == {meaning}


def test_words_that_say_nothing_have_no_base():
    assert bases("the") == bases("x") == bases("innit") == ()
    assert bases("SOFAS") == ("sofa",)
    assert STOP_WORDS < FILLERS


@given(st.text(max_size=300))
def test_the_quick_way_to_read_a_text_finds_the_same_words(text):
    assert {word for typed in typed_in(text) for word in spelt_out(typed)} == set(words(text))
    assert all(fold(word) for word in words(text))


SPELLER = Speller(["graffiti", "lamp", "lamb", "mattress", "street", "streets"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("grafiti", "graffiti"),
        ("grafitti", "graffiti"),  # two slips in a long word
        ("mattres", "mattress"),
        ("stret", "street"),  # the nearer one
        ("lampp", "lamp"),
        ("lamq", "lamb"),  # equally near: always the same
        ("nife", "knife"),  # a word of danger, whose first letter is not heard
        ("stxxet", None),  # two slips in a short word
        ("vattress", None),  # another first letter is another word
        ("lam", None),  # too short to tell
        ("gr4ffiti", None),
        ("", None),
        ("x" * 10_000, None),
    ],
)
def test_a_word_spelt_wrongly_is_repaired_to_the_nearest_known_one(typed, meant):
    assert SPELLER.meant(typed) == meant
