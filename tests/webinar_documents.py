"""Small webinar documents for tests, and ways to look at what became of them."""

import re

from faq.webinar_document import Document, parse

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
