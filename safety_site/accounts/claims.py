"""What the council's directory says of somebody who signs in, read without trusting it (pure).

Rules: OpenID Connect Core 1.0, sections 2, 5.1 and 5.3.2; methods of sign-in by RFC 8176.
"""

from collections.abc import Mapping
from dataclasses import dataclass

UID_LENGTH = 191
NAME_LENGTH = 150
EMAIL_LENGTH = 254

# What a directory calls a sign-in with two factors: RFC 8176, and Microsoft's own word.
TWO_FACTORS = {"mfa", "mca", "ngcmfa"}
KNOWN = {"pwd", "pin"}
HELD = {"face", "fpt", "hwk", "iris", "otp", "sms", "swk", "tel", "vbm"}

# Which claims say that the address is the person's own; the second is Microsoft's.
VOUCHES = ("email_verified", "xms_edov")


class ClaimsError(ValueError):
    """The directory's answer cannot be used; the message says why, for the log."""


@dataclass(frozen=True)
class Claims:
    """Somebody as the directory knows them.

    `groups` is None where it does not say: that is a fault of its set-up, not a person without
    groups. `vouched`: the directory says that the address is theirs.
    """

    uid: str
    email: str
    vouched: bool
    username: str
    first_name: str
    last_name: str
    groups: frozenset[str] | None
    second_factor: bool


def read(
    id_token: Mapping[str, object], userinfo: Mapping[str, object], groups_claim: str
) -> Claims:
    """Return what both halves of the answer say; the signed token is asked first.

    Raises ClaimsError where they speak of two people or name nobody.
    """
    uid = _text(id_token.get("sub"), UID_LENGTH + 1)
    if not uid or len(uid) > UID_LENGTH or uid != id_token.get("sub"):
        raise ClaimsError("the token names nobody")
    if userinfo.get("sub", uid) != uid:
        raise ClaimsError("token and userinfo speak of two people")
    both = {**userinfo, **id_token}
    # Address and word for it come from one half: either alone could be about another address.
    of_email = id_token if id_token.get("email") else userinfo
    name = _text(both.get("name"), NAME_LENGTH)
    first, _, last = name.partition(" ")
    return Claims(
        uid=uid,
        email=_text(of_email.get("email"), EMAIL_LENGTH).lower(),
        vouched=any(of_email.get(claim) in (True, "true", "1") for claim in VOUCHES),
        username=_text(both.get("preferred_username"), NAME_LENGTH),
        first_name=_text(both.get("given_name"), NAME_LENGTH) or first,
        last_name=_text(both.get("family_name"), NAME_LENGTH) or last,
        groups=_names(both.get(groups_claim)),
        second_factor=has_second_factor(id_token.get("amr")),
    )


def has_second_factor(amr: object) -> bool:
    """Say whether the methods of a sign-in are two factors: one word for both, or one of each."""
    methods = _names(amr) or frozenset()
    return bool(methods & TWO_FACTORS or (methods & KNOWN and methods & HELD))


def _names(value: object) -> frozenset[str] | None:
    """Return a list's texts; one text alone is a list of one, anything else says nothing."""
    if isinstance(value, str):
        return frozenset([value])
    if isinstance(value, list):
        return frozenset(each for each in value if isinstance(each, str))
    return None


def _text(value: object, length: int) -> str:
    """Return a text as a database takes it: no control characters, no half characters."""
    if not isinstance(value, str):
        return ""
    return "".join(each for each in value if each.isprintable()).strip()[:length]
