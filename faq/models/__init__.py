"""Answers, what readers say of them, and what residents ask."""

from faq.models.answers import (
    NEWEST_FIRST,
    Organisation,
    Response,
    Theme,
    Topic,
    UpdateNote,
    Webinar,
)
from faq.models.asked import LONGEST_QUESTION, QuestionEvent, Reply, ResidentQuestion
from faq.models.feedback import Feedback, MissedWord

__all__ = [
    "LONGEST_QUESTION",
    "NEWEST_FIRST",
    "Feedback",
    "MissedWord",
    "Organisation",
    "QuestionEvent",
    "Reply",
    "ResidentQuestion",
    "Response",
    "Theme",
    "Topic",
    "UpdateNote",
    "Webinar",
]
