"""What staff type into the one box of the queue, and the reports that it finds."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

import phonenumbers
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from places import postcodes
from reporting.models import Report, ReportWords
from reporting.models.keys import REFERENCE_ALPHABET
from reporting.tracking.references import LENGTH, spelled_out

MOST_TYPED = 200  # characters
MOST_FOUND = 500  # reports; whoever finds more adds a word or a filter
SHORTEST_PART = 4  # characters of a reference without its prefix; fewer stand in any word
HALF_YEAR = timedelta(days=183)
PHONE = re.compile(r"[+()0-9 ./-]+")
FEWEST_DIGITS = 9  # of a phone number with its area code


class Kind(StrEnum):
    """By what a report is looked for."""

    REFERENCE = "reference"
    PART = "part"  # of a reference, or words that look like it, such as a number plate
    EMAIL = "email"
    PHONE = "phone"
    POSTCODE = "postcode"
    WORDS = "words"


@dataclass(frozen=True)
class Key:
    """What was typed, as it was understood: a kind, and the value in its one spelling."""

    kind: Kind
    value: str


@dataclass(frozen=True)
class Found:
    """The keys of what was found; `more`: there is more than can be listed."""

    key: Key
    pks: list[int] = field(default_factory=list)
    more: bool = False


def key_of(typed: str, prefix: str) -> Key:
    """Understand what was typed; whatever is in quotes is taken as words.

    `prefix`: of the council's references.
    """
    text = " ".join(unicodedata.normalize("NFKC", typed).split())
    if '"' in text:
        return Key(Kind.WORDS, text)
    if "@" in text and " " not in text:
        return Key(Kind.EMAIL, text.lower())
    if code := postcodes.compact(text):
        return Key(Kind.POSTCODE, postcodes.spaced(code))
    if number := _phone_in(text):
        return Key(Kind.PHONE, number)
    return _reference_in(text, prefix) or Key(Kind.WORDS, text)


def _phone_in(text: str) -> str:
    """Return a phone number in its international spelling; empty: it is none."""
    if not PHONE.fullmatch(text) or sum(map(str.isdigit, text)) < FEWEST_DIGITS:
        return ""
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _reference_in(text: str, prefix: str) -> Key | None:
    """Return a reference, whole or in part, in any case and with any gaps.

    Without its prefix it needs both letters and digits: “graffiti” is a word.
    """
    code = "".join(each for each in text.upper() if each.isascii() and each.isalnum())
    named = code.startswith(prefix) and len(code) > len(prefix)
    if named and len(code) == len(prefix) + LENGTH:
        return Key(Kind.REFERENCE, spelled_out(text, prefix))
    code = code.removeprefix(prefix) if named else code
    if not (set(code) <= set(REFERENCE_ALPHABET) and len(code) <= LENGTH):
        return None
    mixed = any(map(str.isdigit, code)) and not code.isdigit()
    if not named and not (mixed and len(code) >= SHORTEST_PART):
        return None
    if len(code) == LENGTH:
        return Key(Kind.REFERENCE, f"{prefix}-{code[:4]}-{code[4:]}")
    return Key(Kind.PART, f"{code[:4]}-{code[4:]}" if len(code) > LENGTH // 2 else code)


def find(reports: QuerySet[Report], typed: str, prefix: str) -> Found:
    """Look for reports among those given, which must be what this person may read.

    The keys are read first and no more than can be listed: then no order of the list can lead the
    database to look through all reports for a rare word, or through all that have a common one.
    """
    key = key_of(typed, prefix)
    among = reports.order_by().values_list("pk", flat=True)
    pks: dict[int, None] = {}
    for each in _ways(among, key, typed, prefix):
        pks |= dict.fromkeys(each[: MOST_FOUND + 1])
    return Found(key, list(pks)[:MOST_FOUND], more=len(pks) > MOST_FOUND)


def _ways(reports: QuerySet, key: Key, typed: str, prefix: str) -> Iterator[QuerySet]:
    """Yield each way to find a key; one at a time, so that each has its own index."""
    match key.kind:
        case Kind.REFERENCE:
            yield reports.filter(reference=key.value)
        case Kind.PART:
            yield reports.filter(reference__startswith=f"{prefix}-{key.value}")
            yield _with_words(reports, typed)
        case Kind.EMAIL:
            yield reports.filter(reporter_email__in={key.value, typed.strip()})
            yield _with_words(reports, f'"{key.value}"')
        case Kind.PHONE:
            yield reports.filter(reporter_phone=key.value)
        case Kind.POSTCODE:
            together = key.value.replace(" ", "")
            yield _with_words(reports, f'"{key.value}"')
            yield _with_words(reports, together)
        case Kind.WORDS:
            yield _with_words(reports, key.value)


class Unweighed(SearchQuery):
    """Words of which PostgreSQL does not guess how common they are: then it takes their index.

    Of common ones it would read report by report until enough are found, and take each to pieces.
    """

    def as_sql(self, compiler, connection, function=None, template=None):
        sql, values = super().as_sql(compiler, connection, function, template)
        return f"(SELECT {sql})", values


def _with_words(reports: QuerySet, text: str) -> QuerySet:
    """Keep reports with all these words: by the index of PostgreSQL, elsewhere one by one."""
    if connection.vendor == "postgresql":
        query = Unweighed(text, config="english", search_type="websearch")
        words = ReportWords.objects.annotate(
            in_index=SearchVector("text", config="english")  # as migration 0007 has it
        )
        return reports.filter(pk__in=words.filter(in_index=query).values("pk"))
    phrases = [phrase or word for phrase, word in re.findall(r'"([^"]+)"|([^\s"]+)', text)]
    if not phrases:
        return reports.none()
    each = (Q(words_to_search__text__icontains=phrase.strip()) for phrase in phrases)
    return reports.filter(*each)


def repeated(reports: QuerySet[Report], others: QuerySet[Report]) -> QuerySet[Report]:
    """Keep those whose reporter or place has another report within half a year.

    `others`: what this person may read, since to be told of another report is to learn of it. The
    place is the same where it is the same pin or postcode. Each report asks three indexes.
    """
    received = OuterRef("received_at")
    near = others.order_by().filter(
        ~Q(pk=OuterRef("pk")), received_at__range=(received - HALF_YEAR, received + HALF_YEAR)
    )
    email = near.filter(reporter_email=OuterRef("reporter_email"))
    phone = near.filter(reporter_phone=OuterRef("reporter_phone"))
    place = near.filter(latitude=OuterRef("latitude"), longitude=OuterRef("longitude"))
    return reports.filter(
        ~Q(reporter_email="") & Exists(email)
        | ~Q(reporter_phone="") & Exists(phone)
        | Q(latitude__isnull=False) & Exists(place)
    )
