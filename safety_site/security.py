"""Response headers, and the second factor that staff must have."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

# A resident may let the report form know where they are; the browser asks them first.
PERMISSIONS_POLICY = "geolocation=(self), " + ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "gyroscope",
        "microphone",
        "payment",
        "usb",
    )
)


class SecurityHeadersMiddleware:
    """Adds what Django has no setting for; keeps pages out of caches by default."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "Cache-Control" not in response.headers:
            add_never_cache_headers(response)
        return response


class JunkCookieMiddleware:
    """Forgets cookies that we never set so: PostgreSQL cannot even look up a NUL."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        cookies = request.COOKIES.items()
        request.COOKIES = {name: value for name, value in cookies if "\0" not in value}
        return self.get_response(request)


class SecondFactorMiddleware:
    """Leads staff without a second factor to the page that sets one up."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._is_missing(request):
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _is_missing(self, request):
        if not settings.SECOND_FACTOR_REQUIRED or not request.path.startswith(
            reverse("admin:index")
        ):
            return False
        return request.user.is_authenticated and not is_mfa_enabled(request.user)
