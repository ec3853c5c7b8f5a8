"""What a council's file on taking part may say, and what ours says."""

from datetime import date

import pytest

from safety_site import packs
from safety_site.council import PACKS_DIR
from safety_site.packs.community_schema import Channel, Count, Opportunity, WardTeam
from safety_site.packs.tables import OPTIONAL_FILES, Reading
from tests import community_pack, small_pack
from tests.community_pack import COMMUNITY

# What is changed (words, new words), the words that stand on the faulty line, the sentence.
SPOILT = [
    ("[[channel]]", "[[chanel]]", "chanel", "Did you mean “channel”?"),
    ('name = "Chat channel"', "", "[[channel]]", "The channel “chat” needs “name”"),
    ("https://chat", "javascript:chat", "javascript", "must be a web address"),
    ('slug = "specials"', 'slug = "panel"', "panel", "opportunity “panel” already"),
    ("https://police.example/specials", "", "takes_interest", "leads nowhere. Give its “url”"),
    ("takes_interest = false", "takes_intrest = false", "intrest", "mean “takes_interest”?"),
    ('title = "Safety panel"', f'title = "{"x" * 121}"', "xxx", "there is room for 120"),
    ("An evening", "<b>An</b> evening", "<b>An", "is HTML, which is not shown"),
    ("/support/emergency/", "/support/emergncy/", "emergncy", "leads nowhere"),
    ("number = 380", 'number = "380"', "380", "must be a whole number"),
    ("number = 380", "number = -1", "-1", "must be at least 0"),
    ("number = 380", "number = 2147483648", "2147483648", "must be at most"),
    ('organisation = "council"', 'organisation = "counsel"', "counsel", "mean “council”?"),
    ("period_to = 2026-04-30", "period_to = 2025-04-30", "period_to", "ends before it begins"),
    ("as_at = 2026-04-30", "as_at = 2026-04-31", "as_at", "not TOML"),
    ('organisation = "police"', 'organisation = "navy"', "navy", "must be council or police"),
    ('["north"]', '["nort"]', "nort", "names the ward “nort”"),
]


@pytest.fixture
def pack(tmp_path):
    folder = small_pack.write(tmp_path)
    community_pack.write(folder)
    return folder


@pytest.mark.parametrize(("old", "new", "line", "sentence"), SPOILT)
def test_a_fault_names_its_line_and_what_to_do(pack, old, new, line, sentence):
    text = community_pack.TEXT.replace(old, new, 1)
    (pack / COMMUNITY).write_text(text, encoding="utf-8")
    with pytest.raises(packs.PackFaults) as refusal:
        packs.read(pack)
    (fault,) = [each for each in refusal.value.faults if sentence in each.sentence]
    assert fault.file == COMMUNITY
    assert line in text.split("\n")[fault.line - 1]


def test_a_sound_file_is_read_whole_and_in_order(pack):
    read = packs.read(pack)
    assert [each.slug for each in read.opportunities] == ["panel", "specials"]
    assert read.opportunities[0].takes_interest
    assert read.ward_teams[0].wards == ["north"]
    assert (read.channels[0].slug, read.counts[0].number) == ("chat", 380)


def test_a_pack_may_come_without_it(tmp_path):
    assert packs.read(small_pack.write(tmp_path)).opportunities == ()


@pytest.fixture(scope="module")
def ours():
    """Read our own file alone: the whole pack takes seconds."""
    reading = Reading(PACKS_DIR / "waltham_forest")
    reading.read_toml(COMMUNITY, OPTIONAL_FILES[COMMUNITY])
    assert reading.faults == []
    return reading


def test_our_counts_are_those_of_the_published_answers(ours):
    told = {each.slug: (each.number, each.more_than, each.organisation) for each in ours.all(Count)}
    assert told == {
        "warning-letters-2025": (380, True, "council"),
        "community-protection-2025": (25, True, "council"),
        "closure-orders-2025": (30, True, "council"),
        "fly-tipping-actions-2022-23": (5000, True, "council"),
        "fly-tipping-penalties-2022-23": (3000, True, "council"),
        "special-constabulary-penalties-2025": (23, False, "met-police"),
        "special-constabulary-traffic-2025": (3, False, "met-police"),
        "mopeds-seized-2025": (15, True, "met-police"),
    }
    assert {each.as_at for each in ours.all(Count)} == {date(2025, 4, 30)}


def test_our_opportunities_say_no_more_than_the_published_answers(ours):
    found = ours.all(Opportunity)
    assert {each.slug: each.takes_interest for each in found} == {
        "citizens-panel": True,
        "violence-against-women-champions": True,
        "bystander-training": True,
        "legends-of-the-forest": False,
        "special-constabulary": False,
    }
    assert {(each.where, each.when, each.closes_on) for each in found} == {("", "", None)}
    assert {each.checked_on for each in found} == {date(2025, 4, 30)}


def test_our_channel_has_no_address_and_our_teams_serve_every_ward(ours):
    assert [(each.name, each.url) for each in ours.all(Channel)] == [
        ("WhatsApp channel: Safe Streets Waltham Forest", "")
    ]
    assert all(each.wards == [] for each in ours.all(WardTeam))
