"""A report being filled in: begun, kept page by page, given up."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction

from reporting import routing
from reporting.journey.steps import BEGIN
from reporting.models import Category, Draft, Photo
from reporting.services.common import locked_draft
from reporting.services.pictures import delete_with_files

DRAFT_LIFE = timedelta(days=7)


@transaction.atomic
def start_draft(*, category: Category, at: datetime, filed_by: User | None = None) -> Draft:
    """Begin a report; the resident, or who files it for a caller, said that nobody is in danger."""
    return Draft.objects.create(
        category=category,
        filed_by=filed_by,
        answers={BEGIN: {"danger_now": routing.NO}},
        created_at=at,
        updated_at=at,
    )


@transaction.atomic
def save_answers(
    *, draft: Draft, step: str, answers: dict, at: datetime, forget: Collection[str] = ()
) -> None:
    """Keep what one page of the form was told, beside what another tab may have told since.

    `forget` names steps whose answers no longer stand after this one.
    """
    stored = locked_draft(draft)
    kept = {name: told for name, told in stored.answers.items() if name not in forget}
    keep(draft, stored, {**kept, step: answers}, at)


def keep(draft: Draft, stored: Draft, answers: dict, at: datetime) -> None:
    """Write all answers to the row just locked, and to the draft that the caller goes on with."""
    draft.answers = stored.answers = answers
    draft.updated_at = stored.updated_at = at
    stored.save(update_fields=["answers", "updated_at"])


@transaction.atomic
def forget_drafts(*, keys: Collection[str]) -> None:
    """Delete what a device began and leaves at once, photos and all."""
    delete_drafts(Draft.objects.select_for_update().filter(key__in=keys, filed_by=None))


@transaction.atomic
def purge_drafts(*, at: datetime) -> int:
    """Delete what was begun and not sent within seven days, photos and all."""
    return delete_drafts(Draft.objects.select_for_update().filter(updated_at__lt=at - DRAFT_LIFE))


def delete_drafts(drafts) -> int:
    """Delete drafts with their photos; return how many."""
    gone = Draft.objects.filter(pk__in=[draft.pk for draft in drafts])
    for photo in Photo.objects.filter(draft__in=gone):
        delete_with_files(photo)
    return gone.delete()[1].get("reporting.Draft", 0)
