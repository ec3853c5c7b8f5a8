"""What the one box looks things up in: an index, or the database where there is none."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache, reduce
from itertools import groupby
from operator import attrgetter, or_

import tantivy
from django.db.models import Q
from rapidfuzz import process
from rapidfuzz.distance import OSA

from faq import sources
from faq.language import danger_words
from faq.search import Entry, Query, Thing, Vocabulary
from faq.words import IRREGULAR, STOP_WORDS, tokens

CANDIDATES = 40  # topics that are weighed for one text
LONG_WORD = 8  # characters; from here on two slips are repaired
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


class WordCount:
    """Which words there are and how many things hold each, counted as things pass by."""

    def __init__(self) -> None:
        self.holders: Counter[str] = Counter()
        self.spelt: set[str] = set()
        self.things = 0

    def add(self, *things: Thing) -> None:
        """Count what leads to one place, such as all kinds of one form, as one."""
        texts = (phrase.text for thing in things for phrase in thing.phrases)
        forms = {form for text in texts for token in tokens(text) for form in token.words}
        self.spelt.update(form for form in forms if len(form) > 3 and form.isalpha())
        self.holders.update({base(form) for form in forms - STOP_WORDS})
        self.things += 1


class Shelf:
    """Everything that can be found; topics, which may be many, are looked up for each text."""

    def __init__(self, entries: Sequence[Entry], wards: Sequence[str], words: WordCount):
        self.entries = entries
        self.wards = wards
        self.vocabulary = Vocabulary(words.holders, words.things)
        self._spelt: dict[str, list[str]] = {}
        for word in sorted(words.spelt | danger_words()):
            self._spelt.setdefault(word[0], []).append(word)
            if word[:2] in SILENT:  # "nife" for "knife"
                self._spelt.setdefault(word[1], []).append(word)
        self.repair = lru_cache(maxsize=5_000)(self._repair)

    @staticmethod
    def read_few(words: WordCount) -> tuple[list[Entry], list[str]]:
        """Read what there is few of: forms, support pages, handovers, and the names of wards."""
        pages, wards = sources.pages_and_wards()
        things = [*sources.report_forms(), *pages]
        for _, same in groupby(things, key=attrgetter("name")):
            words.add(*same)
        return [Entry(thing, base) for thing in things], wards

    def topics(self, query: Query) -> list[Entry]:
        """Return the topics that are worth weighing for a text."""
        raise NotImplementedError

    def _repair(self, word: str) -> str | None:
        """Return the word that was probably meant: one slip away, but never in the first letter."""
        if len(word) < 4 or not word.isalpha():
            return None
        slips = 1 if len(word) < LONG_WORD else 2
        spelt = self._spelt.get(word[0], ())
        close = process.extract(word, spelt, scorer=OSA.distance, score_cutoff=slips, limit=None)
        return min(((slips, meant) for meant, slips, _ in close), default=(0, None))[1]


class Plain(Shelf):
    """Looks topics up in the database, slowly: answers while there is no index."""

    def __init__(self) -> None:
        words = WordCount()
        super().__init__(*self.read_few(words), words)

    def topics(self, query: Query) -> list[Entry]:
        stems = {stem(form) for word in query.words for form in (word.form, word.base)}
        fields = ("title", "question", "keywords")
        holds = [Q(**{f"{field}__icontains": each}) for field in fields for each in stems]
        if not holds:
            return []
        found: Iterable[Thing] = sources.topics(reduce(or_, holds), most=CANDIDATES)
        return [Entry(thing, base) for thing in found]
