"""Where things happen: the wards of the council's area, postcodes, and who looks after the rest."""

from django.db import models

from safety_site.public_pages import PublicContent


class Ward(PublicContent):
    """An electoral ward, known by its GSS code."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    gss = models.CharField("GSS code", max_length=9, unique=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, help_text="Of the centroid.")
    longitude = models.DecimalField(max_digits=8, decimal_places=5, help_text="Of the centroid.")
    population = models.PositiveIntegerField(
        null=True,
        blank=True,
        help_text="Residents, for rates; of one census or estimate for all wards.",
    )

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class WardBoundary(models.Model):
    """A ward's outline, apart from the ward so that lists of wards stay light."""

    ward = models.OneToOneField(Ward, models.CASCADE, primary_key=True, related_name="boundary")
    wkb = models.BinaryField(help_text="Polygon or MultiPolygon in WGS84, longitude first.")

    def __str__(self):
        return f"Boundary of {self.ward}"


class Neighbour(PublicContent):
    """An authority near the council's area, for what happens on its side of the border."""

    gss = models.CharField("GSS code", max_length=9, unique=True)
    name = models.CharField(max_length=100)
    url = models.URLField("address for reports", max_length=200)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class PostcodeQuerySet(models.QuerySet):
    """Postcodes by whose they are."""

    def ours(self):
        return self.filter(ward__isnull=False)

    def own_district(self) -> str | None:
        """Return the authority that most postcodes of our wards name; None before an import."""
        counted = self.ours().values_list("district").annotate(count=models.Count("code"))
        first = counted.order_by("-count").first()
        return first[0] if first else None


class Postcode(models.Model):
    """A postcode in use, in one of our wards or near them."""

    code = models.CharField(max_length=7, primary_key=True, help_text="Without its space.")
    latitude = models.FloatField()
    longitude = models.FloatField()
    district = models.CharField(max_length=9, help_text="GSS code of the authority it lies in.")
    ward = models.ForeignKey(
        Ward,
        models.SET_NULL,
        null=True,
        related_name="postcodes",
        help_text="None: outside our area, or inside it but in no ward that we know.",
    )

    objects = PostcodeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["latitude", "longitude"], name="postcode_position")]

    def __str__(self):
        return f"{self.code[:-3]} {self.code[-3:]}"
