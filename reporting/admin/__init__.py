"""The back office of reports."""

from reporting.admin import (
    catalogue,
    desk,
    quarantine,
    questions,
    readings,
    referred,
    report,
    risk,
    support,
)

__all__ = [
    "catalogue",
    "desk",
    "quarantine",
    "questions",
    "readings",
    "referred",
    "report",
    "risk",
    "support",
]
