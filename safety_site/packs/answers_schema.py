"""What the folders answers/ and mail/ may say."""

from dataclasses import dataclass

from safety_site.packs.entry import Entry
from safety_site.packs.faults import Fault
from safety_site.packs.values import (
    Day,
    Keywords,
    OptionalText,
    Reference,
    Slug,
    Text,
    line,
    optional_line,
)


class Webinar(Entry):
    """A meeting at which residents' questions were answered."""

    noun = "webinar"
    slug: Slug
    title: line(200)
    held_on: Day
    held_label: line(50)
    intro: OptionalText = ""
    review_by: Day | None = None


class Theme(Entry):
    """A heading under which answers stand."""

    noun = "theme"
    slug: Slug
    name: line(100)


class TopicHead(Entry):
    """What stands between the +++ lines of a topic's file."""

    noun = "topic"
    name_key = "title"
    title: line(120)
    question: Text
    theme: Reference = ""
    report: Reference = ""
    support: Reference = ""
    related: list[Reference] = []
    keywords: Keywords = []
    next_step: optional_line(160) = ""
    review_by: Day | None = None
    owner: Reference = ""


@dataclass(frozen=True)
class Answer:
    """One organisation's answer, with the lines on which its heading and its text begin."""

    organisation: str
    body: str
    line: int
    body_line: int


@dataclass(frozen=True)
class Topic:
    """A topic's file: its place, its head, its answers in published order."""

    slug: str
    number: int
    webinar: Webinar
    head: TopicHead
    answers: tuple[Answer, ...]

    def fault_at(self, line: int, sentence: str) -> Fault:
        return Fault(self.head.file, line, sentence)


@dataclass(frozen=True)
class Mail:
    """The wording of one mail, in Django's template language."""

    name: str
    subject: str
    content: str
