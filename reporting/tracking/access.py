"""Who may follow a report: the one device that opened a link to it, until the link ends."""

import re
from functools import wraps

from django.core import signing
from django.core.cache import cache
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from reporting import services
from reporting.cookies import set_signed
from reporting.models import Report, TrackingLink
from reporting.tracking.forms import FindForm

SALT = "reporting.tracking"
PATH = "/track/"
PAGE = re.compile(r"/track/([\w-]{43})/")
# A browser may lose the answer to its first press of the button: so long, its second one counts.
SAME_PRESS = 10 * 60  # seconds
STATUSES = {"unknown": 404, "old": 410, "used": 410}


def with_tracked_report(view):
    """Call view(request, report, token) on the device that opened the link in the address.

    On any other it says no more than that the link is fresh, used, old or not one of ours.
    """

    @wraps(view)
    def found(request, token, **kwargs):
        link = _link(token)
        if (why := _no_entry(link)) is not None:
            return no_entry(request, why)
        if _is_held(request, link):
            return view(request, link.report, token, **kwargs)
        if link.opened_at is not None:
            return no_entry(request, "used")
        # Mail scanners open every link; only a person presses the button.
        return render(request, "tracking/open.html", {"token": token})

    return found


def open_here(request, token):
    """Make a fresh link this device's, and lead to the report."""
    link = _link(token)
    if (why := _no_entry(link)) is not None:
        return no_entry(request, why)
    response = redirect("tracking:report", token)
    browser = request.META.get("CSRF_COOKIE")
    press = salted_hmac(SALT, browser).hexdigest() if browser else ""
    if services.open_tracking_link(token=token, at=timezone.now()):
        cache.set(_press_key(link), press, SAME_PRESS)
        remember(response, link)
    elif press and constant_time_compare(cache.get(_press_key(link), ""), press):
        remember(response, link)
    return response


def open_from_receipt(report: Report):
    """Let the device that shows the receipt follow a report whose reporter gets no mail."""
    token = services.make_tracking_link(report=report, at=timezone.now())
    response = redirect("tracking:report", token)
    remember(response, _link(token))
    return response


def remember(response, link: TrackingLink) -> None:
    """Let this device follow the report; a sensitive one only until the browser is closed."""
    lasts = None if link.report.is_private else link.expires_at - timezone.now()
    name = _cookie_name(link.digest)
    set_signed(response, name, link.digest, salt=SALT, path=PATH, max_age=lasts)


def forget(response, page: str) -> None:
    """Let this device no longer follow the report at whose page it was: its history names it."""
    if found := PAGE.search(page):
        name = _cookie_name(services.digest_of(found[1]))
        response.delete_cookie(name, path=PATH, samesite="Lax")


def no_entry(request, why: str):
    """Say why a link does not work, and offer a new one; the same for every report."""
    context = {"why": why, "form": FindForm()}
    return render(request, "tracking/no_entry.html", context, status=STATUSES[why])


def _link(token: str) -> TrackingLink | None:
    related = ("category", "kind", "team", "handover", "diary", "safe_contact")
    links = TrackingLink.objects.select_related(*(f"report__{name}" for name in related))
    return links.filter(digest=services.digest_of(token)).first()


def _no_entry(link: TrackingLink | None) -> str | None:
    if link is None:
        return "unknown"
    return "old" if link.expires_at <= timezone.now() else None


def _is_held(request, link: TrackingLink) -> bool:
    value = request.COOKIES.get(_cookie_name(link.digest), "")
    try:
        return signing.loads(value, salt=SALT, max_age=services.LINK_LIFE) == link.digest
    except signing.BadSignature:
        return False


def _cookie_name(digest: str) -> str:
    """Name a cookie for each link, so that a sensitive report's can end before another's."""
    return f"track_{digest[:12]}"


def _press_key(link: TrackingLink) -> str:
    return f"tracking-opened:{link.digest}"
