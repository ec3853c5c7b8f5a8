"""A shelf: all objects of one kind in the database, and how a pack describes them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter

from django.db.models import Model, Q, QuerySet

from safety_site.packs.entry import Entry
from safety_site.packs.pack import Pack


@dataclass(frozen=True)
class Item:
    """One object as the pack has it.

    `values` are columns; a reference is the key of the other object. `first` is set when the
    object is made, and never again.
    """

    name: str
    values: Mapping[str, object]
    first: Mapping[str, object]


@dataclass(frozen=True)
class Shelf:
    """All objects of one kind; an object's key is its name, after its parent's key if nested.

    `references` and `many` lead from a column to the kind that it refers to. `parent` is the
    column whose object this one stands in order under, `place` the one that holds its place there.
    `goes` says whether an object that has left the pack, and that staff never edited, is taken out:
    no report points at it, and it would go on deciding or asking what the council no longer wants.
    `later` has the columns that came after a release, with what they hold until somebody says
    otherwise: so long they do not count, so that what an older release wrote is still known as
    unedited.
    """

    kind: str
    model: type[Model]
    columns: tuple[str, ...]
    items: Callable[[Pack], Iterable[Item]]
    name: Callable[[Model], str] = attrgetter("slug")
    references: Mapping[str, str] = field(default_factory=dict)
    many: Mapping[str, str] = field(default_factory=dict)
    parent: str = ""
    nested: bool = False
    ordered: bool = False
    place: str = "position"
    goes: bool = False
    only: Q = field(default_factory=Q)
    later: Mapping[str, object] = field(default_factory=dict)

    def rows(self) -> QuerySet:
        """Return everything that stands on this shelf, in order."""
        rows = self.model.objects.filter(self.only)
        return rows.select_related(*self.references).prefetch_related(*self.many)

    def counted(self, values: Mapping[str, object]) -> dict[str, object]:
        """Return those values by which an edit is known."""
        return {
            column: value
            for column, value in values.items()
            if column not in self.later or value != self.later[column]
        }

    def unique_columns(self) -> list[str]:
        """Return the columns, beside the key, in which no two objects may be equal."""
        fields = self.model._meta.get_fields()
        return [field.name for field in fields if field.name in self.columns and field.unique]


def plain(kind: str, model: type[Model], entries: str, columns: str, **more) -> Shelf:
    """Make a shelf whose columns and keys are called as in the pack."""
    names = tuple(columns.split())
    key = more.pop("key", "slug")

    def item(entry: Entry) -> Item:
        name = getattr(entry, key)
        return Item(name, {column: getattr(entry, column) for column in names}, {key: name})

    return Shelf(
        kind=kind,
        model=model,
        columns=names,
        items=lambda pack: map(item, getattr(pack, entries)),
        name=attrgetter(key),
        **more,
    )
