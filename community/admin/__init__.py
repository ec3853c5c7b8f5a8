"""The back office of the community app, by subject."""

from community.admin import crime, meetings, news, places, taking_part

__all__ = ["crime", "meetings", "news", "places", "taking_part"]
