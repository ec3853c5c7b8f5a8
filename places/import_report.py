"""What became of each line of an imported file (pure)."""

from dataclasses import asdict, dataclass, field
from typing import Any


class UnusableFile(ValueError):  # noqa: N818 - the name says what it is
    """A file of which nothing can be taken; the message says why and what to do."""


@dataclass(frozen=True)
class Refusal:
    """A line (or feature) that could not be taken, counted from 1."""

    line: int
    why: str


@dataclass
class ImportReport:
    """Every line read is stored, unchanged, outside our area, refused, or of no use any more."""

    read: int = 0
    stored: int = 0
    unchanged: int = 0
    outside: int = 0
    refused: list[Refusal] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)
