"""People ask for news, say that an address is theirs, choose, and leave."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from community import newsletter_mails as mails
from community.models import ConsentRecord, Subscriber
from faq.models import Theme
from places.models import Ward
from safety_site import council

# Anybody can type somebody else's address: that must not become a flood.
CONFIRM_EVERY, MOST_CONFIRMS = timedelta(hours=1), 3
REMIND_EVERY = timedelta(days=1)
WAITS = timedelta(days=mails.LINK_DAYS)


def digest(address: str) -> str:
    """Return the code of an address in the proofs of consent; SECRET_KEY is needed to make it."""
    code = salted_hmac(
        "community.consent", address.lower(), secret=settings.SECRET_KEY, algorithm="sha256"
    )
    return code.hexdigest()


@transaction.atomic
def ask(
    *,
    email: str,
    newsletter: bool,
    meetings: bool,
    wards: Collection[str],
    themes: Collection[str],
    at: datetime,
) -> None:
    """Let an address ask for news; nothing is sent to it but the question if it is theirs.

    Who gets news already is led to their choices, which nobody changes from outside.
    """
    subscriber = _of(email, at)
    if subscriber.confirmed_at and not subscriber.stopped_at:
        if _may_write(subscriber, REMIND_EVERY, at):
            mails.remind_of_choices(subscriber)
            _note_mail(subscriber, at)
        return
    subscriber.newsletter, subscriber.meetings, subscriber.asked_at = newsletter, meetings, at
    subscriber.save(update_fields=["newsletter", "meetings", "asked_at"])
    _choose(subscriber, wards, themes)
    if _may_write(subscriber, WAITS, at):  # by now no link that was sent works any more
        subscriber.confirm_mails = 0
    if subscriber.confirm_mails < MOST_CONFIRMS and _may_write(subscriber, CONFIRM_EVERY, at):
        mails.ask_to_confirm(subscriber)
        _note_mail(subscriber, at)


def _of(email: str, at: datetime) -> Subscriber:
    """Return the one row of an address, locked."""
    Subscriber.objects.get_or_create(email=email, defaults={"asked_at": at})
    return Subscriber.objects.select_for_update().get(email=email)


def _may_write(subscriber: Subscriber, every: timedelta, at: datetime) -> bool:
    last = subscriber.last_confirm_mail_at
    return last is None or last <= at - every


def _note_mail(subscriber: Subscriber, at: datetime) -> None:
    subscriber.confirm_mails += 1
    subscriber.last_confirm_mail_at = at
    subscriber.save(update_fields=["confirm_mails", "last_confirm_mail_at"])


def _choose(subscriber: Subscriber, wards: Collection[str], themes: Collection[str]) -> None:
    subscriber.wards.set(Ward.objects.filter(slug__in=wards))
    subscriber.themes.set(Theme.objects.filter(slug__in=themes))


@transaction.atomic
def confirm(*, key: str, words: str, at: datetime) -> None:
    """Note that whoever reads the mails of an address wants news; once is enough.

    `words`: what they read when they agreed.
    """
    subscriber = Subscriber.objects.select_for_update().filter(key=key).first()
    if subscriber is None or (subscriber.confirmed_at and not subscriber.stopped_at):
        return
    subscriber.confirmed_at, subscriber.stopped_at = at, None
    subscriber.bounces = subscriber.confirm_mails = 0
    subscriber.last_confirm_mail_at = None
    subscriber.save()
    _prove(subscriber, words, at)


def _prove(subscriber: Subscriber, words: str, at: datetime) -> None:
    """Keep what somebody agreed to now, and until when they had agreed to something else."""
    code = digest(subscriber.email)
    ConsentRecord.objects.filter(digest=code, left_at=None).update(left_at=at)
    ConsentRecord.objects.create(
        digest=code, words=words, asked_at=subscriber.asked_at, confirmed_at=at
    )


@transaction.atomic
def change(
    *,
    subscriber: Subscriber,
    newsletter: bool,
    meetings: bool,
    wards: Collection[str],
    themes: Collection[str],
    words: str,
    at: datetime,
) -> None:
    """Take somebody's new choices; whoever reads our mails has an address that works."""
    subscriber = Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()
    if subscriber is None:  # they left meanwhile, in another window
        return
    wanted = (subscriber.newsletter, subscriber.meetings)
    subscriber.newsletter, subscriber.meetings = newsletter, meetings
    subscriber.bounces, subscriber.stopped_at = 0, None
    subscriber.save()
    _choose(subscriber, wards, themes)
    if wanted != (newsletter, meetings):
        subscriber.asked_at = at
        _prove(subscriber, words, at)


@transaction.atomic
def leave(*, key: str, at: datetime) -> None:
    """Delete an address and our mails to it; the proof stays, and says until when it held."""
    subscriber = Subscriber.objects.select_for_update().filter(key=key).first()
    if subscriber:
        ConsentRecord.objects.filter(digest=digest(subscriber.email), left_at=None).update(
            left_at=at
        )
        mails.forget(subscriber.email)
        subscriber.delete()


@transaction.atomic
def note_bounce(*, mail_pk: int, at: datetime) -> bool:
    """Count that a mail with an issue found no such mailbox, once for each mail; say if it did.

    An address is stopped once that happened as often as the council allows. Only its owner sets it
    back: a server that takes a mail may still return it later.
    """
    address = mails.take_bounced(mail_pk)
    if address is None:
        return False
    subscribers = Subscriber.objects.filter(email=address.lower())
    subscribers.update(bounces=F("bounces") + 1)
    worn_out = subscribers.filter(bounces__gte=council.current().bounce_limit, stopped_at=None)
    worn_out.update(stopped_at=at, confirm_mails=0, last_confirm_mail_at=None)
    return True


def note_refusals(*, at: datetime) -> None:
    """Count the mails that a server refused at once."""
    for pk in list(mails.refused().values_list("pk", flat=True)):
        note_bounce(mail_pk=pk, at=at)


@transaction.atomic
def purge_unconfirmed(*, at: datetime) -> int:
    """Forget addresses that nobody confirmed in time, and our mails to them."""
    waiting = Subscriber.objects.filter(confirmed_at=None, asked_at__lte=at - WAITS)
    found = dict(waiting.select_for_update().values_list("pk", "email"))
    for address in found.values():
        mails.forget(address)
    Subscriber.objects.filter(pk__in=found).delete()
    return len(found)
