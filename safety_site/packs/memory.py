"""Remembers what the pack last said, in a form that an edit without a change does not alter."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal

from safety_site.models import PackRecord


def digest(values: Mapping[str, object]) -> str:
    """Return a digest of an object's values; equal for what staff would see as equal."""
    text = json.dumps(_plain(values), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    match value:
        case str():
            # Browsers send CR LF, and forms strip: saving a form unchanged is no edit.
            return value.replace("\r\n", "\n").strip()
        case Decimal():
            return f"{value:.5f}"
        case date() | time():
            return value.isoformat()
        case Mapping():
            return {key: _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
    return value


class Memory:
    """The records of what the pack last wrote, read once and written once."""

    def __init__(self):
        self._records = {(row.kind, row.key): row for row in PackRecord.objects.all()}
        self._new: dict[tuple[str, str], str] = {}
        self._forgotten: list[int] = []

    def keys(self, kind: str) -> set[str]:
        """Return the keys of all objects of a kind that the pack ever wrote."""
        return {key for record_kind, key in self._records if record_kind == kind}

    def digest(self, kind: str, key: str) -> str | None:
        """Return what is remembered of an object; None for one that the pack never wrote."""
        record = self._records.get((kind, key))
        return record.digest if record else None

    def note(self, kind: str, key: str, text: str) -> None:
        """Remember this once the load is done; until then the old memory holds."""
        self._new[kind, key] = text

    def forget(self, kind: str, key: str) -> None:
        """Remember no more of an object that is gone from both pack and database."""
        record = self._records.get((kind, key))
        if record:
            self._forgotten.append(record.pk)

    def keep(self) -> None:
        """Write down what changed."""
        made, changed = [], []
        for (kind, key), text in self._new.items():
            record = self._records.get((kind, key))
            if record is None:
                made.append(PackRecord(kind=kind, key=key, digest=text))
            elif record.digest != text:
                record.digest = text
                changed.append(record)
        if made:
            PackRecord.objects.bulk_create(made)
        if changed:
            PackRecord.objects.bulk_update(changed, ["digest"], batch_size=200)
        if self._forgotten:
            PackRecord.objects.filter(pk__in=self._forgotten).delete()
