"""People, places and words that do not exist, the same for the same number (pure).

Mail goes to example.com, phones have numbers that Ofcom keeps for drama, names and streets are
made of syllables: nobody takes them for somebody.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split())


FIRST_NAMES = _each("""
Ada Amina Bea Bilal Carla Chidi Dora Dev Elif Emeka Fay Faisal Gwen Goran Hana Hugo Ines Ivan Jade
Jonah Kezia Kofi Lena Luca Mina Marek Nadia Noel Olga Omar Pia Piotr Rosa Rafi Sana Sven Tara Tariq
Uma Umar Vera Viktor Wanda Will Yara Yusuf Zoe Zaid
""")
SYLLABLES = _each("ba ke lo mi nu pra sto ven tri gal dor fen hul zim qua rop")
ENDINGS = _each("Street Road Avenue Close Lane Terrace Grove Gardens Way Court")
# Ofcom, “Numbers for use in TV and radio drama programmes”: those that count as valid.
DRAMA = _each("""
0113496 0114496 0116496 0117496 0121496 0141496 0151496 0161496 0207946 0191498 0306999
""")
STREETS, HOUSES = 800, 120
DISTRICTS = ("E4", "E10", "E11", "E17")
INWARD = "ABDEFGHJLNPQRSTUWXYZ"  # letters that the second half of a postcode may have
VOCABULARY = 20_000  # words of which each is rare
# So common that one report in five or so holds them.
COMMON = (
    "rubbish bags left again on the pavement",
    "loud music from a flat at night",
    "a mattress and a broken sofa beside the bins",
    "people shouting in the street until late",
    "paint on the wall near the school",
    "the lamp has been dark for days",
    "a group at the entrance who will not move",
    "broken glass beside the playground",
    "engines revving in the car park every night",
    "it happens nearly every weekend",
    "my neighbours are worried too",
    "please come and look",
)
REFERENCE = "23456789BCDFGHJKMNPQRTVWXYZ"
# A step without a common factor with the number of references meets each of them once.
REFERENCES, STEP = len(REFERENCE) ** 8, 95_238_095_239


@dataclass(frozen=True)
class Person:
    """Somebody who reports."""

    name: str
    email: str
    phone: str  # as stored: +44…


@dataclass(frozen=True)
class Place:
    """An address; `street` is its number, by which it lies in a ward."""

    street: int
    words: str


def _hash(number: int, salt: int) -> int:
    """Spread numbers evenly over 32 bits (Knuth's multiplicative hash)."""
    return ((number + salt) * 2_654_435_761 + salt * 40_503) % 2**32


def word(number: int) -> str:
    """Return the made-up word of a number; different up to `VOCABULARY`."""
    number, syllables = number + len(SYLLABLES) ** 3, []
    while number:
        number, digit = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[digit])
    return "".join(syllables)


def person(number: int) -> Person:
    """Return the person of a number."""
    first = FIRST_NAMES[_hash(number, 1) % len(FIRST_NAMES)]
    last = word(_hash(number, 2) // 7 % VOCABULARY)
    area = DRAMA[_hash(number, 3) // 11 % len(DRAMA)]
    phone = f"+44{area[1:]}{_hash(number, 4) // 13 % 1_000:04}"
    email = f"{first}.{last}.{number}@example.com".lower()
    return Person(f"{first} {last.capitalize()}", email, phone)


def place(number: int) -> Place:
    """Return the place of a number."""
    street = _hash(number, 5) // 17 % STREETS
    house = 1 + _hash(number, 6) // 19 % HOUSES
    return Place(street, f"{house} {street_name(street)}, {postcode(street, house)}")


def street_name(street: int) -> str:
    """Return the name of a street."""
    return f"{word(street * 23).capitalize()} {ENDINGS[street % len(ENDINGS)]}"


def postcode(street: int, house: int) -> str:
    """Return the postcode of a house; twenty houses in a row share one."""
    part = street * (HOUSES // 20 + 1) + house // 20
    rest, second = divmod(part, len(INWARD))
    rest, first = divmod(rest, len(INWARD))
    district = DISTRICTS[street % len(DISTRICTS)]
    return f"{district} {rest % 10}{INWARD[first]}{INWARD[second]}"


def words(chance: random.Random) -> str:
    """Return what somebody writes: two common sentences, and two words that few others use."""
    first, second = chance.sample(COMMON, 2)
    rare = (word(int(VOCABULARY * chance.random() ** 2)) for _ in range(2))
    return f"{first.capitalize()}, {second}. {' '.join(rare).capitalize()}."


def reference(number: int, prefix: str) -> str:
    """Return a reference of the usual form; no two numbers have the same."""
    code, letters = number * STEP % REFERENCES, []
    for _ in range(8):
        code, letter = divmod(code, len(REFERENCE))
        letters.append(REFERENCE[letter])
    return f"{prefix}-{''.join(letters[:4])}-{''.join(letters[4:])}"


class Often(Generic[T]):
    """Several values, each chosen as often as its weight says."""

    def __init__(self, weighted: Iterable[tuple[T, float]]):
        self.values, weights = zip(*weighted, strict=True)
        self.weights = list(accumulate(weights))

    def choose(self, chance: random.Random) -> T:
        """Throw the dice once."""
        chosen: T = chance.choices(self.values, cum_weights=self.weights)[0]
        return chosen
