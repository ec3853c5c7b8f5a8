"""What people on the staff are told by mail when others change how they sign in.

The wording is ours, not the pack's: a slip in an edited wording must not keep a warning back.
"""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.urls import reverse
from post_office import mail
from post_office.models import PRIORITY

from reporting.notifications import HEADERS
from reporting.wording import moment_in_words, name_of
from safety_site import council


def second_factor_removed(*, person: User, by: User, at: datetime) -> None:
    """Tell somebody that they set up their second factor anew, and whom to call if they wonder."""
    _queue(person.email, "second_factor_removed", person, by, at)


def address_changed(*, old: str, person: User, by: User, at: datetime) -> None:
    """Tell the old address of an account that it is the old one now."""
    _queue(old, "address_changed", person, by, at, new=masked(person.email))


def masked(address: str) -> str:
    """Return an address so that its owner knows it and others cannot write to it."""
    name, _, host = address.rpartition("@")
    return f"{name[0] if len(name) > 2 else ''}…@{host}"


def _queue(to: str, name: str, person: User, by: User, at: datetime, **more) -> None:
    context = {
        "council": council.current(),
        "name": name_of(person),
        "username": person.username,
        "by_themselves": by == person,
        "by_superuser": by.is_superuser,
        "when": moment_in_words(at),
        "sign_in_url": settings.SITE_URL + reverse("account_login"),
        **more,
    }
    subject, message = (
        render_to_string(f"account/email/{name}_{part}.txt", context).strip()
        for part in ("subject", "message")
    )
    mail.send(to, subject=subject, message=message, headers=HEADERS, priority=PRIORITY.high)
