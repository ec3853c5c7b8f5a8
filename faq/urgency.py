"""Whether a resident's words tell of danger now, and which words say so (pure).

The box cannot ask back, so it weighs what was written: signs of danger against signs that it is
over, happens again and again, or is asked in general. What counts, and how much, stands in
language/urgency.toml; figures of speech are cut out first.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from faq.phrases import Clause, Finder, Match, Reader, Word, clauses_of
from faq.words import Token

DOUBLE = 4  # points for being twice as like calls for help as like anything else
LEAST_LIKE, MOST_LIKE = -4, 2  # points


class Group(TypedDict):
    """Phrases of one meaning, as written in language/urgency.toml."""

    name: str
    points: int
    phrases: str
    now: NotRequired[bool]  # it tells of this moment: what was said before is history
    past: NotRequired[bool]  # void where a "now" follows, or next to a sign that lasts
    lasts: NotRequired[bool]  # a danger that does not pass with time
    together: NotRequired[bool]  # the words of a phrase may stand anywhere in a clause
    whole: NotRequired[bool]  # counts only where there are no other words


class Language(TypedDict):
    """The whole of language/urgency.toml."""

    threshold: int
    sayings: str
    ordinary: str  # words that no repair of spelling may turn into words of danger
    classes: Mapping[str, str]
    sign: Sequence[Group]
    cue: Sequence[Group]


@dataclass(frozen=True)
class Hit:
    """What was found: a group of signs or cues, its points, and the words that matched."""

    name: str
    points: int
    words: str
    sign: bool


@dataclass(frozen=True)
class Urgency:
    """Whether 999 stands first, with everything that was weighed."""

    urgent: bool
    hits: tuple[Hit, ...] = ()

    @property
    def because(self) -> tuple[str, ...]:
        """Return the words that speak of danger, as typed."""
        return tuple(hit.words for hit in self.hits if hit.sign and hit.words)


def likened(likeness: float) -> Hit:
    """Weigh how much more a text is like calls for help than like anything else; 1: as much.

    It tips the scales and is never enough by itself.
    """
    points = round(DOUBLE * math.log2(max(likeness, 0.01)))
    points = max(LEAST_LIKE, min(MOST_LIKE, points))
    return Hit("it reads like calls for help", points, "", sign=points > 0)


class Lexicon:
    """The phrases of language/urgency.toml, made ready to be looked for."""

    def __init__(self, data: Language, base: Callable[[str], str]):
        """`base` brings a word to its base form; the same is used for texts."""
        reader = Reader(data["classes"], base)
        heaviest_first = sorted(data["sign"], key=lambda group: -group["points"])
        self._base = base
        self._threshold = data["threshold"]
        self._sayings = reader.finder(data["sayings"])

        def finder(group: Group) -> Finder:
            return reader.finder(group["phrases"], together=group.get("together", False))

        self._signs = [(group, finder(group)) for group in heaviest_first]
        self._cues = [(group, finder(group)) for group in data["cue"]]
        finders = [self._sayings, *(finder for _, finder in (*self._signs, *self._cues))]
        words = {*data["ordinary"].split(), *(word for each in finders for word in each.words)}
        self._known = frozenset(words | {base(word) for word in words})

    def words(self) -> frozenset[str]:
        """Return the base forms that it knows, which no repair of spelling may take away."""
        return self._known

    def assess(self, tokens: Sequence[Token], text: str, beside: Sequence[Hit] = ()) -> Urgency:
        """Weigh a text; `tokens` are its words, whose places lead back into it.

        `beside` is what is known of it besides its words.
        """
        clauses = self._plainly(list(clauses_of(tokens, self._base)))
        found = self._danger(clauses)
        lasts = any(group.get("lasts") for group, _ in found)
        weighed = [*found, *self._circumstances(clauses, lasts=lasts)]
        hits = tuple(
            Hit(
                group["name"],
                group["points"],
                text[tokens[match[0].token].start : tokens[match[-1].token].end],
                number < len(found),
            )
            for number, (group, match) in enumerate(weighed)
        )
        hits = (*hits, *beside)
        danger = any(hit.sign for hit in hits)
        return Urgency(danger and sum(hit.points for hit in hits) >= self._threshold, hits)

    def _plainly(self, clauses: list[Clause]) -> list[Clause]:
        """Take figures of speech out; what stands around them does not join up."""
        gone = {word.token for match in self._sayings.matches(clauses) for word in match}
        return [
            [Word("", "", word.token) if word.token in gone else word for word in clause]
            for clause in clauses
        ]

    def _danger(self, clauses: list[Clause]) -> list[tuple[Group, Match]]:
        """Return the signs in a text, the heaviest first; the same word never counts twice."""
        length = sum(map(len, clauses))
        signs = []
        counted: set[int] = set()
        for group, finder in self._signs:
            for match in finder.matches(clauses):
                places = {word.token for word in match}
                whole = len(match) == length or not group.get("whole")
                if whole and counted.isdisjoint(places):
                    signs.append((group, match))
                    counted |= places
                    break
        return signs

    def _circumstances(self, clauses: list[Clause], *, lasts: bool) -> list[tuple[Group, Match]]:
        """Return the cues that count; what is past does not where a "now" comes after it."""
        found = [
            (group, matches)
            for group, finder in self._cues
            if (matches := list(finder.matches(clauses)))
        ]
        ends = [matches[-1][-1].token for group, matches in found if group.get("now")]
        now = max(ends, default=-1)
        return [
            (group, matches[0])
            for group, matches in found
            if not (group.get("past") and (lasts or matches[-1][-1].token < now))
        ]
