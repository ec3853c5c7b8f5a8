"""The editors' pages: what can be changed, by whom, and what the history says of it."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from faq import services
from faq.models import Feedback, Topic
from tests import factories
from tests.editing import change, make_draft, said, sent
from tests.public_content import (
    make_council_voice,
    make_topic,
    make_update_note,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]

LIST = "/admin/faq/topic/"
AT = datetime(2025, 7, 1, 9, tzinfo=UTC)


@pytest.fixture
def officer_page():
    client = Client()
    client.force_login(factories.staff("Case officers"))
    return client


@pytest.fixture
def draft():
    return make_draft()


@pytest.mark.parametrize(
    "path",
    [
        LIST,
        f"{LIST}add/",
        f"{LIST}1/change/",
        f"{LIST}1/preview/",
        f"{LIST}1/history/",
        "/admin/faq/webinar/import/",
    ],
)
def test_editors_pages_are_for_editors_only(path, officer_page, desk):
    make_topic(pk=1)
    assert officer_page.get(path).status_code == 403
    assert desk.get(path).status_code == 200
    assert Client().get(path).status_code == 302


def test_the_list_shows_where_each_topic_stands(desk, draft):
    text = desk.get(LIST).content.decode()
    assert '<span class="cs-chip cs-chip--draft">Draft</span>' in text
    assert "No date" in text
    assert "April 2025" in text


def test_due_for_review_lists_what_is_due_longest_first(desk):
    make_topic("later", review_by=date(2026, 1, 2))
    make_topic("sooner", review_by=date(2026, 1, 1))
    make_topic("fine", review_by=date(2999, 1, 1))
    make_topic("unpublished", review_by=date(2026, 1, 1), status="draft", published_at=None)
    response = desk.get(LIST, {"review": "due"})
    assert [topic.slug for topic in response.context["cl"].result_list] == ["sooner", "later"]
    assert "Due for review (2)" in response.content.decode()
    assert response.content.decode().count("cs-chip--overdue") == 2


def test_topics_without_a_review_date_can_be_listed(desk):
    make_topic("dated", review_by=date(2026, 1, 1))
    make_topic("undated")
    response = desk.get(LIST, {"review": "none"})
    assert [topic.slug for topic in response.context["cl"].result_list] == ["undated"]


def test_topics_are_put_in_order_in_the_list(desk, editor):
    first, second = make_topic("first", position=1), make_topic("second", position=2)
    rows = {
        "form-TOTAL_FORMS": 2,
        "form-INITIAL_FORMS": 2,
        "form-0-id": first.pk,
        "form-0-position": 3,
        "form-1-id": second.pk,
        "form-1-position": 2,
        "_save": "Save",
    }
    desk.post(LIST, rows)
    assert [topic.slug for topic in Topic.objects.all()] == ["second", "first"]
    assert first.history.first().history_user == editor


def test_saving_keeps_the_words_and_names_the_editor(desk, editor, draft):
    response = desk.post(change(draft), sent(draft, keywords="dealers\r\n\r\n smoking  weed "))
    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.keywords == ["dealers", "smoking weed"]
    assert draft.status == "draft"
    assert draft.history.first().history_user == editor


def test_the_status_cannot_be_typed_in(desk, draft):
    desk.post(change(draft), sent(draft, status="published", published_at="2025-01-01"))
    draft.refresh_from_db()
    assert draft.status == "draft"


@pytest.mark.parametrize(
    ("before", "button", "after"),
    [
        ("draft", "_publish", "published"),
        ("withdrawn", "_publish", "published"),
        ("published", "_withdraw", "withdrawn"),
        ("withdrawn", "_return_to_draft", "draft"),
    ],
)
def test_a_button_saves_and_changes_the_status(desk, editor, before, button, after):
    voice = make_council_voice()
    topic = make_topic("drugs", [(voice, "We listen.")], status=before, published_at=AT)
    shown = desk.get(change(topic)).content.decode()
    assert f'name="{button}"' in shown
    desk.post(change(topic), sent(topic, question="Anew?", **{button: "1"}))
    topic.refresh_from_db()
    assert (topic.status, topic.question) == (after, "Anew?")
    assert topic.history.first().history_user == editor
    assert topic.history.first().status == after


@pytest.mark.parametrize(
    ("before", "action", "after"),
    [
        ("draft", "publish", "published"),
        ("published", "withdraw", "withdrawn"),
        ("published", "return_to_draft", "draft"),
        ("draft", "withdraw", "draft"),
    ],
)
def test_an_action_of_the_list_changes_many_at_once(desk, before, action, after):
    voice = make_council_voice()
    topics = [
        make_topic(slug, [(voice, "Yes.")], status=before, published_at=AT)
        for slug in ("drugs", "noise")
    ]
    chosen = [topic.pk for topic in topics]
    response = desk.post(LIST, {"action": action, "_selected_action": chosen}, follow=True)
    assert {topic.status for topic in Topic.objects.all()} == {after}
    assert ("Nothing changed" in said(response)[0]) == (before == after)


def test_reading_a_page_changes_nothing(desk, draft):
    desk.get(change(draft), {"_publish": "1"})
    desk.get(LIST, {"action": "publish", "_selected_action": draft.pk})
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_who_may_not_publish_is_offered_no_button_and_refused(client, editor, draft):
    group = editor.groups.get()
    group.permissions.remove(group.permissions.get(codename="publish_topic"))
    client.force_login(editor)
    assert 'name="_publish"' not in client.get(change(draft)).content.decode()
    refused = client.post(change(draft), sent(draft, question="Anew?", _publish="1"))
    assert refused.status_code == 403
    client.post(LIST, {"action": "publish", "_selected_action": draft.pk})
    stored = Topic.objects.get()
    assert (stored.status, stored.question) == ("draft", draft.question)


@pytest.mark.parametrize(
    ("fields", "answers", "reason"),
    [
        ({"question": " "}, [(None, "Yes.")], "“Drugs” has no question."),
        ({}, [], "“Drugs” has no answer."),
        ({}, [(None, " ")], "“Drugs” has an empty answer."),
    ],
)
def test_what_is_not_ready_is_not_published(desk, fields, answers, reason):
    topic = make_topic("drugs", answers, status="draft", published_at=None, **fields)
    action = {"action": "publish", "_selected_action": topic.pk}
    response = desk.post(LIST, action, follow=True)
    assert said(response)[0].startswith(reason)
    topic.refresh_from_db()
    assert topic.status == "draft"


def test_the_day_of_first_publishing_stays(editor, draft):
    services.publish_topics([draft], by=editor, at=AT)
    services.withdraw_topics([draft], by=editor, at=AT)
    services.publish_topics([draft], by=editor, at=datetime(2026, 1, 1, tzinfo=UTC))
    draft.refresh_from_db()
    assert draft.published_at == AT
    assert draft.history.get(status="withdrawn").history_date == AT


def test_a_service_goes_by_the_stored_status_not_by_a_stale_one(editor, draft):
    stale = Topic.objects.get(pk=draft.pk)
    services.publish_topics([draft], by=editor, at=AT)
    assert services.publish_topics([stale], by=editor, at=AT).changed == []
    assert services.withdraw_topics([stale], by=editor, at=AT).changed == [draft]


def test_deleting_names_the_editor(desk, editor, draft):
    desk.post(f"{LIST}{draft.pk}/delete/", {"post": "yes"})
    assert not Topic.objects.exists()
    line = Topic.history.first()
    assert (line.history_type, line.history_user) == ("-", editor)


def test_deleting_from_the_list_names_the_editor(desk, editor, draft):
    chosen = {"action": "delete_selected", "_selected_action": draft.pk, "post": "yes"}
    desk.post(LIST, chosen)
    assert not Topic.objects.exists()
    assert Topic.history.first().history_user == editor


def test_the_address_of_what_was_published_stays(desk, draft, editor):
    services.publish_topics([draft], by=editor, at=AT)
    draft.refresh_from_db()
    desk.post(change(draft), sent(draft, slug="other"))
    assert Topic.objects.get().slug == "drugs"


def test_an_address_that_leads_to_another_page_is_refused(desk, draft):
    response = desk.post(change(draft), sent(draft, slug="feed"))
    assert "Another page has this address" in response.content.decode()


def test_readers_verdicts_are_counted(desk, draft):
    for helpful in (True, True, False):
        Feedback.objects.create(topic=draft, helpful=helpful, given_on=AT)
    assert "Yes: 2. No: 1." in desk.get(change(draft)).content.decode()


def test_a_topic_is_not_related_to_itself(desk, draft):
    other = make_topic("noise")
    choices = desk.get(change(draft)).context["adminform"].form["related"].field.queryset
    assert list(choices) == [other]


def test_who_may_only_look_sees_everything_and_no_button(client, draft):
    make_update_note(draft, "The line is closed.", AT)
    reader = factories.staff("Case officers", cleared=False)
    group = reader.groups.get()
    editors = factories.staff("Content editors").groups.get().permissions
    group.permissions.set(editors.filter(codename__startswith="view_"))
    client.force_login(reader)
    text = client.get(change(draft)).content.decode()
    assert "We patrol." in text
    assert "The line is closed." in text
    assert 'type="submit" value=' not in text
    assert client.post(change(draft), sent(draft, question="Anew?")).status_code == 403
    assert client.get(f"{LIST}{draft.pk}/preview/").status_code == 200
