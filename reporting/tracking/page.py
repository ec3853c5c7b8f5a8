"""What the pages of a report that is followed show."""

from datetime import datetime

from django.urls import reverse

from reporting import case_queries, case_review_meter, lifecycle, progress
from reporting.models import Report
from reporting.tracking import timeline


def common(report: Report, token: str) -> dict:
    """Return what the page of each answer needs."""
    return {
        "report": report,
        "token": token,
        "back_url": reverse("tracking:report", args=[token]),
        "withdrawal": lifecycle.withdrawal(*report.stage),
    }


def context(report: Report, token: str, at: datetime) -> dict:
    """Return where a report stands, what is next, and what its reporter can do."""
    now, next_ = progress.progress(report)
    # While we wait for somebody else, the day moves; it is told anew once we go on.
    stands_still = case_queries.stood_still_in_time(report)
    promised = progress.has_due_date(report) and not stands_still
    ended = not report.quarantined and not report.is_open
    return common(report, token) | {
        "back_url": None,
        "now": now,
        "next": next_,
        "promised": promised,
        "late": promised and report.is_late(at),
        "outcome": progress.OUTCOMES.get(report.outcome) if ended else None,
        "ended": ended,
        "entries": timeline.timeline(report),
        "may_not_fixed": may_be_called_not_fixed(report),
        "meter": case_review_meter.meter(report, at) if report.category.about_people else None,
    }


def may_be_called_not_fixed(report: Report) -> bool:
    """Say whether its reporter can bring it back."""
    return not report.quarantined and lifecycle.may_be_called_not_fixed(*report.stage)
