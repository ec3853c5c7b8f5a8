"""Follows a report as its reporter does."""

import re

from django.core.cache import cache
from post_office.models import Email

MAILED = re.compile(r"https?://[^/]+(/track/[^/\s]+/)")


def ask(client, reference, email="amina@example.com"):
    """Ask for a link as the form does."""
    return client.post("/track/", {"reference": reference, "email": email})


def mailed():
    """Return the addresses in the mails with a link, the oldest first."""
    mails = Email.objects.filter(message__contains="/track/").order_by("pk")
    return [found[1] for mail in mails if (found := MAILED.search(mail.message))]


def link(client, report):
    """Return the address of a fresh link that came by mail."""
    cache.clear()  # limits count per hour, tests ask more often
    ask(client, report.reference, report.reporter_email)
    return mailed()[-1]


def opened(client, report):
    """Return the address at which this client follows a report."""
    if report.quarantined or not report.reporter_email:
        return client.post(f"/track/from-receipt/{report.receipt_key}/")["Location"]
    address = link(client, report)
    assert client.post(address)["Location"] == address
    return address


def token_of(address):
    """Return the secret part of a link."""
    return address.removeprefix("/track/").rstrip("/")


def types(report):
    """Name what happened to a report, in order."""
    return list(report.events.values_list("type", flat=True))


def mails(name):
    """Return the mails of one wording."""
    return Email.objects.filter(template__name=name)


def said(answer):
    """Return what a page says."""
    return answer.content.decode()
