"""Collects the signs that no person sent a thing: pace, trap, and how many came alike.

What is counted stands in the shared cache for about an hour, under codes that cannot be read back:
no address of a connection, no email address, no phone number and no text is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address, ip_network

import structlog
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.utils.crypto import salted_hmac

from reporting import abuse

log = structlog.get_logger(__name__)

SALT = "reporting.signs"
TRAP = "note"  # the field that people do not see
BUCKET = 10 * 60  # seconds; the last hour is the newest six
BUCKETS = 6
KEPT = BUCKET * (BUCKETS + 1)
# As many addresses as one connection usually has to itself, and its neighbours.
PREFIXES = {4: 24, 6: 56}


@dataclass(frozen=True)
class Sending:
    """What somebody sends, as far as it is counted: each kind of thing by itself, each key once."""

    kind: str
    key: str
    began_at: datetime
    text: str
    addresses: Sequence[str]  # to which they want an answer: by mail, by phone


def suspicions(request, sending: Sending, at: datetime) -> tuple[str, ...]:
    """Return what speaks against sending this on."""
    network, text = _network(request), " ".join(sending.text.casefold().split())
    in_network, same_text, *from_addresses = _counted(
        sending, at, network, network and text and f"{network} {text}", *sending.addresses
    )
    signs = abuse.Signs(
        trap_filled=bool(request.POST.get(TRAP)),
        seconds=(at - sending.began_at).total_seconds(),
        from_network=in_network,
        same_text=same_text,
        from_address=max(from_addresses),
    )
    return abuse.suspicions(signs, abuse.Limits(least_seconds=settings.REPORT_LEAST_SECONDS))


def is_first(request, thing: str, seconds: int) -> bool:
    """Say whether a part of the internet brings a thing for the first time in so many seconds.

    Where it cannot be told what part that is, each time is the first.
    """
    network = _network(request)
    return not network or cache.add(_code("once", f"{network} {thing}"), 1, seconds)


def _network(request) -> str:
    """Name the part of the internet a request came from; blank where that cannot be told."""
    try:
        address = ip_address(get_adapter().get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied) as fault:
        # Proxies are not set up as we were told; that must not cost what somebody sends.
        log.warning("network not known", fault=type(fault).__name__)
        return ""
    address = getattr(address, "ipv4_mapped", None) or address
    return str(ip_network((address, PREFIXES[address.version]), strict=False))


def _counted(sending: Sending, at: datetime, *things: str) -> list[int]:
    """Count what is sent, once, for each of these things; return how many of the hour share it.

    What is blank is shared by none. A cache that fails must cost nothing: nothing is known.
    """
    kind = sending.kind
    try:
        if cache.add(_code(kind, sending.key), 1, KEPT):
            for number, thing in enumerate(things):
                _add(_bucket(kind, number, thing, at.timestamp() // BUCKET), thing)
        return [_sum(kind, number, thing, at) for number, thing in enumerate(things)]
    except Exception:  # whichever way this cache fails
        log.exception("signs not counted")
        return [0] * len(things)


def _add(key: str, thing: str) -> None:
    if thing:
        cache.add(key, 0, KEPT)
        cache.incr(key)
        cache.touch(key, KEPT)  # some caches forget the time with each change


def _sum(kind: str, number: int, thing: str, at: datetime) -> int:
    newest = at.timestamp() // BUCKET
    keys = [_bucket(kind, number, thing, newest - back) for back in range(BUCKETS)]
    return sum(cache.get_many(keys).values()) if thing else 0


def _bucket(kind: str, number: int, thing: str, bucket: float) -> str:
    return _code(f"{kind} {number} {bucket:.0f}", thing)


def _code(kind: str, thing: str) -> str:
    return "signs:" + salted_hmac(SALT, f"{kind} {thing}", algorithm="sha256").hexdigest()
