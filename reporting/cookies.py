"""Cookies that open something private: signed, for us alone, never for scripts or other sites."""

from datetime import timedelta

from django.conf import settings
from django.core import signing


def set_signed(
    response, name: str, value, *, salt: str, path: str, max_age: timedelta | int | None
):
    """Give a device a signed value; without `max_age`, until its browser is closed."""
    response.set_cookie(
        name,
        signing.dumps(value, salt=salt),
        max_age=max_age,
        path=path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
