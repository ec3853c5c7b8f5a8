"""Where allauth asks us: who may come in, and what is written down when they do."""

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base import AuthError
from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.db.models import Q
from django.shortcuts import redirect, render
from django.utils import timezone

from safety_site.accounts import directory, sessions
from safety_site.accounts.admission import PROVIDER, admit
from safety_site.accounts.history import record_sign_in
from safety_site.accounts.middleware import DIRECTORY_ASKED

log = structlog.get_logger(__name__)

SECOND_FACTOR = "second_factor"  # in a sign-in's state: the directory asked for one
METHODS = {"password": "Password", "socialaccount": "Directory", "mfa": "code"}


class SecondFactorStage(AuthenticateStage):
    """Asks for our code, unless the directory has asked for a second factor."""

    def handle(self):
        if _directory_asked(self.login.signal_kwargs):
            return None, True
        return super().handle()


def _directory_asked(signal_kwargs) -> bool:
    sociallogin = (signal_kwargs or {}).get("sociallogin")
    return bool(sociallogin and sociallogin.state.get(SECOND_FACTOR))


class StaffAccountAdapter(DefaultAccountAdapter):
    """Closes public sign-up, and writes down who comes in and who does not."""

    def is_open_for_signup(self, request):
        return False

    def get_login_stages(self):
        ours = f"{__name__}.{SecondFactorStage.__name__}"
        return [
            ours if stage == "allauth.mfa.stages.AuthenticateStage" else stage
            for stage in super().get_login_stages()
        ]

    def post_login(self, request, user, *, signal_kwargs, **kwargs):
        """Begin the working day, now that every question is answered."""
        sessions.begin(request.session)
        request.session[DIRECTORY_ASKED] = _directory_asked(signal_kwargs)
        done = {record["method"] for record in get_authentication_records(request, user)}
        method = " and ".join(METHODS[each] for each in METHODS if each in done)
        record_sign_in(user=user, succeeded=True, method=method, request=request, at=timezone.now())
        return super().post_login(request, user, signal_kwargs=signal_kwargs, **kwargs)

    def authentication_failed(self, request, **credentials):
        """Write it down for the person whose name it was; a name of nobody is not kept."""
        typed = Q()
        for field in ("username", "email"):
            if name := credentials.get(field):
                typed |= Q(**{f"{field}__iexact": name})
        known = User.objects.filter(typed).first() if typed else None
        record_sign_in(
            user=known,
            succeeded=False,
            method=METHODS["password"],
            request=request,
            at=timezone.now(),
        )

    def send_password_reset_mail(self, user, email, context):
        """Leave those without a password who come by the directory: leaving it, they would stay."""
        if not SocialAccount.objects.filter(user=user).exists():
            super().send_password_reset_mail(user, email, context)


class DirectoryAdapter(DefaultSocialAccountAdapter):
    """Lets in whom the directory sends; nobody else, and from no other provider."""

    def get_provider(self, request, provider, client_id=None):
        return directory.DirectoryProvider(request, app=directory.app())

    def list_apps(self, request, provider=None, client_id=None):
        return [directory.app()] if settings.OIDC_URL else []

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """Find or make the account before allauth looks for one; refuse with a sentence."""
        now = timezone.now()
        try:
            answer = admit(claims=sociallogin.claims, at=now)
        except IntegrityError:  # their other tab was first
            answer = admit(claims=sociallogin.claims, at=now)
        if answer.refusal:
            log.warning("directory sign-in refused", why=answer.refusal.value)
            self._failed(request, answer.user)
            context = {"why": answer.refusal.value, "provider_name": settings.OIDC_NAME}
            page = render(request, "socialaccount/refused.html", context, status=403)
            raise ImmediateHttpResponse(page)
        sociallogin.user = answer.user
        known = SocialAccount.objects.get(provider=PROVIDER, uid=sociallogin.account.uid)
        sociallogin.account = known
        sociallogin.token = None  # opens the directory; nothing here needs it again
        always = settings.OIDC_SECOND_FACTOR == "provider"
        sociallogin.state[SECOND_FACTOR] = always or sociallogin.claims.second_factor

    def on_authentication_error(
        self, request, provider, error=None, exception=None, extra_context=None
    ):
        """Log what was wrong, never what was sent; who changed their mind is back at the start."""
        if error == AuthError.CANCELLED:
            raise ImmediateHttpResponse(redirect("account_login"))
        log.warning("directory sign-in failed", exc_info=exception)
        if (extra_context or {}).get("state"):  # it began here; else anybody could fill the table
            self._failed(request, None)

    def _failed(self, request, user):
        record_sign_in(
            user=user,
            succeeded=False,
            method=METHODS["socialaccount"],
            request=request,
            at=timezone.now(),
        )
