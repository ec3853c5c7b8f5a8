import json
import re
import time
from itertools import chain

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from faq.webinar_document import Document, NotAWebinar, decode, parse
from faq.webinar_oddities import SENTENCES

PLAIN = """Open evening on safety

Thank you for your questions.
- DARK LANES: Why are the lanes so dark?
Response from Town Police: We walk there at night.
There are two of us.
Response from Borough Council: New lamps come in May.
- BINS. Who empties the bins?
Our crews do, each Monday.
"""


def with_topic(*lines, question="- DARK LANES: Why are the lanes dark?"):
    return "\n".join([question, *lines])


def shape(text):
    return [
        (topic.title, topic.question, [(each.organisation, each.body) for each in topic.responses])
        for topic in parse(text).topics
    ]


def codes(text, organisations=None):
    return [(odd.code, odd.line) for odd in parse(text, organisations).warnings]


def words_of(text):
    return re.findall(r"\w+", text.casefold())


def all_words(document: Document):
    """The words of a document with its response markers put back."""
    parts = [document.title, document.intro]
    for topic in document.topics:
        parts += [topic.title, topic.question]
        for response in topic.responses:
            named = response.organisation is not None
            parts += [f"Response from {response.organisation}" if named else "", response.body]
    return words_of(" ".join(parts))


def test_a_document_is_read_into_topics_questions_and_responses():
    document = parse(PLAIN)
    assert (document.title, document.intro) == (
        "Open evening on safety",
        "Thank you for your questions.",
    )
    lanes, bins = document.topics
    assert (lanes.title, lanes.question, lanes.line) == (
        "DARK LANES",
        "Why are the lanes so dark?",
        4,
    )
    assert [(each.organisation, each.body, each.line) for each in lanes.responses] == [
        ("Town Police", "We walk there at night.\n\nThere are two of us.", 5),
        ("Borough Council", "New lamps come in May.", 7),
    ]
    assert (bins.title, bins.question) == ("BINS", "Who empties the bins?")
    assert [(each.organisation, each.line) for each in bins.responses] == [(None, 9)]


def test_as_dict_is_plain_json_of_topics_and_warnings():
    assert json.loads(json.dumps(parse(PLAIN).as_dict())) == {
        "topics": [
            {
                "title": "DARK LANES",
                "question": "Why are the lanes so dark?",
                "responses": [
                    {
                        "organisation": "Town Police",
                        "body": "We walk there at night.\n\nThere are two of us.",
                    },
                    {"organisation": "Borough Council", "body": "New lamps come in May."},
                ],
            },
            {
                "title": "BINS",
                "question": "Who empties the bins?",
                "responses": [{"organisation": None, "body": "Our crews do, each Monday."}],
            },
        ],
        "warnings": [
            {
                "code": "unattributed-answer",
                "message": "The answer to “BINS” names no organisation. Choose who gave it, "
                "or leave it without a name.",
                "line": 9,
            }
        ],
    }


@pytest.mark.parametrize(
    "spoiled",
    [
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace(" ", "\xa0"),
        PLAIN.replace("\n", "  \t\n"),
        "\ufeff" + PLAIN,
        PLAIN.replace("\n- ", "\n\n\n  – "),
        PLAIN.replace("- ", "• "),
        PLAIN.replace("Response from ", "response from the "),
        PLAIN.replace("LANES:", "LANES :").replace("BINS.", "BINS:"),
        PLAIN.replace("LANES: ", "LANES:\n").replace("BINS. ", "BINS\n"),
        PLAIN.replace("Police: ", "Police:\n\n").replace("Council: ", "Council\n"),
    ],
)
def test_the_way_a_document_was_saved_or_laid_out_does_not_matter(spoiled):
    assert shape(spoiled) == shape(PLAIN)


def test_a_byte_order_mark_does_not_hide_a_topic_on_the_first_line():
    assert shape("\ufeff- BINS: Who?\nUs.") == [("BINS", "Who?", [(None, "Us.")])]


