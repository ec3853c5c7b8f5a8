"""What those who follow a public report are told: never who reported it, nor what they wrote."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core import signing
from django.urls import reverse

from reporting import nearby, notifications, public_words
from reporting.models import Event, Report, Subscription
from safety_site import council

signer = signing.Signer(salt="reporting.following")

# To go back and forth between teams means nothing to who waits for the thing to be gone.
TOLD = frozenset(
    {
        Report.Status.WORKS_ORDERED,
        Report.Status.AWAITING_OWNER,
        Report.Status.WITH_PARTNER,
        Report.Status.RESOLVED,
        Report.Status.CLOSED,
        Report.Status.REOPENED,
        Report.Status.DUPLICATE,
    }
)


def stop_path(subscription: Subscription) -> str:
    """Return the address that ends a subscription, for whoever got its mails."""
    return reverse("following:stop", args=[signer.sign(subscription.pk)])


def subscription_of(token: str) -> int | None:
    """Return the key of the subscription that a link was made for; None for any other."""
    try:
        return int(signer.unsign(token))
    except signing.BadSignature:
        return None


def following_started(subscription: Subscription, at: datetime) -> None:
    """Confirm to a new follower what they will get, with the way out."""
    report = subscription.report
    _queue(report, at, [subscription], "following_started", standing=public_words.standing(report))


def report_moved(report: Report, at: datetime) -> None:
    """Tell the followers where a report stands now, where that means something to them."""
    if report.status in TOLD:
        _tell(report, at, standing=public_words.standing(report), text="")


def report_updated(report: Report, text: str, at: datetime) -> None:
    """Tell the followers what an officer wrote for them too."""
    _tell(report, at, standing="", text=text)


def _tell(report: Report, at: datetime, **context) -> None:
    """Write to all followers, as long as the public may learn of the report at all."""
    if report.is_shown and nearby.may_be_shown(report):
        _queue(report, at, report.subscriptions.all(), "public_update", **context)


def _queue(
    report: Report, at: datetime, followers: Iterable[Subscription], template: str, **context
) -> None:
    common = {
        "what": report.what,
        "day": public_words.day_reported(report),
        "council_name": council.current().name,
        **context,
    }
    letters = [_letter(follower, common) for follower in followers]
    if letters and notifications.write(letters, template, report.reference):
        data = {"mail": template, "number": len(letters)}
        Event.objects.create(report=report, type=Event.Type.MAIL_QUEUED, at=at, data=data)


def _letter(follower: Subscription, context: dict) -> dict:
    stop_url = settings.SITE_URL + stop_path(follower)
    return {
        "recipients": follower.email,
        "context": context | {"stop_url": stop_url},
        "headers": notifications.HEADERS | notifications.leaving_by_one_click(stop_url),
    }
