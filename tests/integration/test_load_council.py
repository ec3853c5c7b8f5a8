"""Loading a pack: whole or not at all, and twice changes no more than once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from itertools import chain

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from post_office.models import EmailTemplate

from faq.models import Response, Theme, Topic
from places.models import Neighbour, Ward
from reporting.models import (
    Category,
    Handover,
    Question,
    RoutingRule,
    Team,
    UnknownPolicy,
)
from safety_site import packs
from safety_site.models import Council, PackRecord
from safety_site.packs import Verdict
from tests import small_pack
from tests.small_pack import AT, LATER, LIGHTS, ROUTING, load, named

pytestmark = pytest.mark.django_db


def rules():
    return list(RoutingRule.objects.values_list("slug", flat=True))


def test_a_pack_fills_an_empty_site(folder):
    result = load(folder)
    assert set(result.counts()) == {Verdict.CREATED}
    assert Council.objects.get().working_day_ends.isoformat() == "16:30:00"
    assert Team.objects.get(slug="local-police").partner
    assert Handover.objects.get().support_page.slug == "emergency"
    assert Ward.objects.get(slug="north").longitude == Decimal("-0.01")
    assert Neighbour.objects.get(gss="E09000099").name == "Nexttown"
    assert UnknownPolicy.objects.get().fact == "land"
    assert Theme.objects.get().position == 1
    assert EmailTemplate.objects.get(name="report_closed").subject == "Closed {{ reference }}"


def test_forms_stand_in_the_order_of_the_pack(loaded):
    assert [category.slug for category in Category.objects.all()] == ["graffiti", "noise"]
    noise = Category.objects.get(slug="noise")
    assert [(kind.slug, kind.position) for kind in noise.kinds.all()] == [
        ("music", 1),
        ("alarm", 2),
    ]
    assert noise.pages.get().kinds == ["music"]
    land, offensive = Question.objects.filter(page__slug="land")
    railway = {"value": "railway", "label": "A railway bridge"}
    assert land.options[1] == {**railway, "hint": "", "handover": "", "tells": ""}
    assert (offensive.code, offensive.type, offensive.position) == ("offensive", "yes-no", 2)


def test_rules_stand_in_the_order_of_the_pack_and_lead_where_it_says(loaded):
    assert rules() == ["graffiti-railway", "graffiti-offensive", "everything-else"]
    rule = RoutingRule.objects.get(slug="graffiti-offensive")
    assert rule.when == {"category": ["graffiti"], "offensive": ["yes", "dont-know"]}
    assert {team.slug for team in rule.also.all()} == {"wardens", "local-police"}
    assert (rule.team.slug, rule.priority.code) == ("streets", "P1")
    assert (rule.target_amount, rule.target_unit) == (2, "hours")
    assert RoutingRule.objects.get(slug="graffiti-railway").handover.slug == "railway"


def test_answers_are_published_on_the_morning_of_their_webinar(loaded):
    lights = Topic.objects.get(slug="lights")
    assert lights.status == Topic.Status.PUBLISHED
    assert lights.published_at == datetime(2026, 4, 1, 8, tzinfo=UTC)
    assert lights.review_by == date(2027, 4, 30)
    assert Topic.objects.get(slug="paint").review_by == date(2026, 12, 31)
    assert [topic.slug for topic in lights.related.all()] == ["paint"]
    answers = [(a.organisation.slug, a.body, a.is_summary) for a in lights.responses.all()]
    assert answers == [
        ("police", "They **patrol**.", True),
        ("council", "New lamps come.", True),
    ]
    unattributed = Response.objects.get(organisation=None)
    assert unattributed.answered_on == date(2026, 4, 1)


def test_histories_say_when_and_why(loaded):
    entry = Topic.objects.get(slug="paint").history.get()
    assert (entry.history_date, entry.history_change_reason) == (AT, "Loaded from the council pack")


def test_the_real_pack_gives_the_database_the_policy_that_it_holds():
    from reporting import queries

    pack = packs.read(packs.folder("waltham_forest"))
    packs.load(pack, at=AT)
    stored, wanted = queries.read_policy(), packs.policy(pack)
    assert [rule.id for rule in stored.rules] == [rule.id for rule in wanted.rules]
    for rule, other in zip(stored.rules, wanted.rules, strict=True):
        assert set(rule.also) == set(other.also)
        assert {**vars(rule), "also": ()} == {**vars(other), "also": ()}
    assert {**vars(stored), "rules": ()} == {**vars(wanted), "rules": ()}


def test_loading_twice_writes_nothing(loaded):
    before = Topic.history.count(), RoutingRule.history.count()
    pack = packs.read(loaded)
    with CaptureQueriesContext(connection) as queries:
        result = packs.load(pack, at=LATER)
    assert set(result.counts()) == {Verdict.UNCHANGED}
    assert (Topic.history.count(), RoutingRule.history.count()) == before
    written = [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written == []
    assert len(queries) <= 36


def test_new_words_in_the_pack_reach_the_site(loaded):
    small_pack.change(loaded, LIGHTS, "New lamps come.", "New lamps are here.")
    small_pack.change(loaded, LIGHTS, 'related = ["paint"]', "related = []")
    small_pack.change(loaded, ROUTING, '"local-police", "wardens"', '"wardens"')
    result = load(loaded, LATER)
    assert named(result, Verdict.UPDATED) == [
        "rule graffiti-offensive",
        "topic lights",
        "answer lights/council",
    ]
    answer = Response.objects.get(organisation__slug="council")
    assert answer.body == "New lamps are here."
    assert answer.history.latest().history_date == LATER
    assert not Topic.objects.get(slug="lights").related.exists()
    assert [
        team.slug for team in RoutingRule.objects.get(slug="graffiti-offensive").also.all()
    ] == ["wardens"]


def test_a_pack_with_a_fault_changes_nothing(loaded):
    small_pack.change(loaded, ROUTING, 'team = "streets"', 'team = "street"')
    small_pack.change(loaded, "teams.toml", "Cleans streets.", "Cleans all.")
    with pytest.raises(packs.PackFaults):
        load(loaded)
    assert Team.objects.get(slug="streets").description == "Cleans streets."


def test_a_load_that_breaks_off_leaves_nothing_behind(folder, monkeypatch):
    def break_off(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(EmailTemplate, "save", break_off)
    with pytest.raises(OSError, match="disk full"):
        load(folder)
    assert not Team.objects.exists()
    assert not PackRecord.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_servers_that_load_at_the_same_time_load_one_after_the_other(folder):
    def load_and_leave(_):
        try:
            return set(load(folder).counts())
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as servers:
        results = list(servers.map(load_and_leave, range(3)))
    assert sorted(map(str, chain(*results))) == [
        Verdict.CREATED,
        Verdict.UNCHANGED,
        Verdict.UNCHANGED,
    ]


def run(*args, **options):
    out = StringIO()
    call_command("load_council", *args, stdout=out, **options)
    return out.getvalue()


def test_the_command_says_what_it_did(folder):
    text = run(str(folder))
    assert "Council pack “anytown” is loaded." in text
    assert " created\n" in text
    assert "team streets" not in text
    Team.objects.filter(slug="streets").update(name="Clean Streets")
    small_pack.change(folder, "teams.toml", "Cleans streets.", "Cleans all.")
    text = run(str(folder))
    assert "1 kept: staff edited it, and the pack has newer text\n        team streets" in text
    assert "team wardens" in run(str(folder), verbosity=2)


def test_the_command_asks_for_a_check_where_staff_edited_rules(loaded):
    assert "check_routing" not in run(str(loaded))
    RoutingRule.objects.filter(slug="graffiti-railway").update(reasons=["Ask the railway."])
    assert "run check_routing" in run(str(loaded))


def test_the_command_names_every_fault_and_loads_nothing(folder):
    small_pack.change(folder, ROUTING, 'team = "streets"', 'team = "street"')
    small_pack.change(folder, "wards.toml", "51.6", "151.6")
    with pytest.raises(CommandError) as refusal:
        run(str(folder))
    first, second, last = str(refusal.value).splitlines()
    assert first.startswith("routing.toml, line 22: The rule “graffiti-offensive” names the team")
    assert second.startswith("wards.toml, line 7: The ward “north”: “latitude”")
    assert last == "2 faults: nothing was loaded."
    assert not Team.objects.exists()


def test_the_command_loads_the_council_of_the_settings_by_default(settings, folder):
    settings.COUNCIL = str(folder)
    assert "anytown" in run()
    assert "waltham_forest" in run("waltham_forest")
