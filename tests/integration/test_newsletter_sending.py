"""An issue goes out once to each who wants it, whatever breaks off in between."""

from datetime import timedelta
from email import message_from_string
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from post_office.models import PRIORITY, STATUS, Email, EmailTemplate, Log, RecipientDeliveryStatus

from community import newsletter_mails
from community.models import NewsletterIssue, Subscriber
from community.newsletter_queries import getting
from community.services import news, subscribing
from safety_site import mailing
from safety_site.models import Council
from tests.factories import MONDAY_MORNING
from tests.newsletters import ADDRESS, issue, mails, path_in, subscriber
from tests.public_content import make_theme
from tests.unit.test_bounces import GONE, report

pytestmark = pytest.mark.usefixtures("pack")

WARD, OTHER_WARD = ("hoe-street",), ("chapel-end",)
LATER = MONDAY_MORNING + timedelta(hours=1)


def readers():
    return sorted(email.to[0] for email in mails(newsletter_mails.ISSUES))


@pytest.mark.parametrize(
    ("of_reader", "of_issue", "gets_it"),
    [
        (((), ()), ((), ()), True),
        ((WARD, ()), ((), ()), True),
        (((), ()), (WARD, ()), True),
        ((WARD, ()), (WARD, ()), True),
        ((WARD, ()), (OTHER_WARD, ()), False),
        ((WARD + OTHER_WARD, ()), (OTHER_WARD, ()), True),
        (((), ("streets",)), ((), ("homes",)), False),
        (((), ("streets",)), ((), ("homes", "streets")), True),
        ((WARD, ("streets",)), (WARD, ("homes",)), False),
        ((WARD, ("streets",)), (OTHER_WARD, ("streets",)), False),
        ((WARD, ("streets",)), (WARD, ("streets",)), True),
        ((WARD, ("streets",)), ((), ("streets",)), True),
    ],
)
def test_wards_and_themes_must_both_meet_and_none_means_all(of_reader, of_issue, gets_it):
    for slug in ("streets", "homes"):
        make_theme(slug)
    subscriber(wards=of_reader[0], themes=of_reader[1])
    assert getting(issue(wards=of_issue[0], themes=of_issue[1])).exists() is gets_it


def test_it_goes_to_those_alone_who_had_confirmed_want_it_and_can_be_reached():
    subscriber("in@example.com")
    subscriber("waiting@example.com", confirmed_at=None)
    subscriber("too-late@example.com", confirmed_at=MONDAY_MORNING)
    subscriber("reminders@example.com", newsletter=False, meetings=True)
    subscriber("gone@example.com", stopped_at=MONDAY_MORNING)
    issue()
    assert news.queue_due(at=LATER) == 1
    assert readers() == ["in@example.com"]


def test_nothing_goes_out_before_its_hour():
    subscriber()
    issue(send_at=LATER)
    assert news.queue_due(at=MONDAY_MORNING) == 0


def test_it_holds_the_words_as_they_stand_and_the_readers_own_links():
    found = subscriber()
    issue()
    news.queue_due(at=MONDAY_MORNING)
    email = Email.objects.get()
    assert email.priority == PRIORITY.low
    assert len(str(email.context)) < 300  # twenty thousand of them are still a light queue
    message = email.email_message()
    html = message.alternatives[0].content
    for text in (message.body, html):
        assert "{{ braces }}" in text
        assert "{% now %}" in text
        assert f"{settings.SITE_URL}/answers/" in text
        assert path_in(text, "leave") == f"/newsletter/leave/{found.key}/"
        assert path_in(text, "mine") == f"/newsletter/mine/{found.key}/"
    assert "<b>" not in html
    assert f'<p>Read <a href="{settings.SITE_URL}/answers/"' in html
    headers = message.message()
    assert headers["Subject"] == "News of November"
    assert headers["List-Id"] == "<newsletter.localhost>"
    assert (headers["Precedence"], headers["Auto-Submitted"]) == ("bulk", "auto-generated")


def test_a_wording_that_changes_meanwhile_leaves_the_issue_as_it_was_frozen(monkeypatch):
    for number in range(3):
        subscriber(f"reader-{number}@example.com")
    monkeypatch.setattr(news, "BATCH", 1)
    issue()
    news.queue_due(at=MONDAY_MORNING)
    EmailTemplate.objects.filter(name="newsletter").update(content="Other words")
    assert {email.email_message().body[:16] for email in Email.objects.all()} == {
        "News of November"
    }


