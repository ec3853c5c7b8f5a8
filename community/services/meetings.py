"""Panel meetings are planned, changed and announced."""

from datetime import datetime


def remind(*, at: datetime) -> int:
    """To be written."""
    return 0
