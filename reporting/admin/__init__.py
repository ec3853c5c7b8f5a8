"""The back office of reports."""

from reporting.admin import catalogue, quarantine, questions, report, support

__all__ = ["catalogue", "quarantine", "questions", "report", "support"]
