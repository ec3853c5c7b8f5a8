"""Copies of the whole database, so that a test can start from the council's pack at once."""

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction


class Snapshot:
    """All rows of all tables as they stand now, ready to be written again.

    Each test that starts from the pack writes them, so they go past the ORM, which would make the
    same statements anew each time.
    """

    def __init__(self):
        models = apps.get_models(include_auto_created=True)
        self.models = [model for model in models if model._meta.managed and not model._meta.proxy]
        self.inserts = [
            (self._statement(model), rows)
            for model in self.models
            if (rows := [self._values(row) for row in model._base_manager.all()])
        ]

    def restore(self):
        """Put these rows in the place of whatever stands in the tables."""
        with transaction.atomic(), connection.cursor() as cursor:
            for model in self.models:
                model._base_manager.all()._raw_delete(connection.alias)
            for statement, rows in self.inserts:
                cursor.executemany(statement, rows)
            for statement in connection.ops.sequence_reset_sql(no_style(), self.models):
                cursor.execute(statement)

    def _statement(self, model):
        name = connection.ops.quote_name
        columns = [name(field.column) for field in model._meta.concrete_fields]
        places = ", ".join(["%s"] * len(columns))
        return f"INSERT INTO {name(model._meta.db_table)} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608 - our own tables

    def _values(self, row):
        return [
            field.get_db_prep_save(getattr(row, field.attname), connection)
            for field in row._meta.concrete_fields
        ]
