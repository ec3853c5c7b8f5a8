"""The catalogue: what can be reported, who gets it, who else helps."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from reporting import lifecycle
from reporting.models.support import SupportPage
from safety_site import markdown
from safety_site.public_pages import PublicContent


class TeamQuerySet(models.QuerySet):
    """Teams by what they may be given."""

    def owners(self):
        """Teams that may own a report: the council's own, not partners."""
        return self.filter(partner=False)


class Team(PublicContent):
    """A team that reports are routed to, or a partner that is given a copy."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    description = models.CharField(max_length=250, help_text="What it does, for residents.")
    email = models.EmailField(blank=True, help_text="Empty: mail goes to the council’s address.")
    partner = models.BooleanField(
        default=False, help_text="Not the council’s: may be given a copy, never own a report."
    )
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="teams")

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class Handover(PublicContent):
    """Somebody outside the council's teams who deals with a thing, and how to reach them."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    summary = models.CharField(max_length=250, help_text="Who deals with it, in one sentence.")
    phone = models.CharField(max_length=30, blank=True)
    phone_note = models.CharField(max_length=120, blank=True)
    url = models.URLField(blank=True)
    say = models.TextField(blank=True, help_text="What to tell them. Markdown.")
    bring_back = models.CharField(
        max_length=200, blank=True, help_text="Which reference to bring back to us."
    )
    support_page = models.ForeignKey(
        SupportPage, models.PROTECT, null=True, blank=True, related_name="handovers"
    )
    urgent = models.BooleanField(default=False, help_text="Call now: shown as an emergency.")
    keywords = models.JSONField(
        default=list, blank=True, help_text="Residents’ own words for what is theirs to deal with."
    )

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def say_html(self):
        return markdown.render(self.say)


class Priority(PublicContent):
    """How soon a report is dealt with, in working days."""

    code = models.CharField(max_length=4, unique=True)
    name = models.CharField(max_length=40)
    working_days = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["code"]
        verbose_name_plural = "priorities"

    def __str__(self):
        return f"{self.code} {self.name}"


class CategoryQuerySet(models.QuerySet):
    """Categories by whether they are taken."""

    def offered(self):
        """Return what has a tile: everything but the request for a case review."""
        return self.filter(withdrawn=False, case_review=False)

    def taken(self):
        """Return everything that residents can ask of us, with a tile or without."""
        return self.filter(withdrawn=False)

    def case_reviews(self):
        return self.filter(withdrawn=False, case_review=True)


