"""The one box: ranks answers, report forms and support pages for a resident's words (pure)."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

LONGEST_QUERY = 200  # characters; what is typed beyond them is not searched
SHARE_OF_BEST = 0.2  # results that score less than this share of the best are noise

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"'s\b")
_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        about after again all also am an and any are as at be because been before but by can could
        did do does doing dont for from get go got had has have he her him his how if im in into is
        it its ive just like me my no not now of off on or our out over please really she so some
        someone somebody than that the their them then there these they thing this those to too up
        us very want was we were what when where which while who why will with would you your
        """,
    )
)


class Kind(StrEnum):
    """Where a result leads."""

    ANSWER = "answer"
    REPORT = "report"
    SUPPORT = "support"


MOST_OF_A_KIND = {Kind.ANSWER: 5, Kind.REPORT: 3, Kind.SUPPORT: 3}


@dataclass(frozen=True)
class Entry:
    """One thing that can be found, with the weight of each of its words."""

    kind: Kind
    url: str
    title: str
    summary: str
    weights: Mapping[str, float]


def words(text: str) -> list[str]:
    """Return the words that carry meaning: lower case, without plural endings, in order."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    found = _WORD.findall(_POSSESSIVE.sub("", plain).replace("'", ""))
    return [_singular(word) for word in found if len(word) > 1 and word not in _STOP_WORDS]


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1]


def weigh(*fields: tuple[float, str]) -> dict[str, float]:
    """Weigh the words of (weight, text) fields; a word counts once, in its weightiest field."""
    weights: dict[str, float] = {}
    for weight, text in fields:
        for word in words(text):
            weights[word] = max(weight, weights.get(word, 0))
    return weights


def find(text: str, entries: list[Entry]) -> list[Entry]:
    """Return what fits the text, best first; a rare word counts more than a common one."""
    asked = set(words(text[:LONGEST_QUERY]))
    holders = Counter(word for entry in entries for word in asked & entry.weights.keys())
    rarity = {word: math.log(1 + len(entries) / count) for word, count in holders.items()}

    def score(entry: Entry) -> float:
        # fsum gives the same sum in whatever order the set yields its words.
        return math.fsum(
            entry.weights[word] * rarity[word] for word in asked & entry.weights.keys()
        )

    ranked = sorted(((score(entry), entry) for entry in entries), key=_best_first)
    left = dict(MOST_OF_A_KIND)
    found = []
    for points, entry in ranked:
        if points and points >= ranked[0][0] * SHARE_OF_BEST and left[entry.kind]:
            left[entry.kind] -= 1
            found.append(entry)
    return found


def _best_first(scored: tuple[float, Entry]) -> tuple[float, str, str]:
    points, entry = scored
    return -points, entry.title, entry.url
