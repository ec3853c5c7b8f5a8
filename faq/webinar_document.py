"""Reads a published webinar, as plain text, into topics and responses, and notes what is odd.

A topic starts with a dash and a title in capitals, a response with "Response from" and a
name. No word is dropped: a line that opens nothing belongs to what was opened before it.
"""

import codecs
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Any, Literal

SENTENCES: Mapping[str, str] = {
    "answered-twice": "“{who}” answers “{title}” twice. Join the answers, or look for the title "
    "of a new topic between them that was not recognised.",
    "bullet-or-topic": "“{title}” was read as {this}. If it is {that}, {remedy}.",
    "duplicate-title": "“{title}” is also the title of the topic on line {first}. "
    "Give one of them another title, or join them.",
    "empty-answer": "The response from “{who}” has no text. Add it, or remove the response.",
    "missing-link": "“{words}” announces a link, but no web address follows. Add the address, "
    "or change the sentence.",
    "no-answer": "“{title}” has no answer. Add one, or remove the topic.",
    "question-missing": "“{title}” has no question. Write the question that was asked.",
    "question-or-answer": "This text was read as part of the question of “{title}”. If it is an "
    "answer, put “Response from”, a name and a colon in front of it.",
    "similar-addresses": "Two email addresses differ by very little: {one} (line {first}) and "
    "{other} (line {second}). Find out which is right and correct the other.",
    "stray-response": "“Response from” does not start a response here. If it should, start a new "
    "line with it, below the question, and put a colon after the name.",
    "unattributed-answer": "The answer to “{title}” names no organisation. Choose who gave it, "
    "or leave it without a name.",
    "unknown-organisation": "No organisation here is called “{who}”. Correct the name, or add "
    "the organisation first.",
}
# How a line in doubt was read, what else it may be, and how to say so.
TOPIC = ("a new topic", "an item of a list", "remove the colon or full stop after these words")
ITEM = ("an item of a list", "a new topic", "end its question with a question mark")
TEXT = ("part of the text", "a new topic", "start it with a dash and a title in capitals")
EMPTY = "The document is empty. Use the text of a published webinar."
UNREADABLE = "Some letters of the file cannot be read. Save it again as plain text, in UTF-8."
BINARY = (
    "This is not plain text: line {line} holds a character that no text has ({code}). "
    "Save the document as plain text and try again."
)
NO_TOPIC = (
    "No topic was found. A topic starts on a new line with a dash and a title in capitals, "
    "such as “- STREET LIGHTING: Why is my road dark?”."
)


class NotAWebinar(ValueError):  # noqa: N818 - says what the input is, as its callers read it
    """The input is no webinar document; the message is a sentence for people."""


@dataclass(frozen=True)
class Finding:
    """Something odd for an editor to look at; `code` is a key of SENTENCES, `line` from 1."""

    code: str
    message: str
    line: int


@dataclass(frozen=True)
class Response:
    """One answer; `body` is laid out as CommonMark, `organisation` None where nobody is named."""

    organisation: str | None
    body: str
    line: int


@dataclass(frozen=True)
class Topic:
    """One question with its answers in published order; the title keeps its capitals."""

    title: str
    question: str
    responses: tuple[Response, ...]
    line: int


@dataclass(frozen=True)
class Document:
    """A whole webinar; `warnings` stand in the order of their lines."""

    title: str
    intro: str
    topics: tuple[Topic, ...]
    warnings: tuple[Finding, ...]

    def as_dict(self) -> dict[str, Any]:
        """The shape that the import command prints."""
        topics = [
            {
                "title": topic.title,
                "question": topic.question,
                "responses": [
                    {"organisation": each.organisation, "body": each.body}
                    for each in topic.responses
                ],
            }
            for topic in self.topics
        ]
        return {"topics": topics, "warnings": [vars(finding).copy() for finding in self.warnings]}


@dataclass(slots=True)
class _Line:
    number: int
    text: str
    gap: bool  # a blank line stands before it
    # A "marker" has the looks of a topic; its neighbours settle it as "topic" or "bullet".
    kind: Literal["text", "bullet", "marker", "topic", "response"] = "text"
    name: str = ""  # the title or organisation that it starts with
    mark: str = ""  # what stands after a title: ":", "." or nothing
    rest: str = ""  # what follows the name


