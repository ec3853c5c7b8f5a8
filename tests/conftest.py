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
from django.db import transaction

from faq import index
from safety_site.packs import tables
from tests.snapshot import Snapshot

IN_CI = os.environ.get("CI") == "true"


# What no database can change is tested once, on SQLite.
WITHOUT_DATABASE = {
    "unit",
    "test_architecture.py",
    "test_accessibility.py",
    "test_checks.py",
    "test_who_may_do_what.py",
}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Run browser tests last: they empty the tables, and pytest would mix them with the others."""
    if "postgresql" in settings.DATABASES["default"]["ENGINE"]:
        once = [item for item in items if WITHOUT_DATABASE & set(item.path.parts)]
        config.hook.pytest_deselected(items=once)
        items[:] = [item for item in items if item not in once]
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


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


@pytest.fixture(scope="session")
def _migrated(django_db_setup, django_db_blocker):
    """Keep what the migrations put into an empty database, which a transactional test flushes."""
    with django_db_blocker.unblock():
        return Snapshot()


@pytest.fixture(scope="session")
def _pack(_migrated, django_db_blocker):
    """Load the council's pack once, look at it, and leave the database as it was.

    What residents say is left out: 600 KB that each test would write and hardly any would read.
    """
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        mock.patch.dict(tables.OPTIONAL_FILES, clear=True),
    ):
        _migrated.restore()
        call_command("load_council", stdout=StringIO())
        loaded = Snapshot()
        transaction.set_rollback(True)
    return loaded


@pytest.fixture
def pack(_pack, db):
    """Start from a site on which nothing happened yet but `migrate` and `load_council`.

    Only what residents say is left out; `pack_with_examples` has it.
    """
    _pack.restore()


@pytest.fixture
def pack_with_examples(pack):
    """Start from the council's pack with all that residents say."""
    call_command("load_council", stdout=StringIO())
