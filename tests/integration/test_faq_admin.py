"""The editors' pages: what can be changed, by whom, and what the history says of it."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from faq import services
from faq.models import Feedback, Response, Topic, UpdateNote
from safety_site.models import Council
from tests import factories
from tests.public_content import (
    make_council_voice,
    make_police_voice,
    make_support_page,
    make_topic,
    make_update_note,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/faq/topic/"
AT = datetime(2025, 7, 1, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def editor():
    return factories.staff("Editors", username="edith")


@pytest.fixture
def page(editor, client):
    client.force_login(editor)
    return client


@pytest.fixture
def officer_page():
    client = Client()
    client.force_login(factories.staff("Officers"))
    return client


@pytest.fixture
def draft():
    return make_topic(
        "drugs",
        [(make_police_voice(), "We patrol."), (make_council_voice(), "We *listen*.")],
        status="draft",
        published_at=None,
    )


def change(topic):
    return reverse("admin:faq_topic_change", args=[topic.pk])


def sent(topic, **changes):
    """Everything that the page of a topic sends, with some of it changed."""
    fields = {
        "title": topic.title,
        "slug": topic.slug,
        "question": topic.question,
        "webinar": topic.webinar_id,
        "position": topic.position,
        "keywords": "\r\n".join(topic.keywords),
    }
    for prefix, parts in (
        ("responses", list(topic.responses.all())),
        ("update_notes", list(topic.update_notes.all())),
    ):
        fields |= {f"{prefix}-TOTAL_FORMS": len(parts) + 1, f"{prefix}-INITIAL_FORMS": len(parts)}
        fields |= {f"{prefix}-{number}-id": part.pk for number, part in enumerate(parts)}
    for number, response in enumerate(topic.responses.all()):
        fields |= {
            f"responses-{number}-organisation": response.organisation_id,
            f"responses-{number}-position": response.position,
            f"responses-{number}-answered_on": response.answered_on,
            f"responses-{number}-is_summary": "on",
            f"responses-{number}-body": response.body,
        }
    # The empty form that a browser sends along with the filled ones.
    fields[f"responses-{topic.responses.count()}-position"] = 0
    return fields | changes


def said(response):
    return [str(message) for message in response.context["messages"]]


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
def test_editors_pages_are_for_editors_only(path, officer_page, page):
    make_topic(pk=1)
    assert officer_page.get(path).status_code == 403
    assert page.get(path).status_code == 200
    assert Client().get(path).status_code == 302


def test_the_list_shows_where_each_topic_stands(page, draft):
    text = page.get(LIST).content.decode()
    assert '<span class="cs-chip cs-chip--draft">Draft</span>' in text
    assert "No date" in text
    assert "April 2025" in text


def test_due_for_review_lists_what_is_due_longest_first(page):
    make_topic("later", review_by=date(2026, 1, 2))
    make_topic("sooner", review_by=date(2026, 1, 1))
    make_topic("fine", review_by=date(2999, 1, 1))
    make_topic("unpublished", review_by=date(2026, 1, 1), status="draft", published_at=None)
    response = page.get(LIST, {"review": "due"})
    assert [topic.slug for topic in response.context["cl"].result_list] == ["sooner", "later"]
    assert "Due for review (2)" in response.content.decode()
    assert response.content.decode().count("cs-chip--overdue") == 2


def test_topics_without_a_review_date_can_be_listed(page):
    make_topic("dated", review_by=date(2026, 1, 1))
    make_topic("undated")
    response = page.get(LIST, {"review": "none"})
    assert [topic.slug for topic in response.context["cl"].result_list] == ["undated"]


def test_topics_are_put_in_order_in_the_list(page, editor):
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
    page.post(LIST, rows)
    assert [topic.slug for topic in Topic.objects.all()] == ["second", "first"]
    assert first.history.first().history_user == editor


def test_saving_keeps_the_words_and_names_the_editor(page, editor, draft):
    response = page.post(change(draft), sent(draft, keywords="dealers\r\n\r\n smoking  weed "))
    assert response.status_code == 302
    draft.refresh_from_db()
    assert draft.keywords == ["dealers", "smoking weed"]
    assert draft.status == "draft"
    assert draft.history.first().history_user == editor


def test_the_status_cannot_be_typed_in(page, draft):
    page.post(change(draft), sent(draft, status="published", published_at="2025-01-01"))
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
def test_a_button_saves_and_changes_the_status(page, editor, before, button, after):
    voice = make_council_voice()
    topic = make_topic("drugs", [(voice, "We listen.")], status=before, published_at=AT)
    shown = page.get(change(topic)).content.decode()
    assert f'name="{button}"' in shown
    page.post(change(topic), sent(topic, question="Anew?", **{button: "1"}))
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
def test_an_action_of_the_list_changes_many_at_once(page, before, action, after):
    voice = make_council_voice()
    topics = [
        make_topic(slug, [(voice, "Yes.")], status=before, published_at=AT)
        for slug in ("drugs", "noise")
    ]
    chosen = [topic.pk for topic in topics]
    response = page.post(LIST, {"action": action, "_selected_action": chosen}, follow=True)
    assert {topic.status for topic in Topic.objects.all()} == {after}
    assert ("Nothing changed" in said(response)[0]) == (before == after)


def test_reading_a_page_changes_nothing(page, draft):
    page.get(change(draft), {"_publish": "1"})
    page.get(LIST, {"action": "publish", "_selected_action": draft.pk})
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
def test_what_is_not_ready_is_not_published(page, fields, answers, reason):
    topic = make_topic("drugs", answers, status="draft", published_at=None, **fields)
    action = {"action": "publish", "_selected_action": topic.pk}
    response = page.post(LIST, action, follow=True)
    assert said(response)[0].startswith(reason)
    topic.refresh_from_db()
    assert topic.status == "draft"


def test_the_day_of_first_publishing_stays(editor, draft):
    services.publish_topics([draft], by=editor, at=AT)
    services.withdraw_topics([draft], by=editor, at=AT)
    services.publish_topics([draft], by=editor, at=datetime(2026, 1, 1, tzinfo=UTC))
    draft.refresh_from_db()
    assert draft.published_at == AT
    assert [line.history_date for line in draft.history.all()][1:3] == [AT, AT]


def test_a_service_goes_by_the_stored_status_not_by_a_stale_one(editor, draft):
    stale = Topic.objects.get(pk=draft.pk)
    services.publish_topics([draft], by=editor, at=AT)
    assert services.publish_topics([stale], by=editor, at=AT).changed == []
    assert services.withdraw_topics([stale], by=editor, at=AT).changed == [draft]


def test_a_draft_can_be_previewed_by_staff_and_read_by_nobody_else(page, draft):
    shown = page.get(f"{LIST}{draft.pk}/preview/")
    assert "This is a preview" in shown.content.decode()
    assert "We <em>listen</em>." in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert Client().get(draft.get_absolute_url()).status_code == 404
    assert "Drugs" not in Client().get("/answers/").content.decode()


def test_saving_and_previewing_is_one_button(page, draft):
    response = page.post(change(draft), sent(draft, question="Anew?", _preview="1"), follow=True)
    assert "Anew?" in response.content.decode()


def test_a_preview_of_what_does_not_exist_is_not_found(page):
    assert page.get(f"{LIST}99999999999999999999/preview/").status_code == 404


def test_a_new_answer_stands_last_and_bears_the_day_of_the_webinar(page, editor, draft):
    new = {"responses-2-body": "We help.", "responses-2-organisation": ""}
    assert page.post(change(draft), sent(draft, **new)).status_code == 302
    answer = Response.objects.get(body="We help.")
    assert (answer.position, answer.answered_on) == (3, draft.webinar.held_on)
    assert answer.history.get().history_user == editor


def test_the_empty_form_below_the_answers_makes_no_answer(page, draft):
    page.post(change(draft), sent(draft))
    assert draft.responses.count() == 2
    assert draft.update_notes.count() == 0


def test_answers_are_put_in_order_by_their_numbers(page, draft):
    page.post(change(draft), sent(draft, **{"responses-0-position": 5}))
    assert [answer.body for answer in draft.responses.all()] == ["We *listen*.", "We patrol."]


def test_an_emptied_day_of_an_answer_stays_as_it_was(page, draft):
    page.post(change(draft), sent(draft, **{"responses-0-answered_on": ""}))
    assert draft.responses.first().answered_on == draft.webinar.held_on


def test_an_update_note_without_a_day_bears_todays(page, draft, time_machine):
    time_machine.move_to(datetime(2026, 3, 4, 12, tzinfo=UTC))
    page.post(change(draft), sent(draft, **{"update_notes-0-body": "The line is closed."}))
    assert UpdateNote.objects.get().dated == date(2026, 3, 4)


class TestWarningOfRewrittenWords:
    """An organisation's words are never silently rewritten."""

    @pytest.fixture
    def published(self, draft, editor):
        services.publish_topics([draft], by=editor, at=AT)
        draft.refresh_from_db()
        return draft

    def warned(self, page, topic, **changes):
        response = page.post(change(topic), sent(topic, **changes), follow=True)
        assert response.status_code == 200
        return any("add an update note" in message for message in said(response))

    def test_changed_words_of_a_published_answer_ask_for_a_note(self, page, published):
        assert self.warned(page, published, **{"responses-0-body": "We never patrol."})
        assert published.responses.first().body == "We never patrol."

    def test_a_deleted_answer_asks_for_a_note(self, page, published):
        assert self.warned(page, published, **{"responses-0-DELETE": "on"})

    def test_a_note_in_the_same_go_is_enough(self, page, published):
        words = {"responses-0-body": "We never patrol.", "update_notes-0-body": "Changed."}
        assert not self.warned(page, published, **words)

    def test_other_changes_ask_for_nothing(self, page, published):
        assert not self.warned(page, published, **{"responses-0-position": 7, "next_step": "Go."})

    def test_a_draft_may_be_rewritten_freely(self, page, draft):
        assert not self.warned(page, draft, **{"responses-0-body": "We never patrol."})


