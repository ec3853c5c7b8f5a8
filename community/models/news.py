"""The newsletter: who gets it, the proof that they wanted it, and what was sent."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from faq.models import Theme
from places.models import Ward
from safety_site.public_pages import PublicContent


class SubscriberQuerySet(models.QuerySet):
    """Subscribers by whether they may be written to."""

    def confirmed(self):
        return self.filter(confirmed_at__isnull=False, stopped_at__isnull=True)


class Subscriber(models.Model):
    """An address whose owner wants news; until they confirm it gets nothing but that question."""

    email = models.EmailField(unique=True, help_text="In small letters.")
    key = models.UUIDField(default=uuid.uuid4, unique=True, help_text="In the links of its mails.")
    newsletter = models.BooleanField(default=True)
    meetings = models.BooleanField("reminders of panel meetings", default=False)
    wards = models.ManyToManyField(Ward, blank=True, help_text="None: all of them.")
    themes = models.ManyToManyField(Theme, blank=True, help_text="None: all of them.")
    asked_at = models.DateTimeField()
    confirm_mails = models.PositiveSmallIntegerField(default=0)
    last_confirm_mail_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    bounces = models.PositiveSmallIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True, help_text="When mail had bounced too often.")

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        ordering = ["email"]
        default_permissions = ["view", "delete"]

    def __str__(self):
        return f"Subscriber {self.pk}"


class ConsentRecord(models.Model):
    """Proof that the owner of an address agreed, and left; it holds no address.

    UK GDPR, Article 7(1): who sends must be able to show consent. The digest is keyed, so that
    whoever names an address can be answered, and no address can be read out of it.
    """

    digest = models.CharField(max_length=64, db_index=True, help_text="Keyed hash of the address.")
    words = models.TextField(help_text="What they read when they agreed.")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-confirmed_at"]
        default_permissions = ["view"]

    def __str__(self):
        return f"Consent {self.pk}"


class NewsletterIssue(PublicContent):
    """One issue of the newsletter, from draft to archive."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        SCHEDULED = "scheduled", "Scheduled"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=150, help_text="Also the subject of the mail.")
    body = models.TextField(help_text="In Markdown.")
    wards = models.ManyToManyField(
        Ward, blank=True, help_text="None: it goes to subscribers of every ward."
    )
    themes = models.ManyToManyField(
        Theme, blank=True, help_text="None: it goes to subscribers of every theme."
    )
    status = models.CharField(
        max_length=10, choices=Status, default=Status.DRAFT, editable=False, db_index=True
    )
    send_at = models.DateTimeField(null=True, editable=False)
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )
    sent_at = models.DateTimeField(null=True, editable=False)
    # The last subscriber whose mail is queued: moved in the transaction that queues the mails, so
    # that a broken-off round goes on where it stood.
    queued_to = models.BigIntegerField(default=0, editable=False)
    queued = models.PositiveIntegerField("mails queued", default=0, editable=False)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        permissions = [("send_newsletterissue", "Can schedule and send a newsletter")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="draft") | models.Q(send_at__isnull=False),
                name="newsletter_issue_has_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(status="sent", sent_at__isnull=False)
                | (~models.Q(status="sent") & models.Q(sent_at__isnull=True)),
                name="newsletter_issue_says_when_it_was_sent",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("newsletter:issue", args=[self.slug])
