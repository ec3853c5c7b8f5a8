"""Where things happen: the wards of the council's area."""

from django.db import models

from safety_site.public_pages import PublicContent


class Ward(PublicContent):
    """An electoral ward, known by its GSS code."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    gss = models.CharField("GSS code", max_length=9, unique=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, help_text="Of the centroid.")
    longitude = models.DecimalField(max_digits=8, decimal_places=5, help_text="Of the centroid.")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name
