"""Prints the council's colours as Sass variables, for the front-end build."""

import os
import re
import sys
import tomllib
from pathlib import Path

PACKS_DIR = Path(__file__).resolve().parent / "councils"
COLOURS = ("ink", "council", "police", "danger")
HEX = re.compile(r"#[0-9a-fA-F]{6}")


class BrandError(ValueError):
    """The pack's colours cannot be used; the message says why."""


def sass_variables(pack: Path) -> str:
    """Return one `$name: #rrggbb;` line for each colour of the pack's council.toml."""
    path = pack / "council.toml"
    try:
        brand = tomllib.loads(path.read_text(encoding="utf-8"))["brand"]
    except (OSError, KeyError, tomllib.TOMLDecodeError) as fault:
        raise BrandError(f"{path} has no readable [brand] table: {fault}") from fault
    for name in COLOURS:
        if not HEX.fullmatch(str(brand.get(name, ""))):
            raise BrandError(f'{path} [brand]: {name} must be a colour such as "#12263a".')
    return "".join(f"${name}: {brand[name]};\n" for name in COLOURS)


if __name__ == "__main__":
    try:
        sys.stdout.write(sass_variables(PACKS_DIR / os.environ.get("COUNCIL", "waltham_forest")))
    except BrandError as bad:
        sys.exit(str(bad))
