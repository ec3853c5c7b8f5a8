"""What made-up reports take from the council's own data: rules, wards, officers, the calendar."""

import random
from collections.abc import Collection, Iterator
from datetime import datetime
from functools import cached_property

from places.models import Ward
from reporting import clocks, queries, working_time
from reporting.models import Category, Kind, RiskLevel, RoutingRule, Team
from reporting.permissions import Role
from reporting.seeding.invented import Often
from safety_site import council

# How often each category is reported (fly-tipping leads in every English council); others: 1.
OFTEN = {
    "fly-tipping": 30,
    "anti-social-behaviour": 26,
    "noise": 16,
    "litter": 10,
    "graffiti": 8,
    "street-lighting": 7,
    "street-harassment": 2,
}
RESTRICTED = 0.02  # of all


class Pack:
    """The council's data, read once."""

    def __init__(self, teams: Collection[str] = ()):
        found = RoutingRule.objects.filter(team__isnull=False, when__has_key="category")
        if teams:
            found = found.filter(team__slug__in=teams)
        self.rules = list(found.select_related("team", "priority").prefetch_related("also"))
        self.categories = {each.slug: each for each in Category.objects.all()}
        self.kinds = {(each.category_id, each.slug): each for each in Kind.objects.all()}
        self.wards = list(Ward.objects.order_by("slug"))
        self.levels = list(RiskLevel.objects.all())
        self.team_slugs = dict(Team.objects.values_list("pk", "slug"))
        self.partners = list(Team.objects.filter(partner=True))
        self.calendar = queries.calendar()
        self.prefix = council.current().reference_prefix
        self.update_days = council.current().update_days
        self._also = {rule.pk: [team.pk for team in rule.also.all()] for rule in self.rules}
        self._subjects: dict[int, list] = {}
        self._due: dict = {}

    @cached_property
    def officers(self) -> dict[int, list[int]]:
        """Return who works the cases of each team."""
        members = Team.members.through.objects.filter(
            user__is_active=True, user__groups__name=Role.CASE_OFFICER
        )
        found: dict[int, list[int]] = {}
        for team, user in members.order_by("user").values_list("team", "user"):
            found.setdefault(team, []).append(user)
        return found

    @cached_property
    def _weighted(self) -> dict[bool, Often[RoutingRule]]:
        parts: dict[bool, list] = {True: [], False: []}
        for rule in self.rules:
            alike = sum(each.when["category"] == rule.when["category"] for each in self.rules)
            weight = OFTEN.get(rule.when["category"][0], 1) / alike
            parts[rule.restricted].append((rule, weight))
        return {restricted: Often(part) for restricted, part in parts.items() if part}

    def rule(self, chance: random.Random) -> RoutingRule:
        """Choose the rule by which a report was routed."""
        restricted = chance.random() < RESTRICTED
        return (self._weighted.get(restricted) or self._weighted[not restricted]).choose(chance)

    def subject(self, rule: RoutingRule, chance: random.Random) -> tuple[Category, Kind | None]:
        """Choose a category and kind to which a rule applies."""
        if rule.pk not in self._subjects:
            self._subjects[rule.pk] = list(self._fitting(rule))
        return chance.choice(self._subjects[rule.pk])

    def _fitting(self, rule: RoutingRule) -> Iterator[tuple[Category, Kind | None]]:
        for category in map(self.categories.get, rule.when["category"]):
            kinds = rule.when.get("kind")
            found = [
                kind
                for (key, slug), kind in self.kinds.items()
                if key == category.pk and (kinds is None or slug in kinds)
            ]
            yield from ((category, kind) for kind in found or [None])

    def also(self, rule: RoutingRule) -> list[int]:
        """Return the teams that get a copy."""
        return self._also[rule.pk]

    def due(self, at: datetime, working_days: int) -> datetime:
        """Return the end of so many working days after a day."""
        key = at.astimezone(self.calendar.zone).date(), working_days
        if key not in self._due:
            target = working_time.Target(working_days, "working_days")
            self._due[key] = working_time.due(at, target, self.calendar)
        return self._due[key]

    def next_step(self, running: clocks.Clocks):
        """Return what runs out first of a report's clocks."""
        return clocks.next_step(running, self.calendar)
