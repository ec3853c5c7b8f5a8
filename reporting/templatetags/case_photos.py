"""Photos on the officers' pages; asks only what those have read already."""

from django import template

from reporting.models import Event

register = template.Library()


@register.filter
def redaction_of(report, photo):
    """Return the event with which a photo came to look as it does now."""
    found = None
    for event in report.events.all():
        if event.type == Event.Type.REDACTED and event.data.get("photo") == photo.pk:
            found = event
    return found


@register.filter
def photo_number(report, key):
    """Return by which number a photo is called on the pages of its report."""
    keys = [photo.pk for photo in report.photos.all()]
    return keys.index(key) + 1 if key in keys else "–"


@register.filter
def unlocalized(number):
    """Write a number as drawings take it, whatever the reader's language."""
    return f"{number:g}"
