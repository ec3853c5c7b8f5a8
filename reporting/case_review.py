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

# The number in the Act; a council may lower it, never raise it.
THRESHOLD = 3
MONTHS_TO_COMPLAIN = 1
MONTHS_TO_APPLY = 6
BODIES = ("council", "police", "landlord")


@dataclass(frozen=True)
class Complaint:
    """One time that somebody told a body of one incident.

    Complaints of the same `incident` count once; without an incident each counts by itself.
    """

    behaviour: date
    made: date
    incident: str = ""


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


def standing(
    applied: date, complaints: Iterable[Complaint], threshold: int = THRESHOLD
) -> Standing:
    """Return how an application made on a day stands. A threshold above the Act's is the Act's."""
    by_incident: dict[object, date] = {}
    for number, complaint in enumerate(complaints):
        expires = expiry(complaint)
        if expires is None or not complaint.made <= applied <= expires:
            continue
        incident: object = complaint.incident or number
        by_incident[incident] = max(expires, by_incident.get(incident, expires))
    return Standing(
        qualifying=len(by_incident),
        may_qualify=len(by_incident) >= min(threshold, THRESHOLD),
        expires=tuple(sorted(by_incident.values())),
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
