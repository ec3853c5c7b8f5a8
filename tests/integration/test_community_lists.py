"""Lists of the back office's part for the community: 40 rows cost as many queries as 2."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.models import (
    ActionCount,
    CrimeFile,
    HelpPlace,
    Interest,
    Opportunity,
    PanelMeeting,
    PanelPriority,
    PanelTopic,
    WardTeam,
)
from faq.models import Organisation
from places.models import Ward
from tests import factories

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

LISTS = {
    "actioncount": ActionCount,
    "crimefile": CrimeFile,
    "helpplace": HelpPlace,
    "interest": Interest,
    "opportunity": Opportunity,
    "panelmeeting": PanelMeeting,
    "panelpriority": PanelPriority,
    "paneltopic": PanelTopic,
    "wardteam": WardTeam,
}


def fill(model, numbers):
    """Store one row for each number, with another ward or opportunity each time."""
    wards, now, day = list(Ward.objects.all()), timezone.now(), date(2026, 6, 1)
    ways, body = list(Opportunity.objects.all()), Organisation.objects.first()
    agreed, checked = {"consent": "Yes"}, {"checked_on": day}
    lines = {"read": 1, "outside": 0, "refused": 0}
    rows = {
        ActionCount: lambda n: {
            "slug": f"n-{n}",
            "what": "Letters",
            "number": n,
            "organisation": body,
            "period_from": day,
            "period_to": day,
            "as_at": day,
            "source": "Us",
        },
        CrimeFile: lambda n: {"imported_at": now, "name": f"{n}", **lines},
        HelpPlace: lambda n: {"name": f"{n}", "latitude": 51.6, "longitude": 0, **checked},
        Interest: lambda n: {
            "opportunity": ways[n % len(ways)],
            "name": "A",
            "email": f"a{n}@example.com",
            "at": now,
            **agreed,
        },
        Opportunity: lambda n: {"slug": f"n-{n}", "title": f"{n}", **checked},
        PanelMeeting: lambda n: {
            "ward": wards[n % 22],
            "starts_at": now + timedelta(days=n),
            "ends_at": now + timedelta(days=n, hours=1),
            "venue": "Hall",
            "changed_at": now,
        },
        PanelPriority: lambda n: {"ward": wards[n % 22], "title": f"{n}", "agreed_on": day},
        PanelTopic: lambda n: {"ward": wards[n % 22], "words": "Bins", "at": now, "key": uuid4()},
        WardTeam: lambda n: {"name": f"{n}", "organisation": "police"},
    }
    model.objects.bulk_create([model(**rows[model](n)) for n in numbers])
    if model is WardTeam:
        for n, team in enumerate(WardTeam.objects.all()):
            team.wards.set(wards[n % 22 : n % 22 + 2])


def queries_of(client, name):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/admin/community/{name}/").status_code == 200
    return len(queries)


def test_a_list_costs_as_many_queries_with_40_rows_as_with_two(client):
    client.force_login(factories.staff("Safety managers"))
    client.get("/admin/community/helpplace/")  # reads once who runs the site
    costs = {}
    for name, model in LISTS.items():
        fill(model, range(1, 3))
        few = queries_of(client, name)
        fill(model, range(3, 41))
        costs[name] = few, queries_of(client, name)
    assert {name: cost for name, cost in costs.items() if cost[0] != cost[1]} == {}
    assert max(cost[1] for cost in costs.values()) <= 12
