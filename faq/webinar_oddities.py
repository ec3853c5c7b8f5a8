"""Says what an editor should look at in a webinar document, a sentence for each finding."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

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
# Every repetition is bounded or anchored, so that no text makes a search slow.
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


@dataclass(frozen=True)
class Finding:
    """Something odd for an editor to look at; `code` is a key of SENTENCES, `line` from 1."""

    code: str
    message: str
    line: int


class Said(Protocol):
    """A line or paragraph, and where it starts."""

    number: int
    text: str


def finding(code: str, line: int, **words: object) -> Finding:
    """A finding whose sentence holds these words."""
    return Finding(code, SENTENCES[code].format(**words), line)


def lost_links(paragraphs: Sequence[Said]) -> Iterator[Finding]:
    for i, line in enumerate(paragraphs):
        found = _ANNOUNCES.search(line.text) or _CALLS.search(line.text)
        if found:
            near = [line.text]
            near += [x.text for x in paragraphs[i + 1 : i + 2] if not _ANNOUNCES.search(x.text)]
            if not any(_WEB.search(_EMAIL.sub("", text)) for text in near):
                yield finding("missing-link", line.number, words=found[found.lastindex or 0])


def similar_addresses(lines: Sequence[Said]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for line in lines:
        for found in _EMAIL.finditer(line.text):
            first.setdefault(found[0].lower(), line.number)
    for one, other in combinations(list(first)[:_MOST_ADDRESSES], 2):
        if one.replace(".", "") == other.replace(".", "") or _near(one, other):
            where = {"one": one, "first": first[one], "other": other, "second": first[other]}
            yield finding("similar-addresses", first[other], **where)


def _near(one: str, other: str, edits: int = 2) -> bool:
    """Whether so few letters added, dropped or changed turn one address into the other."""
    pairs = enumerate(zip(one, other, strict=False))
    same = next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))
    one, other = one[same:], other[same:]
    if not one or not other:
        return len(one) + len(other) <= edits
    ways = (one[1:], other[1:]), (one[1:], other), (one, other[1:])
    return edits > 0 and any(_near(a, b, edits - 1) for a, b in ways)
