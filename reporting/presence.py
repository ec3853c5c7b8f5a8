"""Who else has a case open: kept in the cache for a few minutes, and nowhere else."""

from datetime import datetime, timedelta

from django.core.cache import cache

from reporting.models import Report
from reporting.wording import name_of

HERE = timedelta(minutes=3)  # after which somebody who does not ask again has gone


def enter(report: Report, user, at: datetime) -> list[str]:
    """Note that somebody has a case open; return the names of the others, the last comer first."""
    key = f"at-work:{report.pk}"
    people = {
        pk: (name, seen)
        for pk, (name, seen) in cache.get(key, {}).items()
        if pk != user.pk and at - seen < HERE
    }
    others = sorted(people.values(), key=lambda each: each[1], reverse=True)
    cache.set(key, people | {user.pk: (name_of(user), at)}, HERE.total_seconds())
    return [name for name, _seen in others]