class Category(PublicContent):
    """One thing that residents can report."""

    class Path(models.TextChoices):
        STREET_SCENE = lifecycle.Path.STREET_SCENE.value, "Street scene"
        ASB = lifecycle.Path.ASB.value, "ASB case"

    slug = models.SlugField(unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=60)
    example = models.CharField(max_length=120)
    intro = models.TextField(help_text="What we do with such a report.")
    path = models.CharField(max_length=15, choices=Path, help_text="Which life its reports have.")
    anonymous = models.BooleanField(help_text="May residents report without giving a contact?")
    sensitive = models.BooleanField(
        default=False, help_text="Shows the “exit this page” button on the form."
    )
    keywords = models.JSONField(default=list, blank=True, help_text="Residents’ own words.")
    kind_question = models.CharField(max_length=120, blank=True)
    withdrawn = models.BooleanField(
        default=False,
        help_text="Not taken any more: hidden from lists. Reports already begun can still be sent.",
    )
    public = models.BooleanField(
        default=False,
        help_text="Shows its open reports to who reports the same nearby. Never about people.",
    )
    case_review = models.BooleanField(
        default=False, help_text="Is how residents ask for an ASB case review; has no tile."
    )
    nuisance_decision = models.BooleanField(
        default=False, help_text="Closes only once it is decided if it is a statutory nuisance."
    )
    support = models.ManyToManyField(
        SupportPage, blank=True, related_name="+", help_text="Help that fits, beside the form."
    )

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name_plural = "categories"
        constraints = [
            models.CheckConstraint(
                condition=Q(public=False) | Q(path="street-scene", sensitive=False),
                name="category_about_people_is_never_public",
                violation_error_message="Only street-scene categories that are not sensitive can "
                "show their reports.",
            ),
            models.CheckConstraint(
                condition=Q(case_review=False) | Q(path="asb", anonymous=False),
                name="category_of_case_reviews_has_an_applicant",
                violation_error_message="A case review is on the ASB path and needs a contact.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("reporting:begin", args=[self.slug])

    @property
    def about_people(self):
        """Say whether its reports are cases of people, not things to clear or repair."""
        return self.path == self.Path.ASB

    @property
    def takes_complaints(self):
        """Say whether its reports are complaints of anti-social behaviour: no request to review."""
        return self.about_people and not self.case_review


class Kind(PublicContent):
    """A sub-category, which can decide the team."""

    category = models.ForeignKey(Category, models.CASCADE, related_name="kinds")
    slug = models.SlugField()
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=100)
    hint = models.CharField(max_length=200, blank=True)
    sensitive = models.BooleanField(
        default=False, help_text="Shows the “exit this page” button once it is chosen."
    )
    keywords = models.JSONField(default=list, blank=True, help_text="Residents’ own words.")
    support = models.ManyToManyField(
        SupportPage, blank=True, related_name="+", help_text="Help that fits, beside the form."
    )

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["category", "slug"], name="kind_once_per_category")
        ]

    def __str__(self):
        return self.name


class RoutingRule(PublicContent):
    """One line of the council's routing policy; the first that matches decides."""

    class Unit(models.TextChoices):
        WORKING_DAYS = "working_days", "working days"
        HOURS = "hours", "hours"
        DAYS = "days", "days"
        MONTHS = "months", "months"

    slug = models.SlugField(unique=True, max_length=80)
    position = models.PositiveSmallIntegerField(help_text="Rules are tried in this order.")
    when = models.JSONField(
        default=dict,
        blank=True,
        help_text='Accepted codes by fact, such as {"category": ["litter"], "land": ["highway"]}.',
    )
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="rules")
    also = models.ManyToManyField(Team, blank=True, related_name="copied_by_rules")
    priority = models.ForeignKey(Priority, models.PROTECT, null=True, blank=True)
    target_amount = models.PositiveSmallIntegerField(null=True, blank=True)
    target_unit = models.CharField(max_length=12, choices=Unit, blank=True)
    handover = models.ForeignKey(Handover, models.PROTECT, null=True, blank=True)
    restricted = models.BooleanField(
        default=False, help_text="Each reading of its reports is logged."
    )
    reasons = models.JSONField(default=list, help_text="Sentences that a resident can read.")
    history = HistoricalRecords(m2m_fields=[also])

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(team__isnull=False) | Q(handover__isnull=False),
                name="rule_leads_somewhere",
                violation_error_message="Choose a team, a handover, or both.",
            ),
            models.CheckConstraint(
                condition=Q(target_amount=None, target_unit="")
                | Q(target_amount__isnull=False) & ~Q(target_unit=""),
                name="rule_target_is_whole",
                violation_error_message="A target needs both an amount and a unit.",
            ),
        ]

    def __str__(self):
        return self.slug


class UnknownPolicy(PublicContent):
    """What we do where a fact is blank or the resident does not know, in a sentence."""

    class Value(models.TextChoices):
        BLANK = "blank", "Blank"
        DONT_KNOW = "dont-know", "Don’t know"

    fact = models.SlugField()
    value = models.CharField(max_length=10, choices=Value)
    sentence = models.CharField(max_length=250)

    class Meta:
        verbose_name_plural = "unknown policies"
        ordering = ["fact", "value"]
        constraints = [
            models.UniqueConstraint(fields=["fact", "value"], name="unknown_policy_once")
        ]

    def __str__(self):
        return f"{self.fact} {self.value}"
