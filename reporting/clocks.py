"""The clocks of a case: which runs out first, what a pause adds, who hears that one ran out (pure).

Times that councils set (how many working days until an update, a partner's answer, an escalation)
are data; what follows from them is here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from reporting.working_time import Calendar


class Step(StrEnum):
    """What has to happen next."""

    ANSWER = "answer"
    UPDATE = "update"
    ACTION = "action"
    REFERRAL = "referral"
    REVIEW = "review"
    PAUSE = "pause"


@dataclass(frozen=True)
class Clocks:
    """Every clock of one case; a clock that does not run is None."""

    answer: datetime | None = None
    update: datetime | None = None
    action: date | None = None
    referral: datetime | None = None
    review: date | None = None
    # While a case is paused: when an officer looks whether what we wait for has come.
    paused_until: date | None = None


# What stands still while the case waits for somebody else.
PAUSED = frozenset({Step.ANSWER, Step.UPDATE})


def next_step(clocks: Clocks, calendar: Calendar) -> tuple[datetime, Step] | None:
    """Return the clock that runs out first, or None where none runs.

    A day counts until the council closes on it. Of two at the same time, the one that the reporter
    was promised comes first, in the order of `Step`.
    """
    paused = clocks.paused_until is not None
    running: list[tuple[datetime, Step]] = []
    for step, moment in (
        (Step.ANSWER, clocks.answer),
        (Step.UPDATE, clocks.update),
        (Step.ACTION, clocks.action),
        (Step.REFERRAL, clocks.referral),
        (Step.REVIEW, clocks.review),
        (Step.PAUSE, clocks.paused_until),
    ):
        if moment is None or (paused and step in PAUSED):
            continue
        running.append((_end_of(moment, calendar), step))
    return min(running, key=lambda each: each[0], default=None)


def after_pause(due: datetime, since: datetime, until: datetime, calendar: Calendar) -> datetime:
    """Return a due time after a pause: later by as many working days as the pause covered.

    The day on which the pause began is not counted, as with any period here; a pause that ends on
    the day on which it began adds nothing, and one that began when the time was up already cannot
    mend that. ValueError where a pause ends before it begins.
    """
    if until < since:
        raise ValueError("A pause cannot end before it begins.")
    if due <= since:
        return due
    first, last = since.astimezone(calendar.zone).date(), until.astimezone(calendar.zone).date()
    days = working_days_between(first, last, calendar)
    moment = due.astimezone(calendar.zone)
    day = moment.date()
    while days:
        day += timedelta(days=1)
        days -= calendar.is_working_day(day)
    return datetime.combine(day, moment.time(), tzinfo=calendar.zone)


def working_days_between(first: date, last: date, calendar: Calendar) -> int:
    """Count the working days after `first` up to and with `last`."""
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(calendar.is_working_day(day) for day in days)


class Escalation(StrEnum):
    """Who hears that a clock has run out."""

    LEADER = "leader"
    MANAGER = "manager"


LADDER: Sequence[Escalation] = (Escalation.LEADER, Escalation.MANAGER)


def escalation(
    due: datetime, now: datetime, manager_after: int, calendar: Calendar
) -> Sequence[Escalation]:
    """Return who should know by now that a clock ran out at `due`, the nearest first.

    The leader at once, the manager `manager_after` whole working days later.
    """
    if now <= due:
        return ()
    first, last = due.astimezone(calendar.zone).date(), now.astimezone(calendar.zone).date()
    late = working_days_between(first, last, calendar)
    return LADDER if late >= manager_after else LADDER[:1]


def _end_of(moment: date | datetime, calendar: Calendar) -> datetime:
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, calendar.closes, tzinfo=calendar.zone)


def digest_is_due(now: datetime, begins: time, calendar: Calendar) -> bool:
    """Say whether the teams' daily mail may leave: on a working day, from that hour on."""
    local = now.astimezone(calendar.zone)
    return calendar.is_working_day(local.date()) and local.time() >= begins
