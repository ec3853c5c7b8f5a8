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


def read_signed(request, name: str, *, salt: str, max_age: timedelta | int):
    """Return what a device was given; None from a forged, cut or stale cookie, or without one."""
    try:
        return signing.loads(request.COOKIES.get(name, ""), salt=salt, max_age=max_age)
    except signing.BadSignature:
        return None
