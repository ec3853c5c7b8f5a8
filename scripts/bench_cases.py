"""How the back office bears a million reports: each page's time against that with ten thousand.

Run by `make bench-cases` on a throw-away PostgreSQL. The two databases hold the same first reports
and are asked in turn, so that whatever else the machine does hits both alike.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

from scripts.temporary_site import settings

RUNS = 5
MOST_QUERIES, MOST_TIMES = 25, 2
ROLES = {"officer": "Case officers", "leader": "Team leaders", "manager": "Safety managers"}
CLEARED = "Cleared for restricted reports"
TEAMS = ("asb", "neighbourhoods")  # of the officer and the leader who are measured
QUEUE = "/admin/reporting/report/"
FEW, MANY = "bench_few", "bench_many"


@dataclass
class Page:
    """One page as one person asks for it, with the milliseconds it took on each database."""

    name: str
    who: str
    path: str
    queries: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int | None] = field(default_factory=dict)  # None: it is no list
    times: dict[str, list[float]] = field(default_factory=lambda: {FEW: [], MANY: []})
    full: "Page | None" = None  # the same person's unfiltered queue, where this one is not as long

    def __str__(self):
        few, many = f"{self.before:.0f} ms", f"{median(self.times[MANY]):.0f} ms"
        queries, missed = max(self.queries.values()), "" if self.is_kept else "  MISSED"
        query = self.path.partition("?")[2] if self.name.startswith("queue by") else ""
        rows = "" if self.rows[MANY] is None else f"{self.rows[FEW]}, {self.rows[MANY]}"
        full = "*" if self.full else " "
        line = f"{self.name:<28}{self.who:<9}{queries:>7}{rows:>8}{few:>10}{full}{many:>10}"
        return f"{line}{self.ratio:>7.2f}{missed:<8}  {query}".rstrip()

    @property
    def before(self) -> float:
        """With few reports: the page itself or, where that has fewer rows to draw, a full one."""
        return median((self.full or self).times[FEW])

    @property
    def ratio(self) -> float:
        return median(self.times[MANY]) / self.before

    @property
    def is_kept(self) -> bool:
        return self.ratio <= MOST_TIMES and max(self.queries.values()) <= MOST_QUERIES


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--few", type=int, default=10_000)
    asked.add_argument("--many", type=int, default=1_000_000)
    asked.add_argument("--events-each", type=int, default=3)
    asked.add_argument("--keep", action="store_true", help="leave the databases, to look further")
    asked.add_argument("--again", action="store_true", help="measure databases that were kept")
    asked.add_argument("--all", action="store_true", help="a line for each choice of each filter")
    told = asked.parse_args()
    server = os.environ["DATABASE_URL"]
    with settings(DATABASE_URL=server, ALLOWED_HOSTS="testserver") as site:
        os.environ.update(site, DJANGO_SETTINGS_MODULE="safety_site.settings")
        import django

        django.setup()
        sys.exit(not _measured(told))


def _measured(told) -> bool:
    from django.conf import settings as site
    from django.core.management import call_command
    from django.db import connection

    site.SECOND_FACTOR_REQUIRED = False
    server = connection.settings_dict["NAME"]
    call_command("collectstatic", interactive=False, verbosity=0)
    if not told.again:
        _fill(told, server)
    _use(MANY)
    try:
        pages = list(_pages())
        queues = {page.who: page for page in pages if page.name == "queue"}
        for page in pages:
            _measure(page)
            if page.rows[MANY] and page.rows[FEW] < page.rows[MANY]:
                page.full = queues[page.who]
            print(page, file=sys.stderr)  # noqa: T201
        print("\n".join(_table(pages, told)))  # noqa: T201
    finally:
        if not told.keep:
            _run(server, f"DROP DATABASE {FEW}", f"DROP DATABASE {MANY}")
    return all(page.is_kept for page in pages)


def _use(name):
    """Turn to another database of the server."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name


def _run(name, *statements):
    from django.db import connection

    _use(name)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


def _fill(told, server):
    """Make both databases; the larger one begins as the smaller one is."""
    from django.core.management import call_command

    started = time.monotonic()
    _run(server, f"DROP DATABASE IF EXISTS {FEW}", f"DROP DATABASE IF EXISTS {MANY}")
    _run(server, f"CREATE DATABASE {MANY}")
    _use(MANY)
    call_command("migrate", verbosity=0)
    call_command("load_council", verbosity=0)
    _make_staff()
    each = {"events_each": told.events_each, "force": True}
    call_command("seed_reports", reports=told.few, **each)
    _run(server, f"CREATE DATABASE {FEW} TEMPLATE {MANY}")
    _use(MANY)
    with _in_bulk():
        call_command("seed_reports", reports=told.many - told.few, **each)
    for name in (FEW, MANY):
        _run(name, "VACUUM ANALYZE")
    print(f"Filled in {time.monotonic() - started:.0f} s.", file=sys.stderr)  # noqa: T201


