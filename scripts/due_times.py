"""Prints due times as the site works them out, over weekends, bank holidays, clock changes, pauses.

The calendar, the council's hours and the priorities are those of its pack; nothing is stored. What
each line should say was worked out by hand in tests/unit/test_due_times.py.
"""

import os
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from reporting.clocks import after_pause
from reporting.working_time import Calendar, Target, due

LONDON = ZoneInfo("Europe/London")
HOURS_2, HOURS_24 = Target(2, "hours"), Target(24, "hours")
DAYS_28, MONTHS_2 = Target(28, "days"), Target(2, "months")
UPDATE = Target(10, "working_days")


@dataclass(frozen=True)
class Case:
    """One line: what came when, what was promised, and when the clocks stood still."""

    what: str
    received: str
    promise: str | Target  # the code of a priority, or a target of its own
    pauses: tuple[tuple[str, str], ...] = ()


CASES: dict[str, tuple[Case, ...]] = {
    "Weekends": (
        Case("on a Monday morning", "2026-11-23 09:30", "P1"),
        Case("on a Thursday", "2026-11-26 10:00", "P2"),
        Case("a week later", "2026-11-26 10:00", "P3"),
        Case("on a Friday before midnight", "2026-11-27 23:59", "P1"),
        Case("on a Saturday night", "2026-11-28 22:00", "P1"),
        Case("notice that ends on a Saturday", "2026-11-21 12:00", DAYS_28),
    ),
    "Bank holidays": (
        Case("before Good Friday", "2026-04-02 12:00", "P1"),
        Case("around Easter", "2026-04-01 12:00", "P2"),
        Case("all of Easter", "2026-04-02 12:00", "P3"),
        Case("Christmas Eve, Boxing Day on a Saturday", "2026-12-24 12:00", "P1"),
        Case("Christmas Eve, over the new year", "2026-12-24 12:00", "P3"),
        Case("Christmas Day on a Saturday", "2027-12-24 12:00", "P1"),
        Case("Christmas Day on a Saturday, two days before", "2027-12-23 12:00", "P2"),
        Case("New Year’s Day on a Saturday", "2027-12-31 12:00", "P1"),
        Case("an update before Christmas", "2026-12-14 09:00", UPDATE),
        Case("two months that end in a leap February", "2027-12-31 12:00", MONTHS_2),
    ),
    "Clock changes": (
        Case("forward, two hours of the night", "2026-03-29 00:30", HOURS_2),
        Case("back, two hours of the night", "2026-10-25 00:30", HOURS_2),
        Case("forward, a day of hours", "2026-03-28 12:00", HOURS_24),
        Case("back, a day of hours", "2026-10-24 12:00", HOURS_24),
        Case("forward, a working day", "2026-03-27 12:00", "P1"),
        Case("back, a working day", "2026-10-23 12:00", "P1"),
    ),
    "Pauses": (
        Case(
            "none of it",
            "2026-11-23 09:30",
            "P3",
        ),
        Case(
            "within a day",
            "2026-11-23 09:30",
            "P3",
            (("2026-11-24 10:00", "2026-11-24 16:00"),),
        ),
        Case(
            "until the time would be up",
            "2026-11-26 10:00",
            "P1",
            (("2026-11-27 10:00", "2026-11-27 17:30"),),
        ),
        Case(
            "over a weekend",
            "2026-11-23 09:30",
            "P3",
            (("2026-11-27 15:00", "2026-11-30 09:00"),),
        ),
        Case(
            "of a weekend alone",
            "2026-11-23 09:30",
            "P3",
            (("2026-11-27 15:00", "2026-11-29 12:00"),),
        ),
        Case(
            "begun on a weekend",
            "2026-11-23 09:30",
            "P3",
            (("2026-11-28 10:00", "2026-11-30 09:00"),),
        ),
        Case(
            "over Christmas",
            "2026-12-21 09:30",
            "P3",
            (("2026-12-23 12:00", "2026-12-29 10:00"),),
        ),
        Case(
            "over the end of the year",
            "2026-12-29 09:30",
            "P3",
            (("2026-12-31 10:00", "2027-01-05 10:00"),),
        ),
        Case(
            "two of them",
            "2026-11-23 09:30",
            "P3",
            (("2026-11-24 10:00", "2026-11-25 10:00"), ("2026-11-26 10:00", "2026-11-30 10:00")),
        ),
        Case(
            "begun late",
            "2026-11-23 09:30",
            "P3",
            (("2026-12-01 09:00", "2026-12-04 09:00"),),
        ),
        Case(
            "begun when the time is up",
            "2026-11-23 09:30",
            "P3",
            (("2026-11-30 17:00", "2026-12-04 09:00"),),
        ),
        Case(
            "while the clocks go back",
            "2026-10-21 10:00",
            "P3",
            (("2026-10-23 12:00", "2026-10-27 12:00"),),
        ),
        Case(
            "of hours, while the clocks go back",
            "2026-10-24 12:00",
            HOURS_24,
            (("2026-10-24 20:00", "2026-10-25 09:00"),),
        ),
        Case(
            "of days of notice",
            "2026-11-21 12:00",
            DAYS_28,
            (("2026-11-30 09:00", "2026-12-07 09:00"),),
        ),
    ),
}


def calendar() -> Calendar:
    """Return when the council of the pack works."""
    from reporting.queries import BANK_HOLIDAYS
    from safety_site import council

    return Calendar(council.packaged().working_day_ends, LONDON, BANK_HOLIDAYS)


def priorities() -> dict[str, Target]:
    """Return the promises of the pack's priorities."""
    from safety_site import council

    text = (council.pack_dir() / "routing.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)["priority"]
    return {each["code"]: Target(each["working_days"], "working_days") for each in found}


def in_london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def worked_out() -> Iterator[tuple[str, Case, datetime]]:
    """Yield every line with its group and its due time."""
    days, promises = calendar(), priorities()
    for group, cases in CASES.items():
        for case in cases:
            target = promises.get(case.promise, case.promise)
            moment = due(in_london(case.received), target, days)
            for since, until in case.pauses:
                moment = after_pause(moment, in_london(since), in_london(until), target.unit, days)
            yield group, case, moment


def in_words(moment: datetime) -> str:
    return f"{moment:%a %d %b %Y %H:%M %Z}"


def table() -> Iterator[str]:
    """Write the lines, each group under its heading."""
    seen = None
    for group, case, moment in worked_out():
        if group != seen:
            yield f"\n{group:48}{'received':28}{'promised':18}due"
            seen = group
        promise = case.promise
        if isinstance(promise, Target):
            promise = f"{promise.amount} {promise.unit.replace('_', ' ')}"
        received = in_words(in_london(case.received))
        yield f"  {case.what:46}{received:28}{promise:18}{in_words(moment)}"
        for since, until in case.pauses:
            yield f"    stood still {in_words(in_london(since))} to {in_words(in_london(until))}"


def main() -> None:
    """Print the table."""
    os.environ |= {"DEBUG": "1", "DJANGO_SETTINGS_MODULE": "safety_site.settings"}
    import django

    django.setup()
    sys.stdout.write("\n".join([*table(), ""]))


if __name__ == "__main__":
    main()
