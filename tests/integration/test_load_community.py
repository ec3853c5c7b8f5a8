"""Loading what a pack says of taking part, on a site that staff edit."""

import pytest

from community.models import ActionCount, Channel, Interest, Opportunity, WardTeam
from safety_site.packs import Verdict
from tests import community_pack, small_pack
from tests.community_pack import COMMUNITY
from tests.small_pack import load, named
from tests.taking_part import interest

pytestmark = pytest.mark.django_db


@pytest.fixture
def stocked(folder):
    community_pack.write(folder)
    load(folder)
    return folder


def test_it_is_loaded_in_its_order_and_twice_changes_nothing(stocked):
    assert list(Opportunity.objects.values_list("slug", "order")) == [("panel", 1), ("specials", 2)]
    assert Channel.objects.get().url == "https://chat.example/anytown"
    assert ActionCount.objects.get().organisation.slug == "council"
    assert [ward.slug for ward in WardTeam.objects.get().wards.all()] == ["north"]
    assert set(load(stocked).counts()) == {Verdict.UNCHANGED}


def test_what_staff_edited_stays_and_the_rest_is_updated(stocked):
    Opportunity.objects.filter(slug="panel").update(is_closed=True)
    small_pack.change(stocked, COMMUNITY, '"Advise us."', '"Tell us what you think."')
    small_pack.change(stocked, COMMUNITY, "number = 380", "number = 400")
    result = load(stocked)
    assert named(result, Verdict.KEPT_OLDER) == ["opportunity panel"]
    assert named(result, Verdict.UPDATED) == ["count letters"]
    assert Opportunity.objects.get(slug="panel").is_closed


def test_the_order_that_staff_gave_stays(stocked):
    Opportunity.objects.filter(slug="specials").update(order=0)
    new = '[[opportunity]]\nslug = "walks"\ntitle = "Walks"\nsummary = "Walk."\nasks = "Feet."\n'
    new += 'run_by = "Us"\nchecked_on = 2026-04-30\n\n[[count]]'
    small_pack.change(stocked, COMMUNITY, "[[count]]", new)
    load(stocked)
    order = list(Opportunity.objects.values_list("slug", flat=True))
    assert order == ["specials", "walks", "panel"]


def test_what_staff_removed_stays_away_and_what_left_the_pack_stays(stocked):
    Channel.objects.all().delete()
    interest(Opportunity.objects.get(slug="panel"))
    (stocked / COMMUNITY).unlink()
    result = load(stocked)
    assert "opportunity panel" in named(result, Verdict.NO_LONGER_IN_PACK)
    assert Interest.objects.count() == 1
    community_pack.write(stocked)
    assert named(load(stocked), Verdict.CREATED) == ["channel chat"]
