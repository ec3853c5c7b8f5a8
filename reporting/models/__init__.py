"""The catalogue that decides how reports are taken, and the reports themselves."""

from reporting.models.catalogue import (
    Category,
    Handover,
    Kind,
    Priority,
    RoutingRule,
    SupportPage,
    Team,
    UnknownPolicy,
)
from reporting.models.questions import Question, QuestionPage
from reporting.models.report import Draft, Event, Photo, Report

__all__ = [
    "Category",
    "Draft",
    "Event",
    "Handover",
    "Kind",
    "Photo",
    "Priority",
    "Question",
    "QuestionPage",
    "Report",
    "RoutingRule",
    "SupportPage",
    "Team",
    "UnknownPolicy",
]
