"""Who somebody on the staff is, as the table of permissions takes it."""

from reporting.permissions import Role


def roles_of(user) -> frozenset[str]:
    """Return the person's roles, read once; whoever has left has none.

    A superuser holds every role but clearance, which is always given to a person by name.
    """
    if not user.is_active:
        return frozenset()
    held = getattr(user, "_roles", None)
    if held is None:
        held = frozenset(user.groups.values_list("name", flat=True)) & set(Role)
        if user.is_superuser:
            held |= set(Role) - {Role.CLEARED}
        user._roles = held
    return held


def teams_of(user) -> tuple[int, ...]:
    """Return the keys of the teams that have this person, read once.

    As plain numbers the database knows how many reports each has, and plans for that.
    """
    keys = getattr(user, "_teams", None)
    if keys is None:
        keys = user._teams = tuple(user.teams.order_by().values_list("pk", flat=True))
    return keys
