"""Who may do what with reports, as predicates over permissions (pure)."""

from collections.abc import Collection
from enum import Enum

WORK = "reporting.work_report"
ALLOCATE = "reporting.allocate_report"
VIEW_ALL = "reporting.view_all_reports"
RELEASE = "reporting.release_report"


class Scope(Enum):
    """Which reports a person may read."""

    NONE = "none"
    TEAMS = "teams"
    ALL = "all"


def report_scope(active: bool, granted: Collection[str]) -> Scope:
    """Return whose reports may be read; editors, who have no report permission, read none."""
    if not active:
        return Scope.NONE
    if VIEW_ALL in granted:
        return Scope.ALL
    return Scope.TEAMS if WORK in granted else Scope.NONE


def may_work(scope: Scope, granted: Collection[str]) -> bool:
    """Say whether notes and status changes are allowed on a report within the scope."""
    return scope is not Scope.NONE and WORK in granted


def may_allocate(scope: Scope, granted: Collection[str]) -> bool:
    """Say whether a report within the scope may be given to another team."""
    return scope is not Scope.NONE and ALLOCATE in granted


def may_file(scope: Scope, granted: Collection[str]) -> bool:
    """Say whether a report may be filed for a caller; it goes to whichever team it concerns."""
    return scope is not Scope.NONE and WORK in granted


def may_release(active: bool, granted: Collection[str]) -> bool:
    """Say whether reports held in quarantine may be read, and let go or set aside."""
    return active and RELEASE in granted
