"""The life of a resident's question: statuses, what may follow each, and guards (pure).

Staff set every status: those who ask cannot know whether they were answered, and a site that lets
them say so counts wrongly.
"""

from collections.abc import Mapping
from enum import StrEnum

RECEIVED = "received"
ASSIGNED = "assigned"
DRAFTED = "drafted"
ANSWERED = "answered"
CLOSED = "closed"
JOINED = "joined"

OPEN = frozenset({RECEIVED, ASSIGNED, DRAFTED})
ENDED = frozenset({ANSWERED, CLOSED})
UNLISTED = frozenset({JOINED, CLOSED})  # the public never reads them, whatever their wording


class Action(StrEnum):
    """What staff do with a question that moves it on."""

    ASSIGN = "assign"
    DRAFT = "draft"
    SEND_BACK = "send-back"
    SEND = "send"
    CLOSE = "close"
    JOIN = "join"
    PART = "part"
    REOPEN = "reopen"


# From which statuses an action is allowed, and where it leads.
MOVES: Mapping[Action, tuple[frozenset[str], str]] = {
    Action.ASSIGN: (OPEN, ASSIGNED),
    Action.DRAFT: (OPEN, DRAFTED),
    Action.SEND_BACK: (frozenset({DRAFTED}), ASSIGNED),
    Action.SEND: (frozenset({DRAFTED}), ANSWERED),
    Action.CLOSE: (OPEN, CLOSED),
    Action.JOIN: (OPEN, JOINED),
    Action.PART: (frozenset({JOINED}), RECEIVED),
    Action.REOPEN: (ENDED, ASSIGNED),
}


def allowed(status: str) -> tuple[Action, ...]:
    """Return what may be done with a question in this status, in the order of the table."""
    return tuple(action for action, (before, _) in MOVES.items() if status in before)


def after(action: Action, status: str) -> str:
    """Return the status that follows. Raises ValueError where the action is not allowed."""
    before, following = MOVES[action]
    if status not in before:
        raise ValueError(f"{action} is not allowed from {status}")
    # Who else is to answer changes nothing for a draft that waits to be checked.
    return status if action is Action.ASSIGN and status == DRAFTED else following


def may_check(drafted_by: int | None, by: int) -> bool:
    """Say whether somebody may let a reply leave: a second pair of eyes, never the author's."""
    return drafted_by != by
