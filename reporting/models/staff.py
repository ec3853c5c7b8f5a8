"""Who somebody on the staff is, as the table of permissions takes it."""

from reporting.permissions import TABLE, Action, Role

# What a superuser holds: nothing that lets them read what is restricted.
OF_A_SUPERUSER = frozenset(role for role in Role if Action.READ_RESTRICTED not in TABLE[role])


def roles_of(user) -> frozenset[str]:
    """Return the person's roles, read once; whoever has left has none.

    A superuser holds every role but those that read what is restricted: these are always given to
    a person by name.
    """
    if not user.is_active:
        return frozenset()
    held = getattr(user, "_roles", None)
    if held is None:
        held = frozenset(user.groups.values_list("name", flat=True)) & set(Role)
        if user.is_superuser:
            held |= OF_A_SUPERUSER
        user._roles = held
    return held


def teams_of(user) -> tuple:
    """Return the teams that have this person, read once.

    Told their keys as plain numbers, the database knows how many reports each has, and plans so.
    """
    held = getattr(user, "_teams", None)
    if held is None:
        held = user._teams = tuple(user.teams.all())
    return held
