"""Editors write an issue, try it, schedule it, and cannot change what was sent."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.utils import timezone
from model_bakery import baker
from post_office.models import Email

from community.models import (
    ActionCount,
    ConsentRecord,
    NewsletterIssue,
    PanelMeeting,
    PanelPriority,
    Subscriber,
)
from community.services import news
from faq.models import Organisation
from places.models import Ward
from tests.asking import text_of
from tests.factories import MONDAY_MORNING
from tests.newsletters import ADDRESS, issue, sent_issue, subscriber
from tests.public_content import make_topic, make_update_note

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

LIST = "/admin/community/newsletterissue/"
SUBSCRIBERS = "/admin/community/subscriber/"
PROOFS = "/admin/community/consentrecord/"
SOON = {"day": "2026-11-24", "time": "9am"}


@pytest.fixture(autouse=True)
def monday(time_machine):
    time_machine.move_to(MONDAY_MORNING, tick=False)


@pytest.fixture
def draft():
    return issue(status=NewsletterIssue.Status.DRAFT, send_at=None)


def page(draft, name):
    return f"{LIST}{draft.pk}/{name}/"


def told(response):
    return [str(message) for message in response.context["messages"]]


def words(draft, **changes):
    return {"title": draft.title, "slug": draft.slug, "body": draft.body} | changes


def make_news():
    """Let all happen that an issue tells of, and as much before the last issue."""
    make_topic("old", published_at=MONDAY_MORNING - timedelta(days=40))
    topic = make_topic("new", published_at=MONDAY_MORNING, question="Why [so] *late*?")
    make_topic("hidden", status="draft", published_at=MONDAY_MORNING)
    make_update_note(topic, "More.", MONDAY_MORNING.date())
    ward = Ward.objects.get(slug="hoe-street")
    for days, minutes in ((7, ""), (60, ""), (-7, "https://council.example/minutes")):
        starts = MONDAY_MORNING + timedelta(days=days)
        PanelMeeting.objects.create(
            ward=ward,
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
            venue="Library",
            minutes_url=minutes,
            changed_at=MONDAY_MORNING - timedelta(days=1),
        )
    PanelPriority.objects.create(
        ward=ward,
        title="Speeding",
        agreed_on=date(2026, 9, 1),
        done="30 drivers stopped.",
        done_on=date(2026, 11, 20),
    )
    baker.make(
        ActionCount,
        what="Warning letters",
        number=1234,
        more_than=True,
        organisation=Organisation.objects.first(),
        period_from=date(2026, 10, 1),
        period_to=date(2026, 10, 31),
        as_at=date(2026, 11, 10),
    )


def test_a_draft_is_put_together_from_what_is_new_since_the_last_issue(desk):
    make_news()
    sent_issue(slug="last", send_at=MONDAY_MORNING)
    NewsletterIssue.objects.update(sent_at=MONDAY_MORNING - timedelta(days=30))
    response = desk.post(f"{LIST}draft/")
    made = NewsletterIssue.objects.get(status="draft")
    assert response["Location"] == f"{LIST}{made.pk}/change/"
    assert made.title == "Community safety news: November 2026"
    for line in (
        rf"- [Why \[so\] \*late\*?]({settings.SITE_URL}/answers/new/)",
        "Monday 30 November 2026, 9:30am to 11:30am",
        "- [Hoe Street, Monday 16 November 2026](https://council.example/minutes)",
        "- **Hoe Street: Speeding:** 30 drivers stopped.",
        "- Warning letters: over 1,234",
    ):
        assert line in made.body
    for old in ("/answers/old/", "/answers/hidden/", "January 2027"):
        assert old not in made.body
    desk.post(f"{LIST}draft/")
    assert NewsletterIssue.objects.filter(status="draft").count() == 2


def test_what_editors_change_stands_in_the_history(desk, draft):
    assert desk.post(page(draft, "change"), words(draft, title="New\ntitle")).status_code == 302
    draft.refresh_from_db()
    assert draft.title == "New title"
    assert "News of November → New title" in LogEntry.objects.get().change_message


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "\u200b"),
        ("title", "x\0"),
        ("body", "a\0"),
        ("body", "a" * 100_001),
        ("slug", "check-your-email"),
    ],
)
def test_words_that_cannot_go_out_are_refused_next_to_the_field(desk, draft, field, value):
    response = desk.post(page(draft, "change"), words(draft, **{field: value}))
    assert response.context["adminform"].form.errors[field]


def test_a_preview_shows_the_page_and_the_mail(desk, draft):
    text = text_of(desk.get(page(draft, "preview")))
    assert "Only staff can see it" in text
    assert "<h2>{{ braces }}</h2>" in text
    assert "{{ braces }}\n------------" in text


def test_a_test_goes_to_whoever_asks_and_nobody_else(desk, editor, draft):
    subscriber()
    draft.title = "Fish & {{ chips }}"
    draft.save()
    editor.email = "edith@council.example"
    editor.save()
    assert told(desk.post(page(draft, "test"), follow=True)) == [
        "A test is on its way to edith@council.example."
    ]
    email = Email.objects.get()
    assert (email.to, email.subject) == (["edith@council.example"], "Fish & {{ chips }}")
    assert "{% now %} & <b>more</b>" in email.message
    editor.email = ""
    editor.save()
    assert "no email address" in told(desk.post(page(draft, "test"), follow=True))[0]


def test_before_it_is_scheduled_staff_read_to_how_many_it_goes(desk, draft):
    for number in range(2):
        subscriber(f"reader-{number}@example.com")
    asked = text_of(desk.post(page(draft, "schedule"), SOON))
    assert "Tuesday 24 November 2026, 09:00" in asked
    assert "2 readers" in asked
    draft.refresh_from_db()
    assert draft.status == "draft"
    done = desk.post(page(draft, "schedule"), SOON | {"confirmed": "yes"}, follow=True)
    assert told(done) == ["Goes out Tuesday 24 November 2026, 09:00."]
    draft.refresh_from_db()
    assert (draft.status, draft.scheduled_by.username) == ("scheduled", "edith")
    assert timezone.localtime(draft.send_at).hour == 9


@pytest.mark.parametrize(
    ("day", "time"),
    [
        ("2026-11-23", "9am"),
        ("0001-01-01", "9am"),
        ("9999-12-31", "11:59pm"),
        ("", ""),
        ("tomorrow", "9"),
        ("\0", "\0"),
    ],
)
def test_a_time_that_is_over_or_none_is_refused_with_a_sentence(desk, draft, day, time):
    told = {"day": day, "time": time, "confirmed": "yes"}
    response = desk.post(page(draft, "schedule"), told)
    draft.refresh_from_db()
    assert (response.status_code, draft.status) == (422, "draft")


def test_an_empty_issue_or_one_without_a_way_out_is_not_scheduled(desk, draft, editor):
    soon = MONDAY_MORNING + timedelta(hours=1)
    empty = issue("empty", status="draft", send_at=None, body=" ")
    with pytest.raises(news.Refused, match="empty"):
        news.schedule(issue=empty, send_at=soon, by=editor, at=MONDAY_MORNING)
    wording = Email.template.field.related_model.objects.get(name="newsletter")
    wording.content = "{{ body }}"
    wording.save()
    with pytest.raises(news.Refused, match="link to leave"):
        news.schedule(issue=draft, send_at=soon, by=editor, at=MONDAY_MORNING)


def test_a_scheduled_issue_is_read_only_until_it_is_taken_back(desk, draft):
    desk.post(page(draft, "schedule"), SOON | {"confirmed": "yes"})
    assert desk.post(page(draft, "change"), words(draft, title="Other")).status_code == 403
    assert desk.post(page(draft, "delete"), {"post": "yes"}).status_code == 403
    desk.post(page(draft, "take-back"))
    draft.refresh_from_db()
    assert (draft.status, draft.send_at) == ("draft", None)
    assert desk.post(page(draft, "change"), words(draft, title="Other")).status_code == 302


def test_what_was_sent_stays_as_it_was(desk):
    sent = sent_issue()
    assert desk.get(page(sent, "change")).status_code == 200
    assert desk.post(page(sent, "change"), words(sent, title="Other")).status_code == 403
    assert desk.post(page(sent, "delete"), {"post": "yes"}).status_code == 403
    assert told(desk.post(page(sent, "take-back"), follow=True)) == [
        "It is too late: this issue is being sent."
    ]
    assert told(desk.get(page(sent, "schedule"), follow=True)) == ["Only a draft can be scheduled."]


def test_state_changes_are_no_links(desk, draft):
    for name in ("test", "take-back"):
        assert desk.get(page(draft, name)).status_code == 405
    assert desk.get(f"{LIST}draft/").status_code == 405


def test_whoever_asks_staff_to_be_deleted_leaves(desk):
    found = subscriber()
    code = news.subscribing.digest(ADDRESS)
    ConsentRecord.objects.create(
        digest=code, words="Yes.", asked_at=MONDAY_MORNING, confirmed_at=MONDAY_MORNING
    )
    assert str(found.key) not in text_of(desk.get(f"{SUBSCRIBERS}{found.pk}/change/"))
    desk.post(f"{SUBSCRIBERS}{found.pk}/delete/", {"post": "yes"})
    assert not Subscriber.objects.exists()
    assert ConsentRecord.objects.get().left_at == MONDAY_MORNING


def test_a_proof_is_found_by_the_address_that_it_does_not_hold(desk):
    ConsentRecord.objects.create(
        digest=news.subscribing.digest(ADDRESS),
        words="Send me the newsletter.",
        asked_at=MONDAY_MORNING,
        confirmed_at=MONDAY_MORNING,
    )
    assert "Send me" in text_of(desk.get(f"{PROOFS}?q=Amina@example.com"))
    assert "Send me" not in text_of(desk.get(f"{PROOFS}?q=ben@example.com"))
