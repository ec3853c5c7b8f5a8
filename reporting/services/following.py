"""Somebody has seen a public report's thing too, follows it, and is told how it goes on."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from reporting import follower_mails, nearby, notifications
from reporting.models import Draft, Event, Report, Subscription
from reporting.services.common import Refused, locked, locked_draft, record
from reporting.services.drafts import delete_drafts

MOST_A_DAY = 10  # reports: anybody can type somebody else's address, again and again
FOLLOWED = timedelta(days=90)  # after the end: until then somebody may say that it is not fixed


@transaction.atomic
def see_too(*, draft: Draft, report: Report, at: datetime, email: str = "") -> None:
    """End a draft that is about the same as a public report, which counts that it was seen too.

    With an address, in small letters, its owner follows the report.
    """
    draft, report = locked_draft(draft), locked(report)
    if not (report.is_shown and report.is_open):
        raise Refused(_("This report has just been closed. Go back and finish your own report"))
    data = {"draft": draft.key}
    record(report, Event.Type.SEEN_TOO, at=at, by=draft.filed_by, data=data)
    delete_drafts(Draft.objects.filter(pk=draft.pk))
    if email:
        _follow(report, email, at)


def _follow(report: Report, email: str, at: datetime) -> None:
    today = Subscription.objects.filter(email=email, since__gt=at - timedelta(days=1))
    if today.exclude(report=report).count() >= MOST_A_DAY:
        sentence = _(
            "We have begun to send news of many reports to this address today. Press “No news, "
            "thank you” and we tell the team that you have seen it too"
        )
        raise Refused(sentence)
    subscription, is_new = Subscription.objects.get_or_create(
        report=report, email=email, defaults={"since": at}
    )
    if is_new:
        follower_mails.following_started(subscription, at)


@transaction.atomic
def stop_following(*, pk: int) -> None:
    """Forget a follower, address and all; one that is gone already stays gone."""
    Subscription.objects.filter(pk=pk).delete()


@transaction.atomic
def purge_subscriptions(*, at: datetime) -> int:
    """Forget who followed what ended long ago, addresses and all; return how many."""
    moved_since = Event.objects.filter(
        report=OuterRef("report"), type=Event.Type.STATUS_CHANGED, at__gt=at - FOLLOWED
    )
    over = Subscription.objects.filter(~Exists(moved_since), report__status__in=Report.ENDED)
    return over.delete()[0]


@transaction.atomic
def send_update(
    *, report: Report, text: str, by: User, at: datetime, public: bool = False, others: int = 0
) -> None:
    """Tell the reporter how it goes on and, where the officer says so, those who follow it.

    `others`: how many other people, who reported the same, are told by the caller.
    """
    report = locked(report)
    if public and not report.public:
        raise Refused("This report is not public any more: untick the box, then send it again.")
    data = {"public": public} | ({"others": others} if others else {})
    record(report, Event.Type.UPDATE, at=at, by=by, text=text, data=data)
    notifications.report_updated(report, text, at)
    if public:
        follower_mails.report_updated(report, text, at)


@transaction.atomic
def set_publicity(*, report: Report, public: bool, wording: str, by: User, at: datetime) -> None:
    """Decide whether the public may learn of a report, and what else they may read of it."""
    report = locked(report)
    if public and not nearby.may_be_shown(report):
        raise Refused("A report like this one is never public: it may point to somebody.")
    report.public = public
    report.public_wording = wording
    report.save(update_fields=["public", "public_wording"])
    data = {"public": public, "wording": wording}
    record(report, Event.Type.PUBLICITY, at=at, by=by, data=data)
