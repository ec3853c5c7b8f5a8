"""How much lies on each pile of a desk."""

from dataclasses import dataclass

from django.db.models import Count, Q, Value

from reporting.desk import Desk, Pile, piles_of


@dataclass(frozen=True)
class Tally:
    """How much lies on a pile, and how much of it is one's own."""

    pile: Pile
    number: int
    own: int


def tallies(desk: Desk) -> list[Tally]:
    """Count every pile: in one pass over what is open, and by itself what may have ended."""
    piles = piles_of(desk)
    found = _counted_open(desk, [pile for pile in piles if not pile.ended])
    found |= _counted_ended(desk, [pile for pile in piles if pile.ended])
    return [_tally(pile, *found[pile.slug]) for pile in piles]


def _counted_open(desk: Desk, piles: list[Pile]) -> dict[str, tuple[int, int]]:
    if not piles:
        return {}
    counts = [Count("pk", filter=pile.where(desk)) for pile in piles]
    # Nobody but an officer has cases, so that nobody else's need counting.
    own = [pile for pile in piles if not pile.own and desk.is_officer]
    counts += [Count("pk", filter=Q(officer=desk.user) & pile.where(desk)) for pile in own]
    named = {f"count_{number}": count for number, count in enumerate(counts)}
    numbers = list(desk.visible().open().aggregate(**named).values())
    owned = dict(zip(own, numbers[len(piles) :], strict=True))
    return {
        pile.slug: (number, owned.get(pile, 0))
        for pile, number in zip(piles, numbers, strict=False)
    }


def _counted_ended(desk: Desk, piles: list[Pile]) -> dict[str, tuple[int, int]]:
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
    return {pile.slug: found.get(pile.slug, (0, 0)) for pile in piles}


def _tally(pile: Pile, number: int, own: int) -> Tally:
    return Tally(pile, number, number if pile.own else own)
