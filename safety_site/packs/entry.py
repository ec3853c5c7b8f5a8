"""A table of a pack file, and what tables a file may have."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, PrivateAttr

from safety_site.packs.faults import Fault
from safety_site.packs.source import Source
from safety_site.packs.toml_lines import Path


class Entry(BaseModel):
    """A table of a pack file, which knows where it stands."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    noun: ClassVar[str]
    name_key: ClassVar[str] = "slug"
    _source: Source = PrivateAttr()
    _path: Path = PrivateAttr()

    def stand_at(self, source: Source, path: Path) -> None:
        """Remember the place of this table and of all tables in it."""
        self._source, self._path = source, path
        for key, value in self:
            if isinstance(value, Entry):
                value.stand_at(source, (*path, key))
            elif isinstance(value, list):
                for number, item in enumerate(value):
                    if isinstance(item, Entry):
                        item.stand_at(source, (*path, key, number))

    def fault(self, *keys: str | int, says: str) -> Fault:
        """Find fault with one key of this table."""
        return self._source.fault((*self._path, *keys), says)

    def text_line(self, key: str) -> int:
        return self._source.text_line((*self._path, key))

    @property
    def file(self) -> str:
        return self._source.name

    @property
    def name_in_pack(self) -> str:
        return getattr(self, self.name_key)

    @property
    def named(self) -> str:
        return f"{self.noun} “{self.name_in_pack}”"


@dataclass(frozen=True)
class Shape:
    """Which tables a file has: one of a name, many of it, or one for each key below it."""

    one: Mapping[str, type[Entry]] = field(default_factory=dict)
    many: Mapping[str, type[Entry]] = field(default_factory=dict)
    by_key: Mapping[str, type[Entry]] = field(default_factory=dict)
    needed: frozenset[str] = frozenset()
