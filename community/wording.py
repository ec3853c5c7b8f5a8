"""When and where a panel meets, in the words that residents read."""

from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from community.models import PanelMeeting


def day(meeting: PanelMeeting) -> str:
    """Say the day as “Tuesday 8 December 2026”, in the council's time zone."""
    return date_format(timezone.localtime(meeting.starts_at), "l j F Y")


def hours(meeting: PanelMeeting) -> str:
    """Say from when to when as “7pm to 8:30pm”; with the day where it ends on another."""
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    until = _clock(end)
    if start.date() != end.date():
        until = _("%(clock)s on %(day)s") % {"clock": until, "day": date_format(end, "l j F")}
    return _("%(start)s to %(end)s") % {"start": _clock(start), "end": until}


def place(meeting: PanelMeeting) -> str:
    """Say where it is in one line; of one that is held online only nothing."""
    if not meeting.venue:
        return ""
    postcode = meeting.postcode.replace(" ", "\N{NO-BREAK SPACE}")
    return ", ".join(filter(None, (meeting.venue, meeting.address, postcode)))


def _clock(moment) -> str:
    return date_format(moment, "g:ia" if moment.minute else "ga").replace(".", "")
