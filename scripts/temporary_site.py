"""The site on a fresh database in a temporary folder, for as long as a script needs it."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

GUNICORN = Path(sys.executable).with_name("gunicorn")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def settings(**changes):
    """Yield an environment for the site whose files all lie in a folder that goes with it."""
    with tempfile.TemporaryDirectory(prefix="site-") as folder:
        yield os.environ | {
            "DEBUG": "0",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "127.0.0.1",
            "SITE_URL": "http://127.0.0.1",
            "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
            "CACHE_URL": f"filecache://{folder}/cache",
            "EMAIL_URL": "memorymail://",
            "MEDIA_ROOT": f"{folder}/media",
            "LOG_LEVEL": "ERROR",
            "WEB_CONCURRENCY": "2",
            "REPORT_LEAST_SECONDS": "0",  # scripts are quicker than people
            **changes,
        }


def manage(environment, *arguments):
    """Run one of the site's commands and return what it printed."""
    return run(environment, "manage.py", *arguments)


def run(environment, *arguments):
    """Run Python in the site's environment and return what it printed."""
    command = [sys.executable, *arguments]
    return subprocess.run(  # noqa: S603 - our own command line
        command, env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


@contextmanager
def served(environment, application="safety_site.wsgi", port=None, stderr=None):
    """Serve an application with gunicorn as production does; yield its port."""
    port = port or free_port()
    command = [str(GUNICORN), "--log-level", "warning", application]
    environment = environment | {"PORT": str(port)}
    server = subprocess.Popen(command, env=environment, stderr=stderr)  # noqa: S603 - ours
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(port, seconds=30):
    """Return once something answers at the port."""
    end = time.monotonic() + seconds
    while True:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            connection.close()
            return
