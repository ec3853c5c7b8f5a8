"""What has happened to a report, as its reporter may read it: newest first, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting import progress
from reporting.models import Event, Report, Team

T = Event.Type
# Never what staff note, who reads, whom we mail, nor what other reporters say.
TOLD = (
    T.RECEIVED,
    T.ALLOCATED,
    T.STATUS_CHANGED,
    T.UPDATE,
    T.INFORMATION,
    T.DIARY_LINK,
    T.NOT_FIXED,
    T.WITHDRAWAL,
    T.DATA_ASKED,
)
OWN = frozenset({T.INFORMATION, T.NOT_FIXED, T.WITHDRAWAL})  # the reporter's own words


@dataclass(frozen=True)
class Entry:
    """One thing that happened; `text` is what was written for the reporter or by them."""

    at: datetime
    words: str
    text: str = ""
    photos: int = 0


def timeline(report: Report) -> list[Entry]:
    """Return what happened, in at most three queries however much it is."""
    found = report.events.filter(type__in=TOLD).annotate(photo_count=Count("photos"))
    events = [event for event in found if _is_told(report, event)]
    names = _team_names(events)
    entries = [_entry(report, event, names) for event in events] + _diary(report)
    entries.sort(key=lambda entry: entry.at)
    return entries[::-1]  # of what happened in the same moment the later stands first too


def _diary(report: Report) -> list[Entry]:
    """Return one line on everything that stands in the diary."""
    if not hasattr(report, "diary"):
        return []
    written = report.events.filter(type=T.DIARY).aggregate(number=Count("pk"), last=Max("at"))
    number = written["number"]
    if not number:
        return []
    words = ngettext(
        "You have written %s entry in your diary.",
        "You have written %s entries in your diary. This was the last one.",
        number,
    )
    return [Entry(written["last"], words % number)]


def _is_told(report: Report, event: Event) -> bool:
    if report.quarantined:
        return event.by_id is None and event.type != T.STATUS_CHANGED
    # What the reporter brought about stands there in their own words.
    return event.type != T.STATUS_CHANGED or event.by_id is not None


def _team_names(events: Iterable[Event]) -> dict[str, str]:
    slugs = {event.data.get("to", "") for event in events if event.type == T.ALLOCATED}
    return dict(Team.objects.filter(slug__in=slugs).values_list("slug", "name")) if slugs else {}


def _entry(report: Report, event: Event, team_names: dict[str, str]) -> Entry:
    text = event.text
    # On a sensitive report nobody reads over a shoulder what was typed.
    if event.type in OWN and report.is_private:
        text = ""
    if event.type not in OWN | {T.UPDATE}:  # what officers write there is for officers
        text = event.data.get("explanation", "")
    return Entry(event.at, _words(report, event, team_names), text, event.photo_count)


def _words(report: Report, event: Event, team_names: dict[str, str]) -> str:
    match event.type:
        case T.ALLOCATED:
            name = team_names.get(event.data.get("to", ""))
            if name is None:
                return _("We gave your report to another team.")
            return _("We gave your report to another team: %s.") % name
        case T.STATUS_CHANGED:
            return str(progress.words_of(report, event.data.get("to", ""))[0])
    return {
        T.RECEIVED: _("We received your report."),
        T.UPDATE: _("The team wrote to you."),
        T.INFORMATION: _("You added to your report."),
        T.DIARY_LINK: _("You made a private link to your diary."),
        T.NOT_FIXED: _("You told us that it is not fixed. We opened your report again."),
        T.WITHDRAWAL: _("You told us that you take your report back."),
        T.DATA_ASKED: _("You asked for a copy of your data."),
    }[event.type]