@contextmanager
def _in_bulk():
    """Load as a dump is loaded: no checks of keys, and the indexes are made anew afterwards."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'reporting_%'"
            " AND indexdef NOT LIKE '%UNIQUE%'"
        )
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f'DROP INDEX "{name}"')
        cursor.execute("SET session_replication_role = replica")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for _, definition in found:
            cursor.execute(definition)


def _make_staff():
    """Give each team three officers, ASB twelve, and make those who are measured."""
    from django.contrib.auth.models import Group, User

    from reporting.models import Team

    groups = {group.name: group for group in Group.objects.all()}

    def make(username, role, teams):
        user = User.objects.create_user(username, is_staff=True)
        user.groups.set([groups[role], groups[CLEARED]])
        user.teams.set(teams)

    for team in Team.objects.filter(partner=False):
        for number in range(12 if team.slug == "asb" else 3):
            make(f"{team.slug}-{number}", ROLES["officer"], [team])
    theirs = Team.objects.filter(slug__in=TEAMS)
    make("officer", ROLES["officer"], theirs[:1])
    make("leader", ROLES["leader"], theirs)
    make("manager", ROLES["manager"], [])


def _pages() -> Iterator[Page]:
    """Yield every page that is measured."""
    for who in ROLES:
        yield Page("front page", who, "/admin/")
        yield Page("queue", who, QUEUE)
    for who in ("officer", "manager"):
        yield from _filters(who)
    for who in ("officer", "manager"):
        for name, words in _keys().items():
            yield Page(f"search: {name}", who, f"{QUEUE}?{_query(q=words)}")
    for name, key in _cases().items():
        for who in ROLES:
            yield Page(f"case page, {name}", who, f"{QUEUE}{key}/change/")


def _query(**values):
    from urllib.parse import urlencode

    return urlencode(values)


def _filters(who) -> Iterator[Page]:
    """Yield the queue by each choice of each filter that it offers to this person."""
    from django.contrib import admin
    from django.contrib.auth.models import User
    from django.test import RequestFactory

    from reporting.models import Report

    request = RequestFactory().get(QUEUE)
    request.user = User.objects.get(username=who)
    shown = admin.site.get_model_admin(Report).get_changelist_instance(request)
    for spec in shown.filter_specs:
        for choice in spec.choices(shown):
            if not choice["selected"]:
                yield Page(f"queue by {spec.title}", who, f"{QUEUE}{choice['query_string']}")


def _cases() -> dict[str, int]:
    from reporting.models import Report

    first = Report.objects.filter(team__slug=TEAMS[0], restricted=False).order_by("pk")
    return {
        "open": first.open().exclude(officer=None).first().pk,
        "closed": first.filter(status="closed").first().pk,
    }


def _keys() -> dict[str, str]:
    """Return by what officers search: all of them of one report that both databases hold."""
    from reporting.models import Report

    found = Report.objects.filter(team__slug=TEAMS[0], restricted=False).open()
    report = found.exclude(reporter_phone="").exclude(officer=None).order_by("pk").first()
    street, postcode = report.location.split(", ")
    return {
        "reference": report.reference,
        "part of a reference": report.reference[3:7],
        "email": report.reporter_email,
        "phone": report.reporter_phone.as_national,
        "postcode": postcode,
        "street": street.split(" ", 1)[1],
        "name": report.reporter_name,
        "surname": report.reporter_name.split()[1],
        "rare word": report.answers[0]["words"].split(". ")[1].split()[0],
        "common word": "night",
        "two common words": "rubbish pavement",
        "what nobody wrote": "zanzibarine",
    }


def _measure(page):
    from django.contrib.auth.models import User
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    for name in (FEW, MANY):
        _use(name)
        client = Client()
        client.force_login(User.objects.get(username=page.who))
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(page.path)
        if answer.status_code != 200:
            sys.exit(f"{page.name}: {page.path} answered {answer.status_code}")
        page.queries[name] = len(queries)
        shown = (answer.context_data or {}).get("cl")
        page.rows[name] = len(shown.result_list) if shown else None
        for _ in range(RUNS):
            started = time.perf_counter()
            client.get(page.path)
            page.times[name].append((time.perf_counter() - started) * 1000)


def _table(pages, told):
    """Yield the lines of the result: of each filter the choice that came out worst."""
    worst = {}
    for page in pages:
        key = id(page) if told.all else (page.name, page.who)
        if key not in worst or page.ratio > worst[key].ratio:
            worst[key] = page
    head = f"{told.few:,}", f"{told.many:,}"
    yield f"{'':<37}{'queries':>7}{'rows':>8}{head[0]:>10}{head[1]:>11}{'ratio':>7}"
    yield from map(str, worst.values())
    yield f"* A full queue: of {head[0]} reports not as many rows are like this."


if __name__ == "__main__":
    main()
