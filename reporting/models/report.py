"""Reports: what residents told us, who has it, and where it stands."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from phonenumber_field.modelfields import PhoneNumberField

from places.models import Ward
from reporting import lifecycle
from reporting.models import indexes
from reporting.models.catalogue import Category, Handover, Kind, Priority, Team
from reporting.models.keys import new_key
from reporting.models.scoping import ReportQuerySet


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
        FORMAL = "formal", "Wants a formal investigation"

    class Channel(models.TextChoices):
        WEB = "web", "On the website"
        PHONE = "phone", "By phone, filed by staff"

    class Agreement(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"
        DONT_KNOW = "dont-know", "Not known"

    class Risk(models.TextChoices):
        STANDARD = "standard", "Standard"
        MEDIUM = "medium", "Medium"
        HIGH = "high", "High"

    class NextStep(models.TextChoices):
        ANSWER = "answer", "Act, as we promised"
        UPDATE = "update", "Tell the reporter how it goes on"
        ACTION = "action", "An action of the plan"
        REFERRAL = "referral", "A partner’s answer"
        REVIEW = "review", "Review"
        PAUSE = "pause", "Has what we wait for come?"

    class Position(models.TextChoices):
        DEVICE = "device", "Where the reporter’s device was"
        MAP = "map", "Set on the map"
        POSTCODE = "postcode", "Middle of the postcode"

    ENDED = sorted(lifecycle.ENDED)

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
    third_party = models.BooleanField(default=False, help_text="Reported for somebody else.")
    third_party_name = models.CharField(max_length=100, blank=True)
    third_party_agrees = models.CharField(max_length=9, choices=Agreement, blank=True)

    team = models.ForeignKey(Team, models.PROTECT, related_name="reports")
    also = models.ManyToManyField(Team, blank=True, related_name="copied_reports")
    priority = models.ForeignKey(Priority, models.PROTECT, null=True, blank=True)
    due_at = models.DateTimeField(
        null=True, blank=True, help_text="What the reporter was promised."
    )
    answered_at = models.DateTimeField(
        null=True, blank=True, help_text="When the promise was kept: contact made, or put right."
    )
    update_due_at = models.DateTimeField(
        null=True, blank=True, help_text="By when the reporter hears from us again."
    )
    review_on = models.DateField(null=True, blank=True)
    next_at = models.DateTimeField(
        null=True, blank=True, help_text="The earliest of all its clocks that run."
    )
    next_step = models.CharField(max_length=8, choices=NextStep, blank=True)
    escalated = models.PositiveSmallIntegerField(
        default=0, help_text="Who knows that it is late: 1 the leader, 2 the manager too."
    )
    snoozed_until = models.DateField(
        null=True, blank=True, help_text="Until then it is not in its officer’s way."
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        help_text="Who works on it.",
    )
    triage = models.JSONField(
        default=dict, blank=True, help_text="Crime, hate, safeguarding, risk: yes or no."
    )
    risk = models.CharField(max_length=8, choices=Risk, blank=True)
    main = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="joined",
        help_text="The report on which we go on: of a duplicate, of one linked to a case.",
    )
    handover = models.ForeignKey(Handover, models.PROTECT, null=True, blank=True)
    rule = models.CharField(max_length=80, help_text="The routing rule that decided.")
    reasons = models.JSONField(default=list)
    restricted = models.BooleanField(default=False)
    public = models.BooleanField(
        default=False,
        help_text="Shown to who reports the same nearby: kind, day, rough place, status.",
    )
    public_wording = models.CharField(
        max_length=200, blank=True, help_text="What else anybody may read of it, as staff word it."
    )
    quarantined = models.BooleanField(
        default=False, help_text="Held until somebody has looked: it may not come from a person."
    )
    suspicions = models.JSONField(default=list, blank=True, help_text="Why it is held.")

    status = models.CharField(max_length=20, choices=Status, default=Status.RECEIVED)
    outcome = models.CharField(max_length=22, choices=Outcome, blank=True)
    explanation = models.TextField(blank=True, help_text="What the reporter was told at closure.")

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at"]
        indexes = indexes.REPORT
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
            models.CheckConstraint(
                condition=Q(third_party=True) | Q(third_party_name="", third_party_agrees=""),
                name="report_names_a_third_party_only_where_there_is_one",
            ),
            models.CheckConstraint(
                condition=Q(public=False) | Q(restricted=False),
                name="report_that_is_restricted_is_never_public",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["linked", "duplicate"]) | Q(main__isnull=False),
                name="report_that_is_joined_names_its_main",
            ),
            models.CheckConstraint(condition=~Q(main=F("pk")), name="report_is_not_its_own_main"),
        ]
        default_permissions = ["view"]

    def __str__(self):
        return self.reference

    def receipt_path(self):
        """Return the receipt's address; by Django's own name for it the admin would tell it."""
        return reverse("reporting:received", args=[self.receipt_key])

    @property
    def what(self):
        """Name its kind where there is one: it tells more than the category."""
        return self.kind.name if self.kind else self.category.name

    @property
    def is_sensitive(self):
        """Say whether others in the reporter's home should learn nothing of it."""
        return self.category.sensitive or bool(self.kind and self.kind.sensitive)

    @property
    def is_private(self):
        """Say whether pages and mail tell no more than a reference: others may read them too."""
        return self.restricted or self.is_sensitive

    @property
    def is_shown(self):
        """Say whether anybody may learn of it, as `public()` asks the database."""
        return self.public and not self.quarantined

    @property
    def stage(self):
        """Return its path and status, as the lifecycle takes them."""
        return lifecycle.Path(self.category.path), lifecycle.Status(self.status)

    @property
    def is_open(self):
        return self.status not in self.ENDED

    def is_overdue(self, at):
        """Say whether something should have happened by now and has not."""
        return self.is_open and self.next_at is not None and self.next_at < at

    def is_late(self, at):
        """Say whether what the reporter was promised has not happened in time."""
        promised = self.is_open and self.answered_at is None and self.due_at is not None
        return promised and self.due_at < at
