"""How answers to the risk matrix become a level; the matrix itself is the council's data (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Level:
    """A level of risk, from so many points on."""

    code: str
    from_points: int


def points(answers: Mapping[str, str], matrix: Mapping[str, Mapping[str, int]]) -> int:
    """Add up the points of the answers: one for each factor of the matrix.

    ValueError where a factor is not answered, or with what is no answer to it.
    """
    for factor, options in matrix.items():
        if answers.get(factor) not in options:
            raise ValueError(f"“{factor}” is not answered.")
    return sum(options[answers[factor]] for factor, options in matrix.items())


def level(total: int, levels: Sequence[Level]) -> str:
    """Return the highest level that the points reach; below all of them, the lowest.

    ValueError where there is no level at all.
    """
    if not levels:
        raise ValueError("There are no levels of risk.")
    ordered = sorted(levels, key=lambda each: each.from_points)
    reached = [each for each in ordered if each.from_points <= total]
    return (reached or ordered)[-1 if reached else 0].code
