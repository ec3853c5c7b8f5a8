"""What the parser makes of a published document: topics, questions, answers."""

import json

import pytest

from faq.webinar_document import NotAWebinar, decode, parse
from tests.webinar_documents import PLAIN, codes, shape, with_topic


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
