"""The editors' side of answers."""

from faq.admin import insights, organisations, parts, questions, topics, webinars

__all__ = ["insights", "organisations", "parts", "questions", "topics", "webinars"]
