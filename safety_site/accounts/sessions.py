"""Sessions that end: after an hour without a page, and after a working day whatever happens."""

import time

from django.conf import settings
from django.contrib.sessions.backends import db

BEGAN, SEEN = "began", "seen"  # seconds since 1970


class SessionStore(db.SessionStore):
    """Django's own, which lives no longer than the working day that began with the sign-in."""

    def get_session_cookie_age(self):
        """Return for how many seconds from now the session is good."""
        idle = super().get_session_cookie_age()
        if BEGAN not in self:
            return idle
        return max(0, min(idle, int(self[BEGAN] + settings.SESSION_DAY - time.time())))


def begin(session) -> None:
    """Start the working day; called where somebody has just signed in."""
    session[BEGAN] = session[SEEN] = time.time()
