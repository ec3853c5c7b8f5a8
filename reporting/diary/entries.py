"""Diary entries as people read them."""

from collections.abc import Iterable
from datetime import date, time
from typing import NamedTuple

from django.utils import timezone

from reporting.diary.words import EFFECTS, HOW_LONG
from reporting.journey.when import day_and_time
from reporting.models import Event, Photo, Report


class Entry(NamedTuple):
    """One incident, in its reporter's words."""

    event: Event
    day: date
    clock: time | None
    how_long: str
    effects: list[str]
    effect: str
    photos: list[Photo]

    @property
    def as_it_happened(self) -> bool:
        """Say whether it was written down in the minute of the incident."""
        written = timezone.localtime(self.event.at)
        return (written.date(), written.time().replace(second=0, microsecond=0)) == (
            self.day,
            self.clock,
        )


def entry(event: Event, photos: Iterable[Photo] = ()) -> Entry:
    """Read a diary entry; a code that is no longer in use stands for itself."""
    told = event.data
    day, clock = day_and_time(told["happened"])
    return Entry(
        event=event,
        day=day,
        clock=clock,
        how_long=HOW_LONG.get(told["how_long"], told["how_long"]),
        effects=[EFFECTS.get(code, code) for code in told["effects"]],
        effect=told["effect"],
        photos=list(photos),
    )


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Sort by when it happened; what has no time of day stands before the rest of its day."""
    return sorted(entries, key=lambda each: (each.day, each.clock or time.min, each.event.at))


def diary_of(report: Report) -> list[Entry]:
    """Return all that was written, in two queries, the oldest incident first."""
    events = report.events.filter(type=Event.Type.DIARY).prefetch_related("photos")
    return in_order(entry(event, event.photos.all()) for event in events)
