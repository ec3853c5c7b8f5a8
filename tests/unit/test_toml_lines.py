"""The lines of a TOML file: each key is found, wherever TOML lets it stand."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safety_site.council import PACKS_DIR
from safety_site.packs.toml_lines import lines

EXAMPLE = '''\
# a comment with [brackets] and "quotes"
schema = 1
"quoted key" = "a # b"
dotted . deep = 'c:\\path'

[one]
text = """
[not.a.table]
key = "not a key"
four quotes: """"
list = [ # comment ]
  1,
  [2, 3],
  { a = "}", b.c = [4] },
]

[[rule]]
id = "first"
at = 1979-05-27 07:32:00

  [[rule]]
  id = """""" # empty
  [[rule.part]]
  name = \'\'\'it's\'\'\'
  [rule.part.more]
  left = -1.5e3
  [[rule.part]]

[wide.table]
'''


def paths(value, path=()):
    yield path
    items = value.items() if isinstance(value, dict) else ()
    items = enumerate(value) if isinstance(value, list) else items
    for key, inner in items:
        yield from paths(inner, (*path, key))


def test_every_key_has_a_line_and_no_line_is_made_up():
    assert set(lines(EXAMPLE)) == set(paths(tomllib.loads(EXAMPLE)))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("schema",), 2),
        (("quoted key",), 3),
        (("dotted",), 4),
        (("dotted", "deep"), 4),
        (("one",), 6),
        (("one", "text"), 7),
        (("one", "list"), 11),
        (("one", "list", 0), 12),
        (("one", "list", 1, 1), 13),
        (("one", "list", 2, "b", "c", 0), 14),
        (("rule",), 17),
        (("rule", 0, "at"), 19),
        (("rule", 1), 21),
        (("rule", 1, "part", 0, "name"), 24),
        (("rule", 1, "part", 0, "more", "left"), 26),
        (("rule", 1, "part", 1), 27),
        (("wide",), 29),
        (("wide", "table"), 29),
    ],
)
def test_a_key_is_found_on_its_line(path, line):
    assert lines(EXAMPLE)[path] == line


@pytest.mark.parametrize("file", sorted(PACKS_DIR.rglob("*.toml")), ids=lambda file: file.name)
def test_every_key_of_the_real_packs_has_a_line(file):
    text = file.read_text(encoding="utf-8")
    assert set(lines(text)) == set(paths(tomllib.loads(text)))


KEYS = st.sampled_from(["a", "b-c", '"d.e"', "'f'", "g.h"])
VALUES = st.recursive(
    st.sampled_from(
        ["1", "true", '"x"', "'#'", '"""\n]"\\""""', "'''\n=\n'''", "2026-11-22", "-inf", '"\\""']
    ),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(inner, max_size=3).map(
            lambda items: "[\n" + "".join(f"{i}, #]\n" for i in items) + "]"
        )
        | inner.map(lambda item: f"{{ k = {item} }}")
    ),
    max_leaves=6,
)
LINES = st.one_of(
    st.tuples(KEYS, VALUES).map(lambda pair: f"{pair[0]} = {pair[1]}"),
    KEYS.map(lambda key: f"[{key}]"),
    KEYS.map(lambda key: f"[[ {key} ]]"),
    st.sampled_from(["", "# [x]", "  "]),
)


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_whatever_the_parser_takes_the_finder_understands(text):
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert set(lines(text)) == set(paths(data))
