"""What residents say of each thing, in a file of its own beside the words of its table."""

import pytest

from safety_site import packs
from tests import small_pack

FILE = "examples.toml"
EXAMPLES = """\
schema = 1

[[example]]
of = "report:graffiti"
says = ["some lad wrote on my wall", "spray can all over the shutters"]

[[example]]
of = "report:noise/music"
says = ["bass till 4 in the morning"]

[[example]]
of = "support:emergency"
says = ["he is going to hurt me"]

[[example]]
of = "handover:railway"
says = ["pigeons under the bridge"]

[[example]]
of = "answer:lights"
says = ["why is our road so dark"]
"""

SPOILT = [
    ("report:graffiti", "report:grafiti", "report:grafiti", "Did you mean “report:graffiti”?"),
    ("noise/music", "noise/musik", "musik", "Did you mean “report:noise/music”?"),
    ("noise/music", "noise", '"report:noise"', "nothing that is called “report:noise”"),
    ("graffiti", "graffiti/tag", "graffiti/tag", "Did you mean “report:graffiti”?"),
    ("support:", "suport:", "suport", "Did you mean “support:emergency”?"),
    ("handover:railway", "handover:rail", ":rail", "Did you mean “handover:railway”?"),
    ("answer:lights", "answer:lamps", "lamps", "nothing that is called “answer:lamps”"),
    ("answer:lights", "lights", '"lights"', "nothing that is called “lights”"),
    ("answer:lights", "support:emergency", 'emergency"\nsays = ["why', "line 12, has a"),
    ('"answer:lights"', "1", "of = 1", "must be text"),
    ('["he is going to hurt me"]', "[]", "says = []", "“says” must"),
    ('["he is going to hurt me"]', '"x"', 'says = "x"', "a list in square brackets"),
    ("he is going to hurt me", "", '[""]', "must not be empty"),
    ("he is going to hurt me", "x" * 251, "xxx", "there is room for 250"),
    ("he is going to hurt me", "a\\nb", "a\\nb", "must be one line"),
    ("says = [\"he", "say = [\"he", "say =", "Did you mean “says”?"),
    ("schema = 1", "schema = 2", "schema", "Begin with “schema = 1”"),
]  # fmt: skip


@pytest.fixture
def pack(tmp_path):
    folder = small_pack.write(tmp_path)
    (folder / FILE).write_text(EXAMPLES, encoding="utf-8")
    return folder


def faults(folder):
    with pytest.raises(packs.PackFaults) as refusal:
        packs.read(folder)
    return refusal.value.faults


def test_what_residents_say_stands_after_the_keywords_of_each_thing(pack):
    read = packs.read(pack)
    graffiti, noise = read.categories
    assert graffiti.keywords == [
        "tag",
        "some lad wrote on my wall",
        "spray can all over the shutters",
    ]
    assert noise.keywords == []
    assert [kind.keywords for kind in noise.kind] == [["bass till 4 in the morning"], []]
    assert read.support[0].keywords == ["he is going to hurt me"]
    assert read.handovers[0].keywords == ["pigeons under the bridge"]
    lights = next(topic for topic in read.topics if topic.slug == "lights")
    assert lights.head.keywords == ["why is our road so dark"]


def test_a_pack_needs_no_examples(pack):
    (pack / FILE).unlink()
    assert packs.read(pack).categories[0].keywords == ["tag"]


@pytest.mark.parametrize(
    ("old", "new", "on", "says"), SPOILT, ids=[f"{each[1][:20]}: {each[3]}" for each in SPOILT]
)
def test_a_fault_has_its_line_and_says_what_was_meant(pack, old, new, on, says):
    small_pack.change(pack, FILE, old, new)
    text = (pack / FILE).read_text(encoding="utf-8")
    line = text[: text.index(on)].count("\n") + 1
    found = faults(pack)
    assert [(f.file, f.line) for f in found if says in f.sentence] == [(FILE, line)]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("categories.toml", 'name = "Graffiti"', "name = 3"),
        ("categories.toml", 'name = "Music"', "name = 3"),
        ("categories.toml", 'name = "Music"', "name = "),
        ("support.toml", "urgent = true", 'urgent = "yes"'),
        ("teams.toml", 'name = "The railway"', "name = 3"),
        ("answers/spring/01-lights.md", 'title = "Lights"', "title = 3"),
    ],
)
def test_a_slip_elsewhere_is_not_told_again_by_the_examples(pack, file, old, new):
    small_pack.change(pack, file, old, new)
    assert FILE not in {fault.file for fault in faults(pack)}