def test_killed_between_two_batches_it_goes_on_where_it_stood(monkeypatch):
    everybody = [f"reader-{number}@example.com" for number in range(5)]
    for address in everybody:
        subscriber(address)
    monkeypatch.setattr(news, "BATCH", 2)
    queue = newsletter_mails.queue

    def killed_at_the_second(template, batch):
        queue(template, batch)
        if Email.objects.count() > 2:
            raise KeyboardInterrupt

    due = issue()
    with monkeypatch.context() as patch:
        patch.setattr(newsletter_mails, "queue", killed_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            news.queue_due(at=MONDAY_MORNING)
    due.refresh_from_db()
    assert (due.status, due.queued, len(readers())) == ("sending", 2, 2)
    assert news.queue_due(at=LATER) == 3
    assert readers() == everybody
    due.refresh_from_db()
    assert (due.status, due.sent_at, due.queued) == ("sent", LATER, 5)
    assert news.queue_due(at=LATER) == 0


def test_of_two_processes_with_one_batch_the_slower_queues_nothing():
    subscriber()
    due = issue()
    news._start(due)
    first, second = (NewsletterIssue.objects.get(pk=due.pk) for _ in range(2))
    assert news._queue_batch(first, LATER) == 1
    assert news._queue_batch(second, LATER) == 0
    assert readers() == [ADDRESS]


def test_a_slip_in_the_wording_holds_the_issue_and_nothing_else():
    subscriber()
    due = issue()
    EmailTemplate.objects.filter(name="newsletter").update(content="{% if %}")
    assert news.queue_due(at=LATER) == 0
    due.refresh_from_db()
    assert due.status == "scheduled"
    EmailTemplate.objects.filter(name="newsletter").update(content="{{ body }} {{ leave_url }}")
    assert news.queue_due(at=LATER) == 1


def test_a_frozen_issue_is_no_wording_for_staff_to_edit(admin_client):
    subscriber()
    issue()
    news.queue_due(at=MONDAY_MORNING)
    page = admin_client.get("/admin/post_office/emailtemplate/", follow=True).content.decode()
    assert newsletter_mails.ISSUES not in page


def bounced(number=1):
    """Let an issue go out and come back."""
    issue(f"issue-{number}")
    news.queue_due(at=MONDAY_MORNING)
    last = Email.objects.order_by("-pk").first()
    Email.objects.filter(pk=last.pk).update(status=STATUS.sent)
    return report(
        GONE.replace("New@Example.com", ADDRESS), original=f"Message-ID: {last.message_id}\n"
    )


def noted(monkeypatch, message):
    out = StringIO()
    standard_input = TextIOWrapper(BytesIO(message.as_bytes()))
    monkeypatch.setattr("sys.stdin", standard_input)
    call_command("note_bounces", stdout=out)
    return out.getvalue()


def test_an_address_is_stopped_after_as_many_bounces_as_the_council_allows(monkeypatch):
    Council.objects.update(bounce_limit=2)
    found = subscriber()
    message = bounced()
    for _ in range(3):  # each mail counts once, however often its report is read
        noted(monkeypatch, message)
    found.refresh_from_db()
    assert (found.bounces, found.stopped_at) == (1, None)
    assert '"counted": 1' in noted(monkeypatch, bounced(2))
    found.refresh_from_db()
    assert found.bounces == 2
    assert found.stopped_at
    issue("third")
    assert news.queue_due(at=LATER) == 0


def test_a_bounce_that_names_no_mail_of_ours_counts_for_the_last_to_that_address(monkeypatch):
    found = subscriber()
    bounced(1)
    bounced(2)
    unnamed = report(GONE.replace("New@Example.com", ADDRESS), original="")
    assert '"counted": 1' in noted(monkeypatch, unnamed)
    assert '"not_ours": 1' in noted(monkeypatch, unnamed)
    found.refresh_from_db()
    assert found.bounces == 1


def test_what_is_no_bounce_changes_nothing(monkeypatch):
    found = subscriber()
    bounced()
    stranger = report(GONE, original="Message-ID: <of-somebody@else.example>\n")
    assert '"not_ours": 1' in noted(monkeypatch, stranger)
    assert '"no_bounce": 1' in noted(monkeypatch, message_from_string("Subject: I am away\n\nHi"))
    found.refresh_from_db()
    assert found.bounces == 0


def test_bounces_are_read_from_a_file_a_folder_and_a_mailbox(tmp_path):
    (tmp_path / "one.eml").write_bytes(report(GONE).as_bytes())
    (tmp_path / "box").mkdir()
    (tmp_path / "box" / "mbox").write_bytes(
        (b"From MAILER-DAEMON Mon Nov 23 09:30:00 2026\n" + report(GONE).as_bytes() + b"\n") * 2
    )
    out = StringIO()
    call_command("note_bounces", tmp_path / "one.eml", tmp_path / "box" / "mbox", stdout=out)
    call_command("note_bounces", tmp_path, stdout=out)
    first, second = out.getvalue().splitlines()
    assert '"read": 3' in first
    assert '"read": 1' in second


def test_a_refusal_at_the_door_counts_once():
    found = subscriber()
    issue()
    news.queue_due(at=MONDAY_MORNING)
    email = Email.objects.get()
    Email.objects.update(status=STATUS.failed)
    Log.objects.create(email=email, status=RecipientDeliveryStatus.HARD_BOUNCED, message="550")
    for _ in range(2):
        subscribing.note_refusals(at=LATER)
    found.refresh_from_db()
    assert found.bounces == 1


def test_whoever_was_stopped_can_come_back():
    subscriber(stopped_at=MONDAY_MORNING, bounces=3)
    told = {"newsletter": True, "meetings": False, "wards": [], "themes": []}
    subscribing.ask(email=ADDRESS, at=LATER, **told)
    assert mails("newsletter_confirm").count() == 1
    found = Subscriber.objects.get()
    subscribing.confirm(key=found.key.hex, words="Yes.", at=LATER)
    found.refresh_from_db()
    assert (found.stopped_at, found.bounces, found.confirmed_at) == (None, 0, LATER)


def test_a_receipt_overtakes_a_newsletter(settings):
    settings.POST_OFFICE = settings.POST_OFFICE | {"BATCH_SIZE": 2}
    for number in range(4):
        subscriber(f"reader-{number}@example.com")
    issue()
    news.queue_due(at=MONDAY_MORNING)
    subscribing.ask(
        email=ADDRESS, newsletter=True, meetings=False, wards=[], themes=[], at=MONDAY_MORNING
    )
    assert mailing.send_waiting(seconds=60)
    assert mail.outbox[0].to == [ADDRESS]
    assert len(mail.outbox) == 5
