"""Help that residents need beside or instead of a report."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from safety_site import markdown
from safety_site.public_pages import PublicContent


class SupportPage(PublicContent):
    """Help that residents need beside or instead of a report."""

    slug = models.SlugField(unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=250)
    body = models.TextField(help_text="Markdown.")
    keywords = models.JSONField(default=list, blank=True, help_text="Residents’ own words.")
    urgent = models.BooleanField(default=False, help_text="Stands first in lists and results.")
    quick_exit = models.BooleanField(
        default=False, help_text="Shows the “exit this page” button: domestic abuse, harassment."
    )
    checked_on = models.DateField(help_text="When somebody last checked numbers and links.")
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("support:page", args=[self.slug])

    @property
    def body_html(self):
        return markdown.render(self.body, level=2)
