"""What the one box looks things up in: an index, or the database where there is none."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from functools import lru_cache, reduce
from itertools import chain, groupby
from operator import or_

import tantivy
from django.db.models import Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from faq import search, sources
from faq.language import danger_words
from faq.search import Query
from faq.things import Entry, Thing, Vocabulary
from faq.words import FILLERS, IRREGULAR, STOP_WORDS, spelt_out, tokens

CANDIDATES = 40  # topics that are weighed for one text
FEW_WORDS = 8  # of a text by which the database is asked: it reads every topic for each of them
LONG_WORD = 8  # characters; from here on two slips are repaired
SHORTEST_BEGINNING = 3  # letters of a word that is still being typed
SILENT = ("kn", "wr", "gn")  # beginnings whose first letter is not heard

_stemmer = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
    .filter(tantivy.Filter.stemmer("english"))
    .build()
)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    stems = _stemmer.analyze(word)
    return stems[0] if stems else word


@lru_cache(maxsize=50_000)
def base(word: str) -> str:
    """Return the base form of a word in small letters: "dump" for "dumping"."""
    return stem(IRREGULAR.get(word, word))


@lru_cache(maxsize=50_000)
def bases(typed: str) -> tuple[str, ...]:
    """Return the base forms of the words that one word as typed stands for, if they say a thing."""
    forms = (form for form in spelt_out(typed) if form not in STOP_WORDS and len(form) > 1)
    return tuple(map(base, forms))


class WordCount:
    """Which words there are and how many things hold each, counted as things pass by."""

    def __init__(self) -> None:
        self.holders: Counter[str] = Counter()
        self.spelt: set[str] = set()
        self.things = 0

    def add(self, forms: Set[str]) -> None:
        """Count the words that lead to one place."""
        self.spelt.update(form for form in forms if len(form) > 3 and form.isalpha())
        self.holders.update({base(form) for form in forms - STOP_WORDS})
        self.things += 1


class Speller:
    """Knows how words are spelt: those that things are found by, and those of danger."""

    def __init__(self, words: Iterable[str]):
        self._words: dict[tuple[str, int], list[str]] = {}  # by first letter and length
        for word in {*words, *danger_words()}:
            # "nife" for "knife".
            for letter in {word[0], word[1] if word[:2] in SILENT else word[0]}:
                self._words.setdefault((letter, len(word)), []).append(word)

    def meant(self, word: str) -> str | None:
        """Return the word that was probably meant: one slip away, but never in the first letter."""
        if len(word) < 4 or not word.isalpha():
            return None
        slips = 1 if len(word) < LONG_WORD else 2
        lengths = range(len(word) - slips, len(word) + slips + 1)
        like = chain.from_iterable(self._words.get((word[0], each), ()) for each in lengths)
        close = process.extract(
            word, list(like), scorer=OSA.distance, score_cutoff=slips, limit=None
        )
        return min(((slips, meant) for meant, slips, _ in close), default=(0, None))[1]

    def begun(self, beginning: str) -> str | None:
        """Return the shortest word that somebody may be in the middle of typing."""
        if len(beginning) < SHORTEST_BEGINNING:
            return None
        like = (
            word
            for (letter, length), words in self._words.items()
            if letter == beginning[0] and length > len(beginning)
            for word in words
            if word.startswith(beginning)
        )
        return min(like, key=lambda word: (len(word), word), default=None)


class _Preparer:
    """Prepares things to be weighed; each that is as it was the last time is kept from then."""

    def __init__(self) -> None:
        self._last: dict[Thing, Entry] = {}

    def entries(self, things: Iterable[Thing]) -> list[Entry]:
        last = self._last  # once: another thread may put others in their place
        entries = [last.get(thing) or Entry(thing, bases) for thing in things]
        self._last = {entry.thing: entry for entry in entries}
        return entries


_preparer = _Preparer()


class Shelf:
    """Everything that can be found; topics, which may be many, are looked up for each text."""

    def __init__(self, entries: Sequence[Entry], wards: Sequence[str], words: WordCount):
        self.entries = entries
        self.wards = wards
        self.vocabulary = Vocabulary(words.holders, words.things)
        self._speller = Speller(words.spelt)
        # Not of a method of this shelf: it would hold on to itself, and its memory to its end.
        self.repair = lru_cache(maxsize=5_000)(self._speller.meant)

    @staticmethod
    def read_few(words: WordCount) -> tuple[list[Entry], list[str]]:
        """Read what there is few of: forms, support pages, handovers, and the names of wards."""
        pages, wards = sources.pages_and_wards()
        entries = _preparer.entries([*sources.report_forms(), *pages])
        # All kinds of one form lead to one place.
        for _, same in groupby(entries, key=lambda entry: entry.thing.name):
            words.add(frozenset().union(*(entry.forms for entry in same)))
        return entries, wards

    def read(self, text: str) -> Query:
        """Return a text as it is looked up here."""
        typed = tokens(text[: search.LONGEST_QUERY])
        last = [form for token in typed for form in token.words][-1:]

        def meant(word: str) -> str | None:
            begun = self._speller.begun(word) if [word] == last else None
            return begun or self.repair(word)

        return search.read(text, base, self.vocabulary, meant)

    def topics(self, query: Query) -> list[Entry]:
        """Return the topics that are worth weighing for a text."""
        raise NotImplementedError


class Plain(Shelf):
    """Looks topics up in the database, slowly: answers while there is no index."""

    def __init__(self) -> None:
        words = WordCount()
        super().__init__(*self.read_few(words), words)

    def read(self, text: str) -> Query:
        """Take words that neither forms nor pages hold as they are: topics may hold them."""
        query = super().read(text)
        return replace(query, words=(*query.words, *query.unknown), unknown=())

    def topics(self, query: Query) -> list[Entry]:
        telling = [word for word in query.words if word.form not in FILLERS] or query.words
        rarest = sorted(telling, key=lambda each: (-self.vocabulary.rarity(each.base), each.place))
        stems = {stem(form) for word in rarest[:FEW_WORDS] for form in (word.form, word.base)}
        fields = ("title", "question", "keywords")
        holds = [Q(**{f"{field}__icontains": each}) for field in fields for each in sorted(stems)]
        if not holds:
            return []
        found: Iterable[Thing] = sources.topics(reduce(or_, holds), most=CANDIDATES)
        return [Entry(thing, bases) for thing in found]
