"""No word of a document is lost, and no document takes long."""

import time
from itertools import chain

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from faq.webinar_document import parse
from tests.webinar_documents import all_words, codes, words_of

WORD = st.sampled_from(["lamps", "walk", "£40K", "don’t", "(CPNs)", "café", "–", "CCTV"])
TITLE = st.sampled_from(["CCTV", "DARK LANES", "ASB AT COLLEGES", "BINS & LITTER", "E-SCOOTERS"])
NAME = st.sampled_from(["Town Police", "Borough Council", "St. Mary’s School"])
SENTENCE = st.builds(lambda words: "So " + " ".join(words) + ".", st.lists(WORD, max_size=6))
BULLET = st.builds("- {}".format, SENTENCE)
BODY = st.builds(lambda first, more: [first, *more], SENTENCE, st.lists(SENTENCE | BULLET))
TOPIC = st.tuples(
    TITLE,
    st.sampled_from(":."),
    SENTENCE.map(lambda text: text[:-1] + "?"),
    st.lists(st.tuples(NAME, BODY), max_size=3) | st.tuples(st.tuples(st.none(), BODY)),
)
LAYOUT = st.tuples(st.sampled_from(["\n", "\r\n", " \n"]), st.sampled_from([" ", "\xa0", "  "]))


@settings(deadline=None)
@given(st.lists(TOPIC, min_size=1, max_size=6), LAYOUT)
def test_every_generated_document_is_read_back_whole(topics, layout):
    lines = ["Our title", "", "We asked you."]
    for title, mark, question, responses in topics:
        lines.append(f"- {title}{mark} {question}")
        for name, body in responses:
            lines += [f"Response from {name}: {body[0]}" if name else body[0], *body[1:]]
    newline, space = layout
    document = parse(newline.join(lines).replace(" ", space))
    assert [
        (
            topic.title,
            topic.question,
            [(r.organisation, " ".join(r.body.split())) for r in topic.responses],
        )
        for topic in document.topics
    ] == [
        (title, question, [(name, " ".join(body)) for name, body in responses])
        for title, _, question, responses in topics
    ]


PIECE = st.sampled_from(
    ["- ", "• ", "CCTV", ": ", ". ", "BINS", "? ", "Response from X: ", "response from Y", "so"]
) | st.sampled_from(
    ["\n", "\n\n", "\r\n", ":", "St. ", "@", "us@a.uk", "click here", "–", "’", "\xa0"]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECE, max_size=60).map("".join))
@example("- CCTV: x\n- BINS: y\nResponse from X: z\n- CCTV: x\n\n- BINS: y\nResponse from X: z")
def test_no_word_of_any_text_is_lost_or_moved(text):
    text += "\n- LAST ONE: Why?\nBecause."
    assert all_words(parse(text)) == words_of(text)


HOSTILE = ["a", "- ", "a@", "a@a.", ". Report ", "information ", "on our ", "Response from ", "\n"]
HOSTILE += ["- AB\nc?\n", "- AB:\n\n", "Report a\n", "- AB: c?\nResponse from X: more\n"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_megabyte_of_hostile_text_is_read_in_seconds(piece):
    text = "- BINS: Who?\n" + piece * (1_000_000 // len(piece))
    started = time.process_time()
    parse(text)
    assert time.process_time() - started < 20


def test_thousands_of_addresses_are_compared_in_seconds():
    text = "- BINS: Who?\n" + "\n".join(f"{i:020d}@borough.gov.uk" for i in range(20_000))
    started = time.process_time()
    assert "similar-addresses" in set(chain.from_iterable(codes(text)))
    assert time.process_time() - started < 20
