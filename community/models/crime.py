"""Crimes that the police recorded, counted by ward, month and type; never a single crime."""

from django.db import models

from places.models import Ward
from safety_site.public_pages import PublicContent


class CrimeFile(PublicContent):
    """A file of the police that was imported."""

    class Kind(models.TextChoices):
        STREET = "street", "Street-level crimes (data.police.uk)"
        WARD = "ward", "Counts by ward (London Datastore)"

    kind = models.CharField(max_length=10, choices=Kind)
    force = models.CharField(max_length=100, help_text="As the file names it.")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file.")
    imported_at = models.DateTimeField()
    read = models.PositiveIntegerField("lines read")
    outside = models.PositiveIntegerField("lines outside our wards")
    refused = models.PositiveIntegerField("lines refused")

    class Meta:
        ordering = ["-imported_at", "-pk"]
        default_permissions = ["view"]

    def __str__(self):
        return self.name


class CrimeMonth(models.Model):
    """A month that a file covers, as the newest file of its kind and force has it."""

    file = models.ForeignKey(CrimeFile, models.CASCADE, related_name="months")
    kind = models.CharField(max_length=10, choices=CrimeFile.Kind)
    force = models.CharField(max_length=100)
    month = models.DateField(help_text="Its first day.")

    class Meta:
        ordering = ["month"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "force", "month"], name="crime_month_once")
        ]

    def __str__(self):
        return f"{self.month:%B %Y}"


class CrimeCount(models.Model):
    """How many crimes of one type, and one outcome where the file has it, in a ward and month."""

    month = models.ForeignKey(CrimeMonth, models.CASCADE, related_name="counts")
    ward = models.ForeignKey(Ward, models.CASCADE, related_name="crime_counts")
    type = models.CharField(max_length=100, help_text="As the file names it.")
    detail = models.CharField(max_length=100, blank=True, help_text="The finer type, if any.")
    outcome = models.CharField(max_length=100, blank=True, help_text="The last known, if any.")
    count = models.PositiveIntegerField()

    class Meta:
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["month", "ward", "type", "detail", "outcome"], name="crime_count_once"
            )
        ]

    def __str__(self):
        return f"{self.type}: {self.count}"
