"""What each category's form asks, page by page."""

from django.db import models
from django.db.models import Q

from reporting.models.catalogue import Category
from safety_site.public_pages import PublicContent


class QuestionPage(PublicContent):
    """One page of a report form, usually with one question."""

    category = models.ForeignKey(Category, models.CASCADE, related_name="pages")
    slug = models.SlugField()
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=150)
    why = models.CharField(max_length=250, blank=True, help_text="Why we ask, in one line.")
    kinds = models.JSONField(
        default=list, blank=True, help_text="Kinds that are asked this; empty: all."
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["category", "slug"], name="page_once_per_category")
        ]

    def __str__(self):
        return f"{self.category}: {self.title}"


class Question(PublicContent):
    """A question; one whose code is a routing fact helps to decide the team."""

    class Type(models.TextChoices):
        TEXT = "text", "One line"
        LONG_TEXT = "long-text", "Several lines"
        RADIOS = "radios", "One choice"
        CHECKBOXES = "checkboxes", "Several choices"
        YES_NO = "yes-no", "Yes, no or don’t know"
        DATE = "date", "A date"
        TIME = "time", "A time of day"
        WHEN = "when", "Happening now, or a date and time"

    page = models.ForeignKey(QuestionPage, models.CASCADE, related_name="questions")
    code = models.SlugField()
    position = models.PositiveSmallIntegerField(default=0)
    label = models.CharField(max_length=150)
    hint = models.CharField(max_length=250, blank=True)
    type = models.CharField(max_length=12, choices=Type)
    required = models.BooleanField(default=True)
    options = models.JSONField(default=list, blank=True)
    shown_by = models.SlugField(
        blank=True, help_text="Code of the question above that reveals this one; empty: always."
    )
    shown_value = models.CharField(
        max_length=60, blank=True, help_text="The answer to it that reveals this one, as its value."
    )

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "code"], name="question_once_per_page"),
            models.CheckConstraint(
                condition=Q(shown_by="", shown_value="") | ~Q(shown_by="") & ~Q(shown_value=""),
                name="question_is_revealed_by_an_answer",
                violation_error_message="Name both the question and the answer, or neither.",
            ),
        ]

    def __str__(self):
        return self.label
