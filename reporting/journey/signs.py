"""Collects the signs that no person sent a report: pace, trap, and how many came alike.

What is counted stands in the shared cache for about an hour, under codes that cannot be read back:
no address of a connection, no email address, no phone number and no text is kept.
"""

from datetime import datetime
from ipaddress import ip_address, ip_network

import structlog
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.utils.crypto import salted_hmac

from reporting import abuse
from reporting.journey import steps
from reporting.journey.pages import Journey
from reporting.models import Question

log = structlog.get_logger(__name__)

SALT = "reporting.signs"
TRAP = "note"  # the field that people do not see
BUCKET = 10 * 60  # seconds; the last hour is the newest six
BUCKETS = 6
KEPT = BUCKET * (BUCKETS + 1)
# As many addresses as one connection usually has to itself, and its neighbours.
PREFIXES = {4: 24, 6: 56}
TYPED = (Question.Type.TEXT, Question.Type.LONG_TEXT)


def suspicions(request, journey: Journey, at: datetime) -> tuple[str, ...]:
    """Return what speaks against sending this report on; nothing where staff file it."""
    if journey.draft.filed_by_id:
        return ()
    about = journey.draft.answers.get(steps.ABOUT_YOU, {})
    network, text = _network(request), _typed(journey)
    in_network, same_text, email, phone = _counted(
        journey.draft.key,
        at,
        network,
        network and text and f"{network} {text}",
        about.get("email", "").casefold(),
        about.get("phone", ""),
    )
    signs = abuse.Signs(
        trap_filled=bool(request.POST.get(TRAP)),
        seconds=(at - journey.draft.created_at).total_seconds(),
        from_network=in_network,
        same_text=same_text,
        from_address=max(email, phone),
    )
    return abuse.suspicions(signs, abuse.Limits(least_seconds=settings.REPORT_LEAST_SECONDS))


def _network(request) -> str:
    """Name the part of the internet a request came from; blank where that cannot be told."""
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied) as fault:
        # Proxies are not set up as we were told; that must not cost a report.
        log.warning("network not known", fault=type(fault).__name__)
        return ""
    address = getattr(address, "ipv4_mapped", None) or address
    return str(ip_network((address, PREFIXES[address.version]), strict=False))


def _typed(journey: Journey) -> str:
    """Return the resident's own words, one way of writing them."""
    told = journey.draft.answers
    typed = [told[steps.WHERE]["location"]]
    for page in journey.category.pages.all():
        given = told.get(page.slug, {})
        typed += [given.get(each.code) for each in page.questions.all() if each.type in TYPED]
    words = " ".join(each for each in typed if isinstance(each, str))
    return " ".join(words.casefold().split())


def _counted(draft_key: str, at: datetime, *things: str) -> list[int]:
    """Count a draft, once, for each of these things; return how many of the last hour share it.

    What is blank is shared by none. A cache that fails must not cost a report: nothing is known.
    """
    try:
        if cache.add(_code("draft", draft_key), 1, KEPT):
            for number, thing in enumerate(things):
                _add(_bucket(number, thing, at.timestamp() // BUCKET), thing)
        return [_sum(number, thing, at) for number, thing in enumerate(things)]
    except Exception:  # whichever way this cache fails
        log.exception("signs not counted")
        return [0] * len(things)


def _add(key: str, thing: str) -> None:
    if thing:
        cache.add(key, 0, KEPT)
        cache.incr(key)
        cache.touch(key, KEPT)  # some caches forget the time with each change


def _sum(number: int, thing: str, at: datetime) -> int:
    newest = at.timestamp() // BUCKET
    keys = [_bucket(number, thing, newest - back) for back in range(BUCKETS)]
    return sum(cache.get_many(keys).values()) if thing else 0


def _bucket(number: int, thing: str, bucket: float) -> str:
    return _code(f"{number} {bucket:.0f}", thing)


def _code(kind: str, thing: str) -> str:
    return "signs:" + salted_hmac(SALT, f"{kind} {thing}", algorithm="sha256").hexdigest()
