"""The editors' side of answers."""

from faq.admin import (
    front,
    insights,
    organisations,
    parts,
    police,
    police_questions,
    proposals,
    questions,
    topics,
    webinars,
)

__all__ = [
    "front",
    "insights",
    "organisations",
    "parts",
    "police",
    "police_questions",
    "proposals",
    "questions",
    "topics",
    "webinars",
]
