"""Places that help: where somebody who needs it now finds a kit, a counter or a safe door."""

from django.db import models

from safety_site.public_pages import PublicContent


class HelpPlace(PublicContent):
    """A place that helps, with the day on which somebody last checked it."""

    class Kind(models.TextChoices):
        BLEED_KIT = "bleed-kit", "Bleed kit"
        DEFIBRILLATOR = "defibrillator", "Defibrillator"
        POLICE_COUNTER = "police-counter", "Police counter"
        SAFE_HAVEN = "safe-haven", "Safe haven"

    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200)
    postcode = models.CharField(max_length=8, help_text="With its space.")
    latitude = models.FloatField()
    longitude = models.FloatField()
    hours = models.CharField("opening hours", max_length=200, blank=True)
    note = models.CharField(max_length=250, blank=True, help_text="For example: ask at reception.")
    phone = models.CharField(max_length=30, blank=True)
    url = models.URLField("page about it", blank=True)
    checked_on = models.DateField()

    class Meta:
        verbose_name = "place that helps"
        verbose_name_plural = "places that help"
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "name", "postcode"], name="help_place_once")
        ]

    def __str__(self):
        return self.name
