"""What a member of staff is granted, as the predicates of `permissions` take it."""

from reporting import permissions


def granted(user):
    """Return the person's scope and permissions."""
    held = user.get_all_permissions()
    return permissions.report_scope(user.is_active, held), held
