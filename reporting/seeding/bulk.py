"""Rows into the database as quickly as it takes them: COPY on PostgreSQL, else INSERT of many."""

import json
from collections.abc import Iterable
from functools import cache

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models.fields.json import JSONField


class Rows:
    """Rows of one model that wait to be written; those with a key of their own count it up."""

    def __init__(self, model: type[models.Model]):
        self.model = model
        self.fields = model._meta.concrete_fields
        self.waiting: list[dict] = []
        self.key = model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0

    def add(self, **values) -> int:
        """Take one row, by column; what is not given is as the model has it. Return its key."""
        if self.model._meta.pk.remote_field is None:
            self.key += 1
            values["id"] = self.key
        self.waiting.append(values)
        return self.key

    def write(self) -> None:
        """Write what waits."""
        rows, self.waiting = self.waiting, []
        if connection.vendor == "postgresql":
            self._copy(rows)
        else:
            made = (self.model(**row) for row in rows)
            self.model._base_manager.bulk_create(made, batch_size=1000)

    def _copy(self, rows):
        fields = [(field.attname, isinstance(field, JSONField)) for field in self.fields]
        columns = ", ".join(connection.ops.quote_name(field.column) for field in self.fields)
        table = connection.ops.quote_name(self.model._meta.db_table)
        usual = defaults(self.model)
        with (
            connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as to,
        ):
            for row in rows:
                full = {**usual, **row}
                to.write_row(
                    [json.dumps(full[name]) if is_json else full[name] for name, is_json in fields]
                )


@cache
def defaults(model) -> dict:
    """Return each column's usual value, by its name."""
    return {field.attname: field.get_default() for field in model._meta.concrete_fields}


def reset_keys(tables: Iterable[Rows]) -> None:
    """Let the database count on from the keys that were written."""
    written = [each.model for each in tables]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), written):
            cursor.execute(statement)
