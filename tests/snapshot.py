"""Copies of the whole database, so that a test can start from the council's pack at once."""

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction


class Snapshot:
    """All rows of all tables as they stand now."""

    def __init__(self):
        models = apps.get_models(include_auto_created=True)
        tables = [model for model in models if model._meta.managed and not model._meta.proxy]
        self.rows = {model: list(model._base_manager.all()) for model in tables}

    def restore(self):
        """Put these rows in the place of whatever stands in the tables."""
        with transaction.atomic(), connection.cursor() as cursor:
            for model in self.rows:
                model._base_manager.all()._raw_delete(connection.alias)
            for model, rows in self.rows.items():
                model._base_manager.bulk_create(rows)
            for statement in connection.ops.sequence_reset_sql(no_style(), self.rows):
                cursor.execute(statement)
