"""Links under which a reporter follows a report: made, opened once, forgotten."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from reporting import notifications
from reporting.models import Report, TrackingLink

LINK_LIFE = TrackingLink.LIFE
# Until then an old link still says that it is old; later nobody knows it any more.
REMEMBERED = timedelta(days=30)


def digest_of(token: str) -> str:
    """Return the only thing that is kept of a token."""
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def send_tracking_link(*, report: Report, at: datetime) -> None:
    """Mail the reporter a new link to their report."""
    token = _new_link(report, at, opened_at=None)
    notifications.tracking_link(report, token, at + LINK_LIFE, at)


@transaction.atomic
def make_tracking_link(*, report: Report, at: datetime) -> str:
    """Return the token of a link that belongs from the start to the device that asks for it."""
    return _new_link(report, at, opened_at=at)


@transaction.atomic
def open_tracking_link(*, token: str, at: datetime) -> bool:
    """Give a link to the device that asks first; say whether this one is it."""
    fresh = TrackingLink.objects.select_for_update().filter(opened_at=None, expires_at__gt=at)
    link = fresh.filter(digest=digest_of(token)).first()
    if link is None:
        return False
    link.opened_at = at
    link.save(update_fields=["opened_at"])
    return True


@transaction.atomic
def purge_tracking_links(*, at: datetime) -> int:
    """Delete links that ended long ago; return how many."""
    return TrackingLink.objects.filter(expires_at__lt=at - REMEMBERED).delete()[0]


def _new_link(report: Report, at: datetime, *, opened_at: datetime | None) -> str:
    token = secrets.token_urlsafe(32)
    TrackingLink.objects.create(
        report=report, digest=digest_of(token), expires_at=at + LINK_LIFE, opened_at=opened_at
    )
    return token
