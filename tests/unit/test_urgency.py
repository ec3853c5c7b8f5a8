"""Which words put "Call 999" first, and which take the edge off."""

import string
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.danger import assess

DANGERS = [
    # somebody cannot breathe, wake or move
    "my baby is choking",
    "gran's lips are blue and she wont wake up",
    "man collapsed outside the library",
    "he no breathe",
    "my friend took loads of pills and is shaking all over",
    "her throat is closing she ate a nut",
    # hurt
    "boy been shot",
    "blood everywhere and hes not moving",
    "lorry has hit a cyclist",
    "wife is having the baby now in the car",
    "someone threw acid at a woman outside the station",
    # fire, smoke, gas, current
    "my flat is on fire",
    "the kitchen caught fire and we cant get down the stairs",
    "smell of gas in the hall and my head hurts",
    "sparks coming off the lamp post by the school and kids are near it",
    "someone is pouring petrol through a letterbox",
    "there is a suspicious bag ticking at the station",
    # breaking in, robbing
    "a burglar is downstairs",
    "someone is trying to open my back door",
    "three men in masks smashing the jewellers",
    "we are being robbed",
    "hes in my house",
    # followed, held, forced
    "a man has been behind me since the tube and im scared",
    "my ex is outside banging on the door",
    "he has locked me in and taken my phone",
    "girl just got bundled into a van",
    "they are flying me to pakistan tonight to marry my cousin",
    "i am being raped",
    # violence, weapons, threats
    "they are kicking him in the head",
    "dad is hitting mum again right now",
    "man hit woman in street now",
    "big fight at the bus stop and one has a bottle",
    "xl bully has got a child by the arm",
    "there is a man with a gun in the bookies",
    "he says he will kill me tonight",
    # the end of one's life
    "i want to kill myself",
    "there is a woman on the wrong side of the bridge railing",
    "he has a rope and says goodbye",
    "i dont want to be here anymore",
    # children, water, tracks, crashes
    "toddler alone by the pond and no parents",
    "my little boy is missing",
    "someone is drowning in the lea",
    "car has crashed into a bus stop and people are under it",
    "the scaffolding has come down on people",
    # in machines, under things, poisoned
    "his arm is in the mixer and we cant stop it",
    "wall has come down and there are people under it",
    "she swigged the drain cleaner and her mouth is raw",
    "propane bottles in the bonfire",
    "boys on the ice and its cracking",
    "nan wandered out in her nightie and its minus two",
    # little more than a cry
    "help",
    "HELP ME",
    "send police now",
]

CALM = [
    # over
    "my son was mugged last year and still has bad dreams",
    "we were burgled while on holiday, how do i get a crime number",
    "a man followed me home last friday",
    "there was a stabbing on my road in march",
    "someone punched my brother on saturday, he is fine",
    "the shed was set on fire last night, police came and it is out",
    "a man followed me to my gate and ran off",
    # again and again
    "people fighting outside the pub every weekend",
    "my neighbour threatens people every night",
    # in general
    "what should i do if someone is having a heart attack",
    "is knife crime going up",
    "how do i report a robbery",
    "where is the nearest bleed kit",
    "first aid course to treat bleeding",
    "worried my nephew is carrying a knife what can i do",
    "someone will get killed at that crossing",
    # figures of speech, names of things
    "this music is killing me",
    "i could murder a curry",
    "council tax is daylight robbery",
    "the lamp outside 31 has died",
    "killer stench from the drains",
    "the fire door on our landing is broken",
    "fireworks all night and my dog is terrified",
    "rats are coming in my house",
    # everyday
    "weed smell in the stairwell",
    "fly tipping on my road",
    "kids throwing eggs at windows",
    "dead fox on the pavement",
    "parking row",
    "the bus is coming right now",
    "council tax",
    "hello",
    "",
    "🙂",
]


@pytest.mark.parametrize("text", DANGERS)
def test_danger_now_puts_999_first(text):
    found = assess(text)
    assert found.urgent, found.hits


@pytest.mark.parametrize("text", CALM)
def test_what_is_no_danger_now_does_not(text):
    found = assess(text)
    assert not found.urgent, found.hits


