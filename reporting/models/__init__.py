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
from reporting.models.contact import SafeContact
from reporting.models.draft import Draft
from reporting.models.event import Event, Photo
from reporting.models.following import Diary, Subscription, TrackingLink
from reporting.models.questions import Question, QuestionPage
from reporting.models.report import Report

__all__ = [
    "Category",
    "Diary",
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
    "SafeContact",
    "Subscription",
    "SupportPage",
    "Team",
    "TrackingLink",
    "UnknownPolicy",
]
