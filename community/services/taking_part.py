"""People register for what they want to take part in, and are answered."""

from datetime import datetime, timedelta

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community import interest_mails
from community.models import Interest, Opportunity
from safety_site import council

MOST_A_DAY = 3  # mails to one address: anybody can type somebody else's, again and again


class Refused(Exception):  # noqa: N818 - the name is the message's subject
    """The change is not allowed; the message is a sentence for whoever asked for it."""


@transaction.atomic
def register(
    *,
    opportunity: Opportunity,
    name: str,
    email: str,
    phone: str,
    message: str,
    consent: str,
    at: datetime,
) -> None:
    """Keep that somebody wants to take part, once for each address.

    Whoever calls this learns nothing: whether an address was known is nobody's business.
    """
    told = {"name": name, "phone": phone, "message": message, "consent": consent, "at": at}
    interest, is_new = Interest.objects.get_or_create(
        opportunity=opportunity, email=email, defaults=told
    )
    today = Interest.objects.filter(email=email, at__gt=at - timedelta(days=1))
    if is_new and today.count() <= MOST_A_DAY:
        interest_mails.interest_received(interest)


@transaction.atomic
def reply(*, interest: Interest, text: str, by: User, at: datetime) -> None:
    """Answer one person by mail, once; raises DoesNotExist where their time was over just now."""
    interest = (
        Interest.objects.select_for_update(of=("self",), no_key=True)
        .select_related("opportunity")
        .get(pk=interest.pk)
    )
    if interest.replied_at:
        raise Refused(_("Somebody has answered this by now. Read their reply first."))
    interest.reply, interest.replied_at, interest.replied_by = text, at, by
    interest.save(update_fields=["reply", "replied_at", "replied_by"])
    if not interest_mails.interest_answered(interest, text):
        raise Refused(
            _(
                "The mail could not be written, so nothing was sent. Ask an administrator to look "
                "at the wording “interest_answered”."
            )
        )


@transaction.atomic
def take_file(*, opportunity: Opportunity, by: User, at: datetime) -> list[Interest]:
    """Return who registered, oldest first; who took how many stays in the opportunity's history."""
    interests = list(opportunity.interests.order_by("at", "pk"))
    number = len(interests)
    LogEntry.objects.create(
        action_time=at,
        user=by,
        content_type=ContentType.objects.get_for_model(opportunity),
        object_id=str(opportunity.pk),
        object_repr=str(opportunity)[:200],
        action_flag=CHANGE,
        change_message=ngettext(
            "Took a file of %s registration.", "Took a file of %s registrations.", number
        )
        % number,
    )
    return interests


@transaction.atomic
def purge_interests(*, at: datetime) -> int:
    """Forget who registered when the days that they were told are over; return how many."""
    kept_from = at - timedelta(days=council.current().interest_days)
    deleted, _by_model = Interest.objects.filter(at__lt=kept_from).delete()
    return deleted
