"""Make the groups that staff belong to, with what each may do."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

CONTENT = [
    f"faq.{action}_{model}"
    for action in ("view", "add", "change", "delete")
    for model in ("webinar", "theme", "topic", "response", "updatenote", "organisation")
] + [
    "faq.publish_topic",
    "faq.view_feedback",
    "reporting.view_supportpage",
    "reporting.add_supportpage",
    "reporting.change_supportpage",
    "reporting.view_team",
    "reporting.view_category",
]
CASES = [
    "reporting.view_report",
    "reporting.work_report",
    "reporting.allocate_report",
]
TEAM = ["reporting.view_team", "reporting.view_category", "reporting.view_routingrule"]
CATALOGUE = [
    f"reporting.{action}_{model}"
    for action in ("view", "add", "change")
    for model in (
        "category",
        "handover",
        "kind",
        "priority",
        "question",
        "questionpage",
        "routingrule",
        "supportpage",
        "team",
        "unknownpolicy",
    )
]
FORMS = ["reporting.delete_question", "reporting.delete_questionpage"]
SITE = [
    "safety_site.view_council",
    "safety_site.change_council",
    "places.view_ward",
    "places.change_ward",
    *(f"places.{action}_neighbour" for action in ("view", "add", "change", "delete")),
    "post_office.view_emailtemplate",
    "post_office.change_emailtemplate",
]
GROUPS = {
    "Editors": CONTENT,
    "Officers": CASES,
    "Team leaders": CASES + TEAM,
    "Managers": CASES + ["reporting.view_all_reports"] + CATALOGUE + FORMS + SITE,
}


def make_groups(apps, schema_editor):
    # Permissions are usually made after all migrations; the groups need them now.
    for label in ("faq", "places", "post_office", "reporting", "safety_site"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, using=schema_editor.connection.alias, verbosity=0)
        config.models_module = None
    group_model = apps.get_model("auth", "Group")
    permission_model = apps.get_model("auth", "Permission")
    by_name = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in permission_model.objects.select_related("content_type")
    }
    for name, granted in GROUPS.items():
        group, _ = group_model.objects.get_or_create(name=name)
        group.permissions.add(*(by_name[permission] for permission in granted))


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("faq", "0001_initial"),
        ("places", "0002_boundaries_and_postcodes"),
        ("post_office", "__first__"),
        ("reporting", "0002_the_form_in_full"),
        ("safety_site", "0001_initial"),
    ]

    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
