"""Every change of a draft or a report: one function each, atomic, with its Event."""

from datetime import datetime, timedelta

import structlog
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from places.models import Ward
from reporting import lifecycle, notifications, queries, routing
from reporting.journey import answers as journey_answers
from reporting.journey.steps import ABOUT_YOU, BEGIN, WHERE
from reporting.models import Category, Draft, Event, Handover, Kind, Photo, Priority, Report, Team
from reporting.models.report import new_reference
from reporting.photos import MOST_PHOTOS
from safety_site import council

log = structlog.get_logger(__name__)

DRAFT_LIFE = timedelta(days=7)


class DraftGone(Exception):  # noqa: N818 - the name says it
    """The draft was sent or given up since it was read."""


class Refused(Exception):  # noqa: N818 - the name is the message's subject
    """The change is not allowed; the message is a sentence for whoever asked for it."""


@transaction.atomic
def start_draft(*, category: Category, at: datetime) -> Draft:
    """Begin a report; the resident has said that nobody is in danger."""
    return Draft.objects.create(
        category=category,
        answers={BEGIN: {"danger_now": routing.NO}},
        created_at=at,
        updated_at=at,
    )


@transaction.atomic
def save_answers(*, draft: Draft, step: str, answers: dict, at: datetime) -> None:
    """Keep what one page of the form was told, beside what another tab may have told since."""
    stored = _locked_draft(draft)
    draft.answers = stored.answers = {**stored.answers, step: answers}
    draft.updated_at = stored.updated_at = at
    stored.save(update_fields=["answers", "updated_at"])


@transaction.atomic
def add_photo(*, draft: Draft, content: ContentFile, at: datetime) -> Photo:
    """Add a photo, already made anew, to a report being filled in."""
    _locked_draft(draft)
    if draft.photos.count() >= MOST_PHOTOS:
        raise Refused(_("You can add up to %s photos.") % MOST_PHOTOS)
    return Photo.objects.create(draft=draft, file=content, added_at=at)


@transaction.atomic
def remove_photo(*, draft: Draft, name: str) -> None:
    """Take a photo away again, file and all; `name` is its number as the page wrote it."""
    for photo in draft.photos.all():
        if str(photo.pk) == name:
            _delete_with_file(photo)


@transaction.atomic
def submit(*, draft_key: str, at: datetime) -> Report | None:
    """Make a report of a draft; sending the same draft again returns the same report.

    Returns None where the draft is gone without a report, or where nobody at the council takes it.
    """
    draft = Draft.objects.select_for_update().filter(key=draft_key).first()
    if draft is None:
        return Report.objects.filter(draft_key=draft_key).first()
    category = queries.category_with_form(draft.category.slug)
    facts = journey_answers.facts(category, draft.answers, at)
    decision = routing.decide(facts, queries.policy(), queries.calendar())
    if decision.team is None:
        return None
    report = _create_report(draft, category, facts, decision, at)
    draft.photos.update(draft=None, report=report)
    draft.delete()
    _record(report, Event.Type.RECEIVED, at=at)
    _record(report, Event.Type.ROUTED, at=at, data={"rule": decision.rule, "team": decision.team})
    notifications.report_received(report, at)
    for team in (report.team, *report.also.owners()):
        notifications.report_for_team(report, team, at)
    log.info("report received", reference=report.reference, team=decision.team, rule=decision.rule)
    return report


def _create_report(draft, category, facts, decision, at) -> Report:
    where = draft.answers.get(WHERE, {})
    about = draft.answers.get(ABOUT_YOU, {})
    report = Report.objects.create(
        reference=new_reference(council.current().reference_prefix),
        draft_key=draft.key,
        received_at=at,
        category=category,
        kind=Kind.objects.filter(category=category, slug=facts.kind).first(),
        answers=journey_answers.told(category, draft.answers),
        facts=journey_answers.facts_as_json(facts),
        location=where.get("location", ""),
        ward=Ward.objects.filter(slug=facts.ward).first(),
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
def record_reading(*, report: Report, by: User, at: datetime) -> None:
    """Log who read a restricted report, as data protection asks of sensitive cases."""
    if report.restricted:
        _record(report, Event.Type.READ, at=at, by=by)


@transaction.atomic
def purge_drafts(*, at: datetime) -> int:
    """Delete what was begun and not sent within seven days, photos and all."""
    stale = Draft.objects.filter(updated_at__lt=at - DRAFT_LIFE)
    for photo in Photo.objects.filter(draft__in=stale):
        _delete_with_file(photo)
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


def _delete_with_file(photo: Photo) -> None:
    storage, name = photo.file.storage, photo.file.name
    photo.delete()
    transaction.on_commit(lambda: storage.delete(name))


def _record(report, type_, *, at, by=None, text="", data=None) -> Event:
    return Event.objects.create(report=report, type=type_, at=at, by=by, text=text, data=data or {})
