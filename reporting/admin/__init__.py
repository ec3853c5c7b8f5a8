"""The back office of reports."""

from reporting.admin import catalogue, questions, report, support

__all__ = ["catalogue", "questions", "report", "support"]
