"""Subscribers and issues of the newsletter for tests."""

import re
from datetime import timedelta

from post_office.models import Email

from community.models import NewsletterIssue, Subscriber
from faq.models import Theme
from places.models import Ward
from tests.factories import MONDAY_MORNING

ADDRESS = "amina@example.com"
JOIN = "/newsletter/"
EARLIER = MONDAY_MORNING - timedelta(days=3)


def subscriber(email=ADDRESS, wards=(), themes=(), **fields):
    """Make somebody who gets the newsletter."""
    times = {"asked_at": EARLIER, "confirmed_at": EARLIER}
    made = Subscriber.objects.create(email=email, **(times | fields))
    made.wards.set(Ward.objects.filter(slug__in=wards))
    made.themes.set(Theme.objects.filter(slug__in=themes))
    return made


def issue(slug="november", wards=(), themes=(), **fields):
    """Make an issue that is due."""
    defaults = {
        "title": "News of November",
        "body": "Read [the answers](/answers/).\n\n## {{ braces }}\n\n{% now %} & <b>more</b>",
        "status": NewsletterIssue.Status.SCHEDULED,
        "send_at": MONDAY_MORNING,
    }
    made = NewsletterIssue.objects.create(slug=slug, **(defaults | fields))
    made.wards.set(Ward.objects.filter(slug__in=wards))
    made.themes.set(Theme.objects.filter(slug__in=themes))
    return made


def sent_issue(slug="october", **fields):
    return issue(slug, status=NewsletterIssue.Status.SENT, sent_at=MONDAY_MORNING, **fields)


def mails(name):
    return Email.objects.filter(template__name__startswith=name).order_by("pk")


def path_in(text, name):
    """Return the path of one of our links in a mail: confirm, mine or leave."""
    return re.search(rf"https?://[^/]+(/newsletter/{name}/[^\s>\"]+)", text)[1]
