"""One file of a pack: its text, its data, and the line on which each of its keys stands."""

import re
import tomllib
from functools import cached_property
from pathlib import Path

from safety_site.packs import toml_lines
from safety_site.packs.faults import Fault
from safety_site.packs.values import CONTROL

LARGEST_FILE = 1024 * 1024
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class Unreadable(Exception):  # noqa: N818 - says what the file is, as PackFaults does
    """A file that cannot be taken any further; `fault` says why."""

    def __init__(self, fault: Fault):
        super().__init__(str(fault))
        self.fault = fault


def read_text(folder: Path, name: str) -> str:
    """Return a file's text with line feeds only. Raises Unreadable."""
    path = folder / name
    try:
        if not path.is_file():
            raise Unreadable(Fault(name, 1, "This file is missing. Add it to the pack."))
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable(Fault(name, 1, "This file is over 1 MB. Make it shorter."))
        raw = path.read_bytes()
    except OSError as error:
        sentence = f"This file cannot be opened ({error.strerror}). Check its permissions."
        raise Unreadable(Fault(name, 1, sentence)) from None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(Fault(name, line, "This is not UTF-8 text. Save it as UTF-8.")) from None
    if text.startswith("\ufeff"):
        sentence = "The file begins with a byte order mark. Save it as UTF-8 without one."
        raise Unreadable(Fault(name, 1, sentence))
    text = text.replace("\r\n", "\n")
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        sentence = f"Take out the control character (number {ord(found[0])})."
        raise Unreadable(Fault(name, line, sentence))
    return text


class Source:
    """TOML with its lines; `first_line` is where it begins in its file."""

    def __init__(self, name: str, text: str, first_line: int = 1):
        self.name = name
        self.text = text
        self.first_line = first_line
        self.data = self._parse()

    def _parse(self) -> dict:
        try:
            return tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            place = _PLACE.search(str(error))
            reason = _PLACE.sub("", str(error))
            last = self.text.rstrip().count("\n") + 1
            line = int(place[1]) if place and place[1] else last
            sentence = f"This is not TOML: {reason[:1].lower()}{reason[1:]}. Mend this line."
        except (ValueError, RecursionError):
            line, sentence = 1, "A value is too large or nested too deeply. Make it simpler."
        raise Unreadable(Fault(self.name, self.first_line + line - 1, sentence))

    @cached_property
    def _lines(self) -> dict[toml_lines.Path, int]:
        return toml_lines.lines(self.text)

    def line(self, path: toml_lines.Path) -> int:
        """Return the line of a key or, where there is none, of what it would stand in."""
        while path not in self._lines:
            path = path[:-1]
        return self.first_line + self._lines[path] - 1

    def text_line(self, path: toml_lines.Path) -> int:
        """Return the line on which the words of a text begin: after a lone opening quote."""
        line = self.line(path)
        opening = self.text.split("\n")[line - self.first_line].rstrip()
        return line + 1 if opening.endswith(('= """', "= '''")) else line

    def fault(self, path: toml_lines.Path, sentence: str) -> Fault:
        """Name this file and the line of a key in it."""
        return Fault(self.name, self.line(path), sentence)
