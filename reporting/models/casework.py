"""What officers do about a report: risk, plan, referrals, decisions, measures, warnings."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from reporting import measures
from reporting.models.catalogue import Team
from reporting.models.event import Event
from reporting.models.report import Report
from reporting.models.scoping import ReferralQuerySet

STAFF = settings.AUTH_USER_MODEL


class RiskAssessment(models.Model):
    """How one officer weighed the risk on one day; the last one counts."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="risk_assessments")
    at = models.DateTimeField()
    by = models.ForeignKey(STAFF, models.PROTECT)
    answers = models.JSONField(help_text="Question, answer and points, as they were then.")
    points = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=8, choices=Report.Risk)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.get_level_display()}, {self.points} points"


class PlannedAction(models.Model):
    """One step of an action plan, with the day by which it is done."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="actions")
    text = models.CharField(max_length=500)
    due_on = models.DateField()
    owner = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    done = models.BooleanField(default=False, help_text="Done; ended without it: given up.")
    result = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["owner", "due_on"], condition=Q(ended_at__isnull=True), name="action_open"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done=False) | Q(ended_at__isnull=False), name="action_done_has_ended"
            )
        ]

    def __str__(self):
        return self.text


class Referral(models.Model):
    """A report passed to another body, and what it answered."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    report = models.ForeignKey(Report, models.CASCADE, related_name="referrals")
    body = models.CharField(max_length=120, help_text="Who is asked to act.")
    partner = models.ForeignKey(
        Team,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="referrals",
        help_text="Whose people see the case here; empty: the body has nobody on this site.",
    )
    referred_on = models.DateField()
    reference = models.CharField(max_length=60, help_text="Theirs, or how they can find it.")
    safeguarding = models.BooleanField(default=False)
    text = models.TextField(help_text="What they are asked to do, and need to know.")
    by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    answer_due_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    answer_text = models.TextField(blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["answer_due_at"], condition=Q(answer=""), name="referral_unanswered"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="referral_answer_is_whole",
            )
        ]

    def __str__(self):
        return f"{self.body}, {self.reference}"


class NuisanceDecision(models.Model):
    """Whether a noise is a statutory nuisance (Environmental Protection Act 1990, s.79)."""

    class Decision(models.TextChoices):
        NUISANCE = "nuisance", "A statutory nuisance"
        NOT_NUISANCE = "not-nuisance", "Not a statutory nuisance"
        NO_EVIDENCE = "no-evidence", "Could not be witnessed or proved"

    report = models.ForeignKey(Report, models.CASCADE, related_name="nuisance_decisions")
    decision = models.CharField(max_length=12, choices=Decision)
    reasons = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return self.get_decision_display()


class Measure(models.Model):
    """A power that was used: from a warning letter to an order of a court."""

    class Power(models.TextChoices):
        WARNING_LETTER = "warning-letter", "Warning letter"
        ABA = "acceptable-behaviour-agreement", "Acceptable behaviour agreement"
        CPW = "community-protection-warning", "Community protection warning (CPW)"
        CPN = "community-protection-notice", "Community protection notice (CPN)"
        PSPO_FPN = "pspo-penalty", "PSPO fixed penalty"
        FLY_TIPPING_FPN = "fly-tipping-penalty", "Fly-tipping fixed penalty"
        DISPERSAL = "dispersal", "Dispersal"
        INJUNCTION = "injunction", "Injunction"
        CLOSURE_ORDER = "closure-order", "Closure order"
        CBO = "criminal-behaviour-order", "Criminal behaviour order (CBO)"
        POSSESSION = "possession", "Possession"

    report = models.ForeignKey(Report, models.CASCADE, related_name="measures")
    power = models.CharField(max_length=30, choices=Power)
    issued_on = models.DateField()
    issued_to = models.CharField(max_length=120, help_text="Whom it is against. Staff only.")
    reference = models.CharField(max_length=60, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["issued_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("issued_on")),
                name="measure_ends_after_it_began",
            )
        ]

    def __str__(self):
        return self.get_power_display()

    @property
    def is_formal(self):
        return measures.is_formal(measures.Power(self.power))


class Pause(models.Model):
    """A time in which the clocks stand still, because somebody else has to act."""

    class Reason(models.TextChoices):
        RESIDENT = "resident", "Waiting for the resident"
        PARTNER = "partner", "Waiting for a partner"

    report = models.ForeignKey(Report, models.CASCADE, related_name="pauses")
    reason = models.CharField(max_length=8, choices=Reason)
    text = models.CharField(max_length=500, help_text="What we wait for.")
    since = models.DateTimeField()
    look_again_on = models.DateField(help_text="When an officer looks whether it has come.")
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(until__isnull=True), name="pause_one_at_a_time"
            )
        ]

    def __str__(self):
        return self.get_reason_display()


class SafetyWarning(models.Model):
    """What officers must know before they go to a place; it ends unless somebody renews it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="safety_warnings")
    place = models.CharField(max_length=200, help_text="The address that it is about.")
    place_key = models.CharField(max_length=200, db_index=True, editable=False)
    text = models.CharField(max_length=500)
    raised_at = models.DateTimeField()
    by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    ends_on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.place


class Reply(models.Model):
    """Words for the reporter that leave a moment after they were sent, so they can be taken back.

    Once they have left, an update stands on the report.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="replies")
    text = models.TextField()
    public = models.BooleanField(default=False)
    others = models.ManyToManyField(
        Report,
        related_name="copied_replies",
        help_text="Reports joined with this one whose reporters get it too.",
    )
    by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    leaves_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "replies"
        indexes = [
            models.Index(
                fields=["leaves_at"],
                condition=Q(left_at__isnull=True, taken_back_at__isnull=True),
                name="reply_waiting",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(taken_back_at__isnull=True),
                name="reply_left_or_was_taken_back",
            )
        ]

    def __str__(self):
        return f"Reply {self.pk}"

    @property
    def is_waiting(self):
        return self.left_at is None and self.taken_back_at is None


class Letter(models.Model):
    """A mail as it was written; the queue's own copy, with the address, is deleted in time."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="letter")
    email = models.ForeignKey("post_office.Email", models.SET_NULL, null=True, related_name="+")
    subject = models.CharField(max_length=989)
    text = models.TextField()
    to_residents = models.BooleanField(default=False)

    def __str__(self):
        return self.subject
