"""Finds the line on which each key of a TOML file stands, which the parser does not tell (pure)."""

import re
import tomllib
from bisect import bisect_right

Path = tuple[str | int, ...]

_BARE_ENDS = ",]}#\n"
_KEY_ENDS = " \t=.]"
# Long strings come first, and may end in one or two quotes of their own.
_STRING = re.compile(
    r'''"""(?:\\.|[^\\])*?"""{1,3}|"(?:\\.|[^"\\])*"|'''
    r"""'''.*?'''{1,3}|'[^']*'""",
    re.DOTALL,
)


def lines(text: str) -> dict[Path, int]:
    """Return the line, counted from 1, of every table, key and list item.

    A path reads like ("rule", 3, "answers", "offensive"). The text must be TOML that tomllib has
    taken, with line feeds only.
    """
    scanner = _Scanner(text)
    scanner.document()
    return scanner.found


class _Scanner:
    """Walks through the text; looks at no more of a value than is needed to step over it."""

    def __init__(self, text: str):
        self.text = text
        self.at = 0
        self.found: dict[Path, int] = {(): 1}
        self.lengths: dict[Path, int] = {}
        self.starts = [0] + [i + 1 for i, letter in enumerate(text) if letter == "\n"]

    def document(self) -> None:
        table: Path = ()
        while self._skip_to_content():
            if self.text.startswith("[[", self.at):
                table = self._header(2)
            elif self.text[self.at] == "[":
                table = self._header(1)
            else:
                self._key_and_value(table)

    def _note(self, path: Path, at: int) -> None:
        self.found.setdefault(path, bisect_right(self.starts, at))

    def _skip_to_content(self) -> bool:
        """Step over white space, line ends and comments; False at the end of the text."""
        while self.at < len(self.text):
            if self.text[self.at] == "#":
                self.at = self._find("\n")
            elif self.text[self.at] in " \t\n":
                self.at += 1
            else:
                return True
        return False

    def _find(self, what: str) -> int:
        at = self.text.find(what, self.at)
        return len(self.text) if at < 0 else at

    def _skip_blanks(self) -> None:
        while self.text[self.at : self.at + 1] in (" ", "\t"):
            self.at += 1

    def _header(self, brackets: int) -> Path:
        start = self.at
        self.at += brackets
        path: Path = ()
        names = self._key()
        for name in names[:-1]:
            path = (*path, name)
            self._note(path, start)
            path = self._newest(path)
        path = (*path, names[-1])
        if brackets == 2:
            self.lengths[path] = self.lengths.get(path, 0) + 1
            self._note(path, start)
            path = self._newest(path)
        self._note(path, start)
        self.at += brackets
        return path

    def _newest(self, path: Path) -> Path:
        """Lead from a list of tables to its newest table, where [[ ]] made the path a list."""
        return (*path, self.lengths[path] - 1) if path in self.lengths else path

    def _key(self) -> list[str]:
        """Read a key and what follows each of its dots; ends before `=` or `]`."""
        names = []
        while True:
            self._skip_blanks()
            start = self.at
            if self.text[start] in "\"'":
                self._string()
                (name,) = tomllib.loads(f"{self.text[start : self.at]} = 0")
            else:
                while self.text[self.at] not in _KEY_ENDS:
                    self.at += 1
                name = self.text[start : self.at]
            names.append(name)
            self._skip_blanks()
            if self.text[self.at] != ".":
                return names
            self.at += 1

    def _key_and_value(self, table: Path) -> None:
        start = self.at
        path = table
        for name in self._key():
            path = (*path, name)
            self._note(path, start)
        self.at += 1
        self._skip_blanks()
        self._value(path)

    def _value(self, path: Path) -> None:
        match self.text[self.at]:
            case '"' | "'":
                self._string()
            case "[":
                self._list(path)
            case "{":
                self._inline_table(path)
            case _:
                while self.at < len(self.text) and self.text[self.at] not in _BARE_ENDS:
                    self.at += 1

    def _string(self) -> None:
        self.at = _STRING.match(self.text, self.at).end()

    def _list(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self._skip_to_content() and self.text[self.at] != "]":
            if self.text[self.at] == ",":
                self.at += 1
                continue
            self._note((*path, index), self.at)
            self._value((*path, index))
            index += 1
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while self._skip_to_content() and self.text[self.at] != "}":
            if self.text[self.at] == ",":
                self.at += 1
            else:
                self._key_and_value(path)
        self.at += 1
