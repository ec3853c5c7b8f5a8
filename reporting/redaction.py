"""What may be blacked out on a photo: boxes in hundredths of its width and height (pure)."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

MOST_BOXES = 40  # on one photo
SMALLEST = 0.1  # hundredths: on the largest photo that we keep, two pixels
DIGITS = 1  # behind the point that are kept

NOT_A_NUMBER = "Write a number from 0 to 100, such as 12.5."
TOO_SMALL = "A box has to be at least 0.1 wide and high."
TOO_FAR_RIGHT = "This box goes beyond the right edge: left and width are at most 100 together."
TOO_FAR_DOWN = "This box goes beyond the bottom: top and height are at most 100 together."
TOO_MANY = f"Draw at most {MOST_BOXES} boxes on a photo. Use larger ones."


class Box(NamedTuple):
    """A black box, by its upper left corner and its size, in hundredths of the picture."""

    left: float
    top: float
    width: float
    height: float


def box_faults(box: Box) -> dict[str, str]:
    """Return what is wrong with a box: the side that it is about, and a sentence."""
    found = {
        side: NOT_A_NUMBER
        for side, value in box._asdict().items()
        if not (math.isfinite(value) and 0 <= value <= 100)
    }
    if found:
        return found
    found |= {side: TOO_SMALL for side in ("width", "height") if getattr(box, side) < SMALLEST}
    if round(box.left + box.width, DIGITS) > 100:
        found["width"] = TOO_FAR_RIGHT
    if round(box.top + box.height, DIGITS) > 100:
        found["height"] = TOO_FAR_DOWN
    return found


def fault(boxes: Sequence[Box]) -> str:
    """Return what is wrong with the boxes of one photo in a sentence; empty if nothing is."""
    if len(boxes) > MOST_BOXES:
        return TOO_MANY
    return next((sentence for box in boxes for sentence in box_faults(box).values()), "")


def tidy(boxes: Iterable[Box]) -> list[Box]:
    """Return boxes as they are kept: rounded, none of them twice, in the order they came."""
    rounded = (Box(*(round(float(value), DIGITS) for value in box)) for box in boxes)
    return list(dict.fromkeys(rounded))


def in_pixels(box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    """Return the first and last pixel that a box covers: left, top, right, bottom.

    A pixel that it covers in part is covered whole, so nothing shines through at an edge.
    """
    left, right = _span(box.left, box.width, width)
    top, bottom = _span(box.top, box.height, height)
    return left, top, right, bottom


def _span(start: float, length: float, pixels: int) -> tuple[int, int]:
    first = math.floor(start * pixels / 100)
    last = math.ceil(round((start + length) * pixels / 100, 6)) - 1
    first = min(first, pixels - 1)
    return first, min(max(last, first), pixels - 1)
