"""What happened to a report, and the photos that came with it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from reporting.models.draft import Draft
from reporting.models.report import Report, photo_path


class Event(models.Model):
    """One thing that happened to a report; written once, never changed."""

    class Type(models.TextChoices):
        RECEIVED = "received", "Received"
        ROUTED = "routed", "Routed"
        ALLOCATED = "allocated", "Allocated to another team"
        STATUS_CHANGED = "status-changed", "Status changed"
        NOTE = "note", "Note"
        MAIL_QUEUED = "mail-queued", "Mail queued"
        READ = "read", "Restricted report read"
        UPDATE = "update", "Update to the reporter"
        INFORMATION = "information", "Added by the reporter"
        DIARY = "diary", "Diary entry by the reporter"
        DIARY_LINK = "diary-link", "Private link to the diary made"
        NOT_FIXED = "not-fixed", "Not fixed, says the reporter"
        WITHDRAWAL = "withdrawal", "Reporter takes it back"
        DATA_ASKED = "data-asked", "Reporter asks for a copy of their data"
        SEEN_TOO = "seen-too", "Somebody else has seen it too"
        PUBLICITY = "publicity", "What the public may read changed"
        HELD = "held", "Held in quarantine"
        RELEASED = "released", "Released from quarantine"

    report = models.ForeignKey(Report, models.CASCADE, related_name="events")
    type = models.CharField(max_length=15, choices=Type)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        help_text="Empty: the resident or the site itself.",
    )
    text = models.TextField(blank=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.get_type_display()} {self.at:%d %B %Y %H:%M}"


class Photo(models.Model):
    """A picture of what is reported, made anew from the upload's pixels."""

    draft = models.ForeignKey(Draft, models.CASCADE, null=True, related_name="photos")
    report = models.ForeignKey(Report, models.CASCADE, null=True, related_name="photos")
    file = models.ImageField(upload_to=photo_path, width_field="width", height_field="height")
    thumbnail = models.ImageField(upload_to=photo_path)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file.")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    event = models.ForeignKey(
        Event,
        models.CASCADE,
        null=True,
        related_name="photos",
        help_text="With which later word of the reporter it came; empty: with the report.",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(draft__isnull=True) ^ Q(report__isnull=True),
                name="photo_belongs_to_a_draft_or_a_report",
            ),
            models.UniqueConstraint(
                fields=["draft", "digest"],
                condition=Q(draft__isnull=False) & ~Q(digest=""),
                name="photo_once_per_draft",
            ),
        ]

    def __str__(self):
        return f"Photo {self.pk}"