@pytest.mark.parametrize(
    ("danger", "edge"),
    [
        ("someone stabbed a man", "last week"),
        ("someone was kicking at my door", "yesterday"),
        ("a gang is beating a boy up", "in 2019"),
        ("boys are fighting", "every weekend"),
        ("a man is following me", "most days"),
        ("two men with knives", "what is the council doing about them"),
        ("a man is bleeding", "in a film"),
        ("two lads are fighting", "nobody hurt and all gone now"),
        ("there is a fire in the park", "but it is out now"),
    ],
)
def test_each_kind_of_cue_takes_the_edge_off(danger, edge):
    assert assess(danger).urgent
    assert not assess(f"{danger} {edge}").urgent


@pytest.mark.parametrize(
    "text",
    [
        "every night they shout and last week too, right now they are fighting",
        "they come every night but right now they are kicking my door in",
        "yesterday they threw eggs, tonight they are smashing my windows with bats",
    ],
)
def test_a_now_outweighs_what_was_before_it(text):
    assert assess(text).urgent


def test_a_danger_that_lasts_is_not_over_because_it_began_long_ago():
    assert assess("he has locked me in the flat since last week").urgent


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("this noise is killing me and a man is bleeding on our step", "bleeding"),
        ("council tax is daylight robbery, also my flat is on fire", "on fire"),
        ("dying for a wee but there is a man with a machete in the loo", "man with a machete"),
    ],
)
def test_a_figure_of_speech_is_cut_out_but_a_danger_beside_it_counts(text, quoted):
    found = assess(text)
    assert found.urgent
    assert any(quoted in words for words in found.because)


def test_the_words_around_a_figure_of_speech_do_not_join_up():
    text = "he is dying for a hitting her"
    assert assess(text).because == ("hitting her",)


@pytest.mark.parametrize("no", ["not", "never", "not been"])
def test_a_not_before_a_sign_takes_it_away(no):
    assert assess("bleeding").because
    assert not assess(f"he is {no} bleeding").because


def test_the_same_words_do_not_count_for_two_signs():
    found = assess("someone stabbed")
    assert len(found.because) == 1


def test_help_counts_on_its_own_but_not_as_a_word_among_others():
    assert assess("Help!").urgent
    assert not assess("help with my rent").urgent


def test_because_quotes_the_words_as_typed():
    text = "Erm... a MAN has Pulled a KNIFE, please"
    assert assess(text).because
    assert all(words in text for words in assess(text).because)


def test_because_leaves_out_what_only_says_now_or_before():
    assert assess("right now").because == ()
    assert assess("last week").because == ()


@pytest.mark.parametrize("text", DANGERS + CALM)
def test_capitals_and_marks_at_the_end_change_nothing(text):
    plain = assess(text).urgent
    assert assess(text.upper()).urgent == plain
    assert assess(f"{text}!!!").urgent == plain
    assert assess(f"\n  {text} …").urgent == plain


WORDS = st.lists(
    st.sampled_from(sorted({word for text in DANGERS + CALM for word in text.split()})), max_size=30
).map(" ".join)


@given(st.one_of(st.text(max_size=300), WORDS))
@settings(max_examples=150, deadline=None)
def test_any_text_gets_an_answer_and_the_same_one_twice(text):
    found = assess(text)
    assert found == assess(text)
    assert all(words in text for words in found.because)
    assert found.because or not found.urgent


@given(st.text(alphabet=string.punctuation + string.whitespace + "0123456789", max_size=80))
@settings(deadline=None)
def test_without_words_there_is_no_danger(text):
    assert not assess(text).urgent


@pytest.mark.parametrize(
    "again",
    [
        "in ",
        "he ",
        "not ",
        "kid ",
        "he is hitting her ",
        "on the ",
        "dying for a ",
        "a.",
        "x",
        "🙂",
    ],
)
def test_ten_thousand_characters_of_anything_are_weighed_at_once(again):
    text = (again * 10_000)[:10_000]
    began = time.process_time()
    assess(text)
    assert time.process_time() - began < 1
