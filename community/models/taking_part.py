"""How residents take part and stay in touch, and what council and police have done."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from faq.models import Organisation
from safety_site.public_pages import PublicContent


class Channel(PublicContent):
    """Another way to get news: WhatsApp, a page of the council, a social network."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    summary = models.CharField(max_length=250, blank=True)
    url = models.URLField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self):
        return self.name


class Opportunity(PublicContent):
    """Something residents can join, learn or help with."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=250)
    asks = models.TextField("what it asks of you")
    gives = models.TextField("what you get", blank=True)
    where = models.CharField(max_length=200, blank=True)
    when = models.CharField(max_length=200, blank=True)
    run_by = models.CharField(max_length=120)
    url = models.URLField("page of whoever runs it", blank=True)
    takes_interest = models.BooleanField(
        "register here", default=True, help_text="No: the page leads to the address above."
    )
    closes_on = models.DateField(null=True, blank=True, help_text="The last day to register.")
    is_closed = models.BooleanField("closed", default=False)
    checked_on = models.DateField(help_text="When somebody last checked that all this is true.")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "opportunities"
        ordering = ["order", "title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(takes_interest=True) | ~models.Q(url=""),
                name="opportunity_leads_somewhere",
                violation_error_message="Give the page of whoever runs it, or let people "
                "register here.",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("get_involved:opportunity", args=[self.slug])

    def is_open(self, on) -> bool:
        """Say whether people can register on a day."""
        return not self.is_closed and (self.closes_on is None or on <= self.closes_on)


class Interest(models.Model):
    """Somebody who wants to take part in an opportunity; for staff only."""

    opportunity = models.ForeignKey(Opportunity, models.PROTECT, related_name="interests")
    name = models.CharField(max_length=100)
    email = models.EmailField(help_text="In small letters.")
    phone = models.CharField(max_length=30, blank=True)
    message = models.TextField(blank=True)
    consent = models.TextField(help_text="What they read when they agreed.")
    at = models.DateTimeField()
    reply = models.TextField(blank=True, editable=False)
    replied_at = models.DateTimeField(null=True, editable=False)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = "registration of interest"
        verbose_name_plural = "registrations of interest"
        ordering = ["-at"]
        default_permissions = ["view", "change", "delete"]
        permissions = [("export_interest", "Can take a file of registrations")]
        constraints = [
            models.UniqueConstraint(fields=["opportunity", "email"], name="interest_once")
        ]

    def __str__(self):
        return f"Registration {self.pk}"


class ActionCount(PublicContent):
    """How often council or police did something in a period, and who says so."""

    slug = models.SlugField(unique=True)
    what = models.CharField(max_length=150, help_text="For example: formal warning letters.")
    number = models.PositiveIntegerField()
    more_than = models.BooleanField(default=False, help_text="The source says “over”.")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    period_from = models.DateField()
    period_to = models.DateField(help_text="The last day that is counted.")
    period_note = models.CharField(
        max_length=120, blank=True, help_text="Where the source is vague: “the last 12 months”."
    )
    source = models.CharField(max_length=200)
    source_url = models.URLField(blank=True)
    as_at = models.DateField("as at")
    note = models.CharField(max_length=250, blank=True)

    class Meta:
        verbose_name = "count of what we did"
        verbose_name_plural = "counts of what we did"
        ordering = ["-period_to", "-period_from", "organisation", "-number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(period_to__gte=models.F("period_from")),
                name="action_count_period_is_in_order",
                violation_error_message="The period must end after it starts.",
            )
        ]

    def __str__(self):
        return self.what
