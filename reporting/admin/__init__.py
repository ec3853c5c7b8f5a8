"""The back office of reports."""

from reporting.admin import catalogue, report

__all__ = ["catalogue", "report"]
