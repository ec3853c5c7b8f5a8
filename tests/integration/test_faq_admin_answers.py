"""A topic's answers and notes on the editors' page: order, preview, rewritten words, history."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from faq import services
from faq.models import Response, UpdateNote
from tests.editing import change, make_draft, said, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]

LIST = "/admin/faq/topic/"
AT = datetime(2025, 7, 1, 9, tzinfo=UTC)


@pytest.fixture
def draft():
    return make_draft()


def test_a_draft_can_be_previewed_by_staff_and_read_by_nobody_else(desk, draft):
    shown = desk.get(f"{LIST}{draft.pk}/preview/")
    assert "This is a preview" in shown.content.decode()
    assert "Did this answer help?" not in shown.content.decode()
    assert "We <em>listen</em>." in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert Client().get(draft.get_absolute_url()).status_code == 404
    assert "Drugs" not in Client().get("/answers/").content.decode()


def test_saving_and_previewing_is_one_button(desk, draft):
    response = desk.post(change(draft), sent(draft, question="Anew?", _preview="1"), follow=True)
    assert "Anew?" in response.content.decode()


def test_a_preview_of_what_does_not_exist_is_not_found(desk):
    assert desk.get(f"{LIST}99999999999999999999/preview/").status_code == 404


def test_a_new_answer_stands_last_and_bears_the_day_of_the_webinar(desk, editor, draft):
    new = {"responses-2-body": "We help.", "responses-2-organisation": ""}
    assert desk.post(change(draft), sent(draft, **new)).status_code == 302
    answer = Response.objects.get(body="We help.")
    assert (answer.position, answer.answered_on) == (3, draft.webinar.held_on)
    assert answer.history.get().history_user == editor


def test_the_empty_form_below_the_answers_makes_no_answer(desk, draft):
    desk.post(change(draft), sent(draft))
    assert draft.responses.count() == 2
    assert draft.update_notes.count() == 0


def test_answers_are_put_in_order_by_their_numbers(desk, draft):
    desk.post(change(draft), sent(draft, **{"responses-0-position": 5}))
    assert [answer.body for answer in draft.responses.all()] == ["We *listen*.", "We patrol."]


def test_an_emptied_day_of_an_answer_stays_as_it_was(desk, draft):
    desk.post(change(draft), sent(draft, **{"responses-0-answered_on": ""}))
    assert draft.responses.first().answered_on == draft.webinar.held_on


def test_an_update_note_without_a_day_bears_todays(desk, draft, time_machine):
    time_machine.move_to(datetime(2026, 3, 4, 12, tzinfo=UTC))
    desk.post(change(draft), sent(draft, **{"update_notes-0-body": "The line is closed."}))
    assert UpdateNote.objects.get().dated == date(2026, 3, 4)


@pytest.fixture
def published(draft, editor):
    services.publish_topics([draft], by=editor, at=AT)
    draft.refresh_from_db()
    return draft


def warned(desk, topic, **changes):
    response = desk.post(change(topic), sent(topic, **changes), follow=True)
    assert response.status_code == 200
    return any("add an update note" in message for message in said(response))


def test_changed_words_of_a_published_answer_ask_for_a_note(desk, published):
    assert warned(desk, published, **{"responses-0-body": "We never patrol."})
    assert published.responses.first().body == "We never patrol."


def test_a_deleted_answer_asks_for_a_note(desk, published):
    assert warned(desk, published, **{"responses-0-DELETE": "on"})


def test_a_note_in_the_same_go_is_enough(desk, published):
    words = {"responses-0-body": "We never patrol.", "update_notes-0-body": "Changed."}
    assert not warned(desk, published, **words)


def test_other_changes_ask_for_nothing(desk, published):
    assert not warned(desk, published, **{"responses-0-position": 7, "next_step": "Go."})


def test_a_draft_may_be_rewritten_freely(desk, draft):
    assert not warned(desk, draft, **{"responses-0-body": "We never patrol."})


def test_history_marks_the_words_that_changed_and_says_who_changed_them(desk, draft):
    desk.post(change(draft), sent(draft, **{"responses-0-body": "We <never> patrol."}))
    answer = draft.responses.first()
    text = desk.get(f"/admin/faq/response/{answer.pk}/history/").content.decode()
    assert "</span> We patrol.</dd>" in text
    assert "</span> We<ins> &lt;never&gt;</ins> patrol.</dd>" in text
    assert "edith" in text


def test_an_old_version_is_not_put_back_past_the_services(desk, draft, editor):
    services.publish_topics([draft], by=editor, at=AT)
    services.withdraw_topics([draft], by=editor, at=AT)
    version = draft.history.get(status="published").pk
    assert desk.post(f"{LIST}{draft.pk}/history/{version}/", sent(draft)).status_code == 403
