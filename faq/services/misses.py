"""What residents search in vain, word by word; nobody reads a rare one, since it may be a name."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

import structlog
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from faq.models import MissedWord
from faq.personal_data import findings
from faq.words import fold

log = structlog.get_logger(__name__)

READABLE_FROM = 5  # searches
MOST_WORDS = 6  # of one search
SHORTEST, LONGEST = 3, 40  # characters
FORGOTTEN_AFTER = timedelta(days=90)
_WORD = re.compile(r"\w+")


def count_missed(*, words: Iterable[str], text: str, on: date) -> None:
    """Count the content words of a search, with the whole of its text, that found nothing.

    It runs outside a transaction and in one statement, which holds or fails as a whole; a search
    page is worth more than a count, so a database that cannot is written down and left.
    """
    kept = sorted((_digest(word), word) for word in _countable(words, text))
    if not kept:
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(*_statement(kept, on))
    except DatabaseError as fault:  # its message may quote what was searched
        log.warning("missed words not counted", fault=type(fault).__name__)


def purge_missed_words(*, at: datetime) -> int:
    """Forget words that nobody has searched for a while; return how many."""
    before = timezone.localdate(at) - FORGOTTEN_AFTER
    return MissedWord.objects.filter(last_on__lt=before).delete()[0]


def _countable(words: Iterable[str], text: str) -> list[str]:
    """Return the words that tell nobody's name, number or address, each once."""
    personal = {part for found in findings(text) for part in _WORD.findall(fold(found.words))}
    different = dict.fromkeys(word.casefold().strip() for word in words)
    fit = (word for word in different if SHORTEST <= len(word) <= LONGEST)
    plain = (word for word in fit if word.isprintable() and not any(map(str.isdigit, word)))
    return [word for word in plain if not _touches(word, personal)][:MOST_WORDS]


def _touches(word: str, personal: set[str]) -> bool:
    """Say whether a word, or what a stem has left of it, is part of something personal."""
    parts = {word, *_WORD.findall(word)}
    return any(
        part.startswith(other) or other.startswith(part)
        for part in parts
        for other in personal
        if min(len(part), len(other)) >= SHORTEST or part == other
    )


def _digest(word: str) -> str:
    return salted_hmac("faq.missed", word, algorithm="sha256").hexdigest()


def _statement(kept: list[tuple[str, str]], on: date) -> tuple[str, list]:
    """Return SQL that adds new words unread, and lets those be read that are frequent by now.

    The words come in the order of their digests, so that two searches never wait for each other.
    """
    table = connection.ops.quote_name(MissedWord._meta.db_table)
    rows = ", ".join(["(%s, '', 1, %s)"] * len(kept))
    readable = " ".join(["WHEN %s THEN %s"] * len(kept))
    statement = (
        f"INSERT INTO {table} (digest, word, times, last_on) VALUES {rows} "  # noqa: S608
        f"ON CONFLICT (digest) DO UPDATE SET times = {table}.times + 1, last_on = excluded.last_on,"
        f" word = CASE WHEN {table}.times + 1 < %s THEN '' ELSE CASE excluded.digest {readable} END"
        " END"
    )
    values = [value for digest, _ in kept for value in (digest, on)]
    return statement, [*values, READABLE_FROM, *(each for pair in kept for each in pair)]
