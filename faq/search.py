"""The one box: ranks forms, answers, support pages and handovers for a resident's words (pure).

Everything that can be found has phrases: its name, its question, the words that editors keep for
it. Each word of a text is worth as much as it is rare, times how much of the best phrase that
holds it is there. What a thing is worth is the sum over the words; every part of it can be shown.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from faq.intent import asks
from faq.words import STOP_WORDS, Token, tokens

LONGEST_QUERY = 1000  # characters; what is typed beyond them is not searched, only read for danger
MOST_WORDS = 60  # of a text that are looked up
REPAIRED = 0.85  # what a word is worth whose spelling was repaired
TOGETHER = 1.3  # a whole phrase whose words stand together is worth so much more
APART = 3  # words that may stand between the first and last of a phrase besides its own
BODY = 0.12  # what a word is worth that stands in the long text alone
LONGER = 0.5  # how much a phrase gains by its length: part of an example says more than a word
UNKNOWN = 0.5  # what an unknown word weighs where it is asked whether anything fits
LEAST, LENGTH = 0.3, 0.5  # a result has at least LEAST times the text's own weight to this power
SHARE_OF_BEST = 0.25  # results that score less than this share of the best are noise
EXAMPLE = 4  # words; a phrase of so many is an example of what residents say
CHANCE = 0.3  # a word that only one example holds may stand there by chance
SURE = 1.5  # a first result that scores so many times the second stands alone
MOST = 12  # results


class Kind(StrEnum):
    """Where a result leads."""

    REPORT = "report"
    ANSWER = "answer"
    SUPPORT = "support"
    HANDOVER = "handover"


ASKING = {Kind.REPORT: 1.0, Kind.ANSWER: 1.4, Kind.SUPPORT: 1.1, Kind.HANDOVER: 1.0}
TELLING = {Kind.REPORT: 1.0, Kind.ANSWER: 0.85, Kind.SUPPORT: 1.1, Kind.HANDOVER: 1.0}


@dataclass(frozen=True)
class Phrase:
    """Words by which a thing is found, and their weight."""

    weight: float
    text: str


@dataclass(frozen=True)
class Contact:
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

    @property
    def name(self) -> tuple[Kind, str]:
        return self.kind, self.slug


@dataclass(frozen=True)
class _Prepared:
    weight: float
    bases: tuple[str, ...]
    text: str


class Entry:
    """A thing with its phrases brought to base forms."""

    def __init__(self, thing: Thing, base: Callable[[str], str]):
        self.thing = thing
        self.phrases = []
        self.holding: dict[str, list[int]] = {}
        for phrase in thing.phrases:
            bases = tuple(dict.fromkeys(bases_of(phrase.text, base)))
            if not bases:
                continue
            for each in bases:
                self.holding.setdefault(each, []).append(len(self.phrases))
            self.phrases.append(_Prepared(phrase.weight, bases, phrase.text))
        self.body = frozenset(bases_of(thing.body, base))


def bases_of(text: str, base: Callable[[str], str]) -> list[str]:
    """Return the words of a text that carry meaning, in base form, in order."""
    return [
        base(word)
        for token in tokens(text)
        for word in token.words
        if word not in STOP_WORDS and len(word) > 1
    ]


class Vocabulary:
    """How many things hold each word: what is held by few says more."""

    def __init__(self, holders: Mapping[str, int], things: int):
        self._holders = holders
        self._things = things

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Vocabulary":
        held: dict[tuple[Kind, str], set[str]] = {}
        for entry in entries:
            held.setdefault(entry.thing.name, set()).update(entry.holding)
        return cls(Counter(word for words in held.values() for word in words), len(held))

    def __contains__(self, word: str) -> bool:
        return word in self._holders

    def rarity(self, word: str) -> float:
        """Return 0 to 1; a word that nothing holds is as rare as one that a single thing holds."""
        holders = self._holders.get(word, 1)
        return math.log(1 + self._things / holders) / math.log(1 + max(self._things, 1))


@dataclass(frozen=True)
class Word:
    """One word of a text: where it stands, how it was written or meant, how sure we are of it."""

    place: int  # among all words
    token: int
    form: str
    base: str
    sure: float = 1.0

    @property
    def is_repaired(self) -> bool:
        return self.sure < 1


@dataclass(frozen=True)
class Query:
    """A text as it is looked up."""

    text: str
    tokens: tuple[Token, ...]
    words: tuple[Word, ...]
    unknown: tuple[str, ...] = ()

    @cached_property
    def places(self) -> dict[str, list[Word]]:
        found: dict[str, list[Word]] = {}
        for word in self.words:
            found.setdefault(word.base, []).append(word)
        return found


def read(
    text: str,
    base: Callable[[str], str],
    vocabulary: Vocabulary,
    repair: Callable[[str], str | None],
) -> Query:
    """Look at a text's words: what they are, and what they were probably meant to be."""
    text = text[:LONGEST_QUERY]
    split = tuple(tokens(text))
    words: list[Word] = []
    unknown: list[str] = []
    place = 0
    before = ""
    for number, token in enumerate(split):
        for form in token.words:
            place += 1
            pair, before = before + form, form
            if (
                pair != form and base(pair) in vocabulary
            ):  # "lamp post" where editors write one word
                words.append(Word(place, number, pair, base(pair)))
            if form in STOP_WORDS or len(form) < 2 or len(words) >= MOST_WORDS:
                continue
            known = base(form)
            if known in vocabulary:
                words.append(Word(place, number, form, known))
            elif (meant := repair(form)) is not None:
                words.append(Word(place, number, meant, base(meant), REPAIRED))
            elif not form.isdigit():
                unknown.append(known)
    return Query(text, split, tuple(words), tuple(unknown))


