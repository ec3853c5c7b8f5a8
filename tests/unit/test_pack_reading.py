"""Reading a pack: a sound one is taken whole, any other refused with all its faults."""

from datetime import date

import pytest

from reporting import routing_check
from reporting.routing import BLANK
from safety_site import packs
from safety_site.council import PACKS_DIR
from tests import small_pack


@pytest.fixture
def pack(tmp_path):
    return small_pack.write(tmp_path)


def faults(folder):
    with pytest.raises(packs.PackFaults) as refusal:
        packs.read(folder)
    return refusal.value.faults


def test_a_sound_pack_is_read_whole(pack):
    read = packs.read(pack)
    assert read.council.area == "Anytown"
    assert [team.slug for team in read.teams] == ["streets", "wardens", "local-police"]
    assert [topic.slug for topic in read.topics] == ["lights", "paint"]
    lights = read.topics[0]
    assert [answer.organisation for answer in lights.answers] == ["police", "council"]
    assert lights.answers[0].body == "They **patrol**."
    assert lights.webinar.held_on == date(2026, 4, 1)
    assert read.mails[0].subject == "We have {{ reference }}"


def test_all_faults_of_all_files_are_told_at_once(pack):
    for file, old, new in [
        ("teams.toml", 'name = "Wardens"', "name = 3"),
        ("routing.toml", 'team = "streets"', 'team = "street"'),
        ("wards.toml", "51.6", "151.6"),
        ("categories.toml", 'code = "land"', 'code = "Land!"'),
        ("answers/spring/01-lights.md", '["paint"]', '["paints"]'),
        ("mail/report_closed.md", "Done.", "{% if x %}"),
    ]:
        small_pack.change(pack, file, old, new)
    (pack / "support.toml").unlink()
    assert [fault.file for fault in faults(pack)] == [
        "answers/spring/01-lights.md",
        "categories.toml",
        "mail/report_closed.md",
        "routing.toml",
        "support.toml",
        "teams.toml",
        "wards.toml",
    ]


def test_a_faulty_table_is_not_told_again_by_those_who_name_it(pack):
    small_pack.change(pack, "teams.toml", 'name = "Streets Team"', 'name = ""')
    assert [fault.file for fault in faults(pack)] == ["teams.toml"]


def test_the_words_of_a_fault_read_as_one_line(pack):
    small_pack.change(pack, "routing.toml", 'team = "streets"', 'team = "street"')
    (fault,) = faults(pack)
    assert str(fault) == (
        "routing.toml, line 22: The rule “graffiti-offensive” names the team “street”, "
        "which teams.toml does not have. Did you mean “streets”?"
    )


@pytest.mark.parametrize("file", [name for name in small_pack.FILES if "/0" not in name])
def test_a_missing_file_is_named(pack, file):
    (pack / file).unlink()
    assert any(f.file == file and "missing" in f.sentence for f in faults(pack))


def test_a_pack_may_come_without_answers(pack):
    for file in (pack / "answers" / "spring").iterdir():
        file.unlink()
    (pack / "answers" / "spring").rmdir()
    small_pack.change(pack, "support.toml", " and [lights](/answers/lights/)", "")
    assert packs.read(pack).topics == ()


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ("schema = 1\n# café\n".encode("latin-1"), "not UTF-8"),
        ("schema = 1\n".encode("utf-16"), "not UTF-8"),
        ("\ufeffschema = 1\n".encode(), "byte order mark"),
        (b"a = " + b"[" * 10_000, "nested too deeply"),
        (b"a = " + b"9" * 10_000, "too large"),
        (b"#" * 1_100_000, "over 1 MB"),
    ],
)
def test_a_file_that_is_no_plain_toml_is_refused_with_a_sentence(pack, raw, says):
    (pack / "wards.toml").write_bytes(raw)
    assert any(f.file == "wards.toml" and says in f.sentence for f in faults(pack))


@pytest.mark.parametrize(
    ("file", "key"), [("routing.toml", "rule"), ("council.toml", "council"), ("teams.toml", "team")]
)
def test_an_empty_list_is_as_good_as_none(pack, file, key):
    (pack / file).write_text(f"schema = 1\n{key} = []\n")
    assert any(f.file == file and f"[{key}]" in f.sentence for f in faults(pack))


def test_windows_line_ends_change_nothing(pack):
    for name, text in small_pack.FILES.items():
        (pack / name).write_bytes(text.replace("\n", "\r\n").encode())
    assert packs.read(pack).topics[0].answers[0].body == "They **patrol**."


def test_only_a_line_feed_ends_a_line(pack):
    small_pack.change(pack, "support.toml", "is in danger", "is\u2028in danger")
    small_pack.change(pack, "support.toml", "/answers/lights/", "/answers/lamps/")
    text = (pack / "support.toml").read_text(encoding="utf-8")
    (fault,) = faults(pack)
    assert fault.line == text[: text.index("lamps")].count("\n") + 1


@pytest.mark.parametrize("name", ["1-lights.md", "03-Lights.md", "lights.md"])
def test_a_topic_whose_file_has_no_place_or_slug_is_refused(pack, name):
    topic = pack / "answers" / "spring" / "01-lights.md"
    topic.rename(topic.with_name(name))
    assert any(f.file.endswith(name) and "01-" not in f.sentence for f in faults(pack))


@pytest.mark.parametrize("name", ["no-such-pack", "", "\0", "x" * 5000, "teams.toml"])
def test_a_folder_that_is_not_there_is_a_fault_too(name, tmp_path):
    with pytest.raises(packs.PackFaults):
        packs.read(tmp_path / name)
    with pytest.raises(packs.PackFaults):
        packs.read(packs.folder(name))


def test_a_pack_is_named_or_given_as_a_folder(pack):
    assert packs.folder("waltham_forest").name == "waltham_forest"
    assert packs.folder(str(pack)) == pack


def test_the_policy_of_a_pack_is_what_routing_takes(pack):
    policy = packs.policy(packs.read(pack))
    assert routing_check.faults(policy) == []
    assert policy.kinds == {"graffiti": frozenset(), "noise": frozenset({"music", "alarm"})}
    assert policy.wards["E05000001"] == "north"
    assert policy.partners == {"local-police"}
    assert policy.unknown == {"land": {"blank": "We look at it as if it were ours."}}
    rule = policy.rules[1]
    assert rule.when["offensive"] == {"yes", "dont-know"}
    assert (rule.target.amount, rule.target.unit) == (2, "hours")
    assert policy.rules[-1].when == {}


def test_blank_in_a_rule_stands_for_a_fact_that_is_not_given(pack):
    small_pack.change(pack, "routing.toml", 'land = ["railway"]', 'land = ["railway", "blank"]')
    assert packs.policy(packs.read(pack)).rules[0].when["land"] == {"railway", BLANK}


def test_what_is_asked_is_known_by_category_and_kind(pack):
    assert packs.asked(packs.read(pack)) == {
        "graffiti": {BLANK: {"land", "offensive"}},
        "noise": {"music": {"times"}, "alarm": set()},
    }


@pytest.mark.parametrize("name", sorted(p.name for p in PACKS_DIR.iterdir() if p.is_dir()))
def test_every_pack_that_comes_with_the_site_is_sound(name):
    assert packs.read(packs.folder(name)).topics
