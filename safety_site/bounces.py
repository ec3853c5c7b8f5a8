"""Reads what mail servers say of mail that they could not deliver (pure).

RFC 3464 says how they say it, RFC 3463 what their codes mean.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message

DSN, FAILED = "message/delivery-status", "failed"
# Refusals that say nothing of the address: the mailbox is full (2.2), the mail too large (2.3,
# 3.4), its content or its sender unwelcome (6, 7). Each may pass, or is ours to mend.
_NOT_THE_ADDRESS = re.compile(r"5\.(?:2\.[23]|3\.4|[67]\.\d+)")
_ENHANCED = re.compile(r"\b5\.\d{1,3}\.\d{1,3}\b")


@dataclass(frozen=True)
class Bounce:
    """A mail that failed for good: to which address, and its Message-ID where that came back."""

    addresses: tuple[str, ...]  # as it was written to, and where that led; in small letters
    message_id: str


def speaks_of_the_address(code: int, text: str) -> bool:
    """Say whether a server's refusal means that there is no such mailbox, now and later.

    `code`: the three digits of SMTP. A bare 5xx does; an enhanced code in the text says more.
    """
    enhanced = _ENHANCED.search(text)
    return 500 <= code <= 599 and not (enhanced and _NOT_THE_ADDRESS.fullmatch(enhanced[0]))


def read(message: Message) -> list[Bounce]:
    """Return the addresses that a report on delivery gives up; none for any other message."""
    parts = list(message.walk())
    message_id = next(filter(None, map(_original_id, parts)), "")
    return [
        Bounce(addresses, message_id)
        for part in parts
        if part.get_content_type() == DSN
        for recipient in _below(part)
        if (addresses := _given_up(recipient))
    ]


def _below(part: Message) -> Iterator[Message]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (each for each in payload if isinstance(each, Message))


def _given_up(recipient: Message) -> tuple[str, ...]:
    """Return the addresses of one recipient's part, if it failed for good."""
    status = _ENHANCED.search(str(recipient.get("Status", "")))
    if str(recipient.get("Action", "")).strip().lower() != FAILED or not status:
        return ()
    if not speaks_of_the_address(550, status[0]):
        return ()
    named = (str(recipient.get(name, "")) for name in ("Original-Recipient", "Final-Recipient"))
    addresses = (each.rpartition(";")[2].strip().strip("<>").lower() for each in named)
    return tuple(dict.fromkeys(each for each in addresses if "@" in each))


def _original_id(part: Message) -> str:
    """Return the Message-ID of the mail that came back, or of its headers alone."""
    if part.get_content_type() == "message/rfc822":
        return next((str(each.get("Message-ID", "")).strip() for each in _below(part)), "")
    if part.get_content_type() == "text/rfc822-headers":
        found = re.search(r"^Message-ID:\s*(<[^>\s]+>)", str(part.get_payload()), re.I | re.M)
        return found[1] if found else ""
    return ""
