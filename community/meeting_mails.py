"""What those who asked are told of panel meetings; queued in the caller's transaction."""

from django.conf import settings
from django.urls import reverse

from community import meeting_queries, newsletter_mails, wording
from community.models import PanelMeeting, Subscriber
from reporting import notifications
from safety_site import council


def reminder(meeting: PanelMeeting) -> int | None:
    """Say that a meeting begins soon; return how many mails, None where the wording is faulty."""
    return _tell(meeting, "meeting_reminder")


def changed(meeting: PanelMeeting) -> int | None:
    """Say when and where a meeting is now."""
    return _tell(meeting, "meeting_changed")


def cancelled(meeting: PanelMeeting) -> int | None:
    """Say that a meeting is not held."""
    return _tell(meeting, "meeting_cancelled")


def _tell(meeting: PanelMeeting, template: str) -> int | None:
    common = {
        "ward": meeting.ward.name,
        "day": wording.day(meeting),
        "hours": wording.hours(meeting),
        "place": wording.place(meeting),
        "step_free": meeting.step_free,
        "access_note": meeting.access_note,
        "online_url": meeting.online_url,
        "meeting_url": settings.SITE_URL + meeting.get_absolute_url(),
        "ward_url": settings.SITE_URL + reverse("wards:ward", args=[meeting.ward.slug]),
        "council_name": council.current().name,
    }
    letters = [_letter(one, common) for one in meeting_queries.who_wants_reminders(meeting.ward)]
    if not letters:
        return 0
    return len(notifications.write(letters, template, None)) or None


def _letter(subscriber: Subscriber, common: dict) -> dict:
    own = newsletter_mails.links(subscriber.key)
    one_click = notifications.leaving_by_one_click(own["leave_url"])
    return {
        "recipients": subscriber.email,
        "context": common | own,
        "headers": notifications.HEADERS | one_click,
    }
