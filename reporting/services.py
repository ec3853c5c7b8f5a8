"""Every change of a draft or a report: one function each, atomic, with its Event."""

from collections.abc import Collection
from contextlib import ExitStack
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from hashlib import sha256

import structlog
from django.contrib.auth.models import User
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from places.models import Ward
from reporting import lifecycle, notifications, queries, routing
from reporting.journey import answers as journey_answers
from reporting.journey.steps import ABOUT_YOU, BEGIN, WHERE
from reporting.models import Category, Draft, Event, Handover, Kind, Photo, Priority, Report, Team
from reporting.models.report import new_reference, photo_path
from reporting.photos import MOST_PHOTOS, Remade, too_many
from safety_site import council

log = structlog.get_logger(__name__)

DRAFT_LIFE = timedelta(days=7)


class DraftGone(Exception):  # noqa: N818 - the name says it
    """The draft was sent or given up since it was read."""


class Refused(Exception):  # noqa: N818 - the name is the message's subject
    """The change is not allowed; the message is a sentence for whoever asked for it."""


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
    stored = _locked_draft(draft)
    kept = {name: told for name, told in stored.answers.items() if name not in forget}
    draft.answers = stored.answers = {**kept, step: answers}
    draft.updated_at = stored.updated_at = at
    stored.save(update_fields=["answers", "updated_at"])


def add_photo(*, draft: Draft, remade: Remade, at: datetime) -> Photo:
    """Add a photo to a report being filled in: its row and both files, or nothing of it.

    The same photo sent again, as a browser does whose connection broke, is the same photo.
    """
    full, thumbnail = photo_path(None, ""), photo_path(None, "")
    digest = sha256(remade.full.read()).hexdigest()
    try:
        with ExitStack() as undo:
            for name, content in ((full, remade.full), (thumbnail, remade.thumbnail)):
                undo.callback(_delete_file, name)
                default_storage.save(name, content)
            with transaction.atomic():
                photos = _locked_draft(draft).photos
                if sent_before := photos.filter(digest=digest).first():
                    return sent_before
                if photos.count() >= MOST_PHOTOS:
                    raise Refused(too_many())
                photo = Photo.objects.create(
                    draft=draft, file=full, thumbnail=thumbnail, digest=digest, added_at=at
                )
            undo.pop_all()
    except OSError as fault:  # the disk is full, or out of reach
        log.error("photo not stored", fault=type(fault).__name__, code=fault.errno)
        raise Refused(_("We cannot keep photos just now. Try again in a few minutes")) from fault
    return photo


@transaction.atomic
def remove_photo(*, draft: Draft, pk: int) -> None:
    """Take a photo away again, file and all; one that is gone already stays gone."""
    for photo in _locked_draft(draft).photos.filter(pk=pk):
        _delete_with_files(photo)


@transaction.atomic
def submit(*, draft_key: str, at: datetime) -> Report | None:
    """Make a report of a draft; sending the same draft again returns the same report.

    Returns None where the draft is gone without a report, or where nobody at the council takes it.
    """
    draft = Draft.objects.select_for_update().filter(key=draft_key).first()
    if draft is None:
        return Report.objects.filter(draft_key=draft_key).first()
    category = queries.category_with_form(draft.category.slug)
    decision = journey_answers.settled(category, draft.answers, at)
    if decision is None or decision.team is None:
        return None
    report = _create_report(draft, category, decision, at)
    draft.photos.update(draft=None, report=report)
    draft.delete()
    _record(report, Event.Type.RECEIVED, at=at, by=draft.filed_by)
    _record(report, Event.Type.ROUTED, at=at, data={"rule": decision.rule, "team": decision.team})
    notifications.report_received(report, at)
    for team in (report.team, *report.also.owners()):
        notifications.report_for_team(report, team, at)
    log.info("report received", reference=report.reference, team=decision.team, rule=decision.rule)
    return report


def _create_report(draft, category, decision, at) -> Report:
    where = draft.answers[WHERE]
    about = draft.answers[ABOUT_YOU]
    facts = journey_answers.facts(category, draft.answers, at)
    report = Report.objects.create(
        reference=new_reference(council.current().reference_prefix),
        draft_key=draft.key,
        received_at=at,
        category=category,
        kind=Kind.objects.filter(category=category, slug=facts.kind).first(),
        answers=journey_answers.told(category, draft.answers),
        facts=journey_answers.facts_as_json(facts),
        location=where["location"],
        ward=Ward.objects.filter(slug=facts.ward).first(),
        ward_certain=journey_answers.ward_is_certain(draft.answers),
        **_position(where),
        channel=Report.Channel.PHONE if draft.filed_by else Report.Channel.WEB,
        filed_by=draft.filed_by,
        contact_level=about["contact_level"],
        reporter_name=about.get("name", ""),
        reporter_email=about.get("email", ""),
        reporter_phone=about.get("phone", ""),
        team=Team.objects.get(slug=decision.team),
        priority=Priority.objects.filter(code=decision.priority).first(),
        due_at=decision.due,
        handover=Handover.objects.filter(slug=decision.handover).first(),
        rule=decision.rule,
        reasons=list(decision.reasons),
        restricted=decision.restricted,
    )
    report.also.set(Team.objects.filter(slug__in=decision.also))
    return report