# Every repetition is bounded or anchored, so that no text makes a search slow.
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BULLET = re.compile(r"[-–—−•·*] |[-•·](?=[^\W\d_])")
_TITLED = re.compile(r"((?:\bST\.|[^:.]){2,80}?) ?(?:([:.])(?: (.*)|$)|$)")
_TITLE = re.compile(r"[^\W_][\w &'’/().,\u2010-\u2014-]+")
_RESPONSES = [
    re.compile(rf"response from (?:the )?([^{stop}]{{1,80}}?) ?{end}(.*)", re.IGNORECASE)
    for stop, end in [(":", ":"), (":.", r"(?:[–—-] |\. |\.?$)")]
]
_NO_NAME = re.compile(r"\b(?:is|are|was|were|has|have|had|will|to)\b|(?:\S+ ){8}", re.IGNORECASE)
_STRAY = re.compile(r"\bResponse from(?::| (?:the )?[A-Z])")
_ASKS = re.compile(r"\?[\"'”’)]*$")
_STOPS = re.compile(r"[.!:][\"'”’)]*$")
_EMAIL = re.compile(r"(?<![\w.%+-])[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_WEB = re.compile(
    r"https?://|\bwww\.|\w\.(?:uk|org|com|net|info|london|app|eu|io)\b", re.IGNORECASE
)
_ANNOUNCES = re.compile(
    r"\b(?:follow(?:ing)? (?:the |this |our )?link(?: provided)?|links? (?:provided|below|above)"
    r"|(?:at|on|see|use|using|via|visit|click|through) (?:the|this) link(?! between| road)"
    r"|(?:click|tap|press|found|see|available|join|apply|register|sign up|more|report(?: it)?) here"
    r"|(?:look|go|available|apply|register|sign up|report it|find out more) online"
    r"|(?:information|details|advice|guidance|figures|more)\b[^.?!]{0,120}? (can be (?:found|viewed"
    r"|read|seen) (?:in|on|at|via) (?:our|the|their))"
    r"|(?:on|via|through|visit|at|see|from) (?:our|the|their)(?: [\w’'&-]{1,40}){0,4}?"
    r" web ?(?:site|page)s?|(?:found|viewed|available|online) (?:at|via)(?= ?:?$))\b",
    re.IGNORECASE,
)
# What is left of a link that lost its address: last words without an end that call to do.
_CALLS = re.compile(
    r"(?:^|[.!?] )((?:Apply|Book|Download|Join|Read|Register|Report|Sign up|Visit"
    r"|(?:(?:Further|More) i|I)nformation)(?: [^ .!?:;]+){1,8})$"
)
_MOST_ADDRESSES = 200  # compared in pairs; a webinar names a handful


