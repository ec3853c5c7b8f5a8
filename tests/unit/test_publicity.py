"""Which reports anybody may learn of: never of people, of hate or of private land."""

from dataclasses import replace

import pytest

from reporting.publicity import PRIVATE_LAND, WORST_ACCURACY, Subject, may_be_public
from reporting.routing import LANDS

FLY_TIP = Subject(
    category_is_public=True,
    sensitive=False,
    restricted=False,
    hateful=False,
    land="highway",
    placed=True,
)


def test_a_fly_tip_on_the_road_is_public():
    assert may_be_public(FLY_TIP)


@pytest.mark.parametrize(
    "change",
    [
        {"category_is_public": False},
        {"sensitive": True},
        {"restricted": True},
        {"hateful": True},
        {"land": "private-residential"},
        {"land": "commercial"},
        {"placed": False},
        {"accuracy": WORST_ACCURACY + 1},
    ],
    ids=str,
)
def test_one_reason_is_enough_to_keep_it_private(change):
    assert not may_be_public(replace(FLY_TIP, **change))


def test_a_place_known_well_enough_is_public():
    assert may_be_public(replace(FLY_TIP, accuracy=WORST_ACCURACY))


def test_private_land_is_land_that_the_form_knows():
    assert set(LANDS) > PRIVATE_LAND
