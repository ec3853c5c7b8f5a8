"""What is sent to whom; queued in the caller's transaction and sent by run_jobs."""

from datetime import datetime

import structlog
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from post_office import mail

from reporting.models import Category, Event, Report, Team
from reporting.wording import moment_in_words
from safety_site import council

log = structlog.get_logger(__name__)

# Out-of-office answers are not wanted in return (RFC 3834).
HEADERS = {"Auto-Submitted": "auto-generated"}


def report_received(report: Report, at: datetime) -> None:
    """Send the reporter their receipt, where they left an address.

    On sensitive reports it tells no more than a reference: others may read the same mail.
    """
    if not report.reporter_email:
        return
    private = report.restricted or report.is_sensitive
    handover = None if private else report.handover
    _queue(
        report,
        at,
        report.reporter_email,
        "report_received",
        category="" if private else report.category.name,
        team_name="" if private else report.team.name,
        reasons=[] if private else report.reasons,
        due=moment_in_words(report.due_at) if report.due_at else "",
        receipt_url=settings.SITE_URL + report.receipt_path(),
        handover_name=handover.name if handover else "",
        handover_phone=handover.phone if handover else "",
        handover_url=handover.url if handover else "",
    )


def report_for_team(report: Report, team: Team, at: datetime) -> None:
    """Tell a team that it has a report, or a copy of one; nothing personal leaves the site."""
    _queue(
        report,
        at,
        team.email or council.current().email,
        "report_for_team",
        category=report.category.name,
        kind=report.kind.name if report.kind else "",
        priority=report.priority.code if report.priority else "",
        due=moment_in_words(report.due_at) if report.due_at else "",
        ward=report.ward.name if report.ward else "",
        reasons=report.reasons,
        admin_url=settings.SITE_URL + reverse("admin:reporting_report_change", args=[report.pk]),
    )


def report_closed(report: Report, at: datetime) -> None:
    """Tell the reporter what came of it and, on ASB, of the right to a case review."""
    if not report.reporter_email:
        return
    _queue(
        report,
        at,
        report.reporter_email,
        "report_closed",
        outcome=report.get_outcome_display(),
        explanation=report.explanation,
        asb_case_review=report.category.path == Category.Path.ASB,
    )


def _queue(report: Report, at: datetime, recipient: str, template: str, **context) -> None:
    identity = council.current()
    common = {
        "reference": report.reference,
        "council_name": identity.name,
        "phone": identity.phone,
    }
    try:
        with transaction.atomic():
            mail.send(recipient, template=template, context=common | context, headers=HEADERS)
    except Exception:  # staff edit the wording; a slip in it must not cost a report
        log.exception("mail could not be written", mail=template, reference=report.reference)
        return
    # The log names the mail, never the address: events outlive a person's data.
    Event.objects.create(report=report, type=Event.Type.MAIL_QUEUED, at=at, data={"mail": template})