@dataclass(frozen=True)
class Credit:
    """What one word of a text is worth for a thing, and the phrase that holds it."""

    word: Word
    points: float
    phrase: str


@dataclass(frozen=True)
class Match:
    """A thing that fits a text: its score, and why."""

    thing: Thing
    score: float
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True)
class Ranking:
    """What fits a text, best first; each place stands once, with the part of it that fits best."""

    matches: tuple[Match, ...] = ()
    sure: bool = False

    @property
    def first(self) -> tuple[Match, ...]:
        """Return what stands out: one that is clearly best, or three of which one will be it."""
        return self.matches[:1] if self.sure else self.matches[:3]

    @property
    def rest(self) -> tuple[Match, ...]:
        return self.matches[len(self.first) :]


def weigh(query: Query, entries: Iterable[Entry], vocabulary: Vocabulary) -> list[Match]:
    """Weigh everything against a text; each place stands once, with the part that fits best."""
    rarity = {base: vocabulary.rarity(base) for base in query.places}
    lean = leaning(query)
    best: dict[tuple[Kind, str], Match] = {}
    for entry in entries:
        found = _match(query, entry, vocabulary, rarity)
        if found is None:
            continue
        found = replace(found, score=found.score * lean[entry.thing.kind])
        known = best.get(entry.thing.name)
        if known is None or found.score > known.score:
            best[entry.thing.name] = found
    return _sorted(best.values())


def choose(matches: Iterable[Match], query: Query, vocabulary: Vocabulary) -> Ranking:
    """Keep what is worth showing of what was weighed: not too faint, nor far behind."""
    rarity = math.fsum(vocabulary.rarity(base) for base in query.places)
    least = LEAST * (rarity + UNKNOWN * len(query.unknown)) ** LENGTH
    ranked = _sorted(matches)
    kept = [
        each
        for each in ranked
        if each.score >= least and each.score >= SHARE_OF_BEST * ranked[0].score
    ]
    sure = bool(kept) and (len(kept) == 1 or kept[0].score >= SURE * kept[1].score)
    return Ranking(tuple(kept[:MOST]), sure)


def _sorted(matches: Iterable[Match]) -> list[Match]:
    return sorted(matches, key=lambda each: (-each.score, *each.thing.name))


def leaning(query: Query) -> Mapping[Kind, float]:
    """Say how much each kind of thing is worth: who asks wants answers, who tells wants a form."""
    return ASKING if asks(query.tokens) else TELLING


def _match(
    query: Query, entry: Entry, vocabulary: Vocabulary, rarity: Mapping[str, float]
) -> Match | None:
    """Weigh one thing; None where no word of the text is in it."""
    best: dict[str, tuple[float, str]] = {}
    worth: dict[int, float] = {}
    for base in query.places:
        for number in entry.holding.get(base, ()):
            if number not in worth:
                worth[number] = _worth(query, entry.phrases[number], vocabulary)
            points = worth[number] * rarity[base]
            if len(entry.phrases[number].bases) >= EXAMPLE:
                points *= len(entry.holding[base]) / (len(entry.holding[base]) + CHANCE)
            if points > best.get(base, (0.0, ""))[0]:
                best[base] = (points, entry.phrases[number].text)
        if base not in best and base in entry.body:
            best[base] = (BODY * rarity[base], "")
    if not best:
        return None
    credits_ = []
    for base, (points, phrase) in best.items():
        word = max(query.places[base], key=lambda each: each.sure)
        credits_.append(Credit(word, points * word.sure, phrase))
    # fsum gives the same sum in whatever order the words come.
    return Match(entry.thing, math.fsum(each.points for each in credits_), tuple(credits_))


def _worth(query: Query, phrase: _Prepared, vocabulary: Vocabulary) -> float:
    """Return how much of a phrase is there, by the rarity of its words."""
    number = len(phrase.bases)
    if number == 1:
        return phrase.weight
    there = [base for base in phrase.bases if base in query.places]
    whole = math.fsum(vocabulary.rarity(base) for base in phrase.bases)
    share = math.fsum(vocabulary.rarity(base) for base in there) / whole
    worth = phrase.weight * share * number**LONGER
    if len(there) < number:
        return worth
    places = [min(word.place for word in query.places[base]) for base in there]
    near = max(places) - min(places) < number + APART
    return worth * TOGETHER if near else worth
