"""How much lies on each pile of a desk."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, Value

from reporting.desk import Desk, Pile, piles_of
from reporting.desk_counts import Heap


@dataclass(frozen=True)
class Tally:
    """How much lies on a pile, and how much of it is one's own."""

    pile: Pile
    number: int
    own: int


def tallies(desk: Desk, heaps: Sequence[Heap]) -> list[Tally]:
    """Add up what is open, and count what may have ended."""
    piles = piles_of(desk)
    ended = _counted_ended(desk, [pile for pile in piles if pile.ended])
    return [ended[pile] if pile.ended else _added_up(desk, heaps, pile) for pile in piles]


def _added_up(desk: Desk, heaps: Sequence[Heap], pile: Pile) -> Tally:
    number = sum(heap.numbers[pile.slug] for heap in heaps)
    own = sum(heap.numbers[pile.slug] for heap in heaps if heap.officer == desk.user.pk)
    return Tally(pile, number, number if pile.own else own)


def _counted_ended(desk: Desk, piles: list[Pile]) -> dict[Pile, Tally]:
    """Count each pile for itself: far more has ended than lies there."""
    if not piles:
        return {}
    parts = [
        pile.pick(desk.visible(), desk)
        .annotate(pile=Value(pile.slug))
        .values("pile")
        .annotate(number=Count("pk"), own=Count("pk", filter=Q(officer=desk.user)))
        for pile in piles
    ]
    counted = parts[0].union(*parts[1:], all=True).values_list("pile", "number", "own")
    found = {slug: (number, own) for slug, number, own in counted}
    return {pile: Tally(pile, *found.get(pile.slug, (0, 0))) for pile in piles}
