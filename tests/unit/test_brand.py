"""The council's colours on their way into the stylesheet."""

import pytest

from safety_site.brand import COLOURS, PACKS_DIR, BrandError, sass_variables

GOOD = "".join(f'{name} = "#0a1B2c"\n' for name in COLOURS)


def pack_with(folder, brand):
    (folder / "council.toml").write_text(brand, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "pack", sorted(PACKS_DIR.glob("*/council.toml")), ids=lambda path: path.parent.name
)
def test_every_pack_names_its_colours(pack):
    assert sass_variables(pack.parent).count(";") == len(COLOURS)


def test_each_colour_becomes_a_sass_variable(tmp_path):
    pack = pack_with(tmp_path, f"[brand]\n{GOOD}")
    assert sass_variables(pack).splitlines() == [f"${name}: #0a1B2c;" for name in COLOURS]


@pytest.mark.parametrize("name", COLOURS)
@pytest.mark.parametrize("value", ["red", "#fff", "#12345g", "#123456; }"])
def test_a_value_that_is_no_colour_is_refused_by_name(tmp_path, name, value):
    pack = pack_with(
        tmp_path, f"[brand]\n{GOOD}".replace(f'{name} = "#0a1B2c"', f'{name} = "{value}"')
    )
    with pytest.raises(BrandError, match=f"{name} must be a colour"):
        sass_variables(pack)


@pytest.mark.parametrize("text", ["", "[brand]\nink =", "[council]\nname = 'x'\n"])
def test_a_pack_without_colours_is_refused_with_its_path(tmp_path, text):
    with pytest.raises(BrandError, match=r"council\.toml"):
        sass_variables(pack_with(tmp_path, text))


def test_a_pack_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(BrandError, match="nowhere"):
        sass_variables(tmp_path / "nowhere")
