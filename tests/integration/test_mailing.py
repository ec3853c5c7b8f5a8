"""Each mail is marked as it leaves; what fails is tried again; nobody sends beside us."""

from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from post_office import mail as queue
from post_office.models import PRIORITY, STATUS, Email, Log, RecipientDeliveryStatus

from safety_site import mailing

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting():
    """Queue four mails, of which the last is a newsletter."""
    return [
        queue.send(
            f"reader-{number}@example.com",
            subject="News",
            message="Hello",
            priority="low" if number == 3 else "medium",
        )
        for number in range(4)
    ]


def statuses():
    return list(Email.objects.order_by("pk").values_list("status", flat=True))


def failing(monkeypatch, fault_for):
    """Let the mail server raise what `fault_for` returns for an address."""
    send = EmailBackend.send_messages

    def send_or_fail(server, messages):
        fault = fault_for(messages[0].to[0])
        if fault:
            raise fault
        return send(server, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_or_fail)


def test_killed_after_two_mails_it_sends_the_other_two(waiting, monkeypatch):
    def killed_at_the_third(address):
        return KeyboardInterrupt() if address == "reader-2@example.com" else None

    with monkeypatch.context() as patch:
        failing(patch, killed_at_the_third)
        with pytest.raises(KeyboardInterrupt):
            mailing.send_waiting(seconds=60)
    assert statuses() == [STATUS.sent, STATUS.sent, STATUS.queued, STATUS.queued]
    assert mailing.send_waiting(seconds=60)
    assert [message.to[0] for message in mail.outbox] == [each.to[0] for each in waiting]


def test_one_mail_that_fails_keeps_no_other_back_and_is_tried_again_later(waiting, monkeypatch):
    fault = SMTPRecipientsRefused({"reader-1@example.com": (450, b"4.2.1 try later")})
    failing(monkeypatch, lambda address: fault if address == "reader-1@example.com" else None)
    assert mailing.send_waiting(seconds=60)
    assert statuses() == [STATUS.sent, STATUS.requeued, STATUS.sent, STATUS.sent]
    email = Email.objects.get(status=STATUS.requeued)
    assert (email.number_of_retries, email.logs.get().status) == (1, STATUS.failed)
    Email.objects.update(scheduled_time=None, number_of_retries=8)
    mailing.send_waiting(seconds=60)
    assert statuses()[1] == STATUS.failed


def test_a_newsletter_to_nobody_is_not_tried_again_and_a_receipt_is(waiting, monkeypatch):
    def unknown(address):
        return SMTPRecipientsRefused({address: (550, b"5.1.1 no such user")})

    failing(monkeypatch, unknown)
    mailing.send_waiting(seconds=60)
    assert statuses() == [STATUS.requeued] * 3 + [STATUS.failed]
    bounced = Log.objects.filter(status=RecipientDeliveryStatus.HARD_BOUNCED)
    assert [log.email.priority for log in bounced] == [PRIORITY.low]


def test_a_refusal_that_is_about_us_is_no_bounce(waiting, monkeypatch):
    failing(monkeypatch, lambda a: SMTPRecipientsRefused({a: (550, b"5.7.1 relaying denied")}))
    mailing.send_waiting(seconds=60)
    assert statuses() == [STATUS.requeued] * 4


def test_a_server_that_breaks_off_each_time_is_left_alone_for_now(waiting, monkeypatch):
    failing(monkeypatch, lambda address: SMTPServerDisconnected("closed"))
    assert mailing.send_waiting(seconds=60)
    assert statuses() == [STATUS.requeued] * 3 + [STATUS.queued]


def test_while_no_server_answers_no_mail_is_to_blame(waiting, monkeypatch):
    def unreachable(server):
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr(EmailBackend, "open", unreachable)
        assert mailing.send_waiting(seconds=60)
    assert statuses() == [STATUS.queued] * 4
    assert not Email.objects.exclude(number_of_retries=None).exists()
    mailing.send_waiting(seconds=60)
    assert len(mail.outbox) == 4


def test_when_its_time_is_up_it_says_that_more_waits(waiting, settings):
    settings.POST_OFFICE = settings.POST_OFFICE | {"BATCH_SIZE": 2}
    assert not mailing.send_waiting(seconds=-1)
    assert len(mail.outbox) == 2


def test_while_another_process_sends_this_one_does_not(waiting):
    with mailing._alone(mailing._lock_file()) as is_alone:
        assert is_alone
        assert mailing.send_waiting(seconds=60)
    assert mail.outbox == []
    mailing.send_waiting(seconds=60)
    assert len(mail.outbox) == 4
