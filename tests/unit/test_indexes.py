"""A partial index is taken for queries with its own words only."""

from reporting.models import Report, indexes


def test_open_reports_are_indexed_by_the_words_of_open():
    assert dict(indexes.OPEN.children)["status__in"] == Report.ENDED
