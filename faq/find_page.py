"""What the page of the one box shows of all that was found, and in which order."""

from dataclasses import dataclass

from faq.finding import EMERGENCY, Found
from faq.search import Match, Ranking
from faq.things import Kind
from faq.words import FILLERS, fold

BESIDE = 4  # results in each of the two columns
QUOTED = 3  # words that told of danger, and spellings that were repaired
_NAMES_A_WARD = frozenset({"ward", "wards"})


@dataclass(frozen=True)
class Shown:
    """What stands where: first what stands out, then forms beside answers and advice."""

    found: Found
    ranking: Ranking

    @property
    def forms(self) -> tuple[Match, ...]:
        return self._rest(is_form=True)

    @property
    def advice(self) -> tuple[Match, ...]:
        return self._rest(is_form=False)

    @property
    def quick_exit(self) -> bool:
        """Say whether somebody who reads this page may have to leave it at once."""
        return any(match.thing.quick_exit for match in self.ranking.first)

    @property
    def because(self) -> tuple[str, ...]:
        return self.found.urgency.because[:QUOTED]

    @property
    def repaired(self) -> list[tuple[str, str]]:
        return self.found.repaired[:QUOTED]

    @property
    def is_ward_alone(self) -> bool:
        return bool(self.found.wards and not self.ranking.matches and not content_words(self.found))

    @property
    def nothing(self) -> bool:
        """Say whether we know nothing of what somebody asked about."""
        return not (self.ranking.matches or self.found.urgent or self.is_ward_alone)

    def _rest(self, *, is_form: bool) -> tuple[Match, ...]:
        rest = self.ranking.rest
        return tuple(m for m in rest if (m.thing.kind is Kind.REPORT) == is_form)[:BESIDE]


def arrange(found: Found) -> Shown:
    """Give each result its place; in danger the page's own panel stands for the emergency page."""
    if not found.urgent:
        return Shown(found, found.ranking)
    others = (match for match in found.matches if match.thing.name != EMERGENCY)
    return Shown(found, Ranking(tuple(others)))


def content_words(found: Found) -> list[str]:
    """Return the words of a text that carry meaning, in small letters, without names of wards."""
    wards = {form for ward in found.wards for form in fold(ward).split()}
    empty = FILLERS | wards | (_NAMES_A_WARD if wards else frozenset())
    forms = (form for token in found.query.tokens for form in token.words)
    return [form for form in forms if form not in empty]