def test_an_alias_of_an_organisation_gives_its_name_whatever_its_spelling():
    text = with_topic("Response from the CHIEF’S  office: Yes.", "Response from Borough: No.")
    document = parse(text, {"Chief's Office": "Town Police", "The Borough": "Borough Council"})
    assert [each.organisation for each in document.topics[0].responses] == [
        "Town Police",
        "Borough Council",
    ]
    assert document.warnings == ()


@pytest.mark.parametrize(
    ("marker", "title"),
    [
        ("- CCTV: Why?", "CCTV"),
        ("- NOISE AT COLLEGES. Why?", "NOISE AT COLLEGES"),
        ("- CARS & E-BIKES: Why?", "CARS & E-BIKES"),
        ("- WOMEN’S SAFETY: Why?", "WOMEN’S SAFETY"),
        ("- LITTER/FLY-TIPS (A12): Why?", "LITTER/FLY-TIPS (A12)"),
        ("- ST. MARY'S LANE: Why?", "ST. MARY'S LANE"),
        ("-CAFÉS: Why?", "CAFÉS"),
    ],
)
def test_a_title_in_capitals_after_a_dash_opens_a_topic(marker, title):
    assert shape(PLAIN + marker + "\nBecause.")[2] == (title, "Why?", [(None, "Because.")])


@pytest.mark.parametrize(
    "item",
    [
        "- Walks with wardens.",
        "- CPNs. They stop trouble.",
        "- Cameras: two were fitted.",
        "- A1: the first way.",
        "- 999: for danger.",
        "- CCTV",
        "- E.G. this one.",
    ],
)
def test_other_items_of_a_list_stay_in_the_answer_without_a_warning(item):
    text = with_topic(
        "Response from Borough: We do:", "- Things.", item, "Response from Police: X."
    )
    assert shape(text)[0][2] == [("Borough", f"We do:\n\n- Things.\n{item}"), ("Police", "X.")]
    assert codes(text) == []


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        (["We did:", "- CCTV: six were fitted.", "Response from Police: X."], 1),
        (
            ["Yes.", "- CCTV: six were fitted.", "- Walks by wardens.", "Response from Police: X."],
            1,
        ),
        (["Yes:", "- CCTV: six.", "- LAMPS: ten.", "Response from Police: X."], 2),
        (["Yes.", "- CCTV: six.", "- LAMPS: ten.", "- BINS: Who empties them?", "We do."], 2),
        (["Yes.", "- Walks.", "- CCTV: six.", "- BINS: Who empties them?", "We do."], 1),
    ],
)
def test_an_item_in_capitals_inside_a_list_stays_in_the_answer_with_a_warning(lines, kept):
    text = with_topic("Response from Borough: We tried.", *lines)
    assert "CCTV: six" in shape(text)[0][2][0][1]
    assert [code for code, _ in codes(text)].count("bullet-or-topic") == kept


@pytest.mark.parametrize(
    ("lines", "doubts"),
    [
        (["- BINS: Empty them.", "Response from Police: X."], 0),
        (["- Walks.", "- BINS: Who empties them?", "Response from Police: X."], 0),
        (["Follow the link http://a.org:", "- BINS: Who does?", "Response from Police: X."], 0),
        (["- Walks.", "- BINS: I ask who", "empties them?", "Response from Police: X."], 0),
        (["Yes.", "- BINS: Empty them.", "We do:", "- Daily."], 0),
        (["- Walks.", "- BINS: Empty them.", "Response from Borough: X."], 1),
        (["- Walks.", "", "- BINS: Empty them.", "Response from Police: X."], 1),
        (["- Walks.", "- BINS: Who does?", "- Crews do.", "- On Mondays."], 1),
    ],
)
def test_a_topic_after_a_list_or_without_a_question_mark_is_still_a_topic(lines, doubts):
    text = with_topic("Response from Borough: We tried.", *lines)
    assert [title for title, _, _ in shape(text)] == ["DARK LANES", "BINS"]
    assert [code for code, _ in codes(text)].count("bullet-or-topic") == doubts