def _position(where: dict) -> dict:
    """Return the columns of a place on the map; five decimals are about a metre."""
    if not where.get("position"):
        return {}
    accuracy = where.get("accuracy")
    return {
        "position": where["position"],
        "latitude": round(Decimal(where["latitude"]), 5),
        "longitude": round(Decimal(where["longitude"]), 5),
        "accuracy": None if accuracy is None else round(accuracy),
    }


@transaction.atomic
def allocate(*, report: Report, team: Team, reason: str, by: User, at: datetime) -> None:
    """Give a report to another of the council's teams, which is told by mail."""
    report = _locked(report)
    if team.partner:
        raise Refused(f"{team.name} is a partner: a report cannot be allocated to it.")
    if team == report.team:
        raise Refused(f"{team.name} has this report already.")
    data = {"from": report.team.slug, "to": team.slug}
    report.team = team
    report.save(update_fields=["team"])
    report.also.remove(team)
    _record(report, Event.Type.ALLOCATED, at=at, by=by, text=reason, data=data)
    notifications.report_for_team(report, team, at)


@transaction.atomic
def add_note(*, report: Report, text: str, by: User, at: datetime) -> None:
    """Write down what staff know; never shown to the reporter."""
    _record(report, Event.Type.NOTE, at=at, by=by, text=text)


@transaction.atomic
def change_status(
    *,
    report: Report,
    status: str,
    by: User,
    at: datetime,
    reason: str = "",
    outcome: str = "",
    explanation: str = "",
) -> None:
    """Move a report along its path; closing tells the reporter what came of it."""
    report = _locked(report)
    refusal = lifecycle.refusal(
        lifecycle.Path(report.category.path),
        lifecycle.Status(report.status),
        lifecycle.Status(status),
        outcome=lifecycle.Outcome(outcome) if outcome else None,
        explanation=explanation,
    )
    if refusal:
        raise Refused(refusal)
    closing = status == Report.Status.CLOSED
    data = {"from": report.status, "to": status}
    if closing:
        data |= {"outcome": outcome, "explanation": explanation}
    report.status = status
    report.outcome = outcome if closing else ""
    report.explanation = explanation if closing else ""
    report.save(update_fields=["status", "outcome", "explanation"])
    _record(report, Event.Type.STATUS_CHANGED, at=at, by=by, text=reason, data=data)
    if closing:
        notifications.report_closed(report, at)


@transaction.atomic
def record_reading(
    *, report: Report, by: User, at: datetime, same_for: timedelta = timedelta(0)
) -> None:
    """Log who read a restricted report, as data protection asks of sensitive cases.

    `same_for`: how long after a reading this still belongs to it and is not logged again.
    """
    if not report.restricted:
        return
    mine = report.events.filter(type=Event.Type.READ, by=by)
    if not mine.filter(at__gt=at - same_for, at__lte=at).exists():
        _record(report, Event.Type.READ, at=at, by=by)


@transaction.atomic
def purge_drafts(*, at: datetime) -> int:
    """Delete what was begun and not sent within seven days, photos and all."""
    old = Draft.objects.select_for_update().filter(updated_at__lt=at - DRAFT_LIFE)
    stale = Draft.objects.filter(pk__in=[draft.pk for draft in old])
    for photo in Photo.objects.filter(draft__in=stale):
        _delete_with_files(photo)
    return stale.delete()[1].get("reporting.Draft", 0)


def _locked_draft(draft: Draft) -> Draft:
    """Read the draft again, so that two pages of one report come one after the other."""
    stored = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if stored is None:
        raise DraftGone
    return stored


def _locked(report: Report) -> Report:
    """Read the report again so that two officers' changes come one after the other."""
    return (
        Report.objects.select_for_update(of=("self",))
        .select_related("category", "team")
        .get(pk=report.pk)
    )


def _delete_with_files(photo: Photo) -> None:
    names = [photo.file.name, photo.thumbnail.name]
    photo.delete()
    for name in filter(None, names):  # photos from before there were thumbnails have none
        transaction.on_commit(partial(_delete_file, name))


def _delete_file(name: str) -> None:
    try:
        default_storage.delete(name)
    except OSError as fault:  # nothing leads to it any more, but somebody should delete it
        log.error("photo file not deleted", file=name, code=fault.errno)


def _record(report, type_, *, at, by=None, text="", data=None) -> Event:
    return Event.objects.create(report=report, type=type_, at=at, by=by, text=text, data=data or {})
