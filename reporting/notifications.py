"""What is sent to whom; queued in the caller's transaction and sent by run_jobs."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import structlog
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.dateformat import format as date_format
from post_office import mail
from post_office.models import Email

from reporting import progress
from reporting.models import Category, Event, Letter, Referral, Report, Team
from reporting.wording import moment_in_words, name_of
from safety_site import council

log = structlog.get_logger(__name__)

# Out-of-office answers are not wanted in return (RFC 3834).
HEADERS = {"Auto-Submitted": "auto-generated"}
# Whoever read such a mail on the case could open the reporter's own page.
WITH_KEY = frozenset({"tracking_link"})


def leaving_by_one_click(url: str) -> dict[str, str]:
    """Return what lets a mail program offer to end a subscription by one click (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def may_mail(report: Report) -> bool:
    """Say whether the reporter gets mail: they gave an address, and no safer way to reach them."""
    safe = getattr(report, "safe_contact", None)
    return bool(report.reporter_email) and (safe is None or safe.channel == safe.Channel.EMAIL)


def gets_mail_now(report: Report) -> bool:
    """Say whether a mail would leave: while a report is held, nobody gets any of it."""
    return may_mail(report) and not report.quarantined


def to_reporter(report: Report, at: datetime, template: str, **context) -> None:
    """Send the reporter one mail, where that is a safe way to reach them.

    Its wording may ask for `neutral` (the subject gives nothing away), `private` (nor does the
    text) and `track_url` (where the reporter asks for a link to their report).
    """
    if not gets_mail_now(report):
        return
    safe = getattr(report, "safe_contact", None)
    common = {
        "private": report.is_private,
        "neutral": report.is_private or bool(safe and safe.neutral_subject),
        "track_url": settings.SITE_URL + reverse("tracking:find"),
    }
    _queue(report, at, report.reporter_email, template, to_residents=True, **common, **context)


def report_received(report: Report, at: datetime) -> None:
    """Send the reporter their receipt."""
    private = report.is_private
    handover = None if private else report.handover
    to_reporter(
        report,
        at,
        "report_received",
        category="" if private else report.category.name,
        team_name="" if private else report.team.name,
        reasons=[] if private else report.reasons,
        # One that was held may be late already; then the mail promises no day that is over.
        due=moment_in_words(report.due_at) if report.due_at and report.due_at > at else "",
        # The receipt says what it is about to whoever opens it, such as a reader of the same mail.
        receipt_url=settings.SITE_URL
        + (reverse("tracking:find") if private else report.receipt_path()),
        handover_name=handover.name if handover else "",
        handover_phone=handover.phone if handover else "",
        handover_url=handover.url if handover else "",
    )


def report_for_team(report: Report, team: Team, at: datetime) -> None:
    """Tell a team that it has a report, or a copy of one; nothing personal leaves the site.

    Not all who read a team's mail are cleared: what a restricted one is about, it does not say.
    """
    told = {} if report.restricted else _about(report)
    _queue(
        report,
        at,
        team.email or council.current().email,
        "report_for_team",
        restricted=report.restricted,
        priority=report.priority.code if report.priority else "",
        due=moment_in_words(report.due_at) if report.due_at else "",
        admin_url=settings.SITE_URL + reverse("admin:reporting_report_change", args=[report.pk]),
        **told,
    )


def _about(report: Report) -> dict:
    return {
        "category": report.category.name,
        "kind": report.kind.name if report.kind else "",
        "ward": report.ward.name if report.ward else "",
        "reasons": report.reasons,
    }


def report_closed(report: Report, at: datetime) -> None:
    """Tell the reporter what came of it and, on ASB, of the right to a case review."""
    to_reporter(
        report,
        at,
        "report_closed",
        outcome=str(progress.OUTCOMES[report.outcome]),
        explanation=report.explanation,
        asb_case_review=report.category.path == Category.Path.ASB
        and not report.category.case_review,
        case_review_url=_case_review_url(),
    )


def report_updated(report: Report, text: str, at: datetime) -> None:
    """Send the reporter what an officer wrote for them."""
    to_reporter(report, at, "report_update", text=text)


def tracking_link(report: Report, token: str, expires_at: datetime, at: datetime) -> None:
    """Send the reporter the link that they asked for."""
    link_url = settings.SITE_URL + reverse("tracking:report", args=[token])
    expires = moment_in_words(expires_at)
    to_reporter(report, at, "tracking_link", link_url=link_url, expires=expires)


def report_reopened(report: Report, at: datetime) -> None:
    """Tell the reporter that we look again, as they asked."""
    to_reporter(report, at, "report_reopened")


def report_withdrawn(report: Report, at: datetime) -> None:
    """Tell the reporter that the report they took back is closed."""
    to_reporter(report, at, "report_withdrawn")


def reporter_answered(report: Report, answer: str, at: datetime) -> None:
    """Tell the team that the reporter has answered, not what: nothing personal leaves the site."""
    _to_staff(report, at, report.team.email, "reporter_answered", answer=answer)


def data_asked(report: Report, due: datetime, at: datetime) -> None:
    """Tell the council that a reporter wants a copy of their data, and by when it must answer."""
    _to_staff(report, at, "", "data_asked", due=moment_in_words(due))


def _case_review_url() -> str:
    """Return where to ask for a case review; blank where that is done by phone alone."""
    form = Category.objects.case_reviews().first()
    return settings.SITE_URL + form.get_absolute_url() if form else ""


def _to_staff(report: Report, at: datetime, recipient: str, template: str, **context) -> None:
    # Once it is released, the page of a held report leads to that of the report.
    page = "admin:held_report" if report.quarantined else "admin:reporting_report_change"
    admin_url = settings.SITE_URL + reverse(page, args=[report.pk])
    recipient = recipient or council.current().email
    _queue(report, at, recipient, template, admin_url=admin_url, **context)


def report_joined(report: Report, at: datetime) -> None:
    """Tell the reporter that we go on with another report of the same thing."""
    to_reporter(report, at, "report_joined")


def report_referred(referral: Referral, at: datetime) -> None:
    """Tell a partner that a case waits for it; what it is about is read here, after signing in."""
    if recipient := referral.partner.email:
        admin_url = settings.SITE_URL + reverse("admin:referred_case", args=[referral.pk])
        _queue(referral.report, at, recipient, "report_referred", admin_url=admin_url)


def report_late(report: Report, recipient: str, to: str, at: datetime) -> None:
    """Tell a leader or a manager that something should have happened on a report.

    Of a restricted one the mail says no more than its reference.
    """
    told = {"to": to}
    if not report.restricted:
        told |= {
            "step": report.get_next_step_display(),
            "due": moment_in_words(report.next_at),
            "team_name": report.team.name,
            "officer": name_of(report.officer) if report.officer else "",
        }
    _to_staff(report, at, recipient, "report_late", **told)


def team_digest(
    team: Team, recipient: str, counts: Mapping[str, int], day: date, *, whole: bool
) -> None:
    """Tell a team how it stands this morning, in numbers alone.

    `whole`: restricted reports are counted too.
    """
    _write(
        recipient,
        "team_digest",
        team_name=team.name,
        day=date_format(day, "l j F"),
        counts=dict(counts),
        whole=whole,
        admin_url=settings.SITE_URL + reverse("admin:index"),
    )


def quarantine_waiting(waiting: int, oldest: datetime) -> None:
    """Tell the council how many reports are held, and since when."""
    _write(
        council.current().email,
        "quarantine_waiting",
        waiting=waiting,
        oldest=moment_in_words(oldest),
        admin_url=settings.SITE_URL + reverse("admin:held_reports"),
    )


def _queue(
    report: Report,
    at: datetime,
    recipient: str,
    template: str,
    *,
    to_residents: bool = False,
    **context,
) -> None:
    mails = _write(recipient, template, reference=report.reference, **context)
    if not mails:
        return
    # The log names the mail, never the address: events outlive a person's data.
    event = Event.objects.create(
        report=report, type=Event.Type.MAIL_QUEUED, at=at, data={"mail": template}
    )
    secret = template in WITH_KEY
    for email in mails:
        text = "" if secret else email.message
        Letter.objects.create(
            event=event,
            email=email,
            subject=email.subject,
            text=text,
            to_residents=to_residents,
        )


def _write(recipient: str, template: str, **context) -> list[Email]:
    """Queue a mail of the site's own; return it, or nothing where that failed."""
    identity = council.current()
    common = {"council_name": identity.name, "phone": identity.phone}
    letter = {"recipients": recipient, "context": common | context, "headers": HEADERS}
    return write([letter], template, context.get("reference"))


def write(letters: Sequence[dict], template: str, reference: str | None) -> list[Email]:
    """Queue mails of one wording, all or none; return them, or nothing where that failed."""
    try:
        with transaction.atomic():
            return mail.send_many([letter | {"template": template} for letter in letters])
    except Exception:  # staff edit the wording; a slip in it must not cost a report
        log.exception("mail could not be written", mail=template, reference=reference)
        return []
