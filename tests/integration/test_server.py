"""gunicorn as gunicorn.conf.py sets it up."""

import logging
import os
import runpy
import socket
import subprocess
import sys
import time
from contextlib import suppress
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faq import finding, index
from tests import public_content as make

ECHO = """
def application(environ, start_response):
    start_response("200 OK", [])
    told = environ["SCRIPT_NAME"], environ["wsgi.url_scheme"], str(len(environ["QUERY_STRING"]))
    return ["|".join(told).encode()]
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Serve a program that says what reaches it; return the address."""
    folder = tmp_path_factory.mktemp("echo")
    (folder / "echo.py").write_text(ECHO, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--pythonpath", str(folder), "echo"],
        env=os.environ | {"PORT": str(port), "WEB_CONCURRENCY": "1"},
        cwd=settings.BASE_DIR,
        stderr=subprocess.DEVNULL,
    )
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()


def answer(address, headers=None):
    for _ in range(100):
        asked = Request(address, headers=headers or {})  # noqa: S310
        with suppress(OSError), urlopen(asked, timeout=5) as response:  # noqa: S310
            return response.read().decode()
        time.sleep(0.1)
    raise AssertionError("The server did not answer.")


def test_it_lets_no_visitor_say_where_the_site_begins(server):
    """With a path of the visitor's own before every link, one page would be kept as another."""
    headers = {"SCRIPT_NAME": "/support", "X-Forwarded-Proto": "https"}
    assert answer(f"{server}/support/", headers) == "|http|0"


def test_ten_thousand_characters_of_any_script_reach_the_site(server):
    query = quote("🔥" * 10_000)
    assert answer(f"{server}/find/?{query}") == f"|http|{len(query)}"


@pytest.fixture
def new_process(monkeypatch):
    """Return what a new process of the server runs beside its first requests."""
    monkeypatch.setattr(connection, "close", lambda: None)  # which holds the test's transaction
    return runpy.run_path(str(settings.BASE_DIR / "gunicorn.conf.py"))["_make_index"]


def test_a_new_process_makes_its_index_before_anybody_searches(db, new_process):
    make.make_category("noise", keywords=["peacock"])
    new_process(logging.getLogger())
    with CaptureQueriesContext(connection) as queries:
        assert finding.find("peacock").matches
    assert len(queries) == 0


def test_a_new_process_whose_index_fails_says_so_and_goes_on(new_process, monkeypatch, caplog):
    def broken():
        raise OSError("cache away")

    monkeypatch.setattr(index, "content_version", broken)
    new_process(logging.getLogger())
    assert "no search index at start-up: OSError" in caplog.text
    assert "cache away" not in caplog.text
