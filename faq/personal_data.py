"""Finds in a text what tells who somebody is or where they live (pure).

It warns people before they send, and keeps such words out of lists and counts. A wrong find costs
somebody a second look, a missed one may cost a child more: in doubt it finds.
"""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from faq import personal_names, personal_numbers, personal_places


class Kind(StrEnum):
    """What was found."""

    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "postcode"
    ADDRESS = "address"
    PLATE = "plate"
    NAME = "name"
    BIRTH_DATE = "birth-date"
    NUMBER = "number"  # National Insurance or NHS
    HANDLE = "handle"


@dataclass(frozen=True)
class Finding:
    """Words that stand in the text, and what they are."""

    kind: Kind
    words: str


# In this order: what the first has found is not found again as something else.
FINDERS: Mapping[Kind, Callable[[str], Iterator[tuple[int, int]]]] = {
    Kind.EMAIL: personal_numbers.emails,
    Kind.HANDLE: personal_numbers.handles,
    Kind.BIRTH_DATE: personal_numbers.birth_dates,
    Kind.POSTCODE: personal_places.postcodes_in,
    Kind.PHONE: personal_numbers.phones,
    Kind.NUMBER: personal_numbers.official_numbers,
    Kind.PLATE: personal_numbers.plates,
    Kind.ADDRESS: personal_places.addresses,
    Kind.NAME: personal_names.names,
}


def findings(text: str) -> tuple[Finding, ...]:
    """Return what is personal in a text, in its order; the time grows with its length, no more."""
    plain = "".join(map(_plain, text))
    taken = bytearray(len(text))
    found: list[tuple[int, Finding]] = []
    for kind, finder in FINDERS.items():
        for start, end in finder(plain):
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                found.append((start, Finding(kind, text[start:end])))
    return tuple(finding for _, finding in sorted(found, key=lambda each: each[0]))


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """Return one character as it is usually typed; always one, so that places stay the same."""
    if letter.isascii():
        return letter
    match unicodedata.category(letter):
        case "Pd":
            return "-"
        case "Cf":  # joins, soft hyphens and marks that nobody sees
            return " "
        case "Nd":
            return str(unicodedata.digit(letter))
    if letter in "‘’ʼ":
        return "'"
    usual = unicodedata.normalize("NFKC", letter)
    return usual if len(usual) == 1 else letter
