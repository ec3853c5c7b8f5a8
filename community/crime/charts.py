"""Lays out bar charts that stay legible at any width: lengths in percent, text in pixels (pure).

Widths are percentages of the drawing, heights and tops pixels; templates/community/crime/ draws.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from textwrap import wrap

from community.crime.figures import MonthLine

LONGEST = 78.0  # percent; what is left holds the number behind the longest bar
LABEL = 36  # letters of 16 pixels on a screen of 320; a longer label goes on below
LINE, ONE_BAR, TWO_BARS = 20.0, 30.0, 44.0  # pixels, with the gap to the next row
PLOT = 150.0  # pixels between the lowest and the highest line of a chart of columns
ABOVE, BELOW = 20.0, 48.0  # pixels for the highest number, and for the months' names
LABELLED = 6  # every sixth month has its name


@dataclass(frozen=True)
class LabelLine:
    text: str
    top: float


@dataclass(frozen=True)
class Bar:
    """One row: its label, its number, and the number that it is held against, if any."""

    lines: tuple[LabelLine, ...]
    number: int
    top: float
    width: float
    expected: float | None
    expected_width: float


@dataclass(frozen=True)
class Bars:
    rows: tuple[Bar, ...]
    height: float


@dataclass(frozen=True)
class Column:
    """One month; nothing stands in it where there are no figures."""

    month: MonthLine
    left: float
    middle: float
    right: float
    width: float
    top: float
    height: float
    expected_top: float | None
    is_labelled: bool


@dataclass(frozen=True)
class Columns:
    columns: tuple[Column, ...]
    lines: tuple[tuple[int, float], ...]  # each with the number that it stands for
    base: float
    height: float


def bars(rows: Sequence[tuple[str, int, float | None]]) -> Bars:
    """Lay out rows of label, number and what it is held against; the longest sets the scale."""
    most = max((max(number, expected or 0) for _, number, expected in rows), default=0) or 1
    below = TWO_BARS if any(expected is not None for *_, expected in rows) else ONE_BAR
    laid_out, top = [], 0.0
    for label, number, expected in rows:
        lines = wrap(label, LABEL) or [""]
        laid_out.append(
            Bar(
                lines=tuple(LabelLine(line, top + n * LINE) for n, line in enumerate(lines)),
                number=number,
                top=top + len(lines) * LINE + 3,
                width=round(number / most * LONGEST, 2),
                expected=expected,
                expected_width=round((expected or 0) / most * LONGEST, 2),
            )
        )
        top += len(lines) * LINE + below
    return Bars(tuple(laid_out), height=top)


def columns(months: Sequence[MonthLine], *, compare: bool) -> Columns:
    """Lay out a column for each month above lines at round numbers."""
    numbers = [month.here or 0 for month in months]
    most = max([*numbers, *(month.expected or 0 for month in months if compare)], default=0)
    step = round_step(most)
    highest = step * max(math.ceil(most / step), 1)
    each = 100 / max(len(months), 1)

    def below(number: float) -> float:
        return round(ABOVE + PLOT - number / highest * PLOT, 2)

    return Columns(
        columns=tuple(
            Column(
                month=month,
                left=round((place + 0.15) * each, 2),
                middle=round((place + 0.5) * each, 2),
                right=round((place + 0.85) * each, 2),
                width=round(0.7 * each, 2),
                top=below(number),
                height=round(below(0) - below(number), 2),
                expected_top=below(month.expected) if compare and month.expected else None,
                is_labelled=(len(months) - 1 - place) % LABELLED == 0,
            )
            for place, (month, number) in enumerate(zip(months, numbers, strict=True))
        ),
        lines=tuple((number, below(number)) for number in range(0, highest + 1, step)),
        base=below(0),
        height=ABOVE + PLOT + BELOW,
    )


def round_step(most: float) -> int:
    """Return a round number of which at most four reach the top."""
    step, factors = 1, cycle((2.0, 2.5, 2.0))  # 1, 2, 5, 10, 20, 50 and so on
    while most > step * 4:
        step = int(step * next(factors))
    return step
