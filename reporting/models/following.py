"""Who may see how a report goes on: by a link, by a diary, by following a public report."""

from datetime import timedelta

from django.db import models

from reporting.models.report import Report


class TrackingLink(models.Model):
    """A link to a report, by mail or from its receipt; only its hash is kept, as of a password."""

    LIFE = timedelta(days=7)

    report = models.ForeignKey(Report, models.CASCADE, related_name="tracking_links")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token.")
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(
        null=True, help_text="When somebody pressed the button: from then it is that device’s."
    )

    def __str__(self):
        return f"Link {self.pk}"

    @property
    def was_made_on_receipt(self):
        """Say whether no mail carried it: then it was opened in the moment it was made."""
        return self.opened_at == self.expires_at - self.LIFE


class Diary(models.Model):
    """The private address under which a reporter writes down each incident."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="diary")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the key.")

    class Meta:
        verbose_name_plural = "diaries"

    def __str__(self):
        return f"Diary {self.pk}"


class Subscription(models.Model):
    """Somebody who wants news of a public report that another resident made."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="subscriptions")
    email = models.EmailField()
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "email"], name="subscription_once")
        ]

    def __str__(self):
        return f"Subscription {self.pk}"
