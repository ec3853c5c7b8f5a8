"""Start-up of the community app."""

from django.apps import AppConfig


class CommunityConfig(AppConfig):
    """Wards, meetings, figures, news and taking part; staff see it as “Taking part”."""

    name = "community"
    verbose_name = "Taking part"
