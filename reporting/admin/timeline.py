"""What happened to a report, for its officers: the latest first, told apart by who speaks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from reporting.models import Event, Report

T = Event.Type


class Show(StrEnum):
    """Which part of it is shown; the value stands in the address."""

    ALL = "all"
    CONVERSATION = "conversation"
    DECISIONS = "decisions"
    NOTES = "notes"
    LOG = "log"


LABELS: Mapping[Show, str] = {
    Show.ALL: "All",
    Show.CONVERSATION: "Conversation",
    Show.DECISIONS: "Decisions",
    Show.NOTES: "Staff notes",
    Show.LOG: "Mail and readings",
}

KINDS: Mapping[Event.Type, Show] = {
    T.RECEIVED: Show.CONVERSATION,
    T.UPDATE: Show.CONVERSATION,
    T.INFORMATION: Show.CONVERSATION,
    T.DIARY: Show.CONVERSATION,
    T.NOT_FIXED: Show.CONVERSATION,
    T.WITHDRAWAL: Show.CONVERSATION,
    T.DATA_ASKED: Show.CONVERSATION,
    T.CONTACT: Show.CONVERSATION,
    T.TAKEN_BACK: Show.CONVERSATION,
    T.ROUTED: Show.DECISIONS,
    T.ALLOCATED: Show.DECISIONS,
    T.STATUS_CHANGED: Show.DECISIONS,
    T.PUBLICITY: Show.DECISIONS,
    T.HELD: Show.DECISIONS,
    T.RELEASED: Show.DECISIONS,
    T.ASSIGNED: Show.DECISIONS,
    T.TRIAGED: Show.DECISIONS,
    T.RISK: Show.DECISIONS,
    T.PLANNED: Show.DECISIONS,
    T.ACTION_ENDED: Show.DECISIONS,
    T.REFERRED: Show.DECISIONS,
    T.REFERRAL_ANSWERED: Show.DECISIONS,
    T.NUISANCE: Show.DECISIONS,
    T.MEASURE: Show.DECISIONS,
    T.REVIEW: Show.DECISIONS,
    T.PAUSED: Show.DECISIONS,
    T.RESUMED: Show.DECISIONS,
    T.JOINED: Show.DECISIONS,
    T.SNOOZED: Show.DECISIONS,
    T.WARNING: Show.DECISIONS,
    T.REDACTED: Show.DECISIONS,
    T.NOTE: Show.NOTES,
    T.MAIL_QUEUED: Show.LOG,
    T.READ: Show.LOG,
    T.DIARY_LINK: Show.LOG,
    T.SEEN_TOO: Show.LOG,
    T.ESCALATED: Show.LOG,
}

# Whose words these are, which a glance has to tell.
FROM_REPORTER = frozenset({T.INFORMATION, T.DIARY, T.NOT_FIXED, T.WITHDRAWAL, T.DATA_ASKED})
STAFF_ONLY = frozenset({T.NOTE, T.CONTACT, T.REVIEW})
# What changed stands in a sentence of its own, not as the end of this one.
APART = frozenset(
    {
        T.ACTION_ENDED,
        T.CONTACT,
        T.ESCALATED,
        T.MEASURE,
        T.NUISANCE,
        T.PAUSED,
        T.REFERRAL_ANSWERED,
        T.REFERRED,
        T.RISK,
        T.TRIAGED,
        T.WARNING,
    }
)


@dataclass(frozen=True)
class Step:
    """One thing that happened, or readings that followed each other."""

    events: tuple[Event, ...]

    @property
    def event(self) -> Event:
        return self.events[0]

    @property
    def label(self) -> str:
        """Name it, as the beginning of what changed."""
        by_partner = bool(_read_by(self.event))
        name = "Referral read by the partner" if by_partner else self.event.get_type_display()
        return f"{name}:" if self.event.type in APART else name

    @property
    def voice(self) -> str:
        """Say whose words they are: of staff, to the reporter, from the reporter, of nobody."""
        if self.event.type == T.UPDATE:
            return "reply"
        if self.event.type in FROM_REPORTER:
            return "reporter"
        return "note" if self.event.type in STAFF_ONLY else ""


def chosen(asked: str) -> Show:
    """Return which part an address asks for; what it does not know is all."""
    return Show(asked) if asked in set(Show) else Show.ALL


def steps(report: Report, show: Show) -> list[Step]:
    """Return what happened, the latest first; asks only what was read with the report."""
    events = [
        event
        for event in reversed(report.events.all())
        if show is Show.ALL or KINDS.get(event.type) is show
    ]
    return list(_in_steps(events))


def _in_steps(events: list[Event]) -> Iterator[Step]:
    for reader, run in groupby(events, _read_by):
        found = tuple(run)
        yield from (Step((event,)) for event in found) if reader is None else [Step(found)]


def _read_by(event: Event) -> str | None:
    """Return whose people read it: a partner's, or blank for staff; None where it is no reading."""
    return event.data.get("body", "") if event.type == T.READ else None


def counts(report: Report) -> list[tuple[Show, str, int]]:
    """Return each part with its name and how many there are, for the links of the filter."""
    kinds = [KINDS.get(event.type) for event in report.events.all()]
    numbers = {show: kinds.count(show) for show in Show} | {Show.ALL: len(kinds)}
    return [(show, LABELS[show], numbers[show]) for show in Show]
