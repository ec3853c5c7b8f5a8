"""What happened to a report, and the photos that came with it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from reporting.models import indexes
from reporting.models.draft import Draft
from reporting.models.keys import photo_path
from reporting.models.report import Report


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
        ASSIGNED = "assigned", "Given to an officer"
        TRIAGED = "triaged", "Triage"
        CONTACT = "contact", "Contact with the reporter"
        RISK = "risk", "Risk assessed"
        PLANNED = "planned", "Action planned"
        ACTION_ENDED = "action-ended", "Action of the plan"
        REFERRED = "referred", "Referred to a partner"
        REFERRAL_ANSWERED = "referral-answer", "Partner’s answer"
        NUISANCE = "nuisance", "Statutory nuisance decision"
        MEASURE = "measure", "Warning or notice"
        REVIEW = "review", "Review"
        PAUSED = "paused", "Clocks paused"
        RESUMED = "resumed", "Clocks run again"
        JOINED = "joined", "Joined with another report"
        SNOOZED = "snoozed", "Put off until a day"
        TAKEN_BACK = "taken-back", "Reply taken back before it left"
        WARNING = "warning", "Safety warning for officers"
        REDACTED = "redacted", "Photo redacted"
        ESCALATED = "escalated", "Lateness told to the leader or manager"

    report = models.ForeignKey(Report, models.CASCADE, related_name="events")
    type = models.CharField(max_length=16, choices=Type)
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
        indexes = indexes.EVENT

    def __str__(self):
        return f"{self.get_type_display()} {self.at:%d %B %Y %H:%M}"


class Unread(models.Model):
    """What a reporter has said since an officer last worked on the report; few, so found at once.

    It follows from the events, and is kept because that takes long among millions of them.
    """

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="unread")
    report = models.ForeignKey(Report, models.CASCADE, related_name="unread")
    type = models.CharField(max_length=16, choices=Event.Type, help_text="As of its event.")
    at = models.DateTimeField(help_text="As of its event.")
    after_end = models.BooleanField(help_text="Said when the report had ended.")

    class Meta:
        verbose_name_plural = "unread words"

    def __str__(self):
        return f"Unread {self.pk}"


class ReadingManager(models.Manager):
    """Readings among all events."""

    def get_queryset(self):
        return super().get_queryset().filter(type=Event.Type.READ)


class Reading(Event):
    """That somebody read a restricted report or an original photo, as data protection asks it."""

    objects = ReadingManager()

    class Meta:
        proxy = True
        default_permissions = ["view"]


class Photo(models.Model):
    """A picture of what is reported, made anew from the upload's pixels."""

    FILES = ("file", "thumbnail", "redacted", "redacted_thumbnail")

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
    redacted = models.ImageField(upload_to=photo_path, blank=True)
    redacted_thumbnail = models.ImageField(upload_to=photo_path, blank=True)
    boxes = models.JSONField(
        default=list,
        blank=True,
        help_text="What is blacked out: left, top, width, height, in hundredths of the picture.",
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
