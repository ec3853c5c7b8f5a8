"""Start-up of the reports app."""

from django.apps import AppConfig
from pillow_heif import register_heif_opener


class ReportingConfig(AppConfig):
    """Reports and the catalogue behind them."""

    name = "reporting"
    verbose_name = "Reports"

    def ready(self):
        """Let Pillow open HEIC, which phones send."""
        register_heif_opener()
