"""Who else reported the same: who gets an officer's words too, who has not heard for long (pure).

Every reporter was promised an update every so many working days (practice). A report that was
joined with another has no clock of its own, so this is what keeps the promise in sight.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from reporting.working_time import Calendar, Target, due


class Shield(IntEnum):
    """How well a report is kept from others; a greater one is kept better."""

    NONE = 0
    SENSITIVE = 1  # mail and pages tell no more than a reference
    RESTRICTED = 2  # read by those who are cleared, and each reading is logged


@dataclass(frozen=True)
class Reporter:
    """Who made one report, as far as it matters to whom words go."""

    report: int
    address: str  # in small letters; blank: gave none
    by_mail: bool  # and mail is a safe way to reach them
    promised: bool  # an update; nobody is who stays anonymous
    shield: Shield
    heard_at: datetime  # the last word that they had from us


def told(main: Reporter, others: Iterable[Reporter]) -> list[Reporter]:
    """Return who gets words about the main report as well, each by mail about their own report.

    Never on a report that is kept less well than the main one: there, words about that would be
    read by people, or in mail, that it is kept from. Who made the main report hears there.
    """
    return [each for each in _else(main, others) if each.by_mail and each.shield >= main.shield]


def left_out(main: Reporter, others: Sequence[Reporter]) -> list[Reporter]:
    """Return who was promised news but can only be told on their own report."""
    by_mail = {each.address for each in told(main, others)}
    return [each for each in _else(main, others) if each.promised and each.address not in by_mail]


def unheard(
    main: Reporter, others: Iterable[Reporter], at: datetime, promise: Target, calendar: Calendar
) -> list[Reporter]:
    """Return who should have heard from us by now and has not, the one who waits longest first."""
    late = [
        each
        for each in _else(main, others)
        if each.promised and due(each.heard_at, promise, calendar) < at
    ]
    return sorted(late, key=lambda each: (each.heard_at, each.report))


def people(reporters: Iterable[Reporter]) -> int:
    """Count people: one address is one person, however many reports they made."""
    return len({each.address or each.report for each in reporters})


def one_each(reporters: Iterable[Reporter]) -> set[int]:
    """Return one report of each person, their first, about which they get the mail."""
    first: dict[str | int, int] = {}
    for each in sorted(reporters, key=lambda each: each.report):
        first.setdefault(each.address or each.report, each.report)
    return set(first.values())


def _else(main: Reporter, others: Iterable[Reporter]) -> list[Reporter]:
    return [each for each in others if not (each.address and each.address == main.address)]
