"""The site as production runs it, but with nothing that leaves this process or this folder."""

import atexit
import os
import tempfile
from pathlib import Path

# Values of the environment would make two machines test two sites; only the database may vary.
os.environ |= {
    "DEBUG": "0",
    "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "SITE_URL": "http://localhost:8000",
    "COUNCIL": "waltham_forest",
    "TRUSTED_PROXIES": "0",
    "EXIT_URL": "https://www.bbc.co.uk/weather",
    "CACHE_URL": "locmemcache://",
    "EMAIL_URL": "memorymail://",
    "DEFAULT_FROM_EMAIL": "noreply@safety.example",
    "LOG_LEVEL": "WARNING",
    "REPORT_LEAST_SECONDS": "0",
}

from safety_site.settings import *  # noqa: F403
from safety_site.settings import DATABASES

_folder = tempfile.TemporaryDirectory(prefix="tests-")
atexit.register(_folder.cleanup)

# Locks among them: tests run in several processes, which must not wait for one another.
VAR_DIR = Path(_folder.name)
MEDIA_ROOT = VAR_DIR / "media"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, and worth nothing

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, because the threads of a live server need connections of their own, as in production.
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder.name}/tests.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    # Connections that outlive their request would keep the test database from being deleted.
    DATABASES["default"]["CONN_MAX_AGE"] = 0
