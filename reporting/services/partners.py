"""Referrals: a case passed to another body, and what it answers."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from reporting import lifecycle, notifications, queries, working_time
from reporting.models import Event, Pause, Referral, Report, Team
from reporting.services.common import (
    Refused,
    has_come,
    locked,
    locked_open,
    move,
    record,
    settle,
)
from safety_site import council


@transaction.atomic
def refer(
    *,
    report: Report,
    body: str,
    partner: Team | None,
    referred_on: date,
    reference: str,
    text: str,
    by: User,
    at: datetime,
    safeguarding: bool = False,
    waits: bool = False,
) -> None:
    """Pass a case to another body; its people see it here where they have sign-ins.

    `waits`: the case is theirs now, and its status says so where that can follow.
    """
    report = locked_open(report)
    if not reference.strip() or not (partner or body.strip()):
        raise Refused("A referral names the body, the day and a reference.")
    if partner and not partner.partner:
        raise Refused(f"{partner.name} is one of our own teams: give the report to it instead.")
    if referred_on > timezone.localdate(at):
        raise Refused("A referral cannot lie in the future: record it once it is made.")
    days = working_time.Target(council.current().referral_days, "working_days")
    body = partner.name if partner else body
    referral = Referral.objects.create(
        report=report,
        body=body,
        partner=partner,
        referred_on=referred_on,
        reference=reference,
        safeguarding=safeguarding,
        text=text,
        by=by,
        answer_due_at=working_time.due(at, days, queries.calendar()),
    )
    data = {"body": body, "reference": reference, "referred_on": referred_on.isoformat()}
    record(report, Event.Type.REFERRED, at=at, by=by, text=text, data=data)
    if partner:
        notifications.report_referred(referral, at)
    target = lifecycle.referred(*report.stage)
    if waits and target:
        move(report, target, at=at, by=by)
    settle(report)


@transaction.atomic
def answer_referral(
    *,
    report: Report,
    referral: int,
    answer: str,
    text: str,
    by: User,
    at: datetime,
    reference: str = "",
) -> None:
    """Take down what the other body says; a case that it takes or sends back moves with that.

    `reference`: their own, by which they are asked about it from now on.
    """
    report = locked(report)
    asked = report.referrals.filter(pk=referral).first()
    if asked is None:
        raise Refused("This referral is not part of this case.")
    if asked.answer:
        raise Refused("This referral is answered already.")
    if answer == Referral.Answer.DECLINED and not text.strip():
        raise Refused("Say why it is declined, so that the officer can go on.")
    asked.answer, asked.answered_at, asked.answer_text = answer, at, text
    asked.reference = reference or asked.reference
    asked.save(update_fields=["answer", "answered_at", "answer_text", "reference"])
    data = {"body": asked.body, "answer": answer, "reference": asked.reference}
    record(report, Event.Type.REFERRAL_ANSWERED, at=at, by=by, text=text, data=data)
    # While another body has not answered yet, the case goes on waiting.
    waits = report.referrals.filter(answer="").exists()
    target = lifecycle.after_referral(*report.stage, accepted=answer == Referral.Answer.ACCEPTED)
    if target and not waits:
        move(report, target, at=at, by=by)
    if not waits:
        has_come(report, Pause.Reason.PARTNER, at)
    settle(report)
