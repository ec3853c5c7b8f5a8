"""Plain text made into Markdown that shows the same words, so that wording stays its owner's."""

import re

# Addresses become links, since the text of a document lost those it had.
_ADDRESS = re.compile(
    r"(?:https?://|\bwww\.)[^\s<>\\\"'“”‘’()\[\]]{1,2000}"
    r"|(?<![\w.%+-])[\w.%+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"
)
_SENTENCE_END = ".,;:!?"
_ITEM = re.compile(r"(?:(-) +)?(.*)")
_STARTS_BLOCK = re.compile(r"[-+=#~]|\d{1,9}(?=[.)](?:\s|$))")
_MARKS = re.compile(r"[\\`*_\[\]<>]|&(?=#?\w+;)")


def to_markdown(text: str) -> str:
    """Escape what Markdown would read as a mark; a line that begins with "- " stays a list item."""
    return "\n".join(_line(line.strip()) for line in text.splitlines())


def _line(line: str) -> str:
    dash, words = _ITEM.fullmatch(line).groups()
    marker = "- " if dash else ""
    start = _STARTS_BLOCK.match(words)
    if start is None:
        return marker + _words(words)
    if start[0].isdigit():
        return f"{marker}{start[0]}\\{_words(words[start.end() :])}"
    return f"{marker}\\{words[0]}{_words(words[1:])}"


def _words(text: str) -> str:
    parts, end = [], 0
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(_SENTENCE_END)
        parts += [_escape(text[end : found.start()]), _link(address)]
        end = found.start() + len(address)
    return "".join([*parts, _escape(text[end:])])


def _link(address: str) -> str:
    if address.startswith("www."):
        target = f"https://{address}"
    elif address.startswith(("http://", "https://")):
        target = address
    else:
        target = f"mailto:{address}"
    return f"[{_escape(address)}](<{target}>)"


def _escape(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", text)
