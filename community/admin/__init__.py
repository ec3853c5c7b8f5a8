"""The back office of the community app, by subject."""

from community.admin import (
    crime,
    front,
    interests,
    meetings,
    news,
    places,
    subscribers,
    taking_part,
    topics,
)

__all__ = [
    "crime",
    "front",
    "interests",
    "meetings",
    "news",
    "places",
    "subscribers",
    "taking_part",
    "topics",
]
