"""The diary on the officers' page of its report."""

from django import template

from reporting.diary.entries import entry, in_order
from reporting.models import Event

register = template.Library()
register.filter("as_entry", entry)


@register.inclusion_tag("admin/reporting/report/_diary.html")
def diary_of_case(report):
    """Show what its reporter wrote down; asks nothing that the case page has not read already."""
    photos = {}
    for number, photo in enumerate(report.photos.all(), 1):
        photos.setdefault(photo.event_id, []).append((number, photo))
    events = [event for event in report.events.all() if event.type == Event.Type.DIARY]
    entries = in_order(entry(event, photos.get(event.pk, ())) for event in events)
    return {"report": report, "entries": entries}
