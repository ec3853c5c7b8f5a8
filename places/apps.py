"""Start-up of the places app."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Where things happen."""

    name = "places"
