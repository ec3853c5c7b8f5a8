"""Reports: the draft a resident fills in, what was sent, and everything done since."""

import secrets

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse
from phonenumber_field.modelfields import PhoneNumberField

from places.models import Ward
from reporting import permissions
from reporting.models.catalogue import Category, Handover, Kind, Priority, Team

# No vowels (no words), no look-alikes: a reference can be read out on the phone.
REFERENCE_ALPHABET = "23456789BCDFGHJKMNPQRTVWXYZ"


def new_key() -> str:
    """Make an unguessable key for addresses: 128 bits."""
    return secrets.token_urlsafe(16)


def new_reference(prefix: str) -> str:
    """Make a reference such as WF-7K3M-9QXD: about 38 random bits, so it cannot be guessed."""
    letters = [secrets.choice(REFERENCE_ALPHABET) for _ in range(8)]
    return f"{prefix}-{''.join(letters[:4])}-{''.join(letters[4:])}"


class Draft(models.Model):
    """A report being filled in; kept in the database so that nothing typed is lost."""

    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    category = models.ForeignKey(Category, models.PROTECT)
    answers = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        help_text="Who of the staff fills it in for a caller; empty: the resident.",
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    def __str__(self):
        return f"Draft of {self.created_at:%d %B %Y}"


class ReportQuerySet(models.QuerySet):
    """Reports in the words of the people who work on them."""

    def open(self):
        return self.exclude(status__in=Report.ENDED)

    def overdue(self, at):
        return self.open().filter(due_at__lt=at)

    def visible_to(self, user):
        """Reports that this person may read: those of their teams, all of them for managers."""
        scope = permissions.report_scope(user.is_active, user.get_all_permissions())
        if scope is permissions.Scope.ALL:
            return self
        if scope is permissions.Scope.NONE:
            return self.none()
        mine = Team.objects.filter(members=user)
        return self.filter(Q(team__in=mine) | Q(pk__in=self._copied_to(mine)))

    def _copied_to(self, teams):
        return Report.also.through.objects.filter(team__in=teams).values("report_id")


