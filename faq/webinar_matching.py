"""What of a webinar document the site already has: its organisations and its topics."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import slugify

from faq.models import Organisation, Topic, Webinar
from faq.plain_text import to_markdown
from faq.webinar_document import Document
from faq.webinar_document import Topic as Source


@dataclass(frozen=True)
class Match:
    """A topic of a document, and the stored topic that it meets, if any."""

    source: Source
    topic: Topic | None
    same: bool  # the stored topic still holds just what the document says


class KnownOrganisations:
    """The organisations of this site, found by any name that a document calls them."""

    def __init__(self):
        self.by_name: dict[str, Organisation] = {
            name: organisation
            for organisation in Organisation.objects.all()
            for name in (organisation.name, *organisation.aliases)
        }
        # An answer that names nobody has no organisation.
        self._found: dict[str, Organisation | None] = {"": None}
        for name, organisation in self.by_name.items():
            self.add(name, organisation)

    def __contains__(self, name: str | None) -> bool:
        return (name or "").casefold() in self._found

    def __getitem__(self, name: str | None) -> Organisation | None:
        return self._found[(name or "").casefold()]

    def add(self, name: str, organisation: Organisation) -> None:
        self._found[name.casefold()] = organisation


def matches(document: Document, webinar: Webinar, known: KnownOrganisations) -> Iterator[Match]:
    """Each topic of a document with the one that the webinar has of the same title or slug.

    A stored topic is met once only, since a document may hold a title twice.
    """
    by_key = defaultdict(list)
    if webinar.pk:
        stored = webinar.topics.prefetch_related("responses__organisation")
        for topic in stored.order_by("position", "pk"):
            for key in {_title_key(topic.title), topic.slug}:
                by_key[key].append(topic)
    met = set()
    for source in document.topics:
        keys = (_title_key(source.title), slugify(source.title))
        found = (topic for key in keys for topic in by_key[key] if topic.pk not in met)
        topic = next(found, None)
        if topic:
            met.add(topic.pk)
        yield Match(source, topic, same=topic is not None and _is_same(topic, source, known))


def _title_key(title: str) -> str:
    return " ".join(title.casefold().split())


def _is_same(topic: Topic, source: Source, known: KnownOrganisations) -> bool:
    if any(answer.organisation not in known for answer in source.responses):
        return False
    stored = [(response.organisation, response.body) for response in topic.responses.all()]
    published = [
        (known[answer.organisation], to_markdown(answer.body)) for answer in source.responses
    ]
    return topic.question == source.question and stored == published


def readable_title(source: Source) -> str:
    """A title out of its capitals, except for words that the text has in capitals only."""
    text = " ".join([source.question, *(answer.body for answer in source.responses)])
    said = set(re.findall(r"\w+", text))

    def small(found: re.Match[str]) -> str:
        word = found[0]
        return word if word in said and word.lower() not in said else word.lower()

    title = re.sub(r"\w+", small, source.title)
    return title[:1].upper() + title[1:]
