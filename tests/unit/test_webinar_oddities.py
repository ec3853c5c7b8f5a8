"""What the parser tells the editor: everything odd, with its line."""

import pytest

from faq.webinar_document import parse
from faq.webinar_oddities import SENTENCES
from tests.webinar_documents import codes, with_topic

ODD = {
    "answered-twice": (["Response from X: No.", "Response from X: Yes."], 3),
    "bullet-or-topic": (["Response from X: Yes:", "- Is it late?", "- CCTV: six."], 3),
    "duplicate-title": (
        ["Response from X: Yes.", "- Dark lanes: no", "- DARK LANES: Why?", "Y."],
        4,
    ),
    "empty-answer": (["Response from X:", "", "Response from Y: Yes."], 2),
    "missing-link": (["Response from X: Yes.", "Please click here."], 3),
    "no-answer": ([], 1),
    "question-missing": (["Response from X: Yes.", "- BINS:", "Response from X: Yes."], 3),
    "question-or-answer": (["We are working on it.", "Response from X: Yes."], 2),
    "similar-addresses": (["Response from X: us.all@a.uk", "", "or usall@a.uk"], 4),
    "stray-response": (["Response from X: Yes.", "No. Response from Y: No."], 3),
    "unattributed-answer": (["Because."], 2),
    "unknown-organisation": (["Response from Nobody: Yes."], 2),
}


def test_every_warning_has_an_example():
    assert ODD.keys() == SENTENCES.keys()


@pytest.mark.parametrize("code", ODD)
def test_what_is_odd_is_noted_with_its_line(code):
    lines, number = ODD[code]
    known = {name: name for name in "XY"}
    assert (code, number) in codes(with_topic(*lines), known)


@pytest.mark.parametrize("line", ["Yes. Response from Y: No.", "Yes.\nAnd Response from Y: No."])
def test_a_response_that_starts_inside_a_line_is_noted(line):
    noted = codes(with_topic(f"Response from X: {line}"))
    assert [code for code, _ in noted] == ["stray-response"]


def test_warnings_stand_in_the_order_of_lines_and_have_no_gaps_to_fill():
    for lines, _ in ODD.values():
        warnings = parse(with_topic(*lines), {}).warnings
        assert [odd.line for odd in warnings] == sorted(odd.line for odd in warnings)
        assert all(odd.message.endswith(".") and "{" not in odd.message for odd in warnings)


@pytest.mark.parametrize(
    ("one", "other", "noted"),
    [
        ("asb.team@borough.gov.uk", "asbteam@borough.gov.uk", True),
        ("asb.the.big.team@borough.gov.uk", "asbthebigteam@boroughgov.uk", True),
        ("safety@borough.gov.uk", "safty@borough.gov.uk", True),
        ("safety@borough.gov.uk", "satfey@borough.gov.uk", True),
        ("safety@borough.gov.uk", "safety@borough.gov.uk", False),
        ("Safety@borough.gov.uk", "safety@Borough.gov.uk", False),
        ("safety@borough.gov.uk", "parking@borough.gov.uk", False),
        ("safety@borough.gov.uk", "safety@police.uk", False),
    ],
)
def test_two_addresses_that_nearly_agree_are_noted_once_with_both(one, other, noted):
    text = with_topic(f"Response from X: Write to {one}.", f"Or write to <{other}>, or {one}.")
    warnings = parse(text).warnings
    assert [odd.code for odd in warnings] == ["similar-addresses"] * noted
    assert all(f"{one} (line 2) and {other} (line 3)" in odd.message for odd in warnings)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Tell us by following the link provided:", "following the link provided"),
        ("Our plan can be found here on their pages", "found here"),
        ("More details can be viewed in our yearly plan.", "can be viewed in our"),
        ("You can look online.", "look online"),
        ("Figures are available at:", "available at"),
        ("Tell us at the following link:", "following link"),
        ("You can do it on our website so we know.", "on our website"),
        ("It stands on our Friends of Parks webpage.", "on our Friends of Parks webpage"),
        ("Tell us soon. Report Broken Lamps", "Report Broken Lamps"),
        ("Click here or write to us@borough.gov.uk", "Click here"),
    ],
)
def test_a_link_that_is_announced_and_missing_is_noted_in_its_own_words(line, words):
    for text in (line, f"Yes.\n{line}\nThat is all."):
        warnings = parse(with_topic(f"Response from X: {text}")).warnings
        assert [odd.code for odd in warnings] == ["missing-link"]
        assert f"“{words}”" in warnings[0].message


@pytest.mark.parametrize(
    "line",
    [
        "See the list, which can be found here: https://borough.example/list",
        "Follow the link provided:\nwww.borough.example/list",
        "Go online at police.uk",
        "Needles were found in our parks and can be seen there.",
        "There is a link between the two. People here know the website.",
        "We report graffiti online and ask others to.",
        "- Report each tag",
    ],
)
def test_a_link_that_is_there_or_was_never_announced_is_not_noted(line):
    assert codes(with_topic(f"Response from X: Yes.\n{line}\nThat is all.")) == []


def test_a_link_of_the_next_sentence_or_topic_does_not_stand_in_for_a_missing_one():
    other = "- BINS: Who?\nResponse from X: See www.borough.example"
    assert codes(with_topic("Response from X: Look online.", other)) == [("missing-link", 2)]
    other = "More is found here: www.borough.example"
    assert codes(with_topic("Response from X: Look online.", other)) == [("missing-link", 2)]
