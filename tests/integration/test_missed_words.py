"""Words searched in vain are counted; what may be a name or a number is never written down."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection

from faq import services
from faq.models import MissedWord
from tests.factories import MONDAY_MORNING

TODAY = date(2026, 11, 23)


def search(text, on=TODAY, words=None):
    services.count_missed(words=words or text.split(), text=text, on=on)


def stored():
    """Everything that the table holds, as it holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest, word, times, last_on FROM faq_missedword")
        return cursor.fetchall()


def readable():
    return {missed.word: missed.times for missed in MissedWord.objects.exclude(word="")}


pytestmark = pytest.mark.django_db


def test_a_rare_word_is_stored_as_a_code_that_nobody_reads():
    for _ in range(4):
        search("Parakeets")
    [(digest, word, times, _on)] = stored()
    assert (word, times) == ("", 4)
    assert len(digest) == 64
    assert "parakeet" not in str(stored()).lower()


def test_the_code_depends_on_the_secret_of_this_site(settings):
    search("parakeets")
    settings.SECRET_KEY = "another"
    search("parakeets")
    assert len({digest for digest, *_ in stored()}) == 2


def test_a_word_can_be_read_from_the_fifth_search_on():
    for _ in range(5):
        search("parakeets")
    search("Parakeets hedgehogs", on=TODAY + timedelta(days=1))
    assert readable() == {"parakeets": 6}
    assert {missed.last_on for missed in MissedWord.objects.all()} == {TODAY + timedelta(days=1)}


def test_one_search_counts_a_word_once_and_keeps_six():
    search("one two three four five six seven eight one ONE")
    assert [times for _, _, times, _ in stored()] == [1] * 6


@pytest.mark.parametrize(
    "text",
    [
        "b1n 2024 ٣ك",
        "ab 🦔",
        "x" * 41,
        "020 7946 0123",
        "my son Jayden",
        "amina@example.com",
        "bad\0",
        "\ud800bad",
    ],
)
def test_numbers_names_and_what_is_too_short_or_long_count_nothing(text, django_assert_num_queries):
    words = [word for word in text.split() if word not in ("my", "son")]
    with django_assert_num_queries(0):
        search(text, words=words)
    assert stored() == []


def test_what_a_stem_leaves_of_a_name_counts_as_little():
    search("a boy called jayden", words=["jayd", "jaydens"])
    assert stored() == []


def test_other_words_of_such_a_search_are_counted():
    search("PC Jones parakeets", words=["jones", "parakeets"])
    assert len(stored()) == 1


def test_all_words_of_a_search_take_one_statement(django_assert_num_queries):
    search("parakeets")
    with django_assert_num_queries(1):
        search("parakeets hedgehogs badgers foxes")


def test_a_database_that_fails_does_not_cost_the_search(monkeypatch):
    def fail():
        raise DatabaseError("parakeets")

    monkeypatch.setattr(connection, "cursor", fail)
    search("parakeets")


def test_words_are_forgotten_when_nobody_searched_them_for_ninety_days():
    search("parakeets", on=TODAY - timedelta(days=91))
    search("hedgehogs", on=TODAY - timedelta(days=90))
    assert services.purge_missed_words(at=MONDAY_MORNING) == 1
    assert len(stored()) == 1
