"""Ward panels: who serves a ward, when its panel meets, and what it has asked for."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from places.models import Ward
from safety_site.public_pages import PublicContent


class WardTeam(PublicContent):
    """A team of police or council that serves one or more wards."""

    class Organisation(models.TextChoices):
        COUNCIL = "council", "Council"
        POLICE = "police", "Police"

    name = models.CharField(max_length=120, unique=True)
    organisation = models.CharField(max_length=10, choices=Organisation)
    wards = models.ManyToManyField(
        Ward, blank=True, related_name="teams", help_text="None: it serves every ward."
    )
    about = models.CharField(max_length=250, blank=True, help_text="What residents may ask of it.")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    url = models.URLField("page about the team", blank=True)

    class Meta:
        ordering = ["organisation", "name"]

    def __str__(self):
        return self.name


class PanelMeetingQuerySet(models.QuerySet):
    """Meetings by when they are."""

    def to_come(self, at):
        """Those that are not over, soonest first; a cancelled one is shown as cancelled."""
        return self.filter(ends_at__gt=at).order_by("starts_at")

    def over(self, at):
        return self.filter(ends_at__lte=at).order_by("-starts_at")

    def held(self):
        return self.filter(cancelled=False)


class PanelMeeting(PublicContent):
    """One meeting of a ward's panel, open to everybody who lives, works or studies there."""

    class StepFree(models.TextChoices):
        YES = "yes", "Step-free"
        NO = "no", "Not step-free"
        UNKNOWN = "unknown", "Not known yet"

    ward = models.ForeignKey(Ward, models.PROTECT, related_name="panel_meetings")
    starts_at = models.DateTimeField(db_index=True)
    ends_at = models.DateTimeField()
    venue = models.CharField(max_length=200, blank=True, help_text="None: it is held online only.")
    address = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    step_free = models.CharField(
        "step-free access", max_length=10, choices=StepFree, default=StepFree.UNKNOWN
    )
    access_note = models.CharField(
        max_length=250, blank=True, help_text="For example: hearing loop, lift from the car park."
    )
    online_url = models.URLField("address to join online", blank=True)
    agenda = models.TextField(blank=True, help_text="In Markdown.")
    minutes_url = models.URLField("address of the minutes", blank=True)
    cancelled = models.BooleanField(default=False)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Calendars take a change only under a higher number (RFC 5545, 3.8.7.4).
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(editable=False)
    reminded_at = models.DateTimeField(null=True, editable=False)

    objects = PanelMeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "ward__name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="panel_meeting_ends_after_it_starts",
                violation_error_message="The meeting must end after it starts.",
            ),
            models.UniqueConstraint(
                fields=["ward", "starts_at"],
                name="panel_meeting_once",
                violation_error_message="This ward has a meeting at that time already.",
            ),
            models.CheckConstraint(
                condition=~models.Q(venue="", online_url=""),
                name="panel_meeting_is_somewhere",
                violation_error_message="Say where it is: give a venue, an address to join, or "
                "both.",
            ),
        ]

    def __str__(self):
        return f"{self.ward}, {date_format(timezone.localtime(self.starts_at), 'j F Y')}"

    def get_absolute_url(self):
        return reverse("wards:meeting", args=[self.ward.slug, self.pk])


class PanelPriority(PublicContent):
    """What a ward's panel asked police and council to work on, and what came of it."""

    ward = models.ForeignKey(Ward, models.PROTECT, related_name="priorities")
    meeting = models.ForeignKey(
        PanelMeeting, models.SET_NULL, null=True, blank=True, related_name="priorities"
    )
    title = models.CharField(max_length=150)
    agreed_on = models.DateField()
    is_current = models.BooleanField("current", default=True)
    done = models.TextField("what was done", blank=True)
    done_on = models.DateField("last told on", null=True, blank=True)

    class Meta:
        verbose_name_plural = "panel priorities"
        ordering = ["-is_current", "-agreed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done="") | models.Q(done_on__isnull=False),
                name="panel_priority_dates_what_was_done",
                violation_error_message="Say on which day you told what was done.",
            )
        ]

    def __str__(self):
        return self.title


class PanelTopic(models.Model):
    """What a resident wants a panel to discuss; for staff only."""

    ward = models.ForeignKey(Ward, models.PROTECT, related_name="panel_topics")
    words = models.TextField()
    email = models.EmailField(blank=True)
    at = models.DateTimeField()
    key = models.UUIDField(unique=True, help_text="Of the form: sent twice, it is kept once.")
    handled_at = models.DateTimeField(null=True, editable=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = "topic for a panel"
        verbose_name_plural = "topics for panels"
        ordering = ["-at"]
        default_permissions = ["view", "change"]

    def __str__(self):
        return f"Topic {self.pk}"