def test_history_shows_what_was_said_before_and_who_changed_it(page, draft):
    page.post(change(draft), sent(draft, **{"responses-0-body": "We never patrol."}))
    answer = draft.responses.first()
    text = page.get(f"/admin/faq/response/{answer.pk}/history/").content.decode()
    assert "<del>" in text
    assert "We patrol." in text
    assert "We never patrol." in text
    assert "edith" in text


def test_an_old_version_is_not_put_back_past_the_services(page, draft, editor):
    services.publish_topics([draft], by=editor, at=AT)
    services.withdraw_topics([draft], by=editor, at=AT)
    version = draft.history.get(status="published").pk
    assert page.post(f"{LIST}{draft.pk}/history/{version}/", sent(draft)).status_code == 403


def test_deleting_names_the_editor(page, editor, draft):
    page.post(f"{LIST}{draft.pk}/delete/", {"post": "yes"})
    assert not Topic.objects.exists()
    line = Topic.history.first()
    assert (line.history_type, line.history_user) == ("-", editor)


def test_deleting_from_the_list_names_the_editor(page, editor, draft):
    chosen = {"action": "delete_selected", "_selected_action": draft.pk, "post": "yes"}
    page.post(LIST, chosen)
    assert not Topic.objects.exists()
    assert Topic.history.first().history_user == editor


