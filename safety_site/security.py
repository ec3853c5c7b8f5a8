"""What every response carries, and cookies that nobody can read."""

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


class JunkHeaderMiddleware:
    """Forgets cookies that we never set so, and what no browser calls itself.

    PostgreSQL cannot even look up a NUL.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        cookies = request.COOKIES.items()
        request.COOKIES = {name: value for name, value in cookies if "\0" not in value}
        if "\0" in request.META.get("HTTP_USER_AGENT", ""):
            del request.META["HTTP_USER_AGENT"]
        return self.get_response(request)
