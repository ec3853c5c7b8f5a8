"""Reads for whole pages, and the council's policy as the pure modules take it."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

import holidays
from django.conf import settings
from django.core.cache import cache
from django.db.models import Prefetch, QuerySet

from places.models import Ward
from reporting import routing
from reporting.catalogue_rules import Asked
from reporting.journey.steps import Outline, Page
from reporting.models import (
    Category,
    Event,
    Handover,
    Photo,
    Priority,
    Question,
    QuestionPage,
    Report,
    RoutingRule,
    Team,
    UnknownPolicy,
)
from reporting.working_time import Calendar, Target
from safety_site import council
from safety_site.public_pages import content_version

# All years at once: the library's own way, to fill in a year when it is first asked for, lets a
# second thread see that year half filled.
BANK_HOLIDAYS = frozenset(
    holidays.country_holidays(
        "GB", subdiv="ENG", years=range(routing.FIRST_YEAR, routing.LAST_YEAR + 1)
    )
)


def calendar() -> Calendar:
    """Return when the council works: England's bank holidays and the council's closing time."""
    return Calendar(
        closes=council.current().working_day_ends,
        zone=ZoneInfo(settings.TIME_ZONE),
        bank_holidays=BANK_HOLIDAYS,
    )


def policy() -> routing.Policy:
    """Return the routing policy as staff last edited it."""
    return cache.get_or_set(
        f"policy:{content_version()}", read_policy, settings.PUBLIC_PAGE_SECONDS
    )


def read_policy() -> routing.Policy:
    """Read the policy from the database, past the cache."""
    teams = list(Team.objects.all())
    wards = list(Ward.objects.all())
    unknown: dict[str, dict[str, str]] = {}
    for line in UnknownPolicy.objects.all():
        unknown.setdefault(line.fact, {})[line.value] = line.sentence
    return routing.Policy(
        rules=tuple(rule(row, row.also.all()) for row in rules()),
        kinds={
            category.slug: frozenset(kind.slug for kind in category.kinds.all())
            for category in Category.objects.prefetch_related("kinds")
        },
        teams=frozenset(team.slug for team in teams),
        partners=frozenset(team.slug for team in teams if team.partner),
        handovers=frozenset(Handover.objects.values_list("slug", flat=True)),
        wards={ward.slug: ward.slug for ward in wards} | {ward.gss: ward.slug for ward in wards},
        priorities={
            row.code: Target(row.working_days, "working_days") for row in Priority.objects.all()
        },
        unknown=unknown,
    )


def _accepted(codes: list[str]) -> frozenset[str]:
    # “blank” stands for not given.
    return frozenset(routing.BLANK if code == "blank" else code for code in codes)


def rules() -> QuerySet[RoutingRule]:
    """Return the rules in their order, with all that they name."""
    related = RoutingRule.objects.select_related("team", "priority", "handover")
    return related.prefetch_related("also")


def rule(row: RoutingRule, also: Iterable[Team]) -> routing.Rule:
    """Return a rule as the pure module takes it; a row not saved yet has no teams of its own."""
    return routing.Rule(
        id=row.slug,
        when={fact: _accepted(codes) for fact, codes in row.when.items()},
        team=row.team.slug if row.team else None,
        also=tuple(team.slug for team in also),
        priority=row.priority.code if row.priority else None,
        target=Target(row.target_amount or 0, row.target_unit) if row.target_unit else None,
        handover=row.handover.slug if row.handover else None,
        restricted=row.restricted,
        reasons=tuple(row.reasons),
    )


def category_with_form(slug: str) -> Category | None:
    """Return a category with everything that its form asks, in four queries."""
    found = Category.objects.filter(slug=slug)
    return found.prefetch_related("kinds", "pages__questions").first()


def asked() -> dict[str, dict[str, frozenset[str]]]:
    """Return the facts that each category's pages ask, by kind, for the routing check."""
    categories = Category.objects.prefetch_related("kinds", "pages__questions")
    return {category.slug: _asked(category) for category in categories}


def _asked(category: Category) -> dict[str, frozenset[str]]:
    kinds = [kind.slug for kind in category.kinds.all()] or [routing.BLANK]
    pages = outline(category)
    return {
        kind: frozenset(code for page in pages.asked(kind) for code in page.codes) for kind in kinds
    }


def outline(category: Category) -> Outline:
    """Return the order of a category's form as the pure module takes it."""
    return Outline(
        has_kinds=bool(category.kinds.all()),
        pages=tuple(_page(page) for page in category.pages.all()),
    )


def _page(page: QuestionPage) -> Page:
    questions = [as_asked(question) for question in page.questions.all()]
    return Page(
        slug=page.slug,
        kinds=frozenset(page.kinds),
        codes=frozenset().union(*(question.facts for question in questions)),
        tells=_leads(questions, "tells"),
        stops=_leads(questions, "handover"),
        shown={each.code: (each.shown_by, each.shown_value) for each in questions},
    )


def _leads(questions: Iterable[Asked], key: str) -> dict[tuple[str, str], str]:
    """Return where the options that name something under a key lead."""
    return {
        (question.code, option["value"]): option[key]
        for question in questions
        for option in question.options
        if option.get(key)
    }


def as_asked(question: Question) -> Asked:
    """Return a question as the pure rules look at it."""
    return Asked(
        code=question.code,
        type=question.type,
        options=question.options,
        shown_by=question.shown_by,
        shown_value=question.shown_value,
    )


def report_for_case_page(user, pk) -> Report | None:
    """Return a report that this person may read, with all that its page shows."""
    return (
        Report.objects.visible_to(user)
        .filter(pk=pk)
        .select_related("category", "kind", "ward", "team", "priority", "handover", "filed_by")
        .prefetch_related("also", "photos", Prefetch("events", Event.objects.select_related("by")))
        .first()
    )


def photo_of_report(user, report_pk: int, pk: int) -> Photo | None:
    """Return a photo of a report that this person may read."""
    report = Report.objects.visible_to(user).filter(pk=report_pk)
    return Photo.objects.filter(pk=pk, report__in=report).select_related("report").first()
