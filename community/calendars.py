"""Panel meetings as calendar files (RFC 5545), for phones and calendar programs."""

import re
from collections.abc import Iterable
from datetime import UTC, timedelta
from html import unescape

from django.conf import settings
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from community import wording
from community.models import PanelMeeting
from safety_site import council, markdown

PROGRAM = "-//Community safety//Ward panel meetings//EN"
ASK_AGAIN = timedelta(hours=12)  # what well-behaved programs follow
# A calendar has no way to write them; they come with text pasted from word processors.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_BLANK_LINES = re.compile(r"\n\s*\n+")


def calendar_file(meetings: Iterable[PanelMeeting], name: str) -> bytes:
    """Write a calendar; the same meetings give the same bytes."""
    calendar, name = Calendar(), " ".join(_clean(name).split())
    calendar.add("prodid", PROGRAM)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)  # what most programs read
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", ASK_AGAIN)
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    return calendar.to_ical()


def _event(meeting: PanelMeeting) -> Event:
    event = Event()
    title = _clean(_("%(ward)s ward panel") % {"ward": meeting.ward.name})
    # Not every program shows a status.
    event.add(
        "summary", _("Cancelled: %(title)s") % {"title": title} if meeting.cancelled else title
    )
    event.add("uid", str(meeting.uid))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at.astimezone(UTC))
    event.add("last-modified", meeting.changed_at.astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    event.add("location", _clean(wording.place(meeting) or _("Online")))
    page = reverse("wards:meeting", args=[meeting.ward.slug, meeting.pk])
    event.add("url", settings.SITE_URL + page)
    event.add("description", _clean(_description(meeting)))
    event.add("organizer", f"mailto:{council.current().email}", {"CN": council.current().name})
    return event


def _description(meeting: PanelMeeting) -> str:
    access = {
        meeting.StepFree.YES: _("Step-free access."),
        meeting.StepFree.NO: _("No step-free access."),
    }.get(meeting.step_free, "")
    lines = [
        _("This meeting is cancelled.") if meeting.cancelled else "",
        " ".join(part for part in (access, meeting.access_note) if part) if meeting.venue else "",
        _("Join online: %(url)s") % {"url": meeting.online_url} if meeting.online_url else "",
        plain(meeting.agenda),
        settings.SITE_URL + reverse("wards:meeting", args=[meeting.ward.slug, meeting.pk]),
    ]
    return "\n\n".join(line for line in lines if line)


def plain(text: str) -> str:
    """Return Markdown as text without marks."""
    html = markdown.render(text).replace("<li>", "<li>- ").replace("</li>", "</li>\n")
    return _BLANK_LINES.sub("\n", unescape(strip_tags(html))).strip()


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\N{NO-BREAK SPACE}", " ")
    return _CONTROL.sub("", text)
