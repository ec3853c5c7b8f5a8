"""What the pages of wards read, a few queries for each page."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)

from community.models import PanelMeeting, PanelPriority, WardTeam
from faq.models import Response, Topic
from places.models import Ward
from places.placing import Place
from reporting.models import Category, Event, Report

RECENT = timedelta(days=90)  # how long a closed report stays on the page
LAST_YEAR = timedelta(days=400)  # so that all four meetings of a year stand there
MOST_PAST = 4
MOST_PRIORITIES = 12
MOST_ANSWERS = 3
NAMES_THE_WARD, ABOUT_PANELS = range(2)


@dataclass(frozen=True)
class Meetings:
    """A ward's meetings, each where its page shows it."""

    next: PanelMeeting | None
    called_off: list[PanelMeeting]  # those that were to be before it
    later: list[PanelMeeting]
    past: list[PanelMeeting]


def listed(at: datetime) -> QuerySet[Ward]:
    """All wards, each with when its panel meets next."""
    held = PanelMeeting.objects.held().to_come(at).filter(ward=OuterRef("pk"))
    return Ward.objects.annotate(next_panel=Subquery(held.values("starts_at")[:1]))


def offered(place: Place, at: datetime) -> dict:
    """All wards, and before them those that an uncertain place may be in, likeliest first."""
    wards = list(listed(at))
    by_slug = {ward.slug: ward for ward in wards}
    likely = [by_slug[slug] for slug in place.near or (place.ward,) if slug in by_slug]
    return {"wards": wards, "likely": likely}


def page(slug: str, at: datetime) -> dict | None:
    """All that a ward's page shows but crime, in five queries; None where there is no such ward."""
    rows = list(_with_priorities(slug))
    if not rows:
        return None
    ward, priorities = rows[0], [row for row in rows if row.title]
    answers = list(_answers(ward))
    names_it = bool(answers) and answers[0].rank == NAMES_THE_WARD
    reports = list(_street_scene(ward, at))
    teams = list(WardTeam.objects.filter(Q(wards=ward) | Q(wards=None)))
    return {
        "ward": ward,
        "meetings": _meetings(ward, at),
        "current": [each for each in priorities if each.is_current],
        "earlier": [each for each in priorities if not each.is_current and each.done],
        "teams": teams,
        "sides": {team.organisation: True for team in teams},
        "reports": reports,
        "open": sum(row["open"] for row in reports),
        "closed": sum(row["closed"] for row in reports),
        "answers": [each for each in answers if not names_it or each.rank == NAMES_THE_WARD],
        "answers_name_it": names_it,
    }


def ward(slug: str) -> Ward:
    """Return a ward; raises Ward.DoesNotExist."""
    return Ward.objects.get(slug=slug)


def meetings_in_feed(ward: Ward, at: datetime) -> QuerySet[PanelMeeting]:
    return ward.panel_meetings.filter(ends_at__gt=at - LAST_YEAR)


def priorities_in_feed(ward: Ward) -> QuerySet[PanelPriority]:
    return ward.priorities.order_by("-agreed_on", "-pk")[:MOST_PRIORITIES]


def next_panel(ward_pk: int, at: datetime) -> PanelMeeting | None:
    """Return a ward's next meeting that is held."""
    held = PanelMeeting.objects.held().to_come(at).filter(ward=ward_pk)
    return held.select_related("ward").first()


def _with_priorities(slug: str) -> QuerySet[Ward]:
    """The ward once for each of its priorities, or once: it and they then cost one query."""
    return (
        Ward.objects.filter(slug=slug)
        .annotate(
            title=F("priorities__title"),
            is_current=F("priorities__is_current"),
            agreed_on=F("priorities__agreed_on"),
            done=F("priorities__done"),
            done_on=F("priorities__done_on"),
        )
        .order_by("-is_current", "-agreed_on", "priorities")[:MOST_PRIORITIES]
    )


def _meetings(ward: Ward, at: datetime) -> Meetings:
    every = list(ward.panel_meetings.filter(ends_at__gt=at - LAST_YEAR))
    to_come = [each for each in every if each.ends_at > at]
    held = [each for each in to_come if not each.cancelled]
    first = held[0] if held else None
    past = [each for each in every if each.ends_at <= at and not each.cancelled]
    return Meetings(
        next=first,
        called_off=[
            each
            for each in to_come
            if each.cancelled and (first is None or each.starts_at < first.starts_at)
        ],
        later=held[1:],
        past=past[: -1 - MOST_PAST : -1],
    )


def _street_scene(ward: Ward, at: datetime):
    """Count by category what is open and what was closed lately, of what anybody may learn of.

    That a report is public was decided when it came in or by an officer; its category or kind may
    have been made sensitive since.
    """
    # The last change of what is closed is that it was closed.
    changed = Event.objects.filter(
        report=OuterRef("pk"), type=Event.Type.STATUS_CHANGED, at__gte=at - RECENT
    )
    is_open = ~Q(status__in=Report.ENDED)
    closed = Q(status=Report.Status.CLOSED)
    return (
        Report.objects.public()
        .filter(ward=ward, category__public=True, category__path=Category.Path.STREET_SCENE)
        .exclude(Q(category__sensitive=True) | Q(kind__sensitive=True))
        .filter(is_open | closed & Exists(changed))
        .values(name=F("category__name"))
        .annotate(open=Count("pk", filter=is_open), closed=Count("pk", filter=closed))
        .order_by("category__position", "name")
    )


def _answers(ward: Ward) -> QuerySet[Topic]:
    """The latest answers that name the ward or, after them, that are about panels.

    Only “Forest ward” names it: “Forest” alone, “High Street” or “Valley” may mean anything.
    """
    return (
        Topic.objects.published()
        .for_lists()
        .annotate(
            rank=Case(
                When(_says(f"{ward.name} ward"), then=NAMES_THE_WARD),
                When(_says("ward panel"), then=ABOUT_PANELS),
                output_field=IntegerField(),
            )
        )
        .filter(rank__isnull=False)
        .newest_first("rank")[:MOST_ANSWERS]
    )


def _says(words: str) -> Q:
    said = Response.objects.filter(topic=OuterRef("pk"), body__icontains=words)
    return Q(title__icontains=words) | Q(question__icontains=words) | Exists(said)
