"""Asking for a link: it is mailed to whom the report belongs, and nobody learns whether it was."""

from datetime import datetime

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from reporting import notifications, services
from reporting.models import Report

HOUR = 60 * 60  # seconds
# Links that go to one address in an hour; whoever needs more has them already.
MOST_FOR_REPORT = 3
MOST_FOR_ADDRESS = 6


def send_link(*, reference: str, email: str, at: datetime) -> None:
    """Mail a link if both belong to one report; an address cannot be flooded with them."""
    found = Report.objects.select_related("category", "kind", "safe_contact")
    report = found.filter(reference=reference, reporter_email__iexact=email).first()
    if report is None or not notifications.gets_mail_now(report):
        return
    address = salted_hmac("reporting.tracking.address", email.casefold()).hexdigest()
    if _is_within(MOST_FOR_REPORT, report.pk) and _is_within(MOST_FOR_ADDRESS, address):
        services.send_tracking_link(report=report, at=at)


def _is_within(most: int, name: object) -> bool:
    key = f"tracking-mails:{name}"
    if cache.get(key, 0) >= most:  # to ask in vain does not make the wait longer
        return False
    cache.add(key, 0, HOUR)
    number = cache.incr(key)
    cache.touch(key, HOUR)  # some caches forget the time with each change
    return number <= most
