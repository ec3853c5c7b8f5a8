"""Names of people in a text, by the words before them (pure).

Nothing knows all names, so it looks at how people bring them in: “my son Jayden”, “a girl called
amina”, “his name is”, “Mr Khan”. A name without such a word is left to whoever reads the text.
"""

import re
from collections.abc import Iterator

from faq.name_words import (
    AFTER_SURNAMES,
    AGES,
    BE,
    FAMILY,
    NO_NAMES,
    PEOPLE,
    PLACES,
    SELDOM_NAMES,
    SELDOM_WITH_NAMES,
    SMALL_NO_NAMES,
    SMALL_TITLES,
    THINGS,
    TITLES,
)

Spans = Iterator[tuple[int, int]]


_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
# Between a word and the name that it brings in: “my son, Jayden”, “(Jayden)”, “name: Jayden”.
_NEAR = re.compile(r"(?=[^\w])[ \t]{0,2}[,:(\"“”'=-]?[ \t]{0,2}[\"“'(]?")
_ONLY_SPACE = re.compile(r"[ \t]{1,2}")
_AFTER_TITLE = re.compile(r"\.?[ \t]{0,2}")
MOST_LISTED = 9  # names; so that a list of nothing but names is not read again from each
_LISTED = re.compile(r",[ \t]{1,2}|[ \t]{0,2}[&/][ \t]{0,2}")


