"""What makes an officer's desk: filters they keep, what the clocks have told already, words."""

from django.conf import settings
from django.db import models

from reporting.models.catalogue import Team
from reporting.models.report import Report


class SavedFilter(models.Model):
    """A view of the queue that somebody comes back to."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="filters")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500, help_text="The part of the address after “?”.")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_filter_name_once")
        ]

    def __str__(self):
        return self.name


class Digest(models.Model):
    """That a team was told on a day how it stands, so that it is told once."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="digests")
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "day"], name="digest_once_a_day")]

    def __str__(self):
        return f"{self.team} {self.day}"


class ReportWords(models.Model):
    """All words of a report in one place, for the search of staff."""

    report = models.OneToOneField(
        Report, models.CASCADE, primary_key=True, related_name="words_to_search"
    )
    text = models.TextField()

    class Meta:
        verbose_name_plural = "report words"

    def __str__(self):
        return f"Words {self.pk}"
