"""Which signs say that no person sent a report or a question (pure).

Nobody is refused and nobody solves a puzzle: a report with such signs is stored and acknowledged as
any other, but held until somebody at the council has looked at it. So a wrong guess costs a few
hours and never a report. The same holds for questions, which are counted by themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass

TRAP = "trap"
TOO_FAST = "too-fast"
MANY_FROM_ADDRESS = "many-from-address"
BUSY_SAME_TEXT = "busy-same-text"
BUSY_SAME_ADDRESS = "busy-same-address"
BUSY_FAST = "busy-fast"

# What staff read.
REASONS: Mapping[str, str] = {
    TRAP: "It filled in a field that people do not see.",
    TOO_FAST: "It was sent faster than anybody can read the form.",
    MANY_FROM_ADDRESS: "Many came with its email address or phone number within an hour.",
    BUSY_SAME_TEXT: "Many came from its network within an hour, and another of them says the same.",
    BUSY_SAME_ADDRESS: "Many came from its network within an hour, and another of them came with "
    "its email address or phone number.",
    BUSY_FAST: "Many came from its network within an hour, and it was filled in faster than people "
    "do.",
}


def in_words(code: str) -> str:
    """Say why a report is held; a code that is no longer in use stands for itself."""
    return REASONS.get(code, code)


@dataclass(frozen=True)
class Signs:
    """What is known of how a report was sent; each count is of the last hour and includes it.

    `seconds` run from the first page to sending. `from_network` came from the same part of the
    internet, `same_text` of these in the same words, `from_address` with the same email address or
    phone number. 0: not known.
    """

    trap_filled: bool
    seconds: float
    from_network: int
    same_text: int
    from_address: int


@dataclass(frozen=True)
class Limits:
    """Where a sign begins to count."""

    # Nobody reads eight pages in three seconds, not even with everything filled in by the browser.
    least_seconds: float = 3
    # The shortest form takes about a dozen taps and fields, and people take longer for them.
    calm_seconds: float = 20
    # A warden on a round sends one every five minutes; ten in an hour is more than that.
    most_from_address: int = 10
    # A college, a block of flats or a mobile network share one; more than this on any one evening
    # happens, so by itself it says nothing about a report.
    most_from_network: int = 20


def suspicions(signs: Signs, limits: Limits) -> tuple[str, ...]:
    """Return the codes of all that speaks against a report; none: it goes to its team.

    However busy its network is, the first report from an address goes to its team if it fell into
    no trap, took its time and is in words of its own.
    """
    busy = signs.from_network > limits.most_from_network
    found = {
        TRAP: signs.trap_filled,
        TOO_FAST: signs.seconds < limits.least_seconds,
        MANY_FROM_ADDRESS: signs.from_address > limits.most_from_address,
        BUSY_SAME_TEXT: busy and signs.same_text > 1,
        BUSY_SAME_ADDRESS: busy and signs.from_address > 1,
        BUSY_FAST: busy and signs.seconds < limits.calm_seconds,
    }
    return tuple(code for code, holds in found.items() if holds)