def test_the_address_of_what_was_published_stays(page, draft, editor):
    services.publish_topics([draft], by=editor, at=AT)
    draft.refresh_from_db()
    page.post(change(draft), sent(draft, slug="other"))
    assert Topic.objects.get().slug == "drugs"


def test_an_address_that_leads_to_another_page_is_refused(page, draft):
    response = page.post(change(draft), sent(draft, slug="feed"))
    assert "Another page has this address" in response.content.decode()


def test_readers_verdicts_are_counted(page, draft):
    for helpful in (True, True, False):
        Feedback.objects.create(topic=draft, helpful=helpful, given_on=AT)
    assert "Yes: 2. No: 1." in page.get(change(draft)).content.decode()


def test_a_topic_is_not_related_to_itself(page, draft):
    other = make_topic("noise")
    choices = page.get(change(draft)).context["adminform"].form["related"].field.queryset
    assert list(choices) == [other]


def test_who_may_only_look_sees_everything_and_no_button(client, draft):
    make_update_note(draft, "The line is closed.", AT)
    reader = factories.staff("Officers")
    group = reader.groups.get()
    editors = factories.staff("Editors").groups.get().permissions
    group.permissions.set(editors.filter(codename__startswith="view_"))
    client.force_login(reader)
    text = client.get(change(draft)).content.decode()
    assert "We patrol." in text
    assert "The line is closed." in text
    assert 'type="submit" value=' not in text
    assert client.post(change(draft), sent(draft, question="Anew?")).status_code == 403
    assert client.get(f"{LIST}{draft.pk}/preview/").status_code == 200


def test_a_support_page_is_edited_with_its_editor_named(page, editor):
    support = make_support_page(keywords=["theft"])
    fields = {"title": "Crime", "summary": "S", "body": "B", "position": 1}
    fields |= {"keywords": "theft\r\nrobbery", "checked_on": "01/06/2025", "slug": "other"}
    response = page.post(f"/admin/reporting/supportpage/{support.pk}/change/", fields)
    assert response.status_code == 302
    support.refresh_from_db()
    assert (support.keywords, support.slug) == (["theft", "robbery"], "crime")
    assert support.history.first().history_user == editor


@pytest.mark.usefixtures("pack")
def test_the_council_is_one_row_that_is_changed_but_never_added_or_deleted(client):
    client.force_login(factories.staff("Managers"))
    row = f"/admin/safety_site/council/{Council.objects.get().pk}"
    assert client.get("/admin/safety_site/council/").headers["Location"] == f"{row}/change/"
    assert client.get(f"{row}/change/").status_code == 200
    assert client.get(f"{row}/delete/").status_code == 403
    assert client.get("/admin/safety_site/council/add/").status_code == 403
