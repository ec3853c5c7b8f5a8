"""The one box: what a resident's words lead to, whether they tell of danger, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from faq import index, language, search
from faq.search import Match, Ranking
from faq.shelf import Shelf, base
from faq.things import Kind
from faq.urgency import Hit, Lexicon, Urgency, likened
from faq.words import STOP_WORDS, Token, cleaned, fold, tokens

LONGEST_READ = 10_000  # characters that are read for danger
EMERGENCY = (Kind.SUPPORT, "emergency")  # in every pack
ENOUGH = 300  # examples of danger in a pack, for a text to be compared with them
CALM = 0.5  # what the emergency page is worth where no danger is seen


@dataclass(frozen=True)
class Found:
    """Everything that the page, the command and the question form need to know of a text."""

    query: search.Query
    urgency: Urgency
    ranking: Ranking
    wards: tuple[str, ...]

    @property
    def urgent(self) -> bool:
        return self.urgency.urgent

    @property
    def matches(self) -> tuple[Match, ...]:
        return self.ranking.matches

    @property
    def repaired(self) -> list[tuple[str, str]]:
        """Return words as typed, each with what was looked for in its place."""
        typed = self.query.text
        pairs = (
            (typed[token.start : token.end], word.form)
            for word in self.query.words
            if word.is_repaired
            for token in (self.query.tokens[word.token],)
        )
        return list(dict.fromkeys(pairs))


def find(text: str) -> Found:
    """Weigh everything that can be found against a text; the same text finds the same."""
    shelf, text = index.shelf(), cleaned(text)
    query = shelf.read(text)
    wards, query = _without_wards(query, shelf)
    entries = [*shelf.entries, *shelf.topics(query)]
    matches = search.weigh(query, entries, shelf.vocabulary)
    urgency = _danger(text, shelf, _likeness(matches, query, text, shelf))
    if not urgency.urgent:
        matches = [
            replace(each, score=each.score * CALM) if each.thing.name == EMERGENCY else each
            for each in matches
        ]
    ranking = search.choose(matches, query, shelf.vocabulary)
    if urgency.urgent:
        ranking = _emergency_first(ranking, shelf)
    return Found(query, urgency, ranking, wards)


def _likeness(matches: Sequence[Match], query: search.Query, text: str, shelf: Shelf) -> list[Hit]:
    """Compare a text with what people in danger write, where the pack has enough of it."""
    examples = sum(len(entry.phrases) for entry in shelf.entries if entry.thing.name == EMERGENCY)
    if examples < ENOUGH:
        return []
    scores = {each.thing.name: each.score for each in matches}
    danger = scores.pop(EMERGENCY, 0.0)
    like = likened(danger / max(scores.values(), default=danger) if danger else 0.0)
    # Of a long text only the beginning was compared: what follows may be the call for help.
    cut = len(text) > len(query.text) or len(query.words) >= search.MOST_WORDS
    return [like] if like.points and not (cut and like.points < 0) else []


def _danger(text: str, shelf: Shelf, beside: Sequence[Hit]) -> Urgency:
    """Say whether a text tells of danger now, misspelt or not."""
    text = text[:LONGEST_READ]
    return lexicon().assess([_as_meant(token, shelf) for token in tokens(text)], text, beside)


@cache
def lexicon() -> Lexicon:
    """Return what knows which words tell of danger."""
    return Lexicon(language.of_danger(), base)


def _as_meant(token: Token, shelf: Shelf) -> Token:
    known = lexicon().words()
    words = tuple(
        word
        if word in STOP_WORDS or base(word) in known or base(word) in shelf.vocabulary
        else shelf.repair(word) or word
        for word in token.words
    )
    return replace(token, words=words)


def _without_wards(query: search.Query, shelf: Shelf) -> tuple[tuple[str, ...], search.Query]:
    """Name the wards in a text, whose words say where and not what."""
    forms = [(number, form) for number, each in enumerate(query.tokens) for form in each.words]
    named, covered = [], set()
    for ward in shelf.wards:
        name = fold(ward).split()
        if len(name) == 1 and base(name[0]) in shelf.vocabulary:
            continue  # a ward such as Valley: the word may mean something else
        for start in range(len(forms) - len(name) + 1):
            run = forms[start : start + len(name)]
            if [form for _, form in run] == name:
                named.append(ward)
                covered.update(number for number, _ in run)
    words = tuple(word for word in query.words if word.token not in covered)
    unknown = tuple(word for word in query.unknown if word.token not in covered)
    return tuple(dict.fromkeys(named)), replace(query, words=words, unknown=unknown)


def _emergency_first(ranking: Ranking, shelf: Shelf) -> Ranking:
    page = next((entry.thing for entry in shelf.entries if entry.thing.name == EMERGENCY), None)
    if page is None:
        return ranking
    best = max((match.score for match in ranking.matches), default=0.0)
    others = tuple(match for match in ranking.matches if match.thing.name != EMERGENCY)
    known = next((match for match in ranking.matches if match.thing.name == EMERGENCY), None)
    first = replace(known or Match(page, 0.0), score=max(best, 1.0))
    return Ranking((first, *others), sure=True)
