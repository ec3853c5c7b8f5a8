"""Reads the lines of a webinar document: which start a topic or a response, which are a list."""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from faq.webinar_oddities import Finding, finding

# How a line in doubt was read, what else it may be, and how to say so.
TOPIC = ("a new topic", "an item of a list", "remove the colon or full stop after these words")
ITEM = ("an item of a list", "a new topic", "end its question with a question mark")
TEXT = ("part of the text", "a new topic", "start it with a dash and a title in capitals")
UNREADABLE = "Some letters of the file cannot be read. Save it again as plain text, in UTF-8."
BINARY = (
    "This is not plain text: line {line} holds a character that no text has ({code}). "
    "Save the document as plain text and try again."
)


class NotAWebinar(ValueError):  # noqa: N818 - says what the input is, as its callers read it
    """The input is no webinar document; the message is a sentence for people."""


@dataclass(slots=True)
class Line:
    """A line that holds words, and what it opens."""

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
ASKS = re.compile(r"\?[\"'”’)]*$")
STOPS = re.compile(r"[.!:][\"'”’)]*$")


def decode(raw: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 (with its mark) or Windows-1252."""
    marked = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
        # A curly quote or pound sign of UTF-8 is no Windows-1252: such a file is damaged.
        if encoding == "cp1252" and (b"\xe2\x80" in raw or b"\xc2\xa3" in raw):
            break
        try:
            return checked(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise NotAWebinar(UNREADABLE)


def checked(text: str) -> str:
    """The same text; raises NotAWebinar where it holds what no text holds."""
    if found := _NOT_TEXT.search(text):
        line = len(text[: found.start() + 1].splitlines())
        raise NotAWebinar(BINARY.format(line=line, code=f"U+{ord(found[0]):04X}"))
    return text


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").removeprefix("the ").split())


def read(text: str, organisations: Mapping[str, str] | None, odd: list[Finding]) -> list[Line]:
    """The lines that hold words, each with what its own looks make of it."""
    aliases = organisations or {}
    known = {_key(name): name for name in aliases.values()}
    known |= {_key(alias): name for alias, name in aliases.items()}
    lines: list[Line] = []
    gap = False
    for number, raw in enumerate(text.splitlines(), 1):
        if words := " ".join(raw.split()):
            line = _shape(Line(number, words, gap))
            lines.append(line)
            if line.kind == "response":
                if organisations is not None and _key(line.name) not in known:
                    odd.append(finding("unknown-organisation", number, who=line.name))
                line.name = known.get(_key(line.name), line.name)
            if _STRAY.search(line.rest if line.kind == "response" else words):
                odd.append(finding("stray-response", number))
        gap = not words
    return lines


def _shape(line: Line) -> Line:
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


def settle(lines: list[Line], odd: list[Finding]) -> None:
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
        elif ASKS.search(line.text):
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
            odd.append(finding("bullet-or-topic", line.number, **words))


def _judge(lines: list[Line], i: int, answered: set[str] | None) -> tuple[bool, bool]:
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


def _asks(lines: list[Line], i: int) -> tuple[bool, int]:
    """Whether the marker at `i` brings a question, and where the text after it ends."""
    end = i + 1
    while end < len(lines) and lines[end].kind == "text":
        end += 1
    ends = [lines[i].rest or (lines[i + 1].text if end > i + 1 else "")]
    if end < len(lines) and lines[end].kind == "response":
        ends.append(lines[end - 1].text)
    return any(ASKS.search(text) for text in ends), end
