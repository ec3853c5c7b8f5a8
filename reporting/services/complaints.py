"""The complaints that a request for a case review lists."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from reporting.case_review import Complaint
from reporting.journey import complaints
from reporting.journey.steps import COMPLAINTS
from reporting.models import Category, Draft
from reporting.services.common import Refused, locked_draft
from reporting.services.drafts import keep, start_draft


@transaction.atomic
def start_case_review(*, category: Category, known: Iterable[Complaint], at: datetime) -> Draft:
    """Begin a request for a case review that lists already what we know of."""
    draft = start_draft(category=category, at=at)
    for complaint in known:
        add_complaint(draft=draft, complaint=complaint, at=at)
    return draft


@transaction.atomic
def add_complaint(*, draft: Draft, complaint: Complaint, at: datetime) -> None:
    """List a complaint; one that is listed already, as by a second press, stays one."""
    stored = locked_draft(draft)
    kept = complaints.listed(stored.answers)
    if any(complaints.same(complaint, other) for other in complaints.read(kept)):
        return
    if len(kept) >= complaints.MOST:
        raise Refused(complaints.too_many())
    _list(draft, stored, [*kept, complaints.entry(complaint, kept)], at)


@transaction.atomic
def remove_complaint(*, draft: Draft, number: int, at: datetime) -> None:
    """Take a complaint off the list again; one that is gone already stays gone."""
    stored = locked_draft(draft)
    kept = complaints.listed(stored.answers)
    _list(draft, stored, [entry for entry in kept if entry["number"] != number], at)


def _list(draft: Draft, stored: Draft, entries: list[dict], at: datetime) -> None:
    """Keep the list; an empty one is no answer, so that nobody goes on without a complaint."""
    others = {step: told for step, told in stored.answers.items() if step != COMPLAINTS}
    told = {COMPLAINTS: {"complaints": entries}} if entries else {}
    keep(draft, stored, others | told, at)
