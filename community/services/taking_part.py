"""People register for what they want to take part in, and are answered."""

from datetime import datetime


def purge_interests(*, at: datetime) -> int:
    """To be written."""
    return 0
