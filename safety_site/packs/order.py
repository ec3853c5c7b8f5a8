"""Merges the pack's order of things with the order that staff gave them (pure)."""

from collections.abc import Mapping, Sequence


def merged(leading: Sequence[str], other: Sequence[str]) -> list[str]:
    """Return the leading order, with what only the other one has after its predecessor there."""
    order = list(leading)
    for number, key in enumerate(other):
        if key not in order:
            at = order.index(other[number - 1]) + 1 if number else 0
            order.insert(at, key)
    return order


def moved(now: Sequence[str], places: Mapping[str, int]) -> bool:
    """Say whether things no longer stand in the order in which the pack last placed them."""
    placed = [places[key] for key in now if key in places]
    return placed != sorted(placed)
