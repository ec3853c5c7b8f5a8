"""When an application for an ASB case review may meet the threshold (pure).

Anti-social Behaviour, Crime and Policing Act 2014, section 104: three qualifying complaints. A
complaint qualifies that was made within one month beginning with the day of the behaviour, for an
application made within six months beginning with the day of the complaint. Complaints to the
council, the police and a landlord count alike. Officers decide; we only say “may”.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# The number in the Act; a council may lower it, never raise it.
THRESHOLD = 3
MONTHS_TO_COMPLAIN = 1
MONTHS_TO_APPLY = 6
BODIES = ("council", "police", "landlord")


@dataclass(frozen=True)
class Complaint:
    """One time that somebody told a body of one incident.

    Complaints of the same `incident` count once; without an incident each counts by itself. `to` is
    one of BODIES; it and the body's own `reference` decide nothing.
    """

    behaviour: date
    made: date
    incident: str = ""
    to: str = ""
    reference: str = ""


class Verdict(StrEnum):
    """Whether a complaint counts, and if not, why."""

    COUNTS = "counts"
    OUT_OF_ORDER = "out-of-order"  # told before it happened, or after the application
    TOLD_LATE = "told-late"
    TOO_OLD = "too-old"
    SAME_INCIDENT = "same-incident"  # another complaint of the incident counts, no less long


@dataclass(frozen=True)
class Judged:
    """A complaint with its verdict; `expires` is the last day on which it counts, if it does."""

    complaint: Complaint
    verdict: Verdict
    expires: date | None = None

    @property
    def counts(self) -> bool:
        return self.verdict is Verdict.COUNTS


@dataclass(frozen=True)
class Standing:
    """How an application stands; `expires` holds the last day on which each incident counts."""

    qualifying: int
    may_qualify: bool
    expires: tuple[date, ...]


def last_day(first: date, months: int) -> date:
    """Return the last day of a period of months that begins with its first day.

    One month from 10 March ends on 9 April. Where the last month has no such day, as February has
    no 30th, the period ends with that month: our reading of the corresponding-date rule.
    """
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    days = monthrange(year, month + 1)[1]
    if first.day > days:
        return date(year, month + 1, days)
    return date(year, month + 1, first.day) - timedelta(days=1)


def expiry(complaint: Complaint) -> date | None:
    """Return the last day on which an application may count it; None if it came too late."""
    in_time = complaint.behaviour <= complaint.made
    if not in_time or complaint.made > last_day(complaint.behaviour, MONTHS_TO_COMPLAIN):
        return None
    return last_day(complaint.made, MONTHS_TO_APPLY)


def judge(applied: date, complaints: Iterable[Complaint]) -> tuple[Judged, ...]:
    """Return each complaint with its verdict for an application made on a day, in their order."""
    judged = [_alone(applied, complaint) for complaint in complaints]
    incidents: list[object] = [each.complaint.incident or n for n, each in enumerate(judged)]
    last: dict[object, date] = {}
    for incident, each in zip(incidents, judged, strict=True):
        if each.expires:
            last[incident] = max(each.expires, last.get(incident, each.expires))
    for number, (incident, each) in enumerate(zip(incidents, judged, strict=True)):
        if each.expires and each.expires == last.get(incident):
            del last[incident]  # the first that counts longest stands for its incident
        elif each.expires:
            judged[number] = Judged(each.complaint, Verdict.SAME_INCIDENT)
    return tuple(judged)


def _alone(applied: date, complaint: Complaint) -> Judged:
    """Judge a complaint by its own dates."""
    expires = expiry(complaint)
    if not complaint.behaviour <= complaint.made <= applied:
        return Judged(complaint, Verdict.OUT_OF_ORDER)
    if expires is None:
        return Judged(complaint, Verdict.TOLD_LATE)
    if applied > expires:
        return Judged(complaint, Verdict.TOO_OLD)
    return Judged(complaint, Verdict.COUNTS, expires)


def standing(
    applied: date, complaints: Iterable[Complaint], threshold: int = THRESHOLD
) -> Standing:
    """Return how an application made on a day stands. A threshold above the Act's is the Act's."""
    expires = sorted(each.expires for each in judge(applied, complaints) if each.expires)
    return Standing(
        qualifying=len(expires),
        may_qualify=len(expires) >= min(threshold, THRESHOLD),
        expires=tuple(expires),
    )


def parse(raw: object) -> tuple[date, list[Complaint]]:
    """Read an application as it stands in a JSON object. Raises ValueError with a sentence."""
    if not isinstance(raw, Mapping) or not isinstance(raw.get("complaints"), list):
        raise ValueError("Write an object with “applied” and a list of “complaints”.")
    return _day(raw, "applied"), [_complaint(each) for each in raw["complaints"]]


def _complaint(raw: object) -> Complaint:
    if not isinstance(raw, Mapping):
        raise ValueError("Each complaint is an object with “behaviour”, “made” and “to”.")
    if raw.get("to") not in BODIES:
        raise ValueError(f"“to” is one of: {', '.join(BODIES)}.")
    incident = raw.get("incident")
    known = isinstance(incident, str | int) and not isinstance(incident, bool)
    if incident is not None and not known:
        raise ValueError("“incident” is a word or a number.")
    # A number and its digits are two names: JSON tells them apart.
    name = "" if incident is None else repr(incident)
    return Complaint(_day(raw, "behaviour"), _day(raw, "made"), name)


def _day(raw: Mapping[str, object], name: str) -> date:
    value = raw.get(name)
    try:
        day = date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise ValueError(f"“{name}” is a date such as 2026-03-10.") from None
    if not 1900 <= day.year <= 2100:  # what lies beyond would run off the calendar
        raise ValueError(f"“{name}” lies between the years 1900 and 2100.")
    return day
