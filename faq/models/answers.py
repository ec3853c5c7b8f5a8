"""Answers: what the council and the police said, when, and what has changed since."""

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Prefetch, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from simple_history.models import HistoricalRecords

from safety_site import markdown
from safety_site.public_pages import PublicContent


class Organisation(PublicContent):
    """A body that answers residents' questions."""

    class Role(models.TextChoices):
        COUNCIL = "council", "Council"
        POLICE = "police", "Police"
        PARTNER = "partner", "Partner"

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100, unique=True)
    role = models.CharField(
        max_length=10, choices=Role, help_text="Decides the colour of its answers."
    )
    aliases = models.JSONField(
        default=list, blank=True, help_text='Names met in documents, such as ["Met Police"].'
    )

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Webinar(PublicContent):
    """A meeting at which residents' questions were answered."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    held_on = models.DateField(
        help_text="The day, or the first of the month where only that is known."
    )
    held_label = models.CharField(
        max_length=50, help_text='As residents read it, such as "April 2025".'
    )
    intro = models.TextField("introduction", blank=True, help_text="Markdown.")
    history = HistoricalRecords()

    class Meta:
        ordering = ["-held_on", "title"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("faq:webinar", args=[self.slug])

    @property
    def intro_html(self):
        return markdown.render(self.intro, level=2)


class Theme(PublicContent):
    """A heading under which answers of all webinars stand together."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self):
        return self.name


# What residents asked on this site, newest first, then webinars, each in its order.
NEWEST_FIRST = (
    F("webinar__held_on").desc(nulls_first=True),
    Case(When(webinar=None, then="published_at")).desc(nulls_last=True),
    "webinar",
    "position",
    "title",
)


class TopicQuerySet(models.QuerySet):
    """Topics in the words of editors and readers."""

    def published(self):
        return self.filter(status=Topic.Status.PUBLISHED)

    def due_for_review(self, on):
        """Published topics whose review date has come."""
        return self.published().filter(review_by__lte=on)

    def newest_first(self, *within):
        """In the order of the site, or of the site within another order."""
        return self.order_by(*within, *NEWEST_FIRST)

    def for_lists(self):
        return self.select_related("webinar", "theme")

    def for_page(self):
        """Everything a topic page shows, in four queries."""
        return self.select_related(
            "webinar", "theme", "report_category", "support_page"
        ).prefetch_related(
            Prefetch("responses", Response.objects.select_related("organisation")),
            Prefetch("related", Topic.objects.published().for_lists().newest_first()),
            "update_notes",
        )


class Topic(PublicContent):
    """One question of residents, with the answers given to it."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    # Addresses below /answers/ that are pages of their own.
    RESERVED_SLUGS = frozenset({"ask", "asked", "feed", "themes", "webinars"})

    webinar = models.ForeignKey(
        Webinar,
        models.PROTECT,
        related_name="topics",
        null=True,
        blank=True,
        help_text="Empty where residents asked on this site.",
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Place in the published order: 1 stands first."
    )
    slug = models.SlugField(unique=True, max_length=80)
    title = models.CharField(max_length=120)
    question = models.TextField(help_text="As residents asked it.")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="topics", null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    next_step = models.CharField(
        max_length=160,
        blank=True,
        help_text="What a reader can do now, in one short sentence; it may hold [links](/wards/).",
    )
    report_category = models.ForeignKey(
        "reporting.Category",
        models.PROTECT,
        related_name="topics",
        null=True,
        blank=True,
        help_text="The report form this answer leads to.",
    )
    support_page = models.ForeignKey(
        "reporting.SupportPage",
        models.PROTECT,
        related_name="topics",
        null=True,
        blank=True,
        help_text="Or the support page this answer leads to.",
    )
    related = models.ManyToManyField("self", blank=True, symmetrical=False)
    keywords = models.JSONField(
        default=list, blank=True, help_text='Residents’ own words, such as ["phone snatched"].'
    )
    review_by = models.DateField(
        null=True, blank=True, help_text="When somebody checks that this still holds."
    )
    owner = models.ForeignKey(
        "reporting.Team",
        models.PROTECT,
        related_name="owned_topics",
        null=True,
        blank=True,
        help_text="The team that checks it.",
    )
    history = HistoricalRecords(m2m_fields=[related])

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["webinar", "position", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(report_category=None) | Q(support_page=None),
                name="topic_leads_to_one_place",
                violation_error_message="Choose a report form or a support page, not both.",
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False),
                name="topic_published_has_a_date",
            ),
        ]
        permissions = [("publish_topic", "Can publish and withdraw topics")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("faq:topic", args=[self.slug])

    @property
    def when_label(self):
        """Say when it was answered, as closely as residents need to know it."""
        if self.webinar:
            return self.webinar.held_label
        if self.published_at:
            return date_format(timezone.localdate(self.published_at), "F Y")
        return ""

    def is_due_for_review(self, on):
        """Say of one topic what `due_for_review` says of many."""
        if self.status != Topic.Status.PUBLISHED or self.review_by is None:
            return False
        return self.review_by <= on


class ResponseQuerySet(models.QuerySet):
    """Responses in the words of those who speak in them."""

    def of_police(self):
        return self.filter(organisation__role=Organisation.Role.POLICE)

    def proposed(self):
        """Return those with new words that wait for an editor."""
        return self.exclude(proposed_at=None)


class Response(PublicContent):
    """What one organisation answered, dated and never silently rewritten."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="responses")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="responses",
        null=True,
        blank=True,
        help_text="Empty where the published answer names nobody.",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="1 stands first.")
    body = models.TextField(blank=True, help_text="Markdown.")
    is_summary = models.BooleanField(
        "summary", default=False, help_text="Our summary, not the organisation's own words."
    )
    answered_on = models.DateField(help_text="When this was said.")
    proposed_body = models.TextField(
        blank=True,
        help_text="New words of the organisation’s own people, until an editor takes them.",
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True, blank=True)
    history = HistoricalRecords(excluded_fields=["proposed_body", "proposed_by", "proposed_at"])

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        permissions = [("draft_for_police", "Can draft the police’s own answers")]

    def __str__(self):
        return f"{self.organisation or 'Unattributed answer'}: {self.topic}"

    @property
    def body_html(self):
        return markdown.render(self.body)

    @property
    def was_sent_back(self):
        """Say whether an editor sent new words back: they are kept, but wait for nobody."""
        return bool(self.proposed_body) and self.proposed_at is None


class UpdateNote(PublicContent):
    """A dated note on what has changed since the answers were given."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="update_notes")
    dated = models.DateField()
    body = models.TextField(help_text="Markdown.")
    history = HistoricalRecords()

    class Meta:
        ordering = ["-dated", "-pk"]

    def __str__(self):
        return f"{self.dated}: {self.topic}"

    @property
    def body_html(self):
        return markdown.render(self.body)
