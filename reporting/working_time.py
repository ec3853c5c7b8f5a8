"""Due dates as residents count them: in working days, hours, days or months."""

from calendar import monthrange
from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Unit = Literal["working_days", "hours", "days", "months"]
UNITS: tuple[Unit, ...] = ("working_days", "hours", "days", "months")

SATURDAY = 5


@dataclass(frozen=True)
class Target:
    """A promise such as three working days; `amount` is at least 1."""

    amount: int
    unit: Unit


@dataclass(frozen=True)
class Calendar:
    """When the council works: its closing time, its time zone, its bank holidays."""

    closes: time
    zone: ZoneInfo
    bank_holidays: Container[date]

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self.bank_holidays


def due(at: datetime, target: Target, calendar: Calendar) -> datetime:
    """The moment by which a report received at `at` is due, in the council's time zone.

    Working days: the day of receipt is not counted; due when the council closes on the last one.
    Hours: time that really passes, day and night, also when the clocks change.
    Days and months: on that date, working day or not, when the council closes; a month without
    the date ends on its last day.
    """
    received = at.astimezone(calendar.zone).date()
    match target.unit:
        case "hours":
            moment = at.astimezone(UTC) + timedelta(hours=target.amount)
            return moment.astimezone(calendar.zone)
        case "days":
            day = received + timedelta(days=target.amount)
        case "months":
            day = months_after(received, target.amount)
        case "working_days":
            day = working_days_after(received, target.amount, calendar)
    return datetime.combine(day, calendar.closes, tzinfo=calendar.zone)


def working_days_after(day: date, amount: int, calendar: Calendar) -> date:
    """Return the last of so many working days after a day; none: the day itself."""
    while amount:
        day += timedelta(days=1)
        if calendar.is_working_day(day):
            amount -= 1
    return day


def months_after(day: date, amount: int) -> date:
    """Return the same day so many months on, or back; where the month lacks it, its last day."""
    years, month = divmod(day.month - 1 + amount, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