class _Text:
    """The words of a text, and how they follow each other."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [(found[0], *found.span()) for found in _WORD.finditer(text)]
        # In “MY SON IS” or “My Son Is Afraid” capitals say nothing.
        capitals = sum(word[0].isupper() for word, _, _ in self.words)
        self.headline = len(self.words) > 4 and capitals > 0.8 * len(self.words)

    def small(self, place: int) -> str:
        """Return a word in small letters; empty before the first and after the last."""
        return self.words[place][0].lower() if 0 <= place < len(self.words) else ""

    def near(self, place: int, gap: re.Pattern[str]) -> bool:
        """Say whether a word follows the one before it with such a gap."""
        if not 0 < place < len(self.words):
            return False
        start, end = self.words[place - 1][2], self.words[place][1]
        return end - start <= 6 and bool(gap.fullmatch(self.text, start, end))

    def before(self, place: int) -> str:
        """Return the word before, if nothing but a space stands between."""
        return self.small(place - 1) if self.near(place, _ONLY_SPACE) else ""


def names(text: str) -> Spans:
    """Find names that are said to be those of a person."""
    read = _Text(text)
    for place, (word, start, _) in enumerate(read.words):
        small = word.lower()
        if small in TITLES:
            last = _after_title(read, place)
            if last is not None:
                yield start, _end(read, last)
        elif small.replace("-", "") in FAMILY | PEOPLE:
            yield from _after_person(read, place)
        elif small in ("called", "named") or small in ("name", "names", "name's", "surname"):
            yield from _after_naming(read, place)


def _end(read: _Text, place: int) -> int:
    """Return where a name ends, without the possessive s of its owner."""
    word, _, end = read.words[place]
    return end - 2 if word.lower().endswith("'s") else end


def _is_capital(read: _Text, place: int, unlikely: frozenset[str]) -> bool:
    """Say whether a word is written as a name and may be one."""
    word = read.words[place][0]
    small = word.lower().removesuffix("'s")
    likely = small not in NO_NAMES and small not in unlikely
    return word[0].isupper() and likely and len(small) > 1


def _run(read: _Text, place: int, unlikely: frozenset[str] = frozenset()) -> int | None:
    """Return the last word of the capitalised name that begins here; None: it is no name."""
    if not _is_capital(read, place, unlikely):
        return None
    last = place
    while last - place < 3 and read.near(last + 1, _ONLY_SPACE):
        if read.small(last + 1) in PLACES and read.words[last + 1][0][0].isupper():
            return None  # “my mum Hoe Street”, but not “my son Jayden's school”
        if not _is_capital(read, last + 1, frozenset()):
            break
        last += 1
    return last if read.small(place) not in PLACES else None


def _after_title(read: _Text, place: int) -> int | None:
    """Return the last word of the name after a title such as Mr or PC."""
    word, small = read.words[place][0], read.small(place)
    following = place + 1
    while read.near(following, _AFTER_TITLE) and len(read.words[following][0]) == 1:
        following += 1  # “Mr J Khan”
    if not read.near(following, _AFTER_TITLE):
        return None
    if read.headline:
        return following if len(small) < 5 and _is_capital(read, following, SELDOM_NAMES) else None
    if small in SMALL_TITLES and read.small(following) not in NO_NAMES:
        last = _run(read, following)
        return following if last is None else last
    if not word[0].isupper() or (len(small) < 4 and small != "dr" and not word.isupper()):
        return None  # “my pc”, “the officer”
    return _run(read, following, SELDOM_NAMES)


def _after_person(read: _Text, place: int) -> Spans:
    """Find the name that follows a word such as son or neighbour."""
    word, small = read.words[place][0], read.small(place)
    mine = read.before(place) in {"my", "our", "his", "her", "their", "your"}
    if read.headline or word.isupper():
        return
    if not mine and (small in SELDOM_WITH_NAMES or (word[0].isupper() and small in PEOPLE)):
        return  # “girls VAWG”, “Youth Club”
    if small in ("old", "olds", "yo") and read.small(place - 1) not in AGES:
        return
    if read.near(place + 1, _NEAR):
        yield from _listed(read, place + 1)
    owner = read.words[place - 1] if read.before(place) else ("", 0, 0)
    if owner[0].lower().endswith("'s") and _is_capital(read, place - 1, SELDOM_NAMES):
        yield owner[1], owner[2] - 2  # “Jayden's mum”


def _listed(read: _Text, place: int) -> Spans:
    """Find capitalised names one after another: “Amina, Jayden and Zara”."""
    for _ in range(MOST_LISTED):
        last = _run(read, place, SELDOM_NAMES)
        if last is None:
            return
        yield read.words[place][1], _end(read, last)
        if read.near(last + 1, _LISTED):
            place = last + 1
        elif read.small(last + 1) == "and" and read.near(last + 2, _ONLY_SPACE):
            place = last + 2
        else:
            return


def _after_naming(read: _Text, place: int) -> Spans:
    """Find what somebody is called, also in small letters."""
    small, before = read.small(place), read.before(place)
    following = place + 1
    if small.startswith(("name", "surname")) and small != "named":
        asked = read.small(following) in BE and read.near(following, _ONLY_SPACE)
        following += asked
        if before in THINGS or not (asked or small == "name's" or _colon(read, following)):
            return
    elif before in THINGS or (small == "called" and not _is_of_person(read, place, before)):
        return
    if not read.near(following, _NEAR) or read.small(following) in NO_NAMES:
        return
    if read.words[following][0][0].isupper() and not read.headline:
        last = _run(read, following)
        if last is not None:
            yield from _listed(read, following)
            yield read.words[following][1], _end(read, last)
    elif read.near(following, _ONLY_SPACE) and _may_be_small(read, place, following):
        yield read.words[following][1], _end(read, _with_surname(read, following))


def _colon(read: _Text, place: int) -> bool:
    """Say whether a colon stands before a word: “name: Jayden”."""
    if not 0 < place < len(read.words):
        return False
    return read.text[read.words[place - 1][2] : read.words[place][1]].strip() in {":", "="}


def _is_of_person(read: _Text, place: int, before: str) -> bool:
    """Say whether “called” tells a name, not who phoned whom."""
    if before in BE:
        return read.before(place - 1) not in THINGS
    return before in FAMILY or before in PEOPLE or before in {"he's", "she's", "who's", "i'm"}


def _may_be_small(read: _Text, place: int, following: int) -> bool:
    """Say whether a word in small letters may be a name: “was called stupid” tells none."""
    word = read.small(following)
    if word in SMALL_NO_NAMES or word.endswith(("ing", "ly")) or len(word) < 2:
        return False
    if read.small(place) == "called" and read.before(place) in {"was", "were"}:
        return read.before(place - 1) in FAMILY | PEOPLE and read.small(following + 1) != "names"
    return True


def _with_surname(read: _Text, place: int) -> int:
    """Return the second word of a name in small letters where it seems to end there."""
    if not read.near(place + 1, _ONLY_SPACE) or read.small(place + 1) in NO_NAMES:
        return place
    if not read.near(place + 2, _ONLY_SPACE) or read.small(place + 2) in AFTER_SURNAMES:
        return place + 1
    return place  # “named tyrell stole my bike”
