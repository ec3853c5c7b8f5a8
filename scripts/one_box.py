"""What the one box costs with 20 topics and with 20,000, and how soon two processes agree."""

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from scripts.temporary_site import manage, served, settings

MANY = 20_000
MOST_SECONDS = 10  # of a processor, to make the index
MOST_TIMES = 3  # a search in MANY topics against one in the council's own
MOST_TO_AGREE = 20  # seconds until both processes find what was edited
LONGEST_WAIT = 120  # seconds
APPLICATION = "scripts.which_process"
TEXTS = Path(__file__).resolve().parent.parent / "tests" / "triage" / "tuning.jsonl"
# So many different texts that hardly any topic is met twice, as with people.
PATHS = [
    f"/find/?q={quote(json.loads(line)['text'])}"
    for line in TEXTS.read_text(encoding="utf-8").splitlines()
]
WORD = "zanzibarine"  # leads nowhere until a topic is edited


@contextmanager
def filled():
    """Yield an environment for the site with MANY topics."""
    with settings() as site:
        prepare(site)
        _inside(site, "fill", MANY - _inside(site, "cost")["topics"])
        yield site


def prepare(site):
    manage(site, "migrate", "--verbosity", "0")
    manage(site, "load_council")
    manage(site, "collectstatic", "--noinput", "--verbosity", "0")


def promises(few, many, ratio):
    """Yield what was measured in words, each with whether it is as promised."""
    for site in (few, many):
        cost = _inside(site, "cost")
        yield (
            f"index of {cost['topics']:,} topics: {cost['seconds']:.1f} s, "
            f"{cost['processor']:.1f} s of a processor (at most {MOST_SECONDS}); "
            f"memory of the process {cost['before']:.0f} MB, then {cost['after']:.0f} MB",
            cost["processor"] <= MOST_SECONDS,
        )
    yield (
        f"a search in {MANY:,} topics takes {ratio:.1f} times one in few (at most {MOST_TIMES})",
        ratio <= MOST_TIMES,
    )
    for name, site in (("few", few), (f"{MANY:,}", many)):
        seconds, slowest = _agreement(site)
        yield (
            f"an edit is found by both processes after {seconds:.1f} s with {name} topics (at most "
            f"{MOST_TO_AGREE}); slowest answer meanwhile {slowest:.1f} s",
            seconds <= MOST_TO_AGREE,
        )


def _agreement(site):
    """Edit a topic in a third process; return seconds until two find it, and the slowest answer."""
    with served(site, APPLICATION) as port:
        wait_for_indexes(port)
        path = f"/find/?q={WORD}"
        _until_both(port, path, "We found nothing")
        edited = _inside(site, "edit", WORD)
        slowest = _until_both(port, path, "/answers/graffiti/")
        return time.time() - edited, slowest


def wait_for_indexes(port):
    _until_both(port, "/readyz", '"search": true')


def _until_both(port, path, words):
    """Ask over new connections until each of two processes says these words; return the slowest."""
    says, slowest, end = {}, 0, time.monotonic() + LONGEST_WAIT
    while len(says) < 2 or not all(says.values()):
        if time.monotonic() > end:
            sys.exit(f"{path}: two processes never said {words!r}, but {says}")
        started = time.perf_counter()
        connection = HTTPConnection("127.0.0.1", port, timeout=LONGEST_WAIT)
        connection.request("GET", path)
        response = connection.getresponse()
        says[response.headers["X-Process"]] = words in response.read().decode()
        connection.close()
        slowest = max(slowest, time.perf_counter() - started)
    return slowest


def _inside(site, *arguments):
    """Do something in a process of its own; return what it printed."""
    command = [sys.executable, "-m", "scripts.one_box_inside", *map(str, arguments)]
    done = subprocess.run(  # noqa: S603 - our own command line
        command, env=site, check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(done.stdout or "null")
