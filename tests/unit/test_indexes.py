"""A partial index is taken for queries with its own words only."""

from reporting import queries
from reporting.models import Report, indexes


def words_of(condition):
    return set(dict(condition.children)["type__in"])


def test_events_are_indexed_by_what_the_queries_ask_for():
    assert words_of(indexes.SAID) == set(queries.ANSWERS)
    assert words_of(indexes.WORK) == set(queries.WORK)


def test_open_reports_are_indexed_by_the_words_of_open():
    assert dict(indexes.OPEN.children)["status__in"] == Report.ENDED
