"""What tests start from: kept in the database from one test to the next, put right where needed."""

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction


class Snapshot:
    """All rows of all tables as they stand now, ready to be written again."""

    def __init__(self):
        models = apps.get_models(include_auto_created=True)
        self.tables = [
            Table(model) for model in models if model._meta.managed and not model._meta.proxy
        ]

    def restore(self):
        """Put these rows in the place of whatever stands in the tables."""
        with transaction.atomic(), connection.cursor() as cursor:
            changed = [table for table in self.tables if table.read(cursor) != table.rows]
            for table in changed:
                table.write(cursor)
            models = [table.model for table in changed]
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)


class Table:
    """The rows of one table; written past the ORM, which would make the same statements anew."""

    def __init__(self, model):
        name = connection.ops.quote_name
        fields = model._meta.concrete_fields
        table, key = name(model._meta.db_table), name(model._meta.pk.column)
        columns = ", ".join(name(field.column) for field in fields)
        places = ", ".join(["%s"] * len(fields))
        self.model = model
        self.select = f"SELECT {columns} FROM {table} ORDER BY {key}"  # noqa: S608 - our own tables
        self.delete = f"DELETE FROM {table}"  # noqa: S608 - our own tables
        self.insert = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - our own tables
        self.values = [
            [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
            for row in model._base_manager.all()
        ]
        with connection.cursor() as cursor:
            self.rows = self.read(cursor)

    def read(self, cursor):
        cursor.execute(self.select)
        return cursor.fetchall()

    def write(self, cursor):
        cursor.execute(self.delete)
        if self.values:
            cursor.executemany(self.insert, self.values)


class StartingPoints:
    """Brings the database to where a test starts from, by name; remembers where it stands.

    What a test changes is rolled back, so the next one that starts from the same finds it there.
    Rows are written only for one that starts from something else, or after a test that committed.
    """

    def __init__(self, loaders):
        self.loaders = loaders
        self.snapshots = {"": Snapshot()}
        self.standing = ""

    def go_to(self, name):
        if name == self.standing:
            return
        self.standing = None
        if name in self.snapshots:
            self.snapshots[name].restore()
        else:
            self.snapshots[""].restore()
            self.loaders[name]()
            self.snapshots[name] = Snapshot()
        self.standing = name

    def leave(self):
        """Trust nothing that stands there: a test committed."""
        self.standing = None
