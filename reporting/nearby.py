"""Public reports near the place of a new one, which may be about the same thing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from places.boundaries import degrees_of, metres_between
from reporting import publicity, queries, routing
from reporting.journey import answers as journey_answers
from reporting.journey import steps
from reporting.models import Category, Kind, Report

MOST = 5  # reports that somebody can still tell apart


@dataclass(frozen=True)
class Reported:
    """A public report and how far it is, in metres."""

    report: Report
    metres: float


def may_be_public(
    category: Category, kind: Kind | None, facts: Mapping, *, restricted: bool, place: Mapping
) -> bool:
    """Say whether anybody may learn of a report with these facts, as a report keeps them."""
    hateful = facts.get("answers", {}).get("hateful", routing.NO)
    return publicity.may_be_public(
        publicity.Subject(
            category_is_public=category.public,
            sensitive=category.sensitive or bool(kind and kind.sensitive),
            restricted=restricted,
            hateful=hateful != routing.NO,
            land=facts.get("land", ""),
            placed=bool(place.get("position")),
            accuracy=place.get("accuracy"),
        )
    )


def may_be_shown(report: Report) -> bool:
    """Say whether staff may let the public learn of a report."""
    place = {"position": report.position, "accuracy": report.accuracy}
    return may_be_public(
        report.category, report.kind, report.facts, restricted=report.restricted, place=place
    )


def keys_near(category: Category, answers: dict, at: datetime) -> list[int]:
    """Return the keys of public reports of the same close to a draft's place, nearest first."""
    if not _may_be_compared(category, answers, at):
        return []
    where = answers[steps.WHERE]
    east, north = degrees_of(publicity.RADIUS, where["latitude"])
    east, north = east + publicity.GRID, north + publicity.GRID  # a place may lie beside its corner
    box = _of_the_same(category, answers).filter(
        latitude__range=(where["latitude"] - north, where["latitude"] + north),
        longitude__range=(where["longitude"] - east, where["longitude"] + east),
    )
    measured = sorted(
        (_metres(where, latitude, longitude), pk)
        for pk, latitude, longitude in box.values_list("pk", "latitude", "longitude")
    )
    return [pk for metres, pk in measured if metres <= publicity.RADIUS][:MOST]


def offered(category: Category, answers: dict, at: datetime) -> list[Reported]:
    """Return those of the reports found near a draft's place that the public may still read of."""
    if not steps.nearby(answers) or not _may_be_compared(category, answers, at):
        return []
    where = answers[steps.WHERE]
    found = _of_the_same(category, answers).filter(pk__in=steps.nearby(answers))
    measured = [
        Reported(report, _metres(where, report.latitude, report.longitude))
        for report in found.select_related("category", "kind")
    ]
    return sorted(measured, key=lambda each: (each.metres, each.report.pk))


def _may_be_compared(category: Category, answers: dict, at: datetime) -> bool:
    """Say whether a draft, sent as it is, would be public itself: else it is unlike those that are.

    What is still to be asked counts as not given.
    """
    facts = journey_answers.facts(category, answers, at)
    nothing_open: frozenset[str] = frozenset()
    decision = routing.settled(facts, nothing_open, queries.policy(), queries.calendar())
    return (
        decision is not None
        and decision.team is not None
        and may_be_public(
            category,
            _kind(category, answers),
            journey_answers.facts_as_json(facts),
            restricted=decision.restricted,
            place=answers.get(steps.WHERE, {}),
        )
    )


def _of_the_same(category: Category, answers: dict):
    return Report.objects.public().open().filter(category=category, kind=_kind(category, answers))


def _kind(category: Category, answers: dict) -> Kind | None:
    chosen = steps.chosen_kind(answers)
    return next((kind for kind in category.kinds.all() if kind.slug == chosen), None)


def _metres(where: Mapping, latitude, longitude) -> float:
    """Return about how far a report is from a draft's place."""
    there = publicity.coarse(float(latitude)), publicity.coarse(float(longitude))
    return metres_between((where["latitude"], where["longitude"]), there)
