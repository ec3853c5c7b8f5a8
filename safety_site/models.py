"""The council that runs this site, and what its pack has loaded."""

from datetime import time

from django.conf import settings
from django.db import models

from reporting import case_review
from safety_site.public_pages import PublicContent


class Council(PublicContent):
    """Who runs this site: one row, loaded from the pack and edited by staff."""

    name = models.CharField(max_length=100)
    area = models.CharField(max_length=100, help_text="The place, as residents say it.")
    site_name = models.CharField(max_length=100)
    phone = models.CharField(max_length=30)
    phone_hours = models.CharField(max_length=100)
    email = models.EmailField(help_text="Also gets the mail of teams that have no address.")
    website = models.URLField()
    police_name = models.CharField(max_length=100)
    police_website = models.URLField()
    reference_prefix = models.CharField(max_length=4, help_text="References read PREFIX-7K3M-9QXD.")
    working_day_ends = models.TimeField(help_text="Due times fall at this hour.")
    case_review_threshold = models.PositiveSmallIntegerField(
        default=case_review.THRESHOLD,
        help_text="Qualifying complaints that an ASB case review takes; the Act says 3 or fewer.",
    )
    case_review_days = models.PositiveSmallIntegerField(
        default=28, help_text="Within how many days a review that is agreed to is done."
    )
    question_days = models.PositiveSmallIntegerField(
        default=730, help_text="For how many days a resident’s question is kept once it is over."
    )
    update_days = models.PositiveSmallIntegerField(
        default=10, help_text="Working days within which a reporter hears from us again."
    )
    referral_days = models.PositiveSmallIntegerField(
        default=10, help_text="Working days that a partner has to answer a referral."
    )
    escalate_days = models.PositiveSmallIntegerField(
        default=2, help_text="Working days late after which managers hear of it; leaders at once."
    )
    warning_days = models.PositiveSmallIntegerField(
        default=365, help_text="Days after which a safety warning ends unless it is renewed."
    )
    digest_from = models.TimeField(
        default=time(8), help_text="From this hour each team gets its daily mail."
    )
    reminder_days = models.PositiveSmallIntegerField(
        default=3, help_text="Days before a panel meeting on which those who asked are reminded."
    )
    interest_days = models.PositiveSmallIntegerField(
        default=365, help_text="For how many days a registration or a topic for a panel is kept."
    )
    bounce_limit = models.PositiveSmallIntegerField(
        default=3, help_text="Mails in a row that come back before an address gets no more."
    )

    class Meta:
        verbose_name_plural = "council"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="council_is_a_single_row"),
            models.CheckConstraint(
                condition=models.Q(
                    case_review_threshold__gte=1, case_review_threshold__lte=case_review.THRESHOLD
                ),
                name="council_lowers_the_case_review_threshold_only",
                violation_error_message="The Act allows 3 qualifying complaints or fewer.",
            ),
        ]

    def __str__(self):
        return self.name


class DirectoryGroup(models.Model):
    """A group of the council's own directory, and what its members do here."""

    name = models.CharField(
        max_length=200, unique=True, help_text="As single sign-on sends it: a name or an id."
    )
    roles = models.ManyToManyField("auth.Group", help_text="What its members may do.")
    teams = models.ManyToManyField("reporting.Team", blank=True, help_text="Whose reports.")

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class SignIn(models.Model):
    """That somebody signed in, or tried to."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sign_ins"
    )
    at = models.DateTimeField(db_index=True)
    succeeded = models.BooleanField()
    method = models.CharField(max_length=40)
    address = models.GenericIPAddressField(null=True)
    device = models.CharField(max_length=200, help_text="What the browser calls itself.")

    class Meta:
        ordering = ["-at"]
        default_permissions = ["view"]

    def __str__(self):
        return f"{self.user or '?'} {self.at:%d %B %Y %H:%M}"


class PackRecord(models.Model):
    """Remembers what the pack last said of one object, so that a staff edit is never undone."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="pack_record_once_per_object")
        ]

    def __str__(self):
        return f"{self.kind} {self.key}"
