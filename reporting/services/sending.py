"""A report is sent: a draft becomes a report, once, with a team and a reason."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

import structlog
from django.db import transaction

from places.models import Ward
from reporting import nearby, notifications, queries
from reporting.journey import answers as journey_answers
from reporting.journey.steps import (
    ABOUT_YOU,
    ANONYMOUS,
    FOR_WHOM,
    SAFE_CONTACT,
    WHERE,
    contact_level,
)
from reporting.models import (
    Draft,
    Event,
    Handover,
    Kind,
    Priority,
    Report,
    SafeContact,
    Team,
)
from reporting.models.keys import new_reference
from reporting.services.common import next_update, record, remember_words, settle
from safety_site import council

log = structlog.get_logger(__name__)


@transaction.atomic
def submit(*, draft_key: str, at: datetime, suspicions: Sequence[str] = ()) -> Report | None:
    """Make a report of a draft; sending the same draft again returns the same report.

    With `suspicions` that no person sent it, it is held in quarantine and nobody gets mail.
    Returns None where the draft is gone without a report, or where nobody at the council takes it.
    """
    draft = Draft.objects.select_for_update().filter(key=draft_key).first()
    if draft is None:
        return Report.objects.filter(draft_key=draft_key).first()
    category = queries.category_with_form(draft.category.slug)
    decision = journey_answers.settled(category, draft.answers, at)
    if decision is None or decision.team is None:
        return None
    report = _create_report(draft, category, decision, at, suspicions)
    draft.photos.update(draft=None, report=report)
    draft.delete()
    record(report, Event.Type.RECEIVED, at=at, by=draft.filed_by)
    record(report, Event.Type.ROUTED, at=at, data={"rule": decision.rule, "team": decision.team})
    remember_words(report)
    settle(report)
    if suspicions:
        record(report, Event.Type.HELD, at=at, data={"suspicions": list(suspicions)})
    else:
        announce(report, at)
    log.info("report received", reference=report.reference, team=decision.team, rule=decision.rule)
    return report


def announce(report: Report, at: datetime) -> None:
    """Tell the reporter and the teams; for the caller's transaction."""
    notifications.report_received(report, at)
    for team in (report.team, *report.also.owners()):
        notifications.report_for_team(report, team, at)


def _create_report(draft, category, decision, at, suspicions) -> Report:
    where = draft.answers[WHERE]
    facts = journey_answers.facts(category, draft.answers, at)
    facts_as_json = journey_answers.facts_as_json(facts)
    kind = Kind.objects.filter(category=category, slug=facts.kind).first()
    report = Report.objects.create(
        reference=new_reference(council.current().reference_prefix),
        draft_key=draft.key,
        received_at=at,
        category=category,
        kind=kind,
        answers=journey_answers.told(category, draft.answers),
        facts=facts_as_json,
        location=where["location"],
        ward=Ward.objects.filter(slug=facts.ward).first(),
        ward_certain=journey_answers.ward_is_certain(draft.answers),
        **_position(where),
        channel=Report.Channel.PHONE if draft.filed_by else Report.Channel.WEB,
        filed_by=draft.filed_by,
        **_reporter(draft.answers),
        **_third_party(draft.answers.get(FOR_WHOM, {})),
        team=Team.objects.get(slug=decision.team),
        priority=Priority.objects.filter(code=decision.priority).first(),
        due_at=decision.due,
        handover=Handover.objects.filter(slug=decision.handover).first(),
        rule=decision.rule,
        reasons=list(decision.reasons),
        restricted=decision.restricted,
        public=nearby.may_be_public(
            category, kind, facts_as_json, restricted=decision.restricted, place=_position(where)
        ),
        quarantined=bool(suspicions),
        suspicions=list(suspicions),
    )
    report.update_due_at = next_update(report, at)
    report.save(update_fields=["update_due_at"])
    report.also.set(Team.objects.filter(slug__in=decision.also))
    if report.contact_level != Report.ContactLevel.ANONYMOUS and SAFE_CONTACT in draft.answers:
        SafeContact.objects.create(report=report, **draft.answers[SAFE_CONTACT])
    return report


def _reporter(answers: dict) -> dict:
    """Return who reports; of who stays anonymous nothing, whatever was typed before."""
    level = contact_level(answers)
    if level == ANONYMOUS:
        return {"contact_level": level}
    about = answers[ABOUT_YOU]
    return {
        "contact_level": level,
        "reporter_name": about.get("name", ""),
        "reporter_email": about.get("email", ""),
        "reporter_phone": about.get("phone", ""),
    }


def _third_party(told: dict) -> dict:
    if not told.get("third_party"):
        return {}
    return {
        "third_party": True,
        "third_party_name": told.get("name", ""),
        "third_party_agrees": told.get("agrees", ""),
    }


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
