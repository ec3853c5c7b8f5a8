from django.contrib.auth.management import create_permissions
from django.db import migrations

from safety_site import roles


def set_roles(apps, schema_editor):
    # Permissions are usually made after all migrations; the groups need them now.
    config = apps.get_app_config("community")
    config.models_module = True
    create_permissions(config, apps=apps, using=schema_editor.connection.alias, verbosity=0)
    config.models_module = None
    roles.sync(
        apps.get_model("auth", "Group").objects, apps.get_model("auth", "Permission").objects
    )


class Migration(migrations.Migration):

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("community", "0001_what_ties_residents_to_their_ward"),
        ("safety_site", "0006_taking_part"),
    ]

    operations = [migrations.RunPython(set_roles, migrations.RunPython.noop)]
