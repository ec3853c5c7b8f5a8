"""The Atom feed of a ward: its panel's meetings, and what the panel asked for."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from community import ward_queries, wording
from community.models import PanelMeeting, PanelPriority
from faq.feeds import CONTROL_CHARACTERS
from safety_site import council


@dataclass(frozen=True)
class News:
    """One thing to tell about a ward; its key is told once, whatever its words are later."""

    key: str
    title: str
    text: str
    path: str
    at: datetime


class WardNews(Feed):
    """Addresses are built on SITE_URL, so that they hold by whatever host the feed was fetched."""

    feed_type = Atom1Feed

    def get_object(self, request, ward):
        return ward_queries.ward(ward)

    def title(self, ward):
        return _("%(ward)s ward panel") % {"ward": ward.name}

    def author_name(self):
        return council.current().name

    def link(self, ward):
        return settings.SITE_URL + reverse("wards:ward", args=[ward.slug])

    def feed_url(self, ward):
        return settings.SITE_URL + reverse("wards:feed", args=[ward.slug])

    def feed_guid(self, ward):
        return self.feed_url(ward)

    def items(self, ward):
        meetings = ward_queries.meetings_in_feed(ward, timezone.now())
        news = [each for meeting in meetings for each in _of(meeting)]
        for priority in ward_queries.priorities_in_feed(ward):
            news += _of_priority(priority)
        newest = sorted(news, key=lambda each: (each.at, each.key), reverse=True)
        return [(ward, each) for each in newest]

    def item_title(self, item):
        return CONTROL_CHARACTERS.sub("", item[1].title)

    def item_description(self, item):
        return linebreaks(CONTROL_CHARACTERS.sub("", item[1].text), autoescape=True)

    def item_link(self, item):
        return settings.SITE_URL + item[1].path

    def item_guid(self, item):
        ward, news = item
        return f"{self.feed_url(ward)}#{news.key}"

    def item_updateddate(self, item):
        return item[1].at


def _of(meeting: PanelMeeting) -> list[News]:
    """Tell of a meeting that it is planned or cancelled, and that its minutes are there."""
    key, path, at = f"meeting-{meeting.pk}", meeting.get_absolute_url(), meeting.changed_at
    when = {"day": wording.day(meeting), "hours": wording.hours(meeting)}
    if meeting.cancelled:
        title = _("Cancelled: panel meeting on %(day)s, %(hours)s") % when
        return [News(f"{key}-cancelled", title, _("It does not take place."), path, at)]
    title = _("Panel meeting on %(day)s, %(hours)s") % when
    told = [News(key, title, wording.place(meeting) or _("It is online."), path, at)]
    if meeting.minutes_url:
        title = _("Minutes of the panel meeting on %(day)s") % when
        text = _("Read them at %(address)s") % {"address": meeting.minutes_url}
        told.append(News(f"{key}-minutes", title, text, path, at))
    return told


def _of_priority(priority: PanelPriority) -> list[News]:
    """Tell of a priority that the panel agreed on it, and what was done."""
    key, path = f"priority-{priority.pk}", reverse("wards:ward", args=[priority.ward.slug])
    title = _("The panel asked for: %(title)s") % {"title": priority.title}
    text = _("Agreed on %(day)s.") % {"day": date_format(priority.agreed_on, "j F Y")}
    told = [News(key, title, text, path, _midnight(priority.agreed_on))]
    if priority.done:
        title = _("What was done: %(title)s") % {"title": priority.title}
        told.append(News(f"{key}-done", title, priority.done, path, _midnight(priority.done_on)))
    return told


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
