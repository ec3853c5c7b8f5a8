"""What the pages of an unsent question know: when it was begun, where it will stand, what fits."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.utils.crypto import get_random_string, salted_hmac

from faq import finding
from faq.things import Kind, Thing

SALT = "faq.asking"
OPEN_FOR = timedelta(days=1)  # later the page is shown once more, with the words in it
MOST = {Kind.ANSWER: 3, Kind.REPORT: 1}


@dataclass(frozen=True)
class Unsent:
    """One page with a question that is not sent yet."""

    code: str
    began_at: datetime

    def key(self, *words: str) -> str:
        """Name the question that this page sends in these words.

        The same words sent again are the same question; with a word changed it is another, so that
        nothing is lost which somebody adds after going back.
        """
        digest = salted_hmac(SALT, "\0".join((self.code, *words)), algorithm="sha256").digest()
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


@dataclass(frozen=True)
class Suggestions:
    """What may save somebody a question, best first; in danger nothing but 999."""

    urgent: bool
    things: Sequence[Thing] = ()


def new_token(at: datetime) -> str:
    """Make what a page carries until it is sent."""
    return signing.dumps([get_random_string(22), at.timestamp()], salt=SALT)


def read_token(token: str) -> Unsent | None:
    """Return what a page carried; None where it did not come from us."""
    try:
        code, began = signing.loads(token, salt=SALT, max_age=OPEN_FOR)
    except signing.BadSignature:
        return None
    return Unsent(code, datetime.fromtimestamp(began, UTC))


def suggestions(text: str) -> Suggestions:
    """Return what a text needs before anybody sends it: 999, or what may answer it already."""
    found = finding.find(text)
    if found.urgent:  # a form or an answer beside it could only hold somebody up
        return Suggestions(urgent=True)
    left = dict(MOST)
    fitting = []
    for thing in (match.thing for match in found.matches):
        if left.get(thing.kind):
            left[thing.kind] -= 1
            fitting.append(thing)
    return Suggestions(urgent=False, things=fitting)
