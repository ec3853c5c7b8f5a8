"""The council that runs this site, and what its pack has loaded."""

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
