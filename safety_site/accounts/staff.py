"""Who works here and what they may do: every change of it is checked, made and written down."""

from collections.abc import Collection
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from reporting.models import Team
from reporting.permissions import Role
from safety_site.accounts import mails

PLAIN = {
    "username": "Username",
    "first_name": "First name",
    "last_name": "Last name",
    "email": "Email address",
}
NOTHING = "nothing"


class Refused(Exception):  # noqa: N818 - the name is the message's subject
    """The change is not allowed; the message is a sentence for whoever asked for it."""


def why_not(
    *,
    by: User | None,
    person: User,
    roles: Collection[Group],
    teams: Collection[Team],
    active: bool,
) -> str:
    """Return why somebody may not change another's access so, or nothing where they may.

    `by` is None where the council's directory says so.
    """
    if person.pk is None or by is None:
        return ""
    now = User.objects.get(pk=person.pk)
    if now.is_superuser and by != now:
        return "This account looks after the site as a whole. Only its owner changes it."
    same = (
        now.is_active == active
        and set(now.groups.all()) == set(roles)
        and set(now.teams.all()) == set(teams)
    )
    if by == now and not same:
        return (
            "You cannot change your own roles, teams or status. Ask another administrator to do it."
        )
    return ""


@transaction.atomic
def save_person(
    *,
    person: User,
    roles: Collection[Group],
    teams: Collection[Team],
    by: User | None,
    at: datetime,
) -> str:
    """Save somebody with exactly these roles and teams; return what is different now, in words.

    Nobody becomes a superuser here. `by` is None where the council's directory says so.
    Raises Refused.
    """
    before = User.objects.select_for_update().filter(pk=person.pk).first()
    if reason := why_not(by=by, person=person, roles=roles, teams=teams, active=person.is_active):
        raise Refused(reason)
    if any(group.name not in set(Role) for group in roles):
        raise Refused("Choose roles of the list.")
    if before is None:
        person.is_staff = True
        person.is_superuser = False
        person.set_unusable_password()
    elif before.email != person.email:
        EmailAddress.objects.filter(user=person).delete()  # would let the old address in
    changes = _plain_changes(before, person)
    person.save()
    changes += [
        _exchange("Roles", person.groups, roles, lambda group: group.name),
        _exchange("Teams", person.teams, teams, lambda team: team.name),
    ]
    text = " ".join(filter(None, changes))
    if text or before is None:
        how = "" if by else " (From the council’s directory.)"
        write_history(person, ADDITION if before is None else CHANGE, text + how, by or person, at)
    if by and before and before.email and before.email.lower() != person.email.lower():
        mails.address_changed(old=before.email, person=person, by=by, at=at)
    return text


def _plain_changes(before: User | None, after: User) -> list[str]:
    changes = [
        _change(label, getattr(before, name, ""), getattr(after, name))
        for name, label in PLAIN.items()
    ]
    if before is not None:
        states = {True: "on", False: "off"}
        changes.append(_change("Account", states[before.is_active], states[after.is_active]))
    return changes


def _exchange(label: str, relation, wanted, name) -> str:
    """Set one of the person's lists; return the old and the new one, where they differ."""
    old, new = (sorted(map(name, each)) for each in (relation.all(), wanted))
    relation.set(wanted)
    return _change(label, ", ".join(old), ", ".join(new))


def _change(label: str, old: str, new: str) -> str:
    return "" if old == new else f"{label}: {old or NOTHING} → {new or NOTHING}."


def write_history(person: User, flag: int, text: str, by: User, at: datetime) -> None:
    """Write the history that the person's page shows, with old and new values."""
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(User),
        object_id=person.pk,
        object_repr=str(person),
        action_flag=flag,
        change_message=text,
        action_time=at,
    )
