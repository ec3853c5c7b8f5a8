"""What the unit tests of the words of danger share: the language as it is written."""

import functools
import tomllib
from pathlib import Path

import tantivy

from faq.urgency import Lexicon, Urgency
from faq.words import IRREGULAR, tokens

WRITTEN = Path(__file__).parents[2] / "faq" / "language" / "urgency.toml"
STEMMER = (
    tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw())
    .filter(tantivy.Filter.stemmer("english"))
    .build()
)


@functools.cache
def base(word: str) -> str:
    word = IRREGULAR.get(word, word)
    return next(iter(STEMMER.analyze(word)), word)


DATA = tomllib.loads(WRITTEN.read_text(encoding="utf-8"))
LEXICON = Lexicon(DATA, base)


def assess(text: str) -> Urgency:
    return LEXICON.assess(list(tokens(text)), text)
