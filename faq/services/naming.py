"""Whether words that others will read name the person who asked."""

import re
from collections.abc import Iterable

from faq.models import ResidentQuestion
from faq.words import fold

_WORD = re.compile(r"[^\W\d_]+")


def named(text: str, questions: Iterable[ResidentQuestion]) -> str:
    """Return the name or address of an asker that stands in a text; "" where none does.

    Other names and numbers in it may be our own. A name counts where it is written as one, so that
    whoever is called Will stops no sentence.
    """
    words = {fold(word): word for word in _WORD.findall(text) if not word.islower()}
    for question in questions:
        if question.email and fold(question.email) in fold(text):
            return question.email
        for name in _WORD.findall(question.name):
            if len(name) > 1 and fold(name) in words:
                return words[fold(name)]
    return ""
