"""Each row of the domain's table of who gets what, through the council's own policy."""

import re

import pytest

from reporting.routing import decide, parse_facts
from tests.unit.routing_pack import CALENDAR, MONDAY, POLICY

CATEGORY = {
    "asb": "anti-social-behaviour",
    "light": "street-lighting",
    "harassment": "street-harassment",
}
# When a report of Monday 23 November 2026, 10am, is due.
DUE = {
    "2h": "2026-11-23T12:00",
    "1wd": "2026-11-24T17:00",
    "3wd": "2026-11-26T17:00",
    "5wd": "2026-11-30T17:00",
    "7wd": "2026-12-02T17:00",
    "10wd": "2026-12-07T17:00",
    "28d": "2026-12-21T17:00",
    "1m": "2026-12-23T17:00",
}

# Row and behaviour | category/kind and facts | team, +copies, priority, due, >handover.
TABLE = """
1 danger now stops everything | asb/group danger_now=yes child_at_risk=yes | >emergency
1 danger stops before the owner | graffiti land=railway danger_now=yes | >emergency
2 a crime in the past | asb/group crime_past=yes | >met-police
2 a crime whatever the category | graffiti land=railway crime_past=yes | >met-police
2 a crime in the past, told us too | asb/group crime_past=yes tell_too=yes | asb P3 5wd >met-police
3 drugs in the street | asb/drugs tenure=none | asb +met-police P2 3wd
4 drugs in a council block | asb/drugs tenure=council | housing +asb P2 3wd
4 loitering in a council block | asb/group tenure=council | housing +asb P2 3wd
5 drugs in another block | asb/drugs tenure=housing-association | asb P2 3wd >landlord
5 loitering in another block | asb/group tenure=housing-association | asb P2 3wd >landlord
6 a rowdy group | asb/group | asb P2 3wd
7 harassment aimed at me | asb/harassment targeted=yes | asb +met-police P1 1wd
7 harassment, perhaps aimed | asb/harassment targeted=dont-know | asb +met-police P1 1wd
7 harassment, not asked if aimed | asb/harassment | asb +met-police P1 1wd
7 harassment aimed at nobody | asb/harassment targeted=no | asb P2 3wd
7 any kind aimed at me | asb/vehicles targeted=yes | asb +met-police P1 1wd
7 aimed, at a council home | asb/group targeted=yes tenure=council | asb +met-police +housing P1 1wd
7 perhaps aimed, council | asb/harassment tenure=council | asb +met-police +housing P1 1wd
8 a hate incident | asb/hate | asb +met-police P1 1wd restricted
8 anything hateful | asb/group hateful=yes | asb +met-police P1 1wd restricted
8 noise | noise/music hateful=yes | asb +met-police +environmental-protection P1 1wd restricted
8 hateful street harassment | harassment hateful=yes | vawg +asb +met-police P1 1wd restricted
9 domestic abuse | asb/domestic-abuse outside_borough=yes | >domestic-abuse
10 harassment, contact wanted | harassment/following wants_contact=yes | vawg P1 1wd restricted
10 harassment, anonymous | harassment/catcalling wants_contact=no | vawg P3 5wd restricted
11 a place that feels unsafe | unsafe-place | community-safety 1m
12 aggressive begging | asb/begging | asb P2 3wd
13 a person sleeping rough | asb/rough-sleeping | >homelessness
14 street drinking | asb/street-drinking | asb P3 5wd
15 a moped gathering | asb/vehicles | asb +met-police P3 5wd
16 pavement parking | asb/pavement-parking | parking P3 5wd
17 fireworks in the street | asb/fireworks-use | >met-police
17 fireworks aimed at my home | asb/fireworks-use targeted=yes | asb +met-police P1 1wd
17 fireworks in the street, told us too | asb/fireworks-use tell_too=yes | asb P3 5wd >met-police
18 fireworks sold to children | asb/fireworks-sale | trading-standards +licensing P2 3wd
19 loud music | noise/music | environmental-protection P2 3wd
19 an alarm | noise/alarm | environmental-protection P2 3wd
19 other noise | noise/other | environmental-protection P2 3wd
20 construction noise | noise/construction | environmental-protection P3 5wd
21 everyday noise | noise/everyday | >mediation
22 a group at a college | asb/college | asb P3 5wd
23 drug premises | asb/drug-premises targeted=yes | asb +met-police P1 1wd restricted
23 cuckooing | asb/drug-premises vulnerable_occupant=yes | asb +met-police +community-safety \
P1 1wd restricted
23 in a council home | asb/drug-premises tenure=council | asb +met-police +housing P1 1wd restricted
23 cuckooing in a council home | asb/drug-premises tenure=council vulnerable_occupant=yes | \
asb +met-police +community-safety +housing P1 1wd restricted
24 offensive graffiti | graffiti land=council-building offensive=yes | neighbourhoods P1 1wd
24 graffiti, perhaps offensive | graffiti offensive=dont-know | neighbourhoods P1 1wd
24 hateful graffiti | graffiti land=street-furniture hateful=yes | neighbourhoods +asb +met-police \
P1 1wd restricted
25 other graffiti | graffiti land=council-land offensive=no | neighbourhoods P3 7wd
26 graffiti on a home | graffiti land=private-residential offensive=yes | neighbourhoods P3 28d
26 hateful graffiti on a shop | graffiti land=commercial hateful=yes | neighbourhoods +asb \
+met-police P1 28d restricted
27 graffiti on a trunk road bridge | graffiti land=trunk-road offensive=yes | >tfl
27 graffiti on the railway | graffiti land=railway offensive=yes | >network-rail
28 paint thrown at a home | asb/damage-to-home | asb +met-police P1 1wd
29 a fly-tip on the road | fly-tipping land=highway | neighbourhoods P1 1wd
29 a fly-tip on land of nobody we know | fly-tipping land=dont-know | neighbourhoods P1 1wd
29 with a name on it | fly-tipping evidence=yes | neighbourhoods +waste-enforcement P1 1wd
30 a hazardous fly-tip | fly-tipping land=highway hazardous=yes | neighbourhoods P1 1wd
30 a blocking fly-tip | fly-tipping land=footpath blocking=yes | neighbourhoods P1 1wd
30 hazardous and witnessed | fly-tipping hazardous=yes witnessed=yes | neighbourhoods \
+waste-enforcement P1 1wd
30 blocking and witnessed | fly-tipping blocking=yes witnessed=yes | neighbourhoods \
+waste-enforcement P1 1wd
31 witnessed | fly-tipping land=highway witnessed=yes | waste-enforcement +neighbourhoods P2 3wd
32 on private land | fly-tipping land=private-residential blocking=yes | >land-owner
32 private, with evidence | fly-tipping land=commercial evidence=yes | waste-enforcement P3 5wd \
>land-owner
32 private, witnessed | fly-tipping land=commercial witnessed=yes | waste-enforcement P3 5wd \
>land-owner
32 private, hazardous | fly-tipping land=commercial hazardous=yes | waste-enforcement P3 5wd \
>land-owner
33 a fly-tip on a red route | fly-tipping land=red-route | neighbourhoods P1 1wd
33 a fly-tip on a trunk road | fly-tipping land=trunk-road | neighbourhoods P1 1wd
33 litter on a red route | litter/litter land=red-route | neighbourhoods P1 1wd
34 a fly-tip in Epping Forest | fly-tipping land=forest hazardous=yes | >city-of-london
34 a fly-tip in the Lee Valley Park | fly-tipping land=regional-park | >lee-valley
34 litter in a canal | litter/litter land=watercourse | >environment-agency
35 a light out | light/out | street-lighting P3 5wd
35 a light flickers | light/flickering | street-lighting P3 5wd
35 a light on by day | light/day-burning | street-lighting P3 5wd
36 exposed wires | light/exposed-wires | street-lighting P1 2h >street-lighting-emergency
36 a post that may show wires | light/damaged exposed_wires=dont-know | \
street-lighting P1 2h >street-lighting-emergency
36 a damaged post that is safe | light/damaged exposed_wires=no | street-lighting P3 5wd
37 an unlit alley | light/dark-place | street-lighting +community-safety 1m
38 a group on a train | asb/group land=railway outside_borough=yes | >btp
38 a group on a train, told us too | asb/group land=railway tell_too=yes | asb P3 5wd >btp
38 harassment in a station | harassment land=railway wants_contact=yes | >btp
38 a station that feels unsafe | unsafe-place land=railway | >btp
38 a light in a station | light/out land=railway | >network-rail
39 a child at risk | asb/drug-premises child_at_risk=yes crime_past=yes | >childrens-care
40 outside the borough | graffiti land=railway outside_borough=yes | >neighbouring-council
41 an overflowing bin | litter/bin | neighbourhoods P3 5wd
41 litter | litter/litter | neighbourhoods P3 5wd
41 needles | litter/drug-litter | neighbourhoods P1 1wd
- something else | asb/other | asb P2 3wd
- case review | case-review | community-safety 10wd
- case review elsewhere | case-review outside_borough=yes | >neighbouring-council
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


def decision(facts: str):
    what, *more = facts.split()
    category, _, kind = what.partition("/")
    raw = dict(fact.split("=") for fact in more)
    raw |= {"category": CATEGORY.get(category, category), "kind": kind}
    return decide(parse_facts(raw, POLICY, MONDAY), POLICY, CALENDAR)


def written(decided) -> str:
    """Write a decision as the table does."""
    names = {moment: name for name, moment in DUE.items()}
    due = decided.due and names[decided.due.replace(tzinfo=None).isoformat(timespec="minutes")]
    words = [
        decided.team,
        *(f"+{team}" for team in decided.also),
        decided.priority,
        due,
        decided.handover and f">{decided.handover}",
        decided.restricted and "restricted",
    ]
    return " ".join(filter(None, words))


@pytest.mark.parametrize(("facts", "expected"), [row[1:] for row in ROWS], ids=[r[0] for r in ROWS])
def test_the_table_holds(facts, expected):
    assert written(decision(facts)) == expected


def test_every_row_of_the_table_is_tried():
    tried = {int(number) for row in ROWS for number in re.findall(r"^\d+", row[0])}
    assert tried == set(range(1, 42))


def test_every_rule_but_the_default_is_tried():
    assert {rule.id for rule in POLICY.rules} - {decision(facts).rule for _, facts, _ in ROWS} == {
        "default"
    }