def decode(raw: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 (with its mark) or Windows-1252."""
    marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
        # A curly quote or pound sign of UTF-8 is no Windows-1252: such a file is damaged.
        if encoding == "cp1252" and (b"\xe2\x80" in raw or b"\xc2\xa3" in raw):
            break
        try:
            return _checked(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise NotAWebinar(UNREADABLE)


def parse(text: str, organisations: Mapping[str, str] | None = None) -> Document:
    """Reads a document; `organisations` gives the name to use for each alias it may hold.

    Raises NotAWebinar for text that is empty, not text at all, or without a topic.
    """
    odd: list[Finding] = []
    lines = _read(_checked(text.removeprefix("\ufeff")), organisations, odd)
    if not lines:
        raise NotAWebinar(EMPTY)
    _settle(lines, odd)
    starts = [i for i, line in enumerate(lines) if line.kind == "topic"]
    if not starts:
        raise NotAWebinar(NO_TOPIC)
    # Wrapped text has short lines and blank lines in its answers; else a line is a paragraph.
    wrapped = all(len(line.text) <= 100 for line in lines) and any(
        line.gap and line.kind == "text" and before.kind != "topic" and before.text[-1] != ":"
        for before, line in pairwise(lines[starts[0] :])
    )
    intro = lines[: starts[0]]
    has_title = intro and len(intro[0].text) <= 120 and not intro[0].text.endswith(".")
    title = intro.pop(0).text if has_title else ""
    odd += [_odd("stray-response", line.number) for line in intro if line.kind == "response"]
    paragraphs = _paragraphs(intro, wrapped)
    odd += _lost_links(paragraphs)
    ends = [*starts[1:], len(lines)]
    topics = [_topic(lines[a:b], wrapped, odd) for a, b in zip(starts, ends, strict=True)]
    first: dict[str, int] = {}
    for topic in topics:
        line = first.setdefault(topic.title.casefold(), topic.line)
        if line != topic.line:
            odd.append(_odd("duplicate-title", topic.line, title=topic.title, first=line))
    odd += _similar_addresses(lines)
    odd.sort(key=lambda finding: (finding.line, finding.code))
    return Document(title, _body(paragraphs), tuple(topics), tuple(odd))


def _odd(code: str, line: int, **words: object) -> Finding:
    return Finding(code, SENTENCES[code].format(**words), line)


def _checked(text: str) -> str:
    if found := _NOT_TEXT.search(text):
        line = len(text[: found.start() + 1].splitlines())
        raise NotAWebinar(BINARY.format(line=line, code=f"U+{ord(found[0]):04X}"))
    return text


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").removeprefix("the ").split())


def _read(text: str, organisations: Mapping[str, str] | None, odd: list[Finding]) -> list[_Line]:
    """The lines that hold words, each with what its own looks make of it."""
    aliases = organisations or {}
    known = {_key(name): name for name in aliases.values()}
    known |= {_key(alias): name for alias, name in aliases.items()}
    lines: list[_Line] = []
    gap = False
    for number, raw in enumerate(text.splitlines(), 1):
        if words := " ".join(raw.split()):
            line = _shape(_Line(number, words, gap))
            lines.append(line)
            if line.kind == "response":
                if organisations is not None and _key(line.name) not in known:
                    odd.append(_odd("unknown-organisation", number, who=line.name))
                line.name = known.get(_key(line.name), line.name)
            if _STRAY.search(line.rest if line.kind == "response" else words):
                odd.append(_odd("stray-response", number))
        gap = not words
    return lines


def _shape(line: _Line) -> _Line:
    bullet = _BULLET.match(line.text)
    words = line.text[bullet.end() :].lstrip() if bullet else line.text
    for pattern in _RESPONSES:
        found = pattern.match(words)
        if found and not _NO_NAME.search(found[1]):
            line.kind, line.name, line.rest = "response", found[1], found[2].strip()
            return line
    if bullet:
        line.kind, line.text = "bullet", f"- {words}"
    if titled := _TITLED.match(words):
        line.name, line.mark, line.rest = titled[1], titled[2] or "", titled[3] or ""
        letters = sum(map(str.isalpha, line.name))
        if bullet and letters >= 2 and line.name.isupper() and _TITLE.fullmatch(line.name):
            line.kind = "marker"
    return line


def _settle(lines: list[_Line], odd: list[Finding]) -> None:
    """Decides which markers start a topic and which are items of a list in capitals."""
    answered: set[str] | None = None  # who has answered the topic so far; None before the first
    for i, line in enumerate(lines):
        doubt = None
        if line.kind == "response" and answered is not None:
            answered.add(line.name)
        elif line.kind == "marker":
            is_topic, sure = _judge(lines, i, answered)
            line.kind = "topic" if is_topic else "bullet"
            answered = set() if is_topic else answered
            doubt = None if sure else TOPIC if is_topic else ITEM
        elif _ASKS.search(line.text):
            # A list seldom asks: this may be a title that lost its capitals, its mark or its dash.
            lost_dash = line.kind == "text" and line.mark == ":" and line.name.isupper()
            doubt = TEXT if lost_dash or line.kind == "bullet" else None
        if doubt:
            this, that, remedy = doubt
            words = {
                "title": line.name or line.text[:80],
                "this": this,
                "that": that,
                "remedy": remedy,
            }
            odd.append(_odd("bullet-or-topic", line.number, **words))


def _judge(lines: list[_Line], i: int, answered: set[str] | None) -> tuple[bool, bool]:
    """Whether a marker starts a topic, and whether that is certain.

    A question makes a topic. Without one, a marker beside items of a list is one of them, unless
    the next to speak has answered already (nobody answers twice) or a blank line parts the two.
    """
    line, before = lines[i], lines[i - 1] if i else None
    asks, end = _asks(lines, i)
    after = lines[end].kind if end < len(lines) else None
    if not line.mark or before is None or before.kind == "topic":
        return asks or bool(line.mark), True
    in_list = before.kind == "bullet" or before.text.endswith(":")
    if asks:
        return True, not (in_list and after == "bullet")
    if not in_list:
        more = after == "bullet" or (after == "marker" and not _asks(lines, end)[0])
        is_item = more and end == i + 1 and answered is not None
        return not is_item, not is_item
    if answered is None:
        return after == "response" or end > i + 1, False
    apart = line.gap and not before.gap
    return after == "response" and (apart or lines[end].name in answered), False


def _asks(lines: list[_Line], i: int) -> tuple[bool, int]:
    """Whether the marker at `i` brings a question, and where the text after it ends."""
    end = i + 1
    while end < len(lines) and lines[end].kind == "text":
        end += 1
    ends = [lines[i].rest or (lines[i + 1].text if end > i + 1 else "")]
    if end < len(lines) and lines[end].kind == "response":
        ends.append(lines[end - 1].text)
    return any(_ASKS.search(text) for text in ends), end


def _said(lines: list[_Line]) -> list[_Line]:
    rest = replace(lines[0], text=lines[0].rest, kind="text", gap=False)
    return [rest, *lines[1:]] if rest.text else lines[1:]


def _question_length(said: list[_Line], has_rest: bool) -> int:
    """How many lines ask, where nothing else tells the question from the answer."""
    for count, line in enumerate(said[:5], 1):
        if count > 1 and (line.gap or line.kind == "bullet"):
            break
        if _ASKS.search(line.text):
            return count
        if _STOPS.search(line.text):
            break
    return 1 if has_rest else 0


def _topic(lines: list[_Line], wrapped: bool, odd: list[Finding]) -> Topic:
    marker, title = lines[0], lines[0].name
    openers = [i for i, line in enumerate(lines) if line.kind == "response"]
    said = _said(lines[: openers[0]] if openers else lines)
    length = _question_length(said, bool(marker.rest))
    answers: list[tuple[str | None, int, list[_Line]]] = [
        (lines[a].name, lines[a].number, _said(lines[a:b]))
        for a, b in pairwise([*openers, len(lines)])
    ]
    if openers:
        if 0 < length < len(said) and _ASKS.search(said[length - 1].text):
            odd.append(_odd("question-or-answer", said[length].number, title=title))
        length = len(said)
    elif said[length:]:
        answers = [(None, said[length].number, said[length:])]
        odd.append(_odd("unattributed-answer", said[length].number, title=title))
    else:
        odd.append(_odd("no-answer", marker.number, title=title))
    if not length:
        odd.append(_odd("question-missing", marker.number, title=title))
    met: set[str | None] = set()
    responses: list[Response] = []
    for who, number, words in answers:
        if not words:
            odd.append(_odd("empty-answer", number, who=who))
        if who in met:
            odd.append(_odd("answered-twice", number, who=who, title=title))
        met.add(who)
        paragraphs = _paragraphs(words, wrapped)
        odd += _lost_links(paragraphs)
        responses.append(Response(who, _body(paragraphs), number))
    question = " ".join(line.text for line in said[:length])
    return Topic(title, question, tuple(responses), marker.number)


def _paragraphs(lines: list[_Line], wrapped: bool) -> list[_Line]:
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and wrapped and not line.gap and line.kind == "text":
            groups[-1].append(line)
        else:
            groups.append([line])
    return [replace(group[0], text=" ".join(line.text for line in group)) for group in groups]


def _body(paragraphs: list[_Line]) -> str:
    """The paragraphs with a blank line between them, lists without."""
    parts = [line.text for line in paragraphs[:1]]
    for before, line in pairwise(paragraphs):
        parts += ["\n" if before.kind == line.kind == "bullet" else "\n\n", line.text]
    return "".join(parts)


def _lost_links(paragraphs: Sequence[_Line]) -> Iterator[Finding]:
    for i, line in enumerate(paragraphs):
        found = _ANNOUNCES.search(line.text) or _CALLS.search(line.text)
        if found:
            near = [line.text]
            near += [x.text for x in paragraphs[i + 1 : i + 2] if not _ANNOUNCES.search(x.text)]
            if not any(_WEB.search(_EMAIL.sub("", text)) for text in near):
                yield _odd("missing-link", line.number, words=found[found.lastindex or 0])


def _similar_addresses(lines: Sequence[_Line]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for line in lines:
        for found in _EMAIL.finditer(line.text):
            first.setdefault(found[0].lower(), line.number)
    for one, other in combinations(list(first)[:_MOST_ADDRESSES], 2):
        if one.replace(".", "") == other.replace(".", "") or _near(one, other):
            where = {"one": one, "first": first[one], "other": other, "second": first[other]}
            yield _odd("similar-addresses", first[other], **where)


def _near(one: str, other: str, edits: int = 2) -> bool:
    """Whether so few letters added, dropped or changed turn one address into the other."""
    pairs = enumerate(zip(one, other, strict=False))
    same = next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
    one, other = one[same:], other[same:]
    if not one or not other:
        return len(one) + len(other) <= edits
    ways = (one[1:], other[1:]), (one[1:], other), (one, other[1:])
    return edits > 0 and any(_near(a, b, edits - 1) for a, b in ways)
