"""Reads a published webinar, as plain text, into topics and responses.

A topic starts with a dash and a title in capitals, a response with "Response from" and a
name. No word is dropped: a line that opens nothing belongs to what was opened before it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from faq.webinar_lines import ASKS, STOPS, Line, NotAWebinar, checked, decode, read, settle
from faq.webinar_oddities import Finding, finding, lost_links, similar_addresses

__all__ = ["Document", "Finding", "NotAWebinar", "Response", "Topic", "decode", "parse"]

EMPTY = "The document is empty. Use the text of a published webinar."

NO_TOPIC = (
    "No topic was found. A topic starts on a new line with a dash and a title in capitals, "
    "such as “- STREET LIGHTING: Why is my road dark?”."
)


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
        return {"topics": topics, "warnings": [vars(found).copy() for found in self.warnings]}


def parse(text: str, organisations: Mapping[str, str] | None = None) -> Document:
    """Reads a document; `organisations` gives the name to use for each alias it may hold.

    Raises NotAWebinar for text that is empty, not text at all, or without a topic.
    """
    odd: list[Finding] = []
    lines = read(checked(text.removeprefix("\ufeff")), organisations, odd)
    if not lines:
        raise NotAWebinar(EMPTY)
    settle(lines, odd)
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
    odd += [finding("stray-response", line.number) for line in intro if line.kind == "response"]
    paragraphs = _paragraphs(intro, wrapped)
    odd += lost_links(paragraphs)
    ends = [*starts[1:], len(lines)]
    topics = [_topic(lines[a:b], wrapped, odd) for a, b in zip(starts, ends, strict=True)]
    first: dict[str, int] = {}
    for topic in topics:
        line = first.setdefault(topic.title.casefold(), topic.line)
        if line != topic.line:
            odd.append(finding("duplicate-title", topic.line, title=topic.title, first=line))
    odd += similar_addresses(lines)
    odd.sort(key=lambda found: (found.line, found.code))
    return Document(title, _body(paragraphs), tuple(topics), tuple(odd))


def _said(lines: list[Line]) -> list[Line]:
    rest = replace(lines[0], text=lines[0].rest, kind="text", gap=False)
    return [rest, *lines[1:]] if rest.text else lines[1:]


def _question_length(said: list[Line], has_rest: bool) -> int:
    """How many lines ask, where nothing else tells the question from the answer."""
    for count, line in enumerate(said[:5], 1):
        if count > 1 and (line.gap or line.kind == "bullet"):
            break
        if ASKS.search(line.text):
            return count
        if STOPS.search(line.text):
            break
    return 1 if has_rest else 0


def _topic(lines: list[Line], wrapped: bool, odd: list[Finding]) -> Topic:
    marker, title = lines[0], lines[0].name
    openers = [i for i, line in enumerate(lines) if line.kind == "response"]
    said = _said(lines[: openers[0]] if openers else lines)
    length = _question_length(said, bool(marker.rest))
    answers: list[tuple[str | None, int, list[Line]]] = [
        (lines[a].name, lines[a].number, _said(lines[a:b]))
        for a, b in pairwise([*openers, len(lines)])
    ]
    if openers:
        if 0 < length < len(said) and ASKS.search(said[length - 1].text):
            odd.append(finding("question-or-answer", said[length].number, title=title))
        length = len(said)
    elif said[length:]:
        answers = [(None, said[length].number, said[length:])]
        odd.append(finding("unattributed-answer", said[length].number, title=title))
    else:
        odd.append(finding("no-answer", marker.number, title=title))
    if not length:
        odd.append(finding("question-missing", marker.number, title=title))
    met: set[str | None] = set()
    responses: list[Response] = []
    for who, number, words in answers:
        if not words:
            odd.append(finding("empty-answer", number, who=who))
        if who in met:
            odd.append(finding("answered-twice", number, who=who, title=title))
        met.add(who)
        paragraphs = _paragraphs(words, wrapped)
        odd += lost_links(paragraphs)
        responses.append(Response(who, _body(paragraphs), number))
    question = " ".join(line.text for line in said[:length])
    return Topic(title, question, tuple(responses), marker.number)


def _paragraphs(lines: list[Line], wrapped: bool) -> list[Line]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and wrapped and not line.gap and line.kind == "text":
            groups[-1].append(line)
        else:
            groups.append([line])
    return [replace(group[0], text=" ".join(line.text for line in group)) for group in groups]


def _body(paragraphs: list[Line]) -> str:
    """The paragraphs with a blank line between them, lists without."""
    parts = [line.text for line in paragraphs[:1]]
    for before, line in pairwise(paragraphs):
        parts += ["\n" if before.kind == line.kind == "bullet" else "\n\n", line.text]
    return "".join(parts)
