"""What a reporter has answered, on the officers' page; asks only what that has read already."""

from datetime import datetime

from django import template

from reporting import queries
from reporting.models import Event

register = template.Library()


@register.filter
def unanswered(report):
    """Return what the reporter has said since an officer last worked on it, the latest first.

    Of a diary only the latest entry: it is read in its table.
    """
    found, diary = [], False
    for event in reversed(report.events.all()):
        if event.by_id and event.type in queries.WORK:
            break
        is_entry = event.type == Event.Type.DIARY
        if event.type in queries.ANSWERS or (is_entry and not diary):
            found.append(event)
        diary = diary or is_entry
    return found


@register.filter
def photos_with(report, event):
    """Return the photos that came with an event, by their number on the page."""
    every = enumerate(report.photos.all(), 1)
    return [(number, photo) for number, photo in every if photo.event_id == event.pk]


@register.filter
def data_due(event):
    """Return by when a copy of the reporter's data is due."""
    return datetime.fromisoformat(event.data["due"])
