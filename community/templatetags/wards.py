"""Panels on pages: when and where they meet, and which is the next for a report."""

from django import template
from django.utils import timezone

from community import ward_queries, wording
from reporting.models import Category

register = template.Library()
register.filter("meeting_day", wording.day)
register.filter("meeting_hours", wording.hours)
register.filter("meeting_place", wording.place)


@register.simple_tag
def next_panel(report):
    """Return the next panel meeting where a report is; None for one that is nobody else's business.

    Nor where its ward is a guess: it would lead to other people's panel.
    """
    is_told = report.is_shown and not report.is_private
    if not (is_told and report.ward_certain and report.category.path == Category.Path.STREET_SCENE):
        return None
    return ward_queries.next_panel(report.ward_id, timezone.now())
