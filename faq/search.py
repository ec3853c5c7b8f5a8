"""The one box: ranks forms, answers, support pages and handovers for a resident's words (pure).

Everything that can be found has phrases: its name, its question, the words that editors keep for
it. Each word of a text is worth as much as it is rare, times how much of the best phrase that
holds it is there. What a thing is worth is the sum over the words; every part of it can be shown.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from faq.intent import asks
from faq.things import Entry, Kind, Prepared, Thing, Vocabulary
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
SHARE_OF_BEST = 0.4  # results that score less than this share of the best are noise
SHARE_OF_OTHERS = 0.8  # the same for what is not the council's: to be sent away has to be right
EXAMPLE = 4  # words; a phrase of so many is an example of what residents say
CHANCE = 0.3  # a word that only one example holds may stand there by chance
SURE = 1.5  # a first result that scores so many times the second stands alone
MOST = 12  # results


ASKING = {Kind.REPORT: 1.0, Kind.ANSWER: 1.4, Kind.SUPPORT: 1.1, Kind.HANDOVER: 0.85}
TELLING = {Kind.REPORT: 1.0, Kind.ANSWER: 0.85, Kind.SUPPORT: 1.1, Kind.HANDOVER: 0.85}


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
    unknown: tuple[Word, ...] = ()

    @cached_property
    def places(self) -> dict[str, list[Word]]:
        found: dict[str, list[Word]] = {}
        for word in self.words:
            found.setdefault(word.base, []).append(word)
        return found

    @cached_property
    def bases(self) -> frozenset[str]:
        return frozenset(self.places)


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
    unknown: list[Word] = []
    place = 0
    before = ""
    for number, token in enumerate(split):
        for form in token.words:
            place += 1
            pair, before = before + form, form
            # "lamp post" where editors write one word.
            if pair != form and base(pair) in vocabulary:
                words.append(Word(place, number, pair, base(pair)))
            if form in STOP_WORDS or len(form) < 2 or len(words) >= MOST_WORDS:
                continue
            known = base(form)
            if known in vocabulary:
                words.append(Word(place, number, form, known))
            elif (meant := repair(form)) is not None:
                words.append(Word(place, number, meant, base(meant), REPAIRED))
            elif not form.isdigit():
                unknown.append(Word(place, number, form, known))
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
    # In one order whatever that of the words is: then each sum is the same to the last digit.
    rarity = {base: vocabulary.rarity(base) for base in sorted(query.places)}
    lean = leaning(query)
    best: dict[tuple[Kind, str], Match] = {}
    for entry in entries:
        found = _match(query, entry, vocabulary, rarity, lean[entry.thing.kind])
        if found is None:
            continue
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
        if each.score >= max(least, _share(each.thing.kind) * ranked[0].score)
    ]
    sure = bool(kept) and (len(kept) == 1 or kept[0].score >= SURE * kept[1].score)
    return Ranking(tuple(kept[:MOST]), sure)


def _share(kind: Kind) -> float:
    return SHARE_OF_OTHERS if kind is Kind.HANDOVER else SHARE_OF_BEST


def _sorted(matches: Iterable[Match]) -> list[Match]:
    return sorted(matches, key=lambda each: (-each.score, *each.thing.name))


def leaning(query: Query) -> Mapping[Kind, float]:
    """Say how much each kind of thing is worth: who asks wants answers, who tells wants a form."""
    return ASKING if asks(query.tokens) else TELLING


def _match(
    query: Query, entry: Entry, vocabulary: Vocabulary, rarity: Mapping[str, float], lean: float
) -> Match | None:
    """Weigh one thing; None where no word of the text is in it."""
    worth = _worths(query, entry, vocabulary, rarity)
    credits_ = []
    for base, words in query.places.items():
        holding = entry.holding.get(base, ())
        most, phrase = 0.0, ""
        chance = len(holding) / (len(holding) + CHANCE)
        for number in holding:
            held = entry.phrases[number]
            points = worth[number] * (chance if len(held.bases) >= EXAMPLE else 1.0)
            if points > most:
                most, phrase = points, held.text
        if not holding and base in entry.body:
            most = BODY
        if most:
            word = max(words, key=lambda each: each.sure)
            credits_.append(Credit(word, most * rarity[base] * word.sure, phrase))
    if not credits_:
        return None
    # fsum gives the same sum in whatever order the words come.
    score = math.fsum(each.points for each in credits_) * lean
    return Match(entry.thing, score, tuple(credits_))


def _worths(
    query: Query, entry: Entry, vocabulary: Vocabulary, rarity: Mapping[str, float]
) -> dict[int, float]:
    """Weigh each phrase that holds words of the text, by its number: how much of it is there."""
    there: dict[int, float] = {}
    for base, rare in rarity.items():
        for number in entry.holding.get(base, ()):
            there[number] = there.get(number, 0.0) + rare
    if not there:
        return there
    whole = entry.rarities(vocabulary)
    return {
        number: _worth(query, entry.phrases[number], held / whole[number])
        for number, held in there.items()
    }


def _worth(query: Query, phrase: Prepared, share: float) -> float:
    """Return what a phrase is worth of whose words, by their rarity, a share is in the text."""
    number = len(phrase.bases)
    if number == 1:
        return phrase.weight
    worth: float = phrase.weight * share * number**LONGER
    if not phrase.bases <= query.bases:
        return worth
    places = [min(word.place for word in query.places[base]) for base in phrase.bases]
    near = max(places) - min(places) < number + APART
    return worth * TOGETHER if near else worth
