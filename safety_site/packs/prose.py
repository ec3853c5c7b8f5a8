"""Checks the Markdown of a pack: no raw HTML, and no link into this site that leads nowhere."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt

from faq.models import Topic as TopicRow
from safety_site.packs.answers_schema import TopicHead, Webinar
from safety_site.packs.community_schema import Opportunity
from safety_site.packs.faults import Fault, meant
from safety_site.packs.schema import Category, Handover, SupportPage
from safety_site.packs.tables import Reading

INTERNAL = re.compile(r"/(support|report|answers)/([^/?#]+)/?(?:[?#].*)?")
_TARGETS = {"support": SupportPage, "report": Category, "answers": TopicHead}
_parser = MarkdownIt("commonmark")
TEXTS = (
    (Handover, "say"),
    (SupportPage, "body"),
    (Webinar, "intro"),
    (Opportunity, "asks"),
    (Opportunity, "gives"),
)


def check(reading: Reading) -> Iterator[Fault]:
    """Find raw HTML and dead links in every Markdown text."""
    for model, key in TEXTS:
        for entry in reading.all(model):
            for offset, sentence in _faults(reading, getattr(entry, key)):
                yield Fault(entry.file, entry.text_line(key) + offset, sentence)
    for topic in reading.topics:
        for _offset, sentence in _faults(reading, topic.head.next_step):
            yield topic.head.fault("next_step", says=sentence)
        for answer in topic.answers:
            for offset, sentence in _faults(reading, answer.body):
                yield topic.fault_at(answer.body_line + offset, sentence)


def _faults(reading: Reading, text: str) -> Iterator[tuple[int, str]]:
    for block in _parser.parse(text):
        for token in (block, *(block.children or ())):
            line = block.map[0] if block.map else 0
            if token.type in ("html_block", "html_inline") and not token.content.startswith("</"):
                tag = token.content.strip().split("\n")[0][:40]
                yield line, f"“{tag}” is HTML, which is not shown. Write it in Markdown."
            elif token.type == "link_open":
                yield from ((line, fault) for fault in _dead_link(reading, token.attrs["href"]))


def _dead_link(reading: Reading, address: str) -> Iterator[str]:
    link = INTERNAL.fullmatch(address)
    names = reading.names.get(_TARGETS[link[1]]) if link else None
    if link and names is not None and link[2] not in {*names, *TopicRow.RESERVED_SLUGS}:
        yield f"The link “{address[:100]}” leads nowhere.{meant(link[2], names)}"
