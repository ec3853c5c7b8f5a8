"""A second factor that is lost: others take it away, its owner sets up a new one."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.admin.models import CHANGE
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from safety_site.accounts import history, mails, staff


def why_not(*, by: User, person: User) -> str:
    """Return why somebody may not take away another's second factor, or nothing where they may."""
    if by == person:
        return _(
            "Change your own second factor under “Your sign-in”. If you lost your phone, ask"
            " another administrator."
        )
    if person.is_superuser and not by.is_superuser:
        return _("This account looks after the site as a whole. Only the owner of one changes it.")
    if _directory_asks(person):
        return _(
            "The council’s directory asks them for their second factor. Ask those who look after"
            " the directory."
        )
    if not Authenticator.objects.filter(user=person).exists():
        return _("They have no second factor here. They set one up when they next sign in.")
    if not person.is_active:
        return _("This account is switched off. Switch it on first.")
    if not person.email:
        return _("Add their email address first: they are told by mail.")
    return ""


def _directory_asks(person: User) -> bool:
    """Say whether somebody is never asked for ours; what one token says holds for one sign-in."""
    always = bool(settings.OIDC_URL) and settings.OIDC_SECOND_FACTOR == "provider"
    return always and SocialAccount.objects.filter(user=person).exists()


@transaction.atomic
def take_away(*, person: User, by: User, at: datetime) -> None:
    """Remove somebody's app and recovery codes, sign them out everywhere, and tell them.

    At their next sign-in they set up a new one. Raises staff.Refused.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if reason := why_not(by=by, person=person):
        raise staff.Refused(reason)
    Authenticator.objects.filter(user=person).delete()
    history.end_everywhere(user=person)
    text = "Second factor: taken away, to be set up anew at the next sign-in. Signed out."
    staff.write_history(person, CHANGE, text, by, at)
    mails.second_factor_removed(person=person, by=by, at=at)
