"""How fast public pages are, as ratios to a bare Django view measured in the same rounds.

Requests a second depend on the machine; the ratios hardly do. One client on one connection asks
each target in turn, round after round, so that whatever else the machine does hits all alike.
"""

import sys
import time
from contextlib import ExitStack
from http.client import HTTPConnection
from statistics import median

from scripts.temporary_site import manage, served, settings

ROUNDS = 7
SECONDS = 0.7  # for each target in each round
TOPIC = "/answers/graffiti/"
BARE = "bare Django view"


class Target:
    """One page on one server, with the speeds measured so far."""

    def __init__(self, name, port, path):
        self.name = name
        self.path = path
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self.speeds = []

    def ask(self):
        self.connection.request("GET", self.path, headers={"Accept-Encoding": "gzip"})
        response = self.connection.getresponse()
        response.read()
        if response.status != 200:
            sys.exit(f"{self.name}: {self.path} answered {response.status}")

    def measure(self):
        """Add one round: requests a second."""
        started, asked = time.perf_counter(), 0
        while (passed := time.perf_counter() - started) < SECONDS:
            self.ask()
            asked += 1
        self.speeds.append(asked / passed)


def main():
    with ExitStack() as stack:
        site = stack.enter_context(settings())
        manage(site, "migrate", "--verbosity", "0")
        manage(site, "load_council")
        manage(site, "collectstatic", "--noinput", "--verbosity", "0")
        bare = stack.enter_context(served(site, "scripts.bare_view"))
        cached = stack.enter_context(served(site))
        uncached = stack.enter_context(served(site | {"CACHE_URL": "dummycache://"}))
        targets = [
            Target(BARE, bare, "/"),
            Target("topic page, cached", cached, TOPIC),
            Target("topic page, not cached", uncached, TOPIC),
            Target("home page, cached", cached, "/"),
            Target("home page, not cached", uncached, "/"),
        ]
        for target in targets:
            for _ in range(20):  # every worker has met the page before it counts
                target.ask()
        for _ in range(ROUNDS):
            for target in targets:
                target.measure()
        sys.stdout.write("\n".join(table(targets)) + "\n")


def table(targets):
    """Yield the lines of the result: medians over the rounds."""
    yield f"{'':<26}{'requests/s':>12}{'of the bare view':>20}"
    for target in targets:
        rounds = zip(target.speeds, targets[0].speeds, strict=True)
        ratio = median(speed / bare for speed, bare in rounds)
        yield f"{target.name:<26}{median(target.speeds):>12.0f}{ratio:>19.1%}"


if __name__ == "__main__":
    main()