class Report(models.Model):
    """What a resident told us, who has it, and where it stands."""

    class Status(models.TextChoices):
        RECEIVED = "received", "Received"
        TRIAGE = "triage", "Triage"
        ALLOCATED = "allocated", "Allocated"
        INSPECTED = "inspected", "Inspected"
        WORKS_ORDERED = "works-ordered", "Works ordered"
        AWAITING_OWNER = "awaiting-owner", "Awaiting owner"
        WITH_PARTNER = "with-partner", "With partner"
        RESOLVED = "resolved", "Resolved"
        CONTACT_MADE = "contact-made", "Contact made"
        ACTION_PLAN_AGREED = "action-plan-agreed", "Action plan agreed"
        INVESTIGATING = "investigating", "Investigating"
        INFORMAL_ACTION = "informal-action", "Informal action"
        FORMAL_ACTION = "formal-action", "Formal action"
        MONITORING = "monitoring", "Monitoring"
        CLOSURE_PROPOSED = "closure-proposed", "Closure proposed"
        REFERRED_TO_PARTNER = "referred-to-partner", "Referred to partner"
        PARTNER_ACCEPTED = "partner-accepted", "Partner accepted"
        SIGNPOSTED = "signposted", "Signposted"
        LINKED = "linked", "Linked"
        DUPLICATE = "duplicate", "Duplicate"
        SPAM = "spam", "Spam"
        REOPENED = "reopened", "Reopened"
        CLOSED = "closed", "Closed"

    class Outcome(models.TextChoices):
        RESOLVED = "resolved", "Resolved"
        CLEARED = "cleared", "Cleared"
        REPAIRED = "repaired", "Repaired"
        NOT_RESPONSIBLE = "not-responsible", "Not ours: says whose it is"
        INSUFFICIENT_EVIDENCE = "insufficient-evidence", "Not enough evidence"
        NOT_ASB = "not-asb", "Not anti-social behaviour"
        REPORTER_DISENGAGED = "reporter-disengaged", "Reporter no longer in touch"
        INTELLIGENCE_ONLY = "intelligence-only", "Kept as intelligence"
        WITHDRAWN = "withdrawn", "Withdrawn by the reporter"

    class ContactLevel(models.TextChoices):
        ANONYMOUS = "anonymous", "Anonymous"
        CONTACT = "contact", "May be contacted"

    class Channel(models.TextChoices):
        WEB = "web", "On the website"
        PHONE = "phone", "By phone, filed by staff"

    class Position(models.TextChoices):
        DEVICE = "device", "Where the reporter’s device was"
        MAP = "map", "Set on the map"
        POSTCODE = "postcode", "Middle of the postcode"

    ENDED = [Status.CLOSED, Status.DUPLICATE, Status.SPAM, Status.LINKED, Status.SIGNPOSTED]

    reference = models.CharField(max_length=14, unique=True, editable=False)
    receipt_key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    draft_key = models.CharField(
        max_length=22, unique=True, editable=False, help_text="Makes sending twice one report."
    )
    received_at = models.DateTimeField(db_index=True)

    category = models.ForeignKey(Category, models.PROTECT, related_name="reports")
    kind = models.ForeignKey(Kind, models.PROTECT, related_name="reports", null=True, blank=True)
    answers = models.JSONField(
        default=list, help_text="What was asked and answered, as it was then."
    )
    facts = models.JSONField(default=dict, help_text="What routing was decided on.")
    location = models.CharField(max_length=500, blank=True)
    ward = models.ForeignKey(Ward, models.PROTECT, null=True, blank=True)
    ward_certain = models.BooleanField(
        default=False, help_text="Known from the place or confirmed by the resident."
    )
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    position = models.CharField(max_length=8, choices=Position, blank=True)
    accuracy = models.PositiveIntegerField(
        null=True, blank=True, help_text="Metres that the position may be off."
    )

    channel = models.CharField(max_length=5, choices=Channel, default=Channel.WEB)
    filed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="filed_reports",
        help_text="Who of the staff filed it for a caller.",
    )
    contact_level = models.CharField(max_length=12, choices=ContactLevel)
    reporter_name = models.CharField(max_length=100, blank=True)
    reporter_email = models.EmailField(blank=True)
    reporter_phone = PhoneNumberField(blank=True)

    team = models.ForeignKey(Team, models.PROTECT, related_name="reports")
    also = models.ManyToManyField(Team, blank=True, related_name="copied_reports")
    priority = models.ForeignKey(Priority, models.PROTECT, null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    handover = models.ForeignKey(Handover, models.PROTECT, null=True, blank=True)
    rule = models.CharField(max_length=80, help_text="The routing rule that decided.")
    reasons = models.JSONField(default=list)
    restricted = models.BooleanField(default=False)

    status = models.CharField(max_length=20, choices=Status, default=Status.RECEIVED)
    outcome = models.CharField(max_length=22, choices=Outcome, blank=True)
    explanation = models.TextField(blank=True, help_text="What the reporter was told at closure.")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]
        indexes = [
            models.Index(fields=["team", "status", "due_at"], name="report_queue"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(contact_level="anonymous")
                | Q(reporter_name="", reporter_email="", reporter_phone=""),
                name="report_anonymous_holds_no_contact",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | ~Q(outcome="") & ~Q(explanation=""),
                name="report_closed_is_explained",
            ),
            models.CheckConstraint(
                condition=Q(position="", latitude__isnull=True, longitude__isnull=True)
                | ~Q(position="") & Q(latitude__isnull=False, longitude__isnull=False),
                name="report_position_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(channel="web", filed_by__isnull=True)
                | ~Q(channel="web") & Q(filed_by__isnull=False),
                name="report_for_a_caller_names_who_filed_it",
            ),
        ]
        permissions = [
            ("work_report", "Can work on the reports of their teams"),
            ("allocate_report", "Can allocate reports to another team"),
            ("view_all_reports", "Can read the reports of every team"),
        ]

    def __str__(self):
        return self.reference

    def receipt_path(self):
        """Return the receipt's address; by Django's own name for it the admin would tell it."""
        return reverse("reporting:received", args=[self.receipt_key])

    @property
    def is_sensitive(self):
        """Say whether others in the reporter's home should learn nothing of it."""
        return self.category.sensitive or bool(self.kind and self.kind.sensitive)

    @property
    def is_open(self):
        return self.status not in self.ENDED

    def is_overdue(self, at):
        return self.is_open and self.due_at is not None and self.due_at < at


PHOTO_FOLDER = "photos"


def photo_path(photo, filename):
    """Name the file ourselves: nothing of the uploaded name survives."""
    return f"{PHOTO_FOLDER}/{secrets.token_hex(16)}.jpg"


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
