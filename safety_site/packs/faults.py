"""What is wrong with a pack: the file, the line, and a sentence that says what to do (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

LONGEST_LIST = 20


@dataclass(frozen=True, order=True)
class Fault:
    """One fault; `file` is the path inside the pack, `line` counts from 1."""

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.sentence}"


class PackFaults(ValueError):  # noqa: N818 - the name says what it holds
    """A pack that cannot be used, with everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(str(fault) for fault in self.faults))


def meant(word: str, known: Iterable[str]) -> str:
    """Say which known word was probably meant, or which there are; begins with a space."""
    words = sorted(set(known))
    close = get_close_matches(word[:100], words, n=1)
    if close:
        return f" Did you mean “{close[0]}”?"
    if not words:
        return ""
    return f" It can be: {', '.join(words[:LONGEST_LIST])}{'…' if words[LONGEST_LIST:] else '.'}"
