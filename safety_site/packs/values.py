"""What a single value in a pack looks like: a slug, a line of text, a colour, a day."""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated

from django.core.exceptions import ValidationError as DjangoValidationError
from django.core.validators import URLValidator, validate_email
from pydantic import AfterValidator, Field

from places import codes
from safety_site.brand import HEX

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
CLOCK = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # all but tab and line feed
LOWEST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3: text on white or white text


def _check(pattern: re.Pattern, sentence: str):
    def check(value: str) -> str:
        if not pattern.fullmatch(value):
            raise ValueError(sentence)
        return value

    return AfterValidator(check)


def _valid(validate: Callable[[str], None], sentence: str):
    """Take what one of Django's validators takes, or nothing at all."""

    def check(value: str) -> str:
        try:
            if value:
                validate(value)
        except DjangoValidationError:
            raise ValueError(sentence) from None
        return value

    return AfterValidator(check)


def _prose(value: str) -> str:
    if found := CONTROL.search(value):
        raise ValueError(f"holds a control character (number {ord(found[0])}). Take it out.")
    return value.rstrip()


def _one_line(value: str) -> str:
    if "\n" in value or "\t" in value:
        raise ValueError("must be one line, without tabs.")
    return _prose(value).strip()


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("must not be empty.")
    return value


def _dark_enough(colour: str) -> str:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    contrast = 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
    if contrast < LOWEST_CONTRAST:
        raise ValueError(
            f"is too pale: its contrast with white is {contrast:.1f} and must be at least "
            f"{LOWEST_CONTRAST}. Choose a darker colour."
        )
    return colour


def _this_century(value: date) -> date:
    if not 2000 <= value.year <= 2100:
        raise ValueError("must lie between the years 2000 and 2100.")
    return value


def line(longest: int):
    """One line of text that must not be empty."""
    return Annotated[
        str, Field(max_length=longest), AfterValidator(_one_line), AfterValidator(_not_blank)
    ]


def optional_line(longest: int):
    """One line of text, or nothing."""
    return Annotated[str, Field(max_length=longest), AfterValidator(_one_line)]


OptionalText = Annotated[str, Field(max_length=50_000), AfterValidator(_prose)]
Text = Annotated[OptionalText, AfterValidator(_not_blank)]
_slug = _check(SLUG, "must be small letters, digits and hyphens, such as “fly-tipping”.")
Slug = Annotated[str, Field(max_length=50), _slug]
LongSlug = Annotated[str, Field(max_length=80), _slug]
Reference = Annotated[str, Field(max_length=80), AfterValidator(_one_line)]
Code = Annotated[
    str, Field(max_length=50), _check(CODE, "must be small letters, digits, “-” and “_”.")
]
PriorityCode = Annotated[
    str, Field(max_length=4), _check(re.compile("[A-Z][A-Z0-9]*"), "must be a code such as “P1”.")
]
Colour = Annotated[
    str, _check(HEX, "must be a colour such as “#12263a”."), AfterValidator(_dark_enough)
]
OptionalAddress = Annotated[
    str,
    Field(max_length=200),
    _valid(
        URLValidator(schemes=["http", "https"]),
        "must be a web address such as “https://www.example.gov.uk”.",
    ),
]
Address = Annotated[OptionalAddress, AfterValidator(_not_blank)]
OptionalEmail = Annotated[
    str,
    Field(max_length=254),
    _valid(validate_email, "must be an email address such as “team@example.gov.uk”."),
]
Email = Annotated[OptionalEmail, AfterValidator(_not_blank)]
Day = Annotated[date, AfterValidator(_this_century)]
ClosingTime = Annotated[str, _check(CLOCK, "must be a time such as “17:00”.")]
Gss = Annotated[str, _check(codes.WARD, "must be the GSS code of a ward, such as “E05013882”.")]
AuthorityGss = Annotated[
    str, _check(codes.AUTHORITY, "must be the GSS code of an authority, such as “E09000031”.")
]
Prefix = Annotated[
    str, _check(re.compile("[A-Z]{1,4}"), "must be one to four capital letters, such as “WF”.")
]
Keywords = list[line(60)]
