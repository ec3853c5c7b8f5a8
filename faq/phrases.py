"""Looks for phrases in a text, as language/urgency.toml writes them (pure)."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from faq.words import FILLERS, Token

GAP = 2  # words that may stand between two parts of a phrase
NEGATIONS = frozenset({"not", "never", "no", "nothing", "without"})
LINKS = frozenset({"be", "been", "is", "a", "any", "the"})  # may stand after a "not"


@dataclass(frozen=True)
class Word:
    """A word of a text: how it was typed, its base form, and which token it belongs to."""

    form: str
    base: str
    token: int


Clause = list[Word]
Match = tuple[Word, ...]


@dataclass(frozen=True)
class Part:
    """One place in a phrase: which words may stand there, and how far behind the one before."""

    bases: frozenset[str]
    forms: frozenset[str]
    ongoing: frozenset[str]  # base forms that count only with -ing
    anything: bool  # any word with -ing will do
    gap: int

    def fits(self, word: Word) -> bool:
        if word.form in self.forms or word.base in self.bases:
            return True
        return word.form.endswith("ing") and (self.anything or word.base in self.ongoing)

    def may_be_in(self, spelt: set[str]) -> bool:
        """Tell whether words of these forms and base forms could fit."""
        return self.anything or not self.words.isdisjoint(spelt)

    @cached_property
    def words(self) -> frozenset[str]:
        return self.bases | self.forms | self.ongoing


Phrase = tuple[Part, ...]


@dataclass(frozen=True)
class Reader:
    """Reads phrases as they are written; `base` brings a word to its base form."""

    classes: Mapping[str, str]
    base: Callable[[str], str]

    def finder(self, written: str, *, together: bool = False) -> "Finder":
        rows = re.sub(r"\|\s+", "|", written).split(",")
        phrases = [phrase for row in rows for phrase in self._phrases(row)]
        return Together(phrases) if together else Finder(phrases)

    def _phrases(self, row: str) -> Iterator[Phrase]:
        """Yield each way that a phrase can go, where there are choices of several words."""
        places = [
            (choices.split("|"), 0 if number else GAP)
            for side_by_side in row.split()
            for number, choices in enumerate(side_by_side.split("+"))
        ]
        ways = [list(self._ways(choices, gap)) for choices, gap in places]
        for way in product(*ways) if ways else ():
            yield tuple(part for parts in way for part in parts)

    def _ways(self, choices: Sequence[str], gap: int) -> Iterator[Phrase]:
        if single := [choice for choice in choices if "-" not in choice]:
            yield (self._part(single, gap),)
        for first, *rest in (choice.split("-") for choice in choices if "-" in choice):
            yield (self._part([first], gap), *(self._part([word], 0) for word in rest))

    def _part(self, choices: Sequence[str], gap: int) -> Part:
        bases: set[str] = set()
        forms: set[str] = set()
        ongoing: set[str] = set()
        for choice in choices:
            if found := re.fullmatch(r"<(\w+)>(ing)?", choice):
                words = map(self.base, self.classes[found[1]].split())
                (ongoing if found[2] else bases).update(words)
            elif choice.startswith("="):
                forms.add(choice[1:])
            elif choice != "*ing":
                bases.add(self.base(choice))
        anything = "*ing" in choices
        return Part(frozenset(bases), frozenset(forms), frozenset(ongoing), anything, gap)


class Finder:
    """Looks for many phrases at once, by their first words."""

    def __init__(self, phrases: Sequence[Phrase]):
        self._by_base: dict[str, list[Phrase]] = {}
        self._by_form: dict[str, list[Phrase]] = {}
        self._ongoing: dict[str, list[Phrase]] = {}
        for phrase in phrases:
            first = phrase[0]
            for index, words in (
                (self._by_base, first.bases),
                (self._by_form, first.forms),
                (self._ongoing, first.ongoing),
            ):
                for word in words:
                    index.setdefault(word, []).append(phrase)
        self.words = frozenset(word for phrase in phrases for part in phrase for word in part.words)

    def matches(self, clauses: Sequence[Clause]) -> Iterator[Match]:
        """Yield the words of every phrase that stands in a clause, unless "not" is before it."""
        for clause in clauses:
            for place, word in enumerate(clause):
                after = clause[place + 1 : place + 2 + GAP]
                near = {spelt for one in after for spelt in (one.form, one.base)}
                for phrase in self._starting(word):
                    if len(phrase) > 1 and not phrase[1].may_be_in(near):
                        continue  # said early: most phrases fail here
                    rest = _rest(phrase, 1, clause, place)
                    if rest is not None and not _denied(clause, place):
                        yield (word, *rest)

    def _starting(self, word: Word) -> Iterator[Phrase]:
        yield from self._by_form.get(word.form, ())
        yield from self._by_base.get(word.base, ())
        if word.form.endswith("ing"):
            yield from self._ongoing.get(word.base, ())


class Together(Finder):
    """Looks for phrases whose words may stand anywhere in a clause, in any order."""

    def __init__(self, phrases: Sequence[Phrase]):
        super().__init__([tuple(sorted(phrase, key=_commonness)) for phrase in phrases])

    def matches(self, clauses: Sequence[Clause]) -> Iterator[Match]:
        for clause in clauses:
            spelt = {spelt for word in clause for spelt in (word.form, word.base)}
            begun = {id(phrase): phrase for word in clause for phrase in self._starting(word)}
            for phrase in begun.values():
                if all(part.may_be_in(spelt) for part in phrase[1:]):
                    yield from _anywhere(phrase, clause)


def _commonness(part: Part) -> tuple[int, int]:
    """Put first what is rarest in any text: most searches end there."""
    return len(part.words & FILLERS), len(part.words)


def _anywhere(phrase: Phrase, clause: Clause) -> Iterator[Match]:
    taken: dict[int, Word] = {}
    for part in phrase:
        for place, word in enumerate(clause):
            if place not in taken and part.fits(word) and not _denied(clause, place):
                taken[place] = word
                break
        else:
            return
    yield tuple(taken[place] for place in sorted(taken))


def _rest(phrase: Phrase, number: int, clause: Clause, place: int) -> Match | None:
    if number == len(phrase):
        return ()
    part = phrase[number]
    for index in range(place + 1, min(place + 2 + part.gap, len(clause))):
        if part.fits(clause[index]):
            rest = _rest(phrase, number + 1, clause, index)
            if rest is not None:
                return (clause[index], *rest)
    return None


def _denied(clause: Clause, place: int) -> bool:
    """Tell whether "not", or "not been" or the like, stands right before a place."""
    before = [word.form for word in clause[max(0, place - 2) : place]]
    if before and before[-1] in LINKS:
        before.pop()
    return bool(before) and before[-1] in NEGATIONS


def clauses_of(tokens: Sequence[Token], base: Callable[[str], str]) -> Iterator[Clause]:
    """Yield the words of a text, clause by clause."""
    clause: Clause = []
    for number, token in enumerate(tokens):
        if not token.words and clause:
            yield clause
            clause = []
        clause += [Word(form, base(form), number) for form in token.words]
    if clause:
        yield clause
