"""What is sent to those who register their interest; queued in the caller's transaction."""

import structlog
from post_office import mail
from post_office.models import Email, EmailTemplate

from community.models import Interest
from reporting import notifications
from safety_site import council

log = structlog.get_logger(__name__)

RECEIVED, ANSWERED = "interest_received", "interest_answered"


def interest_received(interest: Interest) -> None:
    """Tell an address that it was given to us; it may be a stranger's: no typed word goes out."""
    _queue(interest, RECEIVED, _context(interest))


def interest_answered(interest: Interest, text: str) -> bool:
    """Send what staff wrote; say whether that could be queued."""
    return _queue(interest, ANSWERED, _context(interest) | {"text": text})


def as_sent(interest: Interest, text: str) -> Email | None:
    """Return a reply as it would be sent; None where its wording cannot be used."""
    context = _context(interest) | {"text": text}
    try:
        wording = EmailTemplate.objects.get(name=ANSWERED, language="", default_template=None)
        return mail.create("", template=wording, context=context, commit=False)
    except Exception:  # staff edit the wording; a slip in it must not cost the page
        log.exception("mail could not be shown", mail=ANSWERED)
        return None


def _context(interest: Interest) -> dict:
    identity = council.current()
    return {
        "council_name": identity.name,
        "council_email": identity.email,
        "title": interest.opportunity.title,
        "days": identity.interest_days,
    }


def _queue(interest: Interest, template: str, context: dict) -> bool:
    letter = {
        "recipients": interest.email,
        "context": context,
        "headers": notifications.HEADERS,
    }
    return bool(notifications.write([letter], template, None))
