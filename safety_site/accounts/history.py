"""Sign-ins and open sessions: written down, listed, forgotten."""

from datetime import datetime, timedelta

from allauth.core.internal.httpkit import get_client_ip
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from safety_site.accounts.sessions import SessionStore
from safety_site.models import SignIn

KEPT = timedelta(days=365)
DEVICE_LENGTH = 200  # characters


def record_sign_in(*, user, succeeded: bool, method: str, request, at: datetime) -> SignIn:
    """Write down that somebody came in or tried to; of a name that nobody has, nothing is kept."""
    device = "".join(each for each in request.headers.get("user-agent", "") if each.isprintable())
    return SignIn.objects.create(
        user=user,
        at=at,
        succeeded=succeeded,
        method=method,
        address=get_client_ip(request),
        device=device[:DEVICE_LENGTH],
    )


def purge_sign_ins(*, at: datetime) -> int:
    """Forget what is older than a year, and sessions that are over; return how many sign-ins."""
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return SignIn.objects.filter(at__lt=at - KEPT).delete()[0]


def open_sessions(user) -> list[UserSession]:
    """Return where somebody is signed in, the latest first."""
    sessions = UserSession.objects.purge_and_list(user)
    return sorted(sessions, key=lambda each: each.last_seen_at, reverse=True)


def end_sessions(*, user, keep: str, only: int | None = None) -> int:
    """End one of somebody's sessions, or all of them; never the one in use. Return how many."""
    chosen = UserSession.objects.filter(user=user).exclude(session_key=keep)
    if only:
        chosen = chosen.filter(pk=only)
    ended = list(chosen)
    for session in ended:
        session.end()
    return len(ended)


def end_everywhere(*, user) -> None:
    """End all sessions of somebody, those too of which allauth has no row: they are still open."""
    store = SessionStore()
    for session in Session.objects.all():
        if store.decode(session.session_data).get(SESSION_KEY) == str(user.pk):
            session.delete()
    UserSession.objects.filter(user=user).delete()
