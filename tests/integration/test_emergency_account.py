"""What a superuser, who is cleared for nothing, can do about the sign-ins and mails of others."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User
from django.urls import reverse
from post_office.models import STATUS, Email, Log

from reporting.models import Event
from tests import factories

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")


@pytest.fixture
def root(client):
    client.force_login(User.objects.create_superuser("root"))
    return client


@pytest.mark.parametrize("page", ["mfa/authenticator", "socialaccount/socialaccount"])
def test_nobody_reads_or_adds_what_signs_in_somebody_else(root, page):
    person = factories.staff("Data protection officers")
    TOTP.activate(person, "ABCDEFGH" * 4)
    theirs = Authenticator.objects.get(user=person)
    for address in (f"/admin/{page}/", f"/admin/{page}/add/", f"/admin/{page}/{theirs.pk}/change/"):
        assert root.get(address).status_code == 404, address


def test_a_mail_is_listed_with_its_error_and_without_its_words(root):
    factories.report("street-harassment", factories.HARASSMENT | factories.CONTACT)
    mail = Email.objects.get(to="amina@example.com")
    Log.objects.create(email=mail, status=STATUS.failed, message="No such mailbox")
    page = root.get(reverse("admin:post_office_email_change", args=[mail.pk])).content.decode()
    assert "amina@example.com" in page
    assert "No such mailbox" in page
    token = mail.message.split("/track/")[1].split("/")[0]
    assert token not in page
    assert mail.subject not in page
    preview = root.get(f"/admin/post_office/email/{mail.pk}/preview/", follow=True)
    assert token not in preview.content.decode()


def test_a_mail_that_failed_is_sent_again(root):
    factories.report()
    Email.objects.update(status=STATUS.failed)
    mail = Email.objects.first()
    sent = {"action": "requeue", "_selected_action": mail.pk}
    root.post(reverse("admin:post_office_email_changelist"), sent)
    mail.refresh_from_db()
    assert mail.status == STATUS.queued


def test_who_read_what_is_for_data_protection_alone(root, client):
    report = factories.report("street-harassment", factories.HARASSMENT)
    reader = factories.staff("Data protection officers")
    Event.objects.create(report=report, type=Event.Type.READ, at=report.received_at, by=reader)
    readings = reverse("admin:reporting_reading_changelist")
    assert root.get(readings).status_code == 403
    client.force_login(reader)
    assert report.reference in client.get(readings).content.decode()
