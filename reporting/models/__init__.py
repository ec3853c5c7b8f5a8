"""The catalogue that decides how reports are taken, and the reports themselves."""

from reporting.models.casework import (
    Letter,
    Measure,
    NuisanceDecision,
    Pause,
    PlannedAction,
    Referral,
    Reply,
    RiskAssessment,
    SafetyWarning,
)
from reporting.models.catalogue import (
    Category,
    Handover,
    Kind,
    Priority,
    RoutingRule,
    Team,
    UnknownPolicy,
)
from reporting.models.contact import SafeContact
from reporting.models.desk import Digest, ReportWords, SavedFilter
from reporting.models.draft import Draft
from reporting.models.event import Event, Photo, Reading, Unread
from reporting.models.following import Diary, Subscription, TrackingLink
from reporting.models.questions import Question, QuestionPage
from reporting.models.report import Report
from reporting.models.risk import RiskFactor, RiskLevel
from reporting.models.staff import roles_of, teams_of
from reporting.models.support import SupportPage

__all__ = [
    "Category",
    "Diary",
    "Digest",
    "Draft",
    "Event",
    "Handover",
    "Kind",
    "Letter",
    "Measure",
    "NuisanceDecision",
    "Pause",
    "Photo",
    "PlannedAction",
    "Priority",
    "Question",
    "QuestionPage",
    "Reading",
    "Referral",
    "Reply",
    "Report",
    "ReportWords",
    "RiskAssessment",
    "RiskFactor",
    "RiskLevel",
    "RoutingRule",
    "SafeContact",
    "SafetyWarning",
    "SavedFilter",
    "Subscription",
    "SupportPage",
    "Team",
    "TrackingLink",
    "UnknownPolicy",
    "Unread",
    "roles_of",
    "teams_of",
]
