"""What loading a pack did to each object, and why (pure)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What became of one object."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept: staff edited it"
    KEPT_OLDER = "kept: staff edited it, and the pack has newer text"
    REMOVED_BY_STAFF = "left away: staff removed it"
    LEFT_OUT = "left out"
    TAKEN_OUT = "taken out: no longer in the pack"
    NO_LONGER_IN_PACK = "left: no longer in the pack"


DIFFERENT_FROM_PACK = frozenset(
    {
        Verdict.KEPT,
        Verdict.KEPT_OLDER,
        Verdict.REMOVED_BY_STAFF,
        Verdict.LEFT_OUT,
        Verdict.NO_LONGER_IN_PACK,
    }
)


@dataclass(frozen=True)
class Outcome:
    """One object, what became of it, and a note where that needs one."""

    kind: str
    key: str
    verdict: Verdict
    note: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.key}{f' ({self.note})' if self.note else ''}"


class LoadResult:
    """What became of every object of a pack."""

    def __init__(self, outcomes: Iterable[Outcome]):
        self.outcomes = tuple(outcomes)

    def of(self, verdict: Verdict) -> list[Outcome]:
        """Return the objects with one verdict, in the order of the pack."""
        return [outcome for outcome in self.outcomes if outcome.verdict is verdict]

    def counts(self) -> dict[Verdict, int]:
        """Return how many objects have each verdict; verdicts without any are left out."""
        counted = Counter(outcome.verdict for outcome in self.outcomes)
        return {verdict: counted[verdict] for verdict in Verdict if counted[verdict]}

    def edited(self) -> list[Outcome]:
        """Return what differs from the pack because of staff."""
        return [one for one in self.outcomes if one.verdict in DIFFERENT_FROM_PACK]
