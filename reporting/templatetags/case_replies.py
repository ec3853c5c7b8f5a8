"""Replies on their way, on the officers' page; asks only what that has read already."""

import math

from django import template
from django.utils import timezone

from reporting import case_queries

register = template.Library()


@register.filter
def replies_waiting(report):
    """Return each reply that has not left, with the seconds in which it can be taken back."""
    now = timezone.now()
    seen = case_queries.version(report)
    return [
        {
            "reply": reply,
            "seconds": max(0, math.ceil((reply.leaves_at - now).total_seconds())),
            "seen": seen,
        }
        for reply in report.replies.all()
        if reply.is_waiting
    ]
