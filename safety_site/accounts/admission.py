"""Lets in whom the council's directory sends, with the roles and teams of their groups there."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from allauth.socialaccount.models import SocialAccount
from allauth.utils import generate_unique_username
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from safety_site.accounts import staff
from safety_site.accounts.claims import Claims
from safety_site.models import DirectoryGroup

PROVIDER = "directory"


class Refusal(StrEnum):
    """Why somebody whom the directory knows does not come in."""

    NO_LIST = "no-list"  # the directory does not say which groups they are in
    NO_GROUP = "no-group"  # none of their groups may do anything here
    TAKEN = "taken"  # their address belongs to an account that is not known to be theirs
    EMERGENCY = "emergency"  # a superuser's account: password only
    OFF = "off"


@dataclass(frozen=True)
class Answer:
    """Who it is, where we know them, and why they do not come in, if they do not."""

    user: User | None
    refusal: Refusal | None = None


@transaction.atomic
def admit(*, claims: Claims, at: datetime) -> Answer:
    """Find or make the account of somebody from the directory, and bring it up to date.

    Whoever is in none of the mapped groups any more is switched off.
    """
    linked = SocialAccount.objects.filter(provider=PROVIDER, uid=claims.uid).first()
    if linked:
        user, refusal = User.objects.select_for_update().get(pk=linked.user_id), None
    else:
        user, refusal = _by_address(claims)
    if refusal := refusal or _refusal(user, claims):
        return Answer(user, refusal)
    mapping = list(DirectoryGroup.objects.prefetch_related("roles", "teams"))
    theirs = [group for group in mapping if group.name in claims.groups]
    if not theirs:
        if linked and user.is_active:
            user.is_active = False
            _bring_up_to_date(user, linked, mapping, theirs, at)
        return Answer(user, Refusal.NO_GROUP)
    if user and not user.is_active:
        return Answer(user, Refusal.OFF)
    if user and not linked:
        user.set_unusable_password()  # ends their sessions too: the directory is their way in now
    user = user or _new_user(claims)
    linked = linked or SocialAccount(provider=PROVIDER, uid=claims.uid)
    _bring_up_to_date(user, linked, mapping, theirs, at)
    return Answer(user)


def _refusal(user: User | None, claims: Claims) -> Refusal | None:
    if user and user.is_superuser:
        return Refusal.EMERGENCY
    return Refusal.NO_LIST if claims.groups is None else None


def _by_address(claims: Claims) -> tuple[User | None, Refusal | None]:
    """Return the account that has this address; one that the directory does not prove is not it.

    Nor is one that somebody else of the directory has: addresses are given to new people.
    """
    same = [
        user
        for user in User.objects.select_for_update().filter(email__iexact=claims.email)
        if claims.email and user.email.lower() == claims.email  # not by the database's capitals
    ]
    if not same:
        return None, None
    taken = SocialAccount.objects.filter(user__in=same, provider=PROVIDER).exists()
    if not claims.vouched or len(same) > 1 or not same[0].is_staff or taken:
        return None, Refusal.TAKEN
    return same[0], None


def _new_user(claims: Claims) -> User:
    names = [claims.username, claims.email, claims.first_name, claims.last_name, "staff"]
    return User(
        username=generate_unique_username(names),
        email=claims.email if claims.vouched else "",
        first_name=claims.first_name,
        last_name=claims.last_name,
    )


def _bring_up_to_date(user, linked: SocialAccount, mapping, theirs, at: datetime) -> None:
    """Give what their groups give, take what the directory gave before; leave the rest alone.

    Nobody lifts themselves: what somebody wrote into the mapping reaches them only once another
    administrator has saved it.
    """
    own = _written_by(user, theirs)
    wanted, given = {}, {}
    for kind, held_as in (("roles", "groups"), ("teams", "teams")):
        held = set(getattr(user, held_as).all()) if user.pk else set()
        gives = {group.pk: set(getattr(group, kind).all()) for group in mapping}
        all_given = set().union(*(gives[group.pk] for group in theirs))
        by_others = set().union(*(gives[group.pk] for group in theirs if group.pk not in own))
        once = linked.extra_data.get(kind, [])
        managed = set().union(*gives.values()) | {each for each in held if each.pk in once}
        given[kind] = by_others | (all_given & held)
        wanted[kind] = (held - managed) | given[kind]
    staff.save_person(person=user, **wanted, by=None, at=at)
    linked.user = user
    linked.extra_data = {kind: sorted(each.pk for each in given[kind]) for kind in given}
    linked.save()


def _written_by(user, groups) -> set[int]:
    """Return which of these groups were last changed in the mapping by this very person."""
    entries = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(DirectoryGroup),
        object_id__in=[str(group.pk) for group in groups],
    )
    last = {int(pk): by for pk, by in entries.order_by("pk").values_list("object_id", "user_id")}
    return {pk for pk, by in last.items() if by == user.pk}
