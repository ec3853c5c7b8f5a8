"""Loads a pack into the database: adds, refreshes, and never undoes what staff did since."""

from datetime import datetime

from django.db import transaction
from django.db.models import Model

from safety_site.models import PackRecord
from safety_site.packs import order
from safety_site.packs.memory import Memory, digest
from safety_site.packs.pack import Pack
from safety_site.packs.result import LoadResult, Outcome, Verdict
from safety_site.packs.shelf import Item, Shelf
from safety_site.packs.shelves import SHELVES

HISTORY_REASON = "Loaded from the council pack"
PLACE_OF = "place of "  # kind of the records of where an object stood, apart from what it said


@transaction.atomic
def load(pack: Pack, *, at: datetime) -> LoadResult:
    """Bring the database up to the pack, whole or not at all; `at` goes into histories."""
    # Two servers that start together load one after the other: the second waits for this row.
    PackRecord.objects.select_for_update().get_or_create(kind="pack", key="lock")
    loader = _Loader(at)
    for shelf in SHELVES:
        loader.fill(shelf, shelf.items(pack))
    for shelf in reversed(SHELVES):
        loader.clear(shelf)
    loader.memory.keep()
    return LoadResult(loader.outcomes.values())


class _Loader:
    """Goes from shelf to shelf, knowing what the pack last wrote and what stands there now."""

    def __init__(self, at: datetime):
        self.at = at
        self.memory = Memory()
        self.rows: dict[str, dict[str, Model]] = {}
        self.keys: dict[str, dict[int, str]] = {}
        self.wanted: dict[str, dict[str, Item]] = {}
        self.outcomes: dict[tuple[str, str], Outcome] = {}

    def fill(self, shelf: Shelf, items) -> None:
        """Create what is new, update what staff left alone, and note what became of the rest."""
        self._look_at(shelf)
        rows = self.rows[shelf.kind]
        wanted = self.wanted[shelf.kind] = {
            key: item for item in items if self._may_add(shelf, key := self._key(shelf, item), item)
        }
        before = [key for key in rows if not self._goes(shelf, key)]
        new = [key for key in wanted if key not in rows and self._may_create(shelf, key)]
        rows |= {key: shelf.model(**wanted[key].first) for key in new}
        changed = [key for key in before if key in wanted and self._may_update(shelf, key)] + new
        for key in changed:
            self._set_columns(shelf, key)
            self.memory.note(shelf.kind, key, self._then(shelf, key))
        moved = self._arrange(shelf, before) if shelf.ordered else set()
        for key in dict.fromkeys([*changed, *moved]):
            self._save(shelf, key)
        for key in changed:
            self._set_many(shelf, key)

    def clear(self, shelf: Shelf) -> None:
        """Take out what left the pack, where nothing is lost by it; name the rest."""
        for key in sorted(self.memory.keys(shelf.kind) - self.wanted[shelf.kind].keys()):
            row = self.rows[shelf.kind].get(key)
            if row is None:
                self._forget(shelf, key)
            elif self._goes(shelf, key) and not self._is_used(shelf, row):
                self._sign(row)
                row.delete()
                del self.rows[shelf.kind][key]
                self._forget(shelf, key)
                self._note(shelf, key, Verdict.TAKEN_OUT)
            else:
                self._note(shelf, key, Verdict.NO_LONGER_IN_PACK)

    # --- What stands there ----------------------------------------------------------------------

    def _look_at(self, shelf: Shelf) -> None:
        rows = self.rows[shelf.kind] = {}
        keys = self.keys[shelf.kind] = {}
        for row in shelf.rows():
            parent = f"{self._parent(shelf, row)}/" if shelf.nested else ""
            keys[row.pk] = f"{parent}{shelf.name(row)}"
            rows.setdefault(keys[row.pk], row)

    def _key(self, shelf: Shelf, item: Item) -> str:
        return f"{item.values[shelf.parent]}/{item.name}" if shelf.nested else item.name

    def _parent(self, shelf: Shelf, row: Model) -> str:
        """The key of the object that this one stands under; nothing where there is none."""
        return self._reference(shelf, row, shelf.parent) or "" if shelf.parent else ""

    def _reference(self, shelf: Shelf, row: Model, column: str) -> str | None:
        return self.keys[shelf.references[column]].get(getattr(row, f"{column}_id"))

    def _now(self, shelf: Shelf, key: str) -> str:
        """The digest of what an object says now."""
        row = self.rows[shelf.kind][key]
        values = {}
        for column in shelf.columns:
            if column in shelf.references:
                values[column] = self._reference(shelf, row, column)
            elif column in shelf.many:
                keys = self.keys[shelf.many[column]]
                values[column] = sorted(keys[other.pk] for other in getattr(row, column).all())
            else:
                values[column] = getattr(row, column)
        return digest(shelf.counted(values))

    def _then(self, shelf: Shelf, key: str) -> str:
        """The digest of what the pack wants an object to say."""
        item = self.wanted[shelf.kind][key]
        many = {name: self._many(shelf, item, name) for name in shelf.many}
        return digest(shelf.counted({**item.values, **many}))

    def _many(self, shelf: Shelf, item: Item, column: str) -> list[str]:
        """What an object relates to, less what staff removed."""
        return sorted(set(item.values[column]) & self.rows[shelf.many[column]].keys())

    # --- What may be done -----------------------------------------------------------------------

    def _may_add(self, shelf: Shelf, key: str, item: Item) -> bool:
        """Whether an object joins what is the pack's: nothing is put into staff's or residents'."""
        if not shelf.nested or self.memory.digest(shelf.kind, key) is not None:
            return True
        owner = shelf.references[shelf.parent], item.values[shelf.parent]
        kept = self.outcomes.get(owner)
        if kept and kept.verdict is Verdict.KEPT_OLDER and self.memory.digest(*owner) is None:
            self._note(shelf, key, Verdict.LEFT_OUT, "{} “{}” is not the pack's".format(*owner))
            return False
        return True

    def _may_create(self, shelf: Shelf, key: str) -> bool:
        if self.memory.digest(shelf.kind, key) is not None:
            return self._note(shelf, key, Verdict.REMOVED_BY_STAFF)
        if reason := self._obstacle(shelf, key):
            return self._note(shelf, key, Verdict.LEFT_OUT, reason)
        return self._note(shelf, key, Verdict.CREATED)

    def _may_update(self, shelf: Shelf, key: str) -> bool:
        now, then = self._now(shelf, key), self._then(shelf, key)
        last = self.memory.digest(shelf.kind, key)
        if now == then:
            self.memory.note(shelf.kind, key, then)
            return self._note(shelf, key, Verdict.UNCHANGED)
        if now != last:
            verdict = Verdict.KEPT if then == last else Verdict.KEPT_OLDER
            why = "it was there before the pack" if last is None else ""
            return self._note(shelf, key, verdict, why)
        if reason := self._obstacle(shelf, key):
            return self._note(shelf, key, Verdict.LEFT_OUT, reason)
        return self._note(shelf, key, Verdict.UPDATED)

    def _obstacle(self, shelf: Shelf, key: str) -> str:
        """Say what staff did that keeps an object from being written; nothing where it can be."""
        item = self.wanted[shelf.kind][key]
        for column, kind in shelf.references.items():
            name = item.values[column]
            if name is not None and name not in self.rows[kind]:
                return f"it needs the {kind} “{name}”, which is not on the site"
        for column in shelf.unique_columns():
            for other, row in self.rows[shelf.kind].items():
                if other != key and getattr(row, column) == item.values[column]:
                    return f"“{other}” has the same {column}"
        return ""

    def _goes(self, shelf: Shelf, key: str) -> bool:
        """Whether an object that left the pack is taken out: staff never edited it."""
        last = self.memory.digest(shelf.kind, key)
        left = last is not None and key not in self.wanted[shelf.kind]
        return shelf.goes and left and self._now(shelf, key) == last

    def _is_used(self, shelf: Shelf, row: Model) -> bool:
        return any(
            getattr(other, f"{column}_id") == row.pk
            for user in SHELVES
            for column, kind in user.references.items()
            if kind == shelf.kind
            for other in self.rows[user.kind].values()
        )

    def _note(self, shelf: Shelf, key: str, verdict: Verdict, why: str = "") -> bool:
        """Note what becomes of an object; return whether it is written."""
        self.outcomes[shelf.kind, key] = Outcome(shelf.kind, key, verdict, why)
        return verdict in (Verdict.CREATED, Verdict.UPDATED)

    def _forget(self, shelf: Shelf, key: str) -> None:
        self.memory.forget(shelf.kind, key)
        self.memory.forget(PLACE_OF + shelf.kind, key)

    # --- Doing it -------------------------------------------------------------------------------

    def _set_columns(self, shelf: Shelf, key: str) -> None:
        row, item = self.rows[shelf.kind][key], self.wanted[shelf.kind][key]
        for column in shelf.columns:
            value = item.values[column]
            if column in shelf.references:
                value = None if value is None else self.rows[shelf.references[column]][value]
            if column not in shelf.many:
                setattr(row, column, value)

    def _arrange(self, shelf: Shelf, before: list[str]) -> set[str]:
        """Give each object its place among those under one parent; return those that moved."""
        rows, changed = self.rows[shelf.kind], set()
        groups: dict[str, tuple[list[str], list[str]]] = {}
        for number, keys in enumerate((before, self.wanted[shelf.kind])):
            for key in keys:
                if key in rows:
                    group = groups.setdefault(self._parent(shelf, rows[key]), ([], []))
                    group[number].append(key)
        for now, then in groups.values():
            last = {key: self.memory.digest(PLACE_OF + shelf.kind, key) for key in now}
            if order.moved(now, {key: int(place) for key, place in last.items() if place}):
                right = order.merged(now, then)
            else:
                right = order.merged(then, now)
                for place, key in enumerate(then, 1):
                    self.memory.note(PLACE_OF + shelf.kind, key, str(place))
            if right != now:
                changed |= {
                    key for place, key in enumerate(right, 1) if self._put(shelf, rows[key], place)
                }
        return changed

    def _put(self, shelf: Shelf, row: Model, place: int) -> bool:
        differs = getattr(row, shelf.place) != place
        setattr(row, shelf.place, place)
        return differs

    def _save(self, shelf: Shelf, key: str) -> None:
        row = self.rows[shelf.kind][key]
        self._sign(row)
        row.save()
        self.keys[shelf.kind][row.pk] = key
        outcome = self.outcomes.get((shelf.kind, key))
        if outcome and outcome.verdict is Verdict.UNCHANGED:
            self._note(shelf, key, Verdict.UPDATED, "moved")

    def _set_many(self, shelf: Shelf, key: str) -> None:
        row, item = self.rows[shelf.kind][key], self.wanted[shelf.kind][key]
        for column, kind in shelf.many.items():
            getattr(row, column).set(
                self.rows[kind][name] for name in self._many(shelf, item, column)
            )

    def _sign(self, row: Model) -> None:
        """Tell the history when and why this changed."""
        row._history_date, row._change_reason = self.at, HISTORY_REASON
