"""What the one box can find, and the words by which each thing is found (pure)."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import NamedTuple

from faq.words import spelt_out, typed_in


class Kind(StrEnum):
    """Where a result leads."""

    REPORT = "report"
    ANSWER = "answer"
    SUPPORT = "support"
    HANDOVER = "handover"


class Phrase(NamedTuple):
    """Words by which a thing is found, and their weight."""

    weight: float
    text: str


class Contact(NamedTuple):
    """Whom to call about what is not the council's."""

    name: str
    phone: str
    phone_note: str
    url: str


@dataclass(frozen=True)
class Thing:
    """One thing that can be found, as editors wrote it.

    A form has one thing for each of its kinds (`part`): a text is about one of them, and words that
    fit a little to many would otherwise add up.
    """

    kind: Kind
    slug: str
    url: str
    title: str
    summary: str
    phrases: tuple[Phrase, ...]
    body: str = ""
    part: str = ""
    contacts: tuple[Contact, ...] = ()
    quick_exit: bool = False  # whoever looks for it may have to leave the page at once

    @property
    def name(self) -> tuple[Kind, str]:
        return self.kind, self.slug


class Prepared(NamedTuple):
    """A phrase with its words in base form."""

    weight: float
    bases: frozenset[str]
    text: str


class Vocabulary:
    """How many things hold each word: what is held by few says more."""

    def __init__(self, holders: Mapping[str, int], things: int):
        self._holders = holders
        things = max(things, 1)
        self._rarity = {
            number: math.log(1 + things / number) / math.log(1 + things)
            for number in {1, *holders.values()}
        }

    def __contains__(self, word: str) -> bool:
        return word in self._holders

    def rarity(self, word: str) -> float:
        """Return 0 to 1; a word that nothing holds is as rare as one that a single thing holds."""
        return self._rarity[self._holders.get(word, 1)]


class Entry:
    """A thing with its words brought to base forms, which is slow; many threads may read it."""

    def __init__(self, thing: Thing, bases: Callable[[str], tuple[str, ...]]):
        """`bases` brings what somebody typed as one word to its base forms; to none if empty."""

        def all_of(typed: Iterable[str]) -> frozenset[str]:
            return frozenset(chain.from_iterable(map(bases, typed)))

        self.thing = thing
        self.phrases: list[Prepared] = []
        self.holding: dict[str, list[int]] = {}  # numbers of the phrases that hold a word
        heads: set[str] = set()
        for phrase in thing.phrases:
            typed = typed_in(phrase.text)
            heads |= typed
            held = all_of(typed)
            for each in held:
                self.holding.setdefault(each, []).append(len(self.phrases))
            if held:
                self.phrases.append(Prepared(phrase.weight, held, phrase.text))
        self.forms = frozenset(chain.from_iterable(map(spelt_out, heads)))
        self.body = all_of(typed_in(thing.body))
        self._weighed: tuple[Vocabulary, list[float]] | None = None

    def rarities(self, vocabulary: Vocabulary) -> list[float]:
        """Return for each phrase how rare its words are together."""
        weighed = self._weighed  # once: another thread may put other words in its place
        if weighed is None or weighed[0] is not vocabulary:
            sums = [math.fsum(map(vocabulary.rarity, each.bases)) for each in self.phrases]
            weighed = self._weighed = (vocabulary, sums)
        return weighed[1]
