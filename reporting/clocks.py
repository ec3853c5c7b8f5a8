"""The clocks of a case: which runs out first, what a pause adds, who hears that one ran out (pure).

Times that councils set (how many working days until an update, a partner's answer, an escalation)
are data; what follows from them is here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from reporting.working_time import Calendar, Unit, working_days_after


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
    # While a case is paused: since when, and when an officer looks whether what we wait for has
    # come. Both or neither.
    paused_since: datetime | None = None
    paused_until: date | None = None


# What stands still while the case waits for somebody else. What had run out before stays late: to
# wait for others does not mend it.
PAUSED = frozenset({Step.ANSWER, Step.UPDATE})


def next_step(clocks: Clocks, calendar: Calendar) -> tuple[datetime, Step] | None:
    """Return the clock that runs out first, or None where none runs.

    A day counts until the council closes on it. Of two at the same time, the one that the reporter
    was promised comes first, in the order of `Step`.
    """
    running: list[tuple[datetime, Step]] = []
    for step, moment in (
        (Step.ANSWER, clocks.answer),
        (Step.UPDATE, clocks.update),
        (Step.ACTION, clocks.action),
        (Step.REFERRAL, clocks.referral),
        (Step.REVIEW, clocks.review),
        (Step.PAUSE, clocks.paused_until),
    ):
        if moment is None:
            continue
        end = _end_of(moment, calendar)
        if step in PAUSED and clocks.paused_since is not None and end > clocks.paused_since:
            continue
        running.append((end, step))
    return min(running, key=lambda each: each[0], default=None)


def after_pause(
    due: datetime, since: datetime, until: datetime, unit: Unit, calendar: Calendar
) -> datetime:
    """Return a due time after a pause, later by what the pause covered of what it is counted in.

    Hours: the time that really passed. Days and months: days of the calendar. Working days: those
    after the day on which the pause began, up to and with the one on which it ended; so a pause
    within a day adds nothing. What would be late as the pause ends gets one day more, since nobody
    could act before. A pause that began when the time was up adds nothing: it cannot mend that.
    ValueError where a pause ends before it begins.
    """
    if until < since:
        raise ValueError("A pause cannot end before it begins.")
    if due <= since:
        return due
    if unit == "hours":
        # In UTC: of two times of one zone Python subtracts what clocks show, not what passed.
        passed = until.astimezone(UTC) - since.astimezone(UTC)
        return (due.astimezone(UTC) + passed).astimezone(calendar.zone)
    first, last = since.astimezone(calendar.zone).date(), until.astimezone(calendar.zone).date()
    in_working_days = unit == "working_days"
    days = working_days_between(first, last, calendar) if in_working_days else (last - first).days
    moment = due.astimezone(calendar.zone)

    def later(days: int) -> datetime:
        day = moment.date() + timedelta(days=days)
        if in_working_days:
            day = working_days_after(moment.date(), days, calendar)
        return datetime.combine(day, moment.time(), tzinfo=calendar.zone)

    moved = later(days)
    return moved if moved > until else later(days + 1)


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

    The leader at once, the manager when the council closes `manager_after` working days later.
    """
    if now <= due:
        return ()
    return LADDER if due < managers_know_before(now, manager_after, calendar) else LADDER[:1]


def managers_know_before(now: datetime, manager_after: int, calendar: Calendar) -> datetime:
    """Return the moment of which managers know by now whatever ran out before it.

    The day on which a clock runs out is not counted, as with any period here.
    """
    if not manager_after:
        return now
    local = now.astimezone(calendar.zone)
    day, left = local.date(), manager_after
    if local.time() < calendar.closes:
        day -= timedelta(days=1)  # today is not over yet
    while True:
        left -= calendar.is_working_day(day)
        if not left:
            return datetime.combine(day, time.min, tzinfo=calendar.zone)
        day -= timedelta(days=1)


def _end_of(moment: date | datetime, calendar: Calendar) -> datetime:
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, calendar.closes, tzinfo=calendar.zone)


def digest_is_due(now: datetime, begins: time, calendar: Calendar) -> bool:
    """Say whether the teams' daily mail may leave: on a working day, from that hour on."""
    local = now.astimezone(calendar.zone)
    return calendar.is_working_day(local.date()) and local.time() >= begins
