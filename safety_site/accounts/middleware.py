"""What stands before the back office: sessions go on while somebody works, and no word is lost."""

import time

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from safety_site.accounts import lost_words
from safety_site.accounts.sessions import SEEN

NOTE_EVERY = 60  # seconds; a page is no reason to write each time
DIRECTORY_ASKED = "directory_asked"  # in a session: its second factor is the directory's


def is_back_office(request) -> bool:
    return request.path.startswith(reverse("admin:index"))


class ActivityMiddleware:
    """Notes that somebody is at work, so that their session goes on."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if is_back_office(request) and self._is_work(request):
            self._note(request.session)
        return self.get_response(request)

    def _is_work(self, request):
        """Tell a page that somebody asked for from one that asks for news by itself."""
        return request.headers.get("sec-fetch-dest") != "empty" and request.user.is_authenticated

    def _note(self, session):
        now = time.time()
        if SEEN in session and now - session[SEEN] >= NOTE_EVERY:
            session[SEEN] = now
            UserSession.objects.filter(session_key=session.session_key).update(
                last_seen_at=timezone.now()
            )


class LostWordsMiddleware:
    """Gives back what somebody typed whose session ended meanwhile."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Answer in place of the back office, once the form is known to be one of ours."""
        if is_back_office(request) and not request.user.is_authenticated:
            return lost_words.page(request)
        return None


class SecondFactorMiddleware:
    """Leads staff without a second factor to the page that sets one up."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._is_missing(request):
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _is_missing(self, request):
        if not settings.SECOND_FACTOR_REQUIRED or not is_back_office(request):
            return False
        if not request.user.is_authenticated or request.session.get(DIRECTORY_ASKED):
            return False
        return not is_mfa_enabled(request.user)
