"""Let PostgreSQL find reports by their words; SQLite looks at them one by one."""

from django.db import migrations, models

# As Django writes SearchVector("text", config="english"), so that the index serves it.
MAKE = """
CREATE INDEX report_words ON reporting_reportwords
USING gin (to_tsvector('english'::regconfig, COALESCE(text, '')))
"""


def make_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(MAKE)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX report_words")


class Migration(migrations.Migration):
    dependencies = [("reporting", "0006_clocks_and_words_of_old_reports")]

    operations = [
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['linked', 'duplicate']), _negated=True), ('main__isnull', False), _connector='OR'), name='report_that_is_joined_names_its_main'),
        ),
        migrations.RunPython(make_index, drop_index),
    ]
