"""How fast public pages are, as ratios to a bare Django view measured in the same rounds.

Requests a second depend on the machine; the ratios hardly do. One client on one connection asks
each target in turn, round after round, so that whatever else the machine does hits all alike.
Beside them: what the one box costs with 20,000 topics, which ARGS=pages leaves out.
"""

import sys
import time
from contextlib import ExitStack
from http.client import HTTPConnection
from itertools import cycle
from statistics import median

from scripts import one_box
from scripts.temporary_site import served, settings

ROUNDS = 7
SECONDS = 0.7  # for each target in each round
TOPIC = "/answers/graffiti/"
BARE = "bare Django view"


class Target:
    """Pages of one server, asked for in turn, with the speeds measured so far."""

    def __init__(self, name, port, *paths):
        self.name = name
        self.paths = cycle(paths)
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self.speeds = []

    def ask(self):
        path = next(self.paths)
        self.connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        response = self.connection.getresponse()
        response.read()
        if response.status != 200:
            sys.exit(f"{self.name}: {path} answered {response.status}")

    def warm_up(self):
        """Meet the pages before they count."""
        for _ in range(20):
            self.ask()
        self.connection.close()  # before the server does, while the others are asked

    def measure(self):
        """Add one round: requests a second."""
        started, asked = time.perf_counter(), 0
        while (passed := time.perf_counter() - started) < SECONDS:
            self.ask()
            asked += 1
        self.speeds.append(asked / passed)
        self.connection.close()  # before the server does, while the others are asked


def main(*, with_many):
    with ExitStack() as stack:
        site = stack.enter_context(settings())
        one_box.prepare(site)
        bare = stack.enter_context(served(site, "scripts.bare_view"))
        cached = stack.enter_context(served(site))
        uncached = stack.enter_context(served(site | {"CACHE_URL": "dummycache://"}))
        targets = [
            Target(BARE, bare, "/"),
            Target("topic page, cached", cached, TOPIC),
            Target("topic page, not cached", uncached, TOPIC),
            Target("home page, cached", cached, "/"),
            Target("home page, not cached", uncached, "/"),
            Target("one box", cached, *one_box.PATHS),
        ]
        if with_many:
            filled = stack.enter_context(one_box.filled())
            many = stack.enter_context(served(filled, one_box.APPLICATION))
            one_box.wait_for_indexes(many)
            targets.append(Target("one box, 20,000 topics", many, *one_box.PATHS))
        measure(targets)
        print("\n".join(table(targets)))  # noqa: T201
        if with_many:
            few, many = targets[-2:]
            ratio = median(a / b for a, b in zip(few.speeds, many.speeds, strict=True))
            kept = True
            for told, is_kept in one_box.promises(site, filled, ratio):
                print(told if is_kept else f"MISSED: {told}", flush=True)  # noqa: T201
                kept &= is_kept
            sys.exit(not kept)


def measure(targets):
    for target in targets:
        target.warm_up()
    for _ in range(ROUNDS):
        for target in targets:
            target.measure()


def table(targets):
    """Yield the lines of the result: medians over the rounds."""
    yield f"{'':<26}{'requests/s':>12}{'of the bare view':>20}"
    for target in targets:
        rounds = zip(target.speeds, targets[0].speeds, strict=True)
        ratio = median(speed / bare for speed, bare in rounds)
        yield f"{target.name:<26}{median(target.speeds):>12.0f}{ratio:>19.1%}"


if __name__ == "__main__":
    main(with_many="pages" not in sys.argv[1:])
