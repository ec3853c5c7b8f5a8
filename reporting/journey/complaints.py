"""What a request for a case review lists: whom the applicant has told before, as a draft keeps it.

    {"complaints": [{"number", "to", "behaviour", "made", "incident", "reference"}]}

Days stand as 2026-11-22. `number` names one complaint in its list; `incident` is the same for
complaints about one incident, which count once.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.case_review import Complaint
from reporting.journey.steps import COMPLAINTS

MOST = 20
TO_WORDS = {
    "council": gettext_lazy("the council"),
    "police": gettext_lazy("the police"),
    "landlord": gettext_lazy("the landlord"),
}


def listed(answers: dict) -> list[dict]:
    """Return the complaints of a draft, as it keeps them."""
    return answers.get(COMPLAINTS, {}).get("complaints", [])


def read(entries: Iterable[dict]) -> list[Complaint]:
    """Return kept complaints as the Act's rules take them."""
    return [
        Complaint(
            behaviour=date.fromisoformat(entry["behaviour"]),
            made=date.fromisoformat(entry["made"]),
            incident=entry["incident"],
            to=entry["to"],
            reference=entry["reference"],
        )
        for entry in entries
    ]


def entry(complaint: Complaint, others: Sequence[dict]) -> dict:
    """Return a complaint as a draft keeps it, beside the others of its list."""
    number = max((other["number"] for other in others), default=0) + 1
    return {
        "number": number,
        "to": complaint.to,
        "behaviour": complaint.behaviour.isoformat(),
        "made": complaint.made.isoformat(),
        "incident": complaint.incident or _new_incident(number, others),
        "reference": complaint.reference,
    }


def _new_incident(number: int, others: Sequence[dict]) -> str:
    """Name an incident that no other complaint is about, also where its namesake was removed."""
    taken = {other["incident"] for other in others}
    return next(name for name in map(str, range(number, number + MOST)) if name not in taken)


def same(one: Complaint, other: Complaint) -> bool:
    """Say whether both are one complaint listed twice: its reference tells two of a day apart."""
    return (one.to, one.behaviour, one.made, one.reference.casefold()) == (
        other.to,
        other.behaviour,
        other.made,
        other.reference.casefold(),
    )


def too_many() -> str:
    """Say that the list is full."""
    return _("You can list up to %s complaints. To add another one, remove one first") % MOST


def in_words(complaint: Complaint) -> str:
    """Say a complaint in one line."""
    words = _("Told %(body)s on %(made)s about what happened on %(behaviour)s") % {
        "body": TO_WORDS[complaint.to],
        "made": day_in_words(complaint.made),
        "behaviour": day_in_words(complaint.behaviour),
    }
    if complaint.reference:
        words = _("%(words)s, reference %(reference)s") % {
            "words": words,
            "reference": complaint.reference,
        }
    return words


def incident_in_words(complaint: Complaint) -> str:
    """Name the incident of a complaint, to be chosen again."""
    words = {"day": day_in_words(complaint.behaviour), "body": TO_WORDS[complaint.to]}
    named = _("Yes, what happened on %(day)s and I told %(body)s about") % words
    return f"{named} ({complaint.reference})" if complaint.reference else named


def day_in_words(day: date) -> str:
    return date_format(day, "j F Y")
