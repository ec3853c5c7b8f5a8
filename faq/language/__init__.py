"""What the one box knows of the language of residents, as data."""

import re
import tomllib
from functools import cache
from pathlib import Path

from faq.urgency import Language


@cache
def of_danger() -> Language:
    """Read language/urgency.toml."""
    path = Path(__file__).parent / "urgency.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def danger_words() -> frozenset[str]:
    """Return the words by which danger is known, so that spelling can be repaired to them."""
    written = of_danger()
    texts = (*written["classes"].values(), *(group["phrases"] for group in written["sign"]))
    return frozenset(word for text in texts for word in re.findall(r"[a-z]{4,}", text))
