"""Sign-in through the council's own directory: OpenID Connect, with the token's signature checked.

allauth walks the code flow; what it leaves open is closed here: who issued the token, what is kept.
"""

from contextlib import contextmanager

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.cache import cache
from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_safe
from requests import RequestException

from safety_site.accounts import claims as reading
from safety_site.accounts.admission import PROVIDER

WELL_KNOWN = "/.well-known/openid-configuration"
ADDRESSES = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
KEPT = 600  # seconds for which the directory's own description is remembered
LEEWAY = 60  # seconds that two clocks may differ
# Signatures that need the directory's private key; one made from the shared secret is none.
SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]


def app() -> SocialApp:
    """Return what the settings say of the directory; 404 where there is none."""
    if not settings.OIDC_URL:
        raise Http404
    return SocialApp(
        provider=OpenIDConnectProvider.id,
        provider_id=PROVIDER,
        name=settings.OIDC_NAME,
        client_id=settings.OIDC_CLIENT_ID,
        secret=settings.OIDC_CLIENT_SECRET,
        settings={"server_url": settings.OIDC_URL, "oauth_pkce_enabled": True},
    )


@contextmanager
def answering():
    """Make one kind of error of whatever an answer raises that is not what it should be."""
    try:
        yield
    except (jwt.PyJWTError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise OAuth2Error("the directory sent something that we cannot use") from error


class DirectoryProvider(OpenIDConnectProvider):
    """Takes from the directory's answer what is needed, and stores of it nothing but the id."""

    def get_redirect_from_request_kwargs(self, request):
        """Take from the address where to go afterwards, and nothing else."""
        asked = super().get_redirect_from_request_kwargs(request)
        return {"process": AuthProcess.LOGIN, "next_url": asked.get("next_url")}

    def get_oauth2_adapter(self, request):
        return DirectoryClient(request)

    def sociallogin_from_response(self, request, response):
        id_token, userinfo = response["id_token"], response["userinfo"]
        claims = reading.read(id_token, userinfo, settings.OIDC_GROUPS)
        login = super().sociallogin_from_response(request, {"id_token": {"sub": claims.uid}})
        login.claims = claims
        return login

    def extract_extra_data(self, data):
        """Keep what is known of an account already; allauth writes this over it."""
        known = SocialAccount.objects.filter(provider=PROVIDER, uid=self.extract_uid(data))
        return known.values_list("extra_data", flat=True).first() or {}


class DirectoryClient(OpenIDConnectOAuth2Adapter):
    """Talks to the directory; whatever goes wrong with it is one kind of error."""

    def __init__(self, request):
        super().__init__(request, PROVIDER)

    @property
    def openid_config(self):
        """Return how the directory describes itself; it has to be the one that was asked."""
        key = f"directory:{settings.OIDC_URL}"
        if (known := cache.get(key)) is None:
            issuer = settings.OIDC_URL.removesuffix(WELL_KNOWN)
            with answering():
                known = self._fetch(issuer + WELL_KNOWN)
                if known["issuer"].rstrip("/") != issuer:
                    raise OAuth2Error("the directory calls itself by another address")
                known |= {name: str(known[name]) for name in ADDRESSES}
            cache.set(key, known, KEPT)
        return known

    def get_callback_url(self, request, app):
        return settings.SITE_URL + reverse("directory_callback")

    def complete_login(self, request, app, token, response, **kwargs):
        """Read the token, which says who it is, and the userinfo, which may say more."""
        with answering():
            data = {
                "id_token": self._decode_id_token(app, response["id_token"]),
                "userinfo": self._fetch(self.profile_url, token.token),
            }
            return self.get_provider().sociallogin_from_response(request, data)

    def get_access_token_data(self, *args, **kwargs):
        with answering():
            return super().get_access_token_data(*args, **kwargs)

    def parse_token(self, data):
        with answering():
            return super().parse_token(data)

    def _decode_id_token(self, app, id_token):
        key_id = jwt.get_unverified_header(id_token).get("kid")
        keys = jwt.PyJWKSet.from_dict(self._fetch(self.openid_config["jwks_uri"])).keys
        return jwt.decode(
            id_token,
            {key.key_id: key for key in keys}[key_id],
            algorithms=SIGNATURES,
            audience=app.client_id,
            issuer=self.openid_config["issuer"],
            leeway=LEEWAY,
            options={"require": ["aud", "exp", "iat", "iss", "sub"]},
        )

    def _fetch(self, address, token=""):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        with get_adapter().get_requests_session() as session:
            answer = session.get(address, headers=headers, allow_redirects=False)
            answer.raise_for_status()
            return answer.json()


@require_safe
def sign_in(request):
    """Send somebody to the directory. A link and no form: it changes nothing but their session."""
    return _guarded(OAuth2LoginView, request)


@require_safe
def callback(request):
    """Take somebody who comes back from the directory."""
    return _guarded(OAuth2CallbackView, request)


def _guarded(view, request):
    client = DirectoryClient(request)
    provider = client.get_provider()
    try:
        return view.adapter_view(client)(request)
    except (OAuth2Error, RequestException) as error:
        return render_authentication_error(request, provider, exception=error)
