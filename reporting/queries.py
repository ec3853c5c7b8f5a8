"""Reads for whole pages, and the council's policy as the pure modules take it."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

import holidays
from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from places.models import Ward
from reporting import other_queries, routing
from reporting.catalogue_rules import Asked
from reporting.journey.steps import Outline, Page
from reporting.models import (
    Category,
    Event,
    Handover,
    Kind,
    Letter,
    Measure,
    NuisanceDecision,
    Photo,
    PlannedAction,
    Priority,
    Question,
    QuestionPage,
    Referral,
    Report,
    RiskAssessment,
    RoutingRule,
    Subscription,
    SupportPage,
    Team,
    UnknownPolicy,
    Unread,
)
from reporting.working_time import Calendar, Target, due
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


def promise(report: Report) -> Target | None:
    """Return within what time a report like this one is dealt with, by the rule that decided."""
    today = policy()
    decided = next((each for each in today.rules if each.id == report.rule), None)
    return routing.target(decided, today) if decided else None


def promised_again(report: Report, at: datetime) -> datetime | None:
    """Return by when a report that comes back is due: the same promise, counted from then."""
    promised = promise(report)
    return due(at, promised, calendar()) if promised else None


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


def support_beside(category: Category) -> QuerySet[SupportPage]:
    """Return help that fits a category or one of its kinds, for who has not chosen yet."""
    of_kinds = Kind.support.through.objects.filter(kind__category=category)
    fits = Q(pk__in=category.support.values("pk")) | Q(pk__in=of_kinds.values("supportpage"))
    return SupportPage.objects.filter(fits)


def support_for(category: Category, kind: Kind | None) -> list[SupportPage]:
    """Return help that fits what is reported, first what fits its kind."""
    of_kind = kind.support.all() if kind else ()
    return list(dict.fromkeys([*of_kind, *category.support.all()]))


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
        about_people=category.about_people,
        sensitive=category.sensitive,
        sensitive_kinds=frozenset(kind.slug for kind in category.kinds.all() if kind.sensitive),
        case_review=category.case_review,
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
    return _with_all(Report.objects.visible_to(user), pk)


def held_report(user, pk) -> Report | None:
    """Return a held report that this person decides about, with all that its page shows."""
    return _with_all(Report.objects.quarantine_of(user), pk)


def _with_all(reports: QuerySet[Report], pk) -> Report | None:
    followers = Subscription.objects.filter(report=OuterRef("pk")).values("report")
    return (
        reports.filter(pk=pk)
        .annotate(followers=Coalesce(followers.annotate(number=Count("pk")).values("number"), 0))
        .select_related(
            "category",
            "kind",
            "ward",
            "team",
            "priority",
            "handover",
            "filed_by",
            "officer",
            "safe_contact",
        )
        .prefetch_related(
            "also",
            "photos",
            Prefetch("actions", PlannedAction.objects.select_related("owner")),
            Prefetch("measures", Measure.objects.select_related("by")),
            Prefetch("nuisance_decisions", NuisanceDecision.objects.select_related("by")),
            "pauses",
            Prefetch("referrals", Referral.objects.select_related("by")),
            Prefetch("replies", other_queries.replies_with_others()),
            Prefetch("risk_assessments", RiskAssessment.objects.select_related("by")),
            Prefetch("events", Event.objects.select_related("by", "letter__email")),
        )
        .first()
    )


def letter_of(report: Report, event: int) -> Letter | None:
    """Return a mail about a report as it was written."""
    # By a subquery: a number too large for a key, which an address can hold, then finds nothing.
    letters = Letter.objects.filter(event__in=Event.objects.filter(pk=event, report=report))
    return letters.select_related("event", "email").first()


def photo_of_report(user, report_pk: int, pk: int) -> Photo | None:
    """Return a photo of a report that this person may read, or of a held one they decide about."""
    readable = Report.objects.visible_to(user) | Report.objects.quarantine_of(user)
    report = readable.filter(pk=report_pk)
    return Photo.objects.filter(pk=pk, report__in=report).select_related("report").first()


# What a reporter says that an officer has to read, and what an officer does who has read it. To let
# a held report go, to give it to another team or to count that others have seen it is no answer.
ANSWERS = (
    Event.Type.INFORMATION,
    Event.Type.NOT_FIXED,
    Event.Type.WITHDRAWAL,
    Event.Type.DATA_ASKED,
)
WORK = (Event.Type.NOTE, Event.Type.UPDATE, Event.Type.STATUS_CHANGED, Event.Type.CONTACT)


def with_answer(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Add as `answer` what each reporter said last, where no officer has worked on it since."""
    said = Unread.objects.filter(report=OuterRef("pk")).order_by("-pk")
    return reports.annotate(answer=Subquery(said.values("type")[:1]))


def has_seen_too(*, draft_key: str, report_pk: int) -> bool:
    """Say whether a draft has ended as one that has seen this report's thing too."""
    # By a subquery: a number too large for a key, which an address can hold, then finds nothing.
    seen = Event.objects.filter(
        report__in=Report.objects.filter(pk=report_pk), type=Event.Type.SEEN_TOO
    )
    return seen.filter(data__draft=draft_key).exists()


def interest(report: Report) -> dict[str, int]:
    """Return how many follow a report that was read for its page, and how many have seen it."""
    return {
        "followers": report.followers,
        "seen_too": sum(event.type == Event.Type.SEEN_TOO for event in report.events.all()),
    }
