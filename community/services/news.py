"""People join and leave the newsletter, and it goes out."""

from datetime import datetime


def queue_due(*, at: datetime) -> int:
    """To be written."""
    return 0


def purge_unconfirmed(*, at: datetime) -> int:
    """To be written."""
    return 0
