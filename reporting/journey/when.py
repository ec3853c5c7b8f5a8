"""When something happened, as a draft keeps it: now, not known, a day, or a day and a time (pure).

A day stands as 2026-11-22, a day and a time as 2026-11-22T21:30, by the clock on the wall.
"""

from datetime import date, time

NOW = "now"
EARLIER = "earlier"
DONT_KNOW = "dont-know"


def day_and_time(value: object) -> tuple[date | None, time | None]:
    """Return the day and the time that an answer names; neither where it names none."""
    if not isinstance(value, str):
        return None, None
    day, _, clock = value.partition("T")
    try:
        return date.fromisoformat(day), time.fromisoformat(clock) if clock else None
    except ValueError:
        return None, None
