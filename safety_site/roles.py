"""Gives each role's group what the table of permissions says, and takes away what it does not."""

from reporting.permissions import Role, grants


def sync(groups, permissions) -> None:
    """Make every group of the table and set its permissions; those that do not exist yet wait.

    Takes the models' managers, so that a migration can pass those of its own time.
    """
    known = {
        f"{each.content_type.app_label}.{each.codename}": each
        for each in permissions.select_related("content_type")
    }
    for role in Role:
        group, _ = groups.get_or_create(name=role.value)
        group.permissions.set([known[name] for name in grants(role) & known.keys()])
