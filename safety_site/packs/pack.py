"""A whole pack as read, and the routing policy that it holds (pure)."""

from dataclasses import dataclass

from reporting import routing
from reporting.working_time import Target
from safety_site.packs.answers_schema import Mail, Theme, Topic, Webinar
from safety_site.packs.community_schema import Channel, Count, Opportunity, WardTeam
from safety_site.packs.risk_schema import RiskFactor, RiskLevel
from safety_site.packs.routing_schema import Priority, Rule, Unknown
from safety_site.packs.schema import (
    Category,
    Handover,
    Identity,
    Neighbour,
    Organisation,
    Police,
    SupportPage,
    Team,
    Ward,
)

BLANK = "blank"  # how packs and staff write a fact that is not given


@dataclass(frozen=True)
class Pack:
    """Everything that a pack holds, in the order of its files."""

    council: Identity
    police: Police
    organisations: tuple[Organisation, ...]
    teams: tuple[Team, ...]
    handovers: tuple[Handover, ...]
    categories: tuple[Category, ...]
    priorities: tuple[Priority, ...]
    unknown: tuple[Unknown, ...]
    rules: tuple[Rule, ...]
    risk_factors: tuple[RiskFactor, ...]
    risk_levels: tuple[RiskLevel, ...]
    wards: tuple[Ward, ...]
    neighbours: tuple[Neighbour, ...]
    support: tuple[SupportPage, ...]
    webinars: tuple[Webinar, ...]
    themes: tuple[Theme, ...]
    topics: tuple[Topic, ...]
    channels: tuple[Channel, ...]
    opportunities: tuple[Opportunity, ...]
    counts: tuple[Count, ...]
    ward_teams: tuple[WardTeam, ...]
    mails: tuple[Mail, ...]


def policy(pack: Pack) -> routing.Policy:
    """Return the routing policy that the pack holds, as `check_routing` takes it."""
    return routing.Policy(
        rules=tuple(_rule(rule) for rule in pack.rules),
        kinds={
            category.slug: frozenset(kind.slug for kind in category.kind)
            for category in pack.categories
        },
        teams=frozenset(team.slug for team in pack.teams),
        partners=frozenset(team.slug for team in pack.teams if team.partner),
        handovers=frozenset(handover.slug for handover in pack.handovers),
        wards={code: ward.slug for ward in pack.wards for code in (ward.slug, ward.gss)},
        priorities={
            priority.code: Target(priority.working_days, "working_days")
            for priority in pack.priorities
        },
        unknown={unknown.name_in_pack: unknown.sentences() for unknown in pack.unknown},
    )


def asked(pack: Pack) -> dict[str, dict[str, frozenset[str]]]:
    """Return the facts that each category's pages ask, by kind, as `check_routing` takes it."""
    return {
        category.slug: {
            kind: frozenset(
                fact
                for page in category.page
                if not page.kinds or kind in page.kinds
                for question in page.question
                for fact in question.asked().facts
            )
            for kind in [kind.slug for kind in category.kind] or [routing.BLANK]
        }
        for category in pack.categories
    }


def _rule(rule: Rule) -> routing.Rule:
    return routing.Rule(
        id=rule.id,
        when={
            fact: frozenset(routing.BLANK if code == BLANK else code for code in codes)
            for fact, codes in rule.when().items()
        },
        team=rule.team or None,
        also=tuple(rule.also),
        priority=rule.priority or None,
        target=Target(rule.target.amount, rule.target.unit) if rule.target else None,
        handover=rule.handover or None,
        restricted=rule.restricted,
        reasons=tuple(rule.reasons),
    )
