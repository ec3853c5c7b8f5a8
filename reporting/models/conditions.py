"""What is asked of a report, as conditions: one query can then count many of them at once."""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from reporting.models.indexes import NEW

IS_NEW = NEW  # nobody has begun to work on it


def is_overdue(at) -> Q:
    """Should have happened by now and has not."""
    return Q(next_at__lt=at)


def is_due_by(end) -> Q:
    """Has to happen by then, or should have happened already."""
    return Q(next_at__lte=end)


def is_update_due(end) -> Q:
    """Its reporter should hear from us by then.

    Not what waits for others, unless it was late before it began to wait.
    """
    paused = apps.get_model("reporting", "Pause").objects.filter(until=None)
    late = paused.filter(report=OuterRef("pk"), since__gte=OuterRef("update_due_at"))
    # Few are paused, so that one set of those spares most reports a look of their own.
    return Q(update_due_at__lte=end) & (~Q(pk__in=paused.values("report")) | Q(Exists(late)))


def is_review_due(day) -> Q:
    return Q(review_on__lte=day)


def is_awake(day) -> Q:
    """Its officer has not put it off beyond this day."""
    return Q(snoozed_until=None) | Q(snoozed_until__lte=day)
