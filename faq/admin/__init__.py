"""The editors' side of answers."""

from faq.admin import organisations, parts, topics, webinars

__all__ = ["organisations", "parts", "topics", "webinars"]
