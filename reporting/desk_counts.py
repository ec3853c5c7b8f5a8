"""How many open reports lie on each pile, by team and officer: all of it in one pass."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from reporting.desk import Desk, piles_of


@dataclass(frozen=True)
class Heap:
    """The open reports of one team that one officer has, or nobody yet."""

    team: int
    officer: int | None
    open: int
    oldest: datetime
    numbers: Mapping[str, int]  # by pile


def heaps(desk: Desk) -> list[Heap]:
    """Count what this person may see, once for the whole front page."""
    piles = [pile for pile in piles_of(desk) if not pile.ended]
    counts = {
        f"count_{number}": Count("pk", filter=pile.where(desk)) for number, pile in enumerate(piles)
    }
    keyed = desk.visible().open().values("team", "officer")
    return [
        Heap(
            row["team"],
            row["officer"],
            row["open"],
            row["oldest"],
            {pile.slug: row[name] for pile, name in zip(piles, counts, strict=True)},
        )
        for row in keyed.annotate(open=Count("pk"), oldest=Min("received_at"), **counts)
    ]
