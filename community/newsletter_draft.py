"""Puts a draft of the newsletter together from what is new since the last issue."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from community import wording
from community.models import ActionCount, NewsletterIssue, PanelMeeting, PanelPriority
from community.newsletter_text import literal
from faq.models import Topic, UpdateNote

FIRST, AHEAD = timedelta(days=31), timedelta(days=45)  # back for the first issue; to come
MOST = 40  # of one kind: an issue that lists everything is read by nobody


@dataclass(frozen=True)
class Line:
    """One line of the draft: words that stand for themselves in Markdown, and where they lead."""

    text: str
    url: str = ""
    more: str = ""


def compose(at: datetime) -> tuple[str, str]:
    """Return the title and the Markdown of the next issue."""
    sent = NewsletterIssue.objects.filter(sent_at__isnull=False)
    last = sent.order_by("-sent_at").values_list("sent_at", flat=True).first()
    since = last or at - FIRST
    parts = {
        "answers": _answers(since, at),
        "changes": _changes(since, at),
        "meetings": _meetings(at),
        "minutes": _minutes(since, at),
        "promises": _promises(since, at),
        "counts": _counts(since, at),
    }
    title = _("Community safety news: %(month)s") % {
        "month": date_format(timezone.localtime(at), "F Y")
    }
    return title, render_to_string("community/newsletter/draft.md", parts).strip()


def _answers(since, at):
    new = Topic.objects.published().filter(published_at__gt=since, published_at__lte=at)
    return [_line(topic.question, topic) for topic in new.order_by("published_at")[:MOST]]


def _changes(since, at):
    first, last = timezone.localdate(since), timezone.localdate(at)
    notes = UpdateNote.objects.filter(
        topic__status=Topic.Status.PUBLISHED, dated__gt=first, dated__lte=last
    )
    return [_line(note.topic.question, note.topic) for note in notes.select_related("topic")[:MOST]]


def _meetings(at):
    coming = PanelMeeting.objects.to_come(at).held().filter(starts_at__lte=at + AHEAD)
    return [
        _line(meeting.ward.name, meeting, f"{wording.day(meeting)}, {wording.hours(meeting)}")
        for meeting in coming.select_related("ward")[:MOST]
    ]


def _minutes(since, at):
    """Return meetings held since then that have minutes; those of before were told of already."""
    over = PanelMeeting.objects.over(at).held().exclude(minutes_url="")
    recent = over.filter(ends_at__gt=since - FIRST, changed_at__gt=since).select_related("ward")
    return [
        Line(literal(f"{meeting.ward.name}, {wording.day(meeting)}"), meeting.minutes_url)
        for meeting in recent[:MOST]
    ]


def _promises(since, at):
    first, last = timezone.localdate(since), timezone.localdate(at)
    done = PanelPriority.objects.exclude(done="").filter(done_on__gt=first, done_on__lte=last)
    return [
        Line(literal(f"{priority.ward.name}: {priority.title}"), more=literal(priority.done))
        for priority in done.select_related("ward").order_by("ward__name", "pk")[:MOST]
    ]


def _counts(since, at):
    first, last = timezone.localdate(since), timezone.localdate(at)
    new = ActionCount.objects.filter(as_at__gt=first, as_at__lte=last)
    return [
        Line(
            literal(count.what),
            more=f"{_('over') + ' ' if count.more_than else ''}{count.number:,}",
        )
        for count in new[:MOST]
    ]


def _line(text, about, more=""):
    return Line(literal(text), settings.SITE_URL + about.get_absolute_url(), more)
