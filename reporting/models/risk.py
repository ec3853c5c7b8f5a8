"""The scored matrix by which officers weigh the risk to a person; staff and the pack keep it."""

from django.db import models

from reporting.models.report import Report
from safety_site.public_pages import PublicContent


class RiskFactor(PublicContent):
    """One question of the matrix, with points for each answer."""

    code = models.SlugField(unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    question = models.CharField(max_length=150)
    hint = models.CharField(max_length=250, blank=True)
    options = models.JSONField(help_text="Each with value, label and points.")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.question


class RiskLevel(PublicContent):
    """From how many points on a risk is called what, and how often it is looked at again."""

    code = models.CharField(max_length=8, choices=Report.Risk, unique=True)
    from_points = models.PositiveSmallIntegerField(help_text="The fewest points of this level.")
    review_working_days = models.PositiveSmallIntegerField(
        help_text="After how many working days the risk is looked at again."
    )
    meaning = models.CharField(max_length=250, help_text="What officers do at this level.")

    class Meta:
        ordering = ["from_points"]

    def __str__(self):
        return self.get_code_display()
