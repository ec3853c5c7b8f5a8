"""Reads a pack's folder into its tables, and notes everything that is wrong with it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from safety_site.packs import sentences, toml_lines
from safety_site.packs.answers_schema import Mail, Topic
from safety_site.packs.community_schema import Channel, Count, Opportunity, WardTeam
from safety_site.packs.entry import Entry, Shape
from safety_site.packs.faults import Fault, meant
from safety_site.packs.risk_schema import RiskFactor, RiskLevel
from safety_site.packs.routing_schema import Priority, Rule, Unknown
from safety_site.packs.schema import (
    Brand,
    Category,
    Example,
    Handover,
    Identity,
    Neighbour,
    Organisation,
    Police,
    SupportPage,
    Team,
    Ward,
)
from safety_site.packs.source import Source, Unreadable, read_text

SCHEMA = 1
FILES = {
    "council.toml": Shape(
        one={"council": Identity, "police": Police, "brand": Brand},
        many={"organisation": Organisation},
        needed=frozenset({"council", "police", "brand", "organisation"}),
    ),
    "teams.toml": Shape(many={"team": Team, "handover": Handover}, needed=frozenset({"team"})),
    "categories.toml": Shape(many={"category": Category}, needed=frozenset({"category"})),
    "routing.toml": Shape(
        many={"priority": Priority, "rule": Rule},
        by_key={"unknown": Unknown},
        needed=frozenset({"rule"}),
    ),
    "risk.toml": Shape(
        many={"factor": RiskFactor, "level": RiskLevel}, needed=frozenset({"factor", "level"})
    ),
    "wards.toml": Shape(many={"ward": Ward, "neighbour": Neighbour}, needed=frozenset({"ward"})),
    "support.toml": Shape(many={"page": SupportPage}),
}
OPTIONAL_FILES = {
    "community.toml": Shape(
        many={
            "channel": Channel,
            "opportunity": Opportunity,
            "count": Count,
            "ward_team": WardTeam,
        }
    ),
    "examples.toml": Shape(many={"example": Example}),
}


@dataclass
class Reading:
    """What has been read of a pack so far.

    `names` holds what each kind of table is called in the files, faulty tables among them, so
    that one slip is told once; a kind whose file could not be read is not in it.
    """

    folder: Path
    faults: list[Fault] = field(default_factory=list)
    entries: dict[type[Entry], list[Entry]] = field(default_factory=dict)
    names: dict[type[Entry], set[str]] = field(default_factory=dict)
    kinds: dict[str, set[str]] = field(default_factory=dict)
    topics: list[Topic] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)
    _first: dict[tuple[type[Entry], str], tuple[Source, toml_lines.Path]] = field(
        default_factory=dict
    )

    def all(self, model: type[Entry]) -> list:
        """Return the sound tables of a kind, in the order of the files."""
        return self.entries.get(model, [])

    def read_toml(self, name: str, shape: Shape) -> None:
        """Read one file of tables."""
        try:
            source = Source(name, read_text(self.folder, name))
        except Unreadable as unreadable:
            self.faults.append(unreadable.fault)
            return
        for model in (*shape.one.values(), *shape.many.values(), *shape.by_key.values()):
            self.entries.setdefault(model, [])
            self.names.setdefault(model, set())
        self._check_top(source, shape)
        for path, model, raw in _tables(source, shape):
            if not isinstance(raw, Mapping):
                brackets = f"[{path[0]}]" if path[0] in shape.one else f"[[{path[0]}]]"
                self.faults.append(source.fault(path, f"Write this as a table under {brackets}."))
                continue
            self._note_name(source, path, model, raw)
            entry = self.read_table(source, path, model, raw)
            if entry:
                self.entries[model].append(entry)

    def read_table(self, source: Source, path: toml_lines.Path, model: type[Entry], raw: Mapping):
        """Return a table as its model, or note what is wrong with it."""
        try:
            entry = model.model_validate(raw)
        except ValidationError as error:
            self.faults += sentences.faults_of(error, model, raw, source, path)
            return None
        entry.stand_at(source, path)
        return entry

    def _check_top(self, source: Source, shape: Shape) -> None:
        known = {"schema", *shape.one, *shape.many, *shape.by_key}
        for key in source.data.keys() - known:
            sentence = f"“{key}” is not a key of this file.{meant(key, known)}"
            self.faults.append(source.fault((key,), sentence))
        for key in sorted(key for key in shape.needed if not source.data.get(key)):
            brackets = f"[{key}]" if key in shape.one else f"[[{key}]]"
            self.faults.append(source.fault((), f"This file needs {brackets}. Add it."))
        schema = source.data.get("schema")
        if schema != SCHEMA or isinstance(schema, bool):
            self.faults.append(source.fault(("schema",), f"Begin with “schema = {SCHEMA}”."))

    def _note_name(
        self, source: Source, path: toml_lines.Path, model: type[Entry], raw: Mapping
    ) -> None:
        """Remember what the table is called, and find a second one of that name."""
        name = raw.get(model.name_key)
        if not isinstance(name, str):
            return
        path = (*path, model.name_key)
        if name in self.names[model]:
            first, where = self._first[model, name]
            sentence = (
                f"{first.name}, line {first.line(where)}, has a {model.noun} “{name}” already. "
                "Give each its own name."
            )
            self.faults.append(source.fault(path, sentence))
        else:
            self.names[model].add(name)
            self._first[model, name] = (source, path)
        if model is Category:
            kinds = raw.get("kind")
            self.kinds[name] = {
                kind["slug"]
                for kind in (kinds if isinstance(kinds, list) else [])
                if isinstance(kind, Mapping) and isinstance(kind.get("slug"), str)
            }


def _tables(source: Source, shape: Shape) -> Iterator[tuple[toml_lines.Path, type[Entry], object]]:
    """Every table of the file with its place and its model."""
    for key, model in shape.one.items():
        if key in source.data:
            yield (key,), model, source.data[key]
    for key, model in shape.many.items():
        items = source.data.get(key, [])
        if not isinstance(items, list):
            yield (key,), model, None
            continue
        for number, raw in enumerate(items):
            yield (key, number), model, raw
    for key, model in shape.by_key.items():
        items = source.data.get(key, {})
        if not isinstance(items, Mapping):
            yield (key,), model, None
            continue
        for name, raw in items.items():
            yield (key, name), model, raw
