"""Start-up of the answers app."""

from django.apps import AppConfig


class FaqConfig(AppConfig):
    """Answers of council and police; staff see it as “Answers”."""

    name = "faq"
    verbose_name = "Answers"
