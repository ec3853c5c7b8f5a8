"""Whether somebody asks for an explanation or tells what happened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.intent import asks
from faq.words import tokens


@pytest.mark.parametrize(
    "text",
    [
        "What is the council doing about knives?",
        "whats being done about moped gangs",
        "hi, when will the new street lights come",
        "Good morning please can you tell me who cleans alleyways",
        "burglary figures for my street",
        "I would like to know who decides about CCTV",
        "i want to join a neighbourhood watch",
        "so is it legal to film in the park",
        "are there any plans for speed bumps",
    ],
)
def test_a_question_asks(text):
    assert asks(tuple(tokens(text)))


@pytest.mark.parametrize(
    "text",
    [
        "sofa dumped by the bins",
        "lamp post dead for weeks",
        "my bike was stolen last night",
        "the man upstairs plays music, he never stops",
        "nobody came when I rang",
        "",
        "!!! 🔥",
    ],
)
def test_what_happened_is_told(text):
    assert not asks(tuple(tokens(text)))


@given(st.text(max_size=300))
def test_whatever_is_asked_in_capitals_is_asked_all_the_same(text):
    assert asks(tuple(tokens(f"who {text}")))
    assert asks(tuple(tokens(f"WHO {text}")))


def test_a_long_run_of_greetings_asks_nothing():
    assert not asks(tuple(tokens("hi hello good morning please sorry " * 60)))
