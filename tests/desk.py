"""What lies on an officer's desk, for tests."""

import re
from datetime import timedelta
from html import unescape

from django.utils import timezone
from post_office.models import STATUS, Email

from reporting import desk, services
from reporting.models import Letter, Referral, Report
from tests import factories

FRONT = "/admin/"
QUEUE = "/admin/reporting/report/"
DAY = timedelta(days=1)


def graffiti(at, officer=None, **columns):
    report = factories.report(at=at)
    if officer:
        services.assign(report=report, officer=officer, by=officer, at=at)
    Report.objects.filter(pk=report.pk).update(**columns)
    report.refresh_from_db()
    return report


def front(client, user, address=FRONT):
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def numbers(html):
    """Return each number of the front page that leads to the queue, by its address."""
    links = re.findall(rf'<a href="({QUEUE}\?[^"]+)"[^>]*>(\d+)</a>', html)
    return {unescape(address): int(number) for address, number in links}


def listed(client, address):
    return set(client.get(address).context["cl"].queryset.values_list("reference", flat=True))


def everything(officer, now):
    """Put something on every pile; return the references by pile."""
    mine = graffiti(now, officer)
    late = graffiti(now - 30 * DAY, officer, update_due_at=now + DAY)
    today = graffiti(now, officer, next_at=min(now + timedelta(minutes=1), _tonight(now)))
    back = graffiti(now, officer, status="resolved")
    services.call_not_fixed(report=back, text="Still there", at=now)
    said = graffiti(now, officer)
    services.add_information(report=said, text="It is red", at=now)
    update = graffiti(now, officer, update_due_at=now)
    review = graffiti(now, officer, review_on=timezone.localdate(now))
    planned = graffiti(now)
    services.plan_action(
        report=planned,
        text="Ring",
        due_on=timezone.localdate(now),
        owner=officer,
        by=officer,
        at=now,
    )
    referred = graffiti(now, officer)
    Referral.objects.create(
        report=referred, body="TfL", referred_on=now, reference="1", text="?", by=officer,
        answer_due_at=now + 3 * DAY,
    )  # fmt: skip
    failed = graffiti(now, officer)
    _fail_mail(failed)
    over = graffiti(now, officer, status="closed", outcome="cleared", explanation="Gone")
    services.add_information(report=over, text="Back again", at=now)
    asks = graffiti(now, officer, status="closed", outcome="cleared", explanation="Gone")
    services.ask_for_data(report=asks, at=now)
    risky = graffiti(now, officer, risk="high")
    yesterday = now - DAY
    returned, off = graffiti(yesterday, officer), graffiti(now, officer)
    for report, at in ((returned, yesterday), (off, now)):
        services.snooze(report=report, until=timezone.localdate(at) + DAY, by=officer, at=at)
    new = graffiti(now)
    return {
        "mine": mine, "overdue": late, "due-today": today, "not-fixed": back, "said": said,
        "update": update, "review": review, "actions": planned, "referrals": referred,
        "mail-failed": failed, "after-the-end": over, "data-asked": asks, "high-risk": risky,
        "back-today": returned, "put-off": off, "new": new,
    }  # fmt: skip


def _tonight(now):
    return desk.Desk(None, now).tonight


def _fail_mail(report):
    letter = Letter.objects.filter(event__report=report).first()
    assert Email.objects.filter(pk=letter.email_id).update(status=STATUS.failed) == 1
