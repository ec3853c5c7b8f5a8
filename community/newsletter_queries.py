"""Reads for the newsletter: who gets an issue, and what was sent."""

from django.db.models import Exists, OuterRef, Q

from community.models import NewsletterIssue, Subscriber

THEMES, WARDS = Subscriber.themes.through, Subscriber.wards.through


def getting(issue: NewsletterIssue):
    """Return who gets an issue: it is about one of their wards, and about one of their themes.

    None on either side means all of them. Who confirms after the hour it is sent at gets the next.
    """
    wanting = Subscriber.objects.confirmed().filter(newsletter=True)
    if issue.send_at:
        wanting = wanting.filter(confirmed_at__lt=issue.send_at)
    wards = issue.wards.values_list("pk", flat=True)
    themes = issue.themes.values_list("pk", flat=True)
    return wanting.filter(_meets(WARDS, "ward", wards), _meets(THEMES, "theme", themes))


def _meets(choices, name, of_the_issue):
    """Say whether what a subscriber chose of one kind meets what the issue is about."""
    about = list(of_the_issue)
    if not about:
        return Q()
    chosen = choices.objects.filter(subscriber=OuterRef("pk"))
    return ~Exists(chosen) | Exists(chosen.filter(**{f"{name}__in": about}))


def archive():
    """Return the issues that everybody may read, newest first."""
    return NewsletterIssue.objects.filter(status=NewsletterIssue.Status.SENT)


def subscriber_with_key(key) -> Subscriber | None:
    """Find a subscriber who has confirmed, by the key in the links of their mails."""
    return Subscriber.objects.filter(key=key, confirmed_at__isnull=False).first()


def waiting_with_key(key) -> Subscriber | None:
    """Find somebody by the key in the link that confirms: confirmed already, or not yet."""
    return Subscriber.objects.filter(key=key).first()
