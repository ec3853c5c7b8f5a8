"""Who else reported what a case is about, as one officer may know of them."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from reporting import other_queries, other_reporters, queries
from reporting.models import Event, Report
from reporting.other_reporters import Reporter
from reporting.working_time import Target
from safety_site import council


@dataclass(frozen=True)
class Others:
    """How many get a reply too, how many do not, and who has not heard for too long."""

    told: int = 0
    left_out: int = 0
    days: int = 0  # working days, in which everybody was promised word from us
    unheard: int = 0
    since: datetime | None = None
    reports: frozenset[int] = frozenset()  # of those who have not heard


def others_of(report: Report, user: User) -> Others:
    """Return who else reported it, read once for each report that is shown.

    Most reports were never joined with any: for them nothing is asked.
    """
    found = getattr(report, "_others", None)
    if found is None:
        joins = any(event.type == Event.Type.JOINED for event in report.events.all())
        is_main = joins and report.main_id is None
        found = report._others = _read(report, user, timezone.now()) if is_main else Others()
    return found


def _read(report: Report, user: User, at: datetime) -> Others:
    main = other_queries.reporter_of(report)
    others = [*map(other_queries.reporter_of, other_queries.joined_with(report, user))]
    days = council.current().update_days
    late: list[Reporter] = []
    if report.is_open:
        # While the case waits for somebody, what was promised stands still for all of them.
        until = next((each.since for each in report.pauses.all() if each.until is None), at)
        promise = Target(days, "working_days")
        late = other_reporters.unheard(main, others, until, promise, queries.calendar())
    return Others(
        told=other_reporters.people(other_reporters.told(main, others)),
        left_out=other_reporters.people(other_reporters.left_out(main, others)),
        days=days,
        unheard=other_reporters.people(late),
        since=late[0].heard_at if late else None,
        reports=frozenset(each.report for each in late),
    )
