"""The back office of reports."""

from reporting.admin import catalogue, report, support

__all__ = ["catalogue", "report", "support"]
