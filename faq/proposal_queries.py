"""Reads about new words that the police propose for their answers."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType

from faq.models import Response


def with_all(responses):
    """Add to responses what a page about their words shows."""
    return responses.select_related("organisation", "proposed_by", "topic__webinar")


def last_said(response: Response) -> LogEntry | None:
    """Return what happened last to the new words of a response, and who did it."""
    kind = ContentType.objects.get_for_model(Response)
    entries = LogEntry.objects.filter(content_type=kind, object_id=str(response.pk))
    return entries.select_related("user").order_by("-action_time", "-pk").first()
