"""What tests share: hashed static files, an empty cache, the council's pack, programs."""

import os
import shutil
import subprocess
from io import StringIO
from unittest import mock

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import TransactionTestCase
from whitenoise.middleware import WhiteNoiseMiddleware

from faq import index
from safety_site.packs import tables
from tests.snapshot import StartingPoints

IN_CI = os.environ.get("CI") == "true"


# What no database can change is tested once, on SQLite.
WITHOUT_DATABASE = {
    "unit",
    "test_architecture.py",
    "test_accessibility.py",
    "test_checks.py",
    "test_gds.py",
    "test_gds_forms.py",
    "test_page_weight.py",
    "test_who_may_do_what.py",
}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Run tests that start from the same after one another, and browser tests last."""
    if "postgresql" in settings.DATABASES["default"]["ENGINE"]:
        once = [item for item in items if is_tested_once(item)]
        config.hook.pytest_deselected(items=once)
        items[:] = [item for item in items if item not in once]
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
    items.sort(key=place_in_run)


def is_tested_once(item):
    """Say whether no database can change what a test finds, such as how accessible pages are."""
    accessible = "browser" in item.path.parts and item.originalname.endswith("accessible")
    return accessible or bool(WITHOUT_DATABASE & set(item.path.parts))


def place_in_run(item):
    points = ["", *STARTING_POINTS]
    return "browser" in item.path.parts, commits(item), points.index(starting_point(item))


def commits(item):
    """Tell whether what the test changes stays in the database, for other threads to see."""
    marker = item.get_closest_marker("django_db")
    return "live_server" in item.fixturenames or bool(marker and marker.kwargs.get("transaction"))


def pytest_sessionstart(session):
    """Hash the static files anew where the front end was built since; once, not in each worker."""
    if hasattr(session.config, "workerinput"):
        return
    built = [path.stat().st_mtime for path in (settings.BASE_DIR / "static" / "dist").glob("*")]
    if not built:
        pytest.exit("The front end is not built. Run: make setup", returncode=2)
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if not manifest.exists() or manifest.stat().st_mtime < max(built):
        call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def static_files_found_once():
    """Let all clients share what WhiteNoise finds, as all requests of a server process do.

    Each client makes the middleware anew, and reading 700 files took a third of a test's time.
    """
    found = {}
    find = WhiteNoiseMiddleware.update_files_dictionary

    def find_once(middleware, root, prefix):
        if (root, prefix) not in found:
            find(middleware, root, prefix)
            found[root, prefix] = dict(middleware.files)
        middleware.files.update(found[root, prefix])

    with mock.patch.object(WhiteNoiseMiddleware, "update_files_dictionary", find_once):
        yield


@pytest.fixture(autouse=True)
def empty_cache(monkeypatch):
    """Start without anything that an earlier test kept: pages, limits, versions, what is found.

    However busy the machine, an edit is found at once: no index is made beside the test.
    """
    cache.clear()
    index.keeper.forget()
    monkeypatch.setattr(index, "PATIENCE", 60.0)


def skip_without(found, sentence):
    """Skip a test that lacks a program; where CI=true, which installs it, fail instead."""
    if not found:
        (pytest.fail if IN_CI else pytest.skip)(sentence)
    return found


@pytest.fixture(scope="session")
def exiftool():
    """Give a function that lists the tags of a file; exiftool knows more formats than we do."""
    program = skip_without(
        shutil.which("exiftool"),
        "No exiftool here. Install it (Debian, Ubuntu: apt-get install libimage-exiftool-perl).",
    )

    def tags(path):
        command = [program, "-s", "-G", str(path)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return tags


def _load_without_examples():
    """Load the council's pack but for what residents say.

    That would be 600 KB more to search and to write, which hardly any test reads.
    """
    files = {name: each for name, each in tables.OPTIONAL_FILES.items() if name != "examples.toml"}
    with mock.patch.dict(tables.OPTIONAL_FILES, files, clear=True):
        call_command("load_council", stdout=StringIO())


def _load():
    call_command("load_council", stdout=StringIO())


# Fixtures that name what a test's database holds before the test begins.
STARTING_POINTS = {"pack_with_examples": _load, "pack": _load_without_examples}


def starting_point(item):
    """Name what this test starts from; empty: what the migrations put into an empty database."""
    return next((name for name in STARTING_POINTS if name in item.fixturenames), "")


@pytest.fixture(scope="session")
def starting_points(django_db_setup, django_db_blocker):
    """Keep the database as a test found it; what a test committed is not flushed but put right.

    Django would empty all tables after such a test and make its types and permissions again.
    """
    with django_db_blocker.unblock():
        points = StartingPoints(STARTING_POINTS)
    with mock.patch.object(TransactionTestCase, "_fixture_teardown"):
        yield points


@pytest.fixture
def _starting_point(request, starting_points, django_db_blocker):
    """Bring the database to where this test starts from, before its transaction begins."""
    with django_db_blocker.unblock():
        starting_points.go_to(starting_point(request.node))
    yield
    if commits(request.node):
        starting_points.leave()


@pytest.fixture
def _django_db_helper(_starting_point, _django_db_helper):
    """Stand before pytest-django's own, on which each of its fixtures and marks relies."""


@pytest.fixture
def pack(db, starting_points):
    """Start from a site on which nothing happened yet but `migrate` and `load_council`.

    Only what residents say is left out; `pack_with_examples` has it.
    """
    assert starting_points.standing.startswith("pack")


@pytest.fixture
def pack_with_examples(pack):
    """Start from the council's pack with all that residents say."""
