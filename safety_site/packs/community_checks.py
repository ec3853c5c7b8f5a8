"""Checks that community.toml fits together, and fits the rest of the pack."""

from collections.abc import Iterator

from safety_site.packs.checks import leads_to
from safety_site.packs.community_schema import Count, Opportunity, WardTeam
from safety_site.packs.faults import Fault
from safety_site.packs.schema import Organisation, Ward
from safety_site.packs.tables import Reading


def check(reading: Reading) -> Iterator[Fault]:
    """Find what leads nowhere, and periods that end before they begin."""
    for opportunity in reading.all(Opportunity):
        if not (opportunity.takes_interest or opportunity.url):
            sentence = "leads nowhere. Give its “url”, or take “takes_interest = false” out."
            yield opportunity.fault("takes_interest", says=f"The {opportunity.named} {sentence}")
    for count in reading.all(Count):
        yield from leads_to(reading, count, "organisation", Organisation, "council.toml")
        if count.period_to < count.period_from:
            sentence = "ends before it begins. Mend “period_from” or “period_to”."
            yield count.fault("period_to", says=f"The period of the {count.named} {sentence}")
    for team in reading.all(WardTeam):
        yield from leads_to(reading, team, "wards", Ward, "wards.toml")
