"""Logs help to find a fault and tell nothing about residents."""

import logging
import sys

from django.conf import settings

from safety_site.logs import say_where


def read_form(text):
    raise ValueError(f"cannot read {text}")


def test_an_exception_is_logged_with_its_place_and_without_what_was_typed():
    options = dict(settings.LOGGING["formatters"]["lines"])
    formatter = options.pop("()")(**options)
    try:
        read_form("my neighbour Sam is loud")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 1, "It broke", (), sys.exc_info())
    line = formatter.format(record)
    assert "fault=ValueError" in line
    assert "test_logs.py" in line
    assert "read_form" in line
    assert "Sam" not in line
    assert "\n" not in line


def test_a_line_without_an_exception_stays_as_it_is():
    assert say_where(None, "info", {"event": "drafts purged"}) == {"event": "drafts purged"}
    assert say_where(None, "info", {"event": "x", "exc_info": True}) == {"event": "x"}