@pytest.mark.parametrize(
    ("question", "lines", "asked", "answer"),
    [
        (
            "- BINS: Who empties",
            ["the bins", "Response from X: Us."],
            "Who empties the bins",
            "Us.",
        ),
        ("- BINS: Who empties", ["the bins?", "Us."], "Who empties the bins?", "Us."),
        ("- BINS: Tell us more", ["Crews do.", "Daily."], "Tell us more", "Crews do.\n\nDaily."),
        ("- BINS: Fix them.", ["", "Crews do?"], "Fix them.", "Crews do?"),
        ("- BINS:", ["Who?", "Us."], "Who?", "Us."),
        ("- BINS:", ["Crews do."], "", "Crews do."),
        ("- BINS: Tell us", ["", "Who does?", "Us."], "Tell us", "Who does?\n\nUs."),
    ],
)
def test_a_question_ends_where_the_answer_starts(question, lines, asked, answer):
    _, found, [(_, body)] = shape(with_topic(*lines, question=question))[0]
    assert (found, body) == (asked, answer)


@pytest.mark.parametrize("line", ["NOISE: Why so loud?", "- Noise: Why so loud?"])
def test_a_title_that_lost_its_dash_or_capitals_stays_in_the_answer_with_a_warning(line):
    text = with_topic("Response from Borough: Yes.", line)
    assert shape(text)[0][2] == [("Borough", f"Yes.\n\n{line}")]
    assert codes(text) == [("bullet-or-topic", 3)]


def test_the_first_topic_may_follow_a_colon_and_ask_nothing():
    text = "You asked:\n- BINS: Empty them.\nResponse from X: Us."
    assert shape(text) == [("BINS", "Empty them.", [("X", "Us.")])]


def test_lines_of_wrapped_text_are_joined_to_paragraphs():
    text = with_topic(
        "Response from X: First we", "walk.", "", "Then we", "run:", "- a lot", "- far"
    )
    assert shape(text)[0][2] == [("X", "First we walk.\n\nThen we run:\n\n- a lot\n- far")]


@pytest.mark.parametrize(
    "line",
    [
        "Response from residents was good: they like it.",
        "Response from here on is slow. We wait.",
        "Response from One Two Three Four Five Six Seven Eight Nine: too long for a name.",
    ],
)
def test_a_sentence_about_a_response_is_not_a_marker(line):
    assert shape(with_topic("Response from Borough: Yes.", line))[0][2] == [
        ("Borough", f"Yes.\n\n{line}")
    ]


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


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\xa0\n", "empty"),
        ("Minutes of a meeting.\nNothing else.", "No topic"),
        ("Response from Town Police: Yes.", "No topic"),
        (PLAIN + "\0", "line 10 holds a character that no text has (U+0000)"),
        ("- BINS: Who?\n\x1b[0m", "line 2 holds a character that no text has (U+001B)"),
        ("- BINS: Who? \ud800", "line 1 holds a character that no text has (U+D800)"),
    ],
)
def test_what_is_no_webinar_is_refused_with_a_sentence(text, reason):
    with pytest.raises(NotAWebinar) as refused:
        parse(text)
    assert reason in str(refused.value)
    assert str(refused.value).endswith(".")


CURLY = PLAIN.replace("Our crews", "“Our” crews – they’re £5 –")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_of_every_usual_encoding_are_read(encoding):
    assert decode(CURLY.encode(encoding)) == CURLY


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\x00",
        b"PK\x03\x04 docx",
        b"%PDF-1.7\n%\x81\x8d",
        CURLY.encode("utf-16-le"),
        CURLY.encode("utf-16")[:-1],
        "- BINS: Who’s there?".encode() + b"\xff",
        CURLY.encode()[: CURLY.encode().index("£".encode()) + 1],
    ],
)
def test_a_file_that_is_binary_or_damaged_is_refused_with_a_sentence(raw):
    with pytest.raises(NotAWebinar, match=r"plain text.*\.$"):
        decode(raw)


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
