"""The inbox of residents' questions: who sees it, and what its list finds."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from faq.admin.question_acts import ACTS, CHECK, PUBLISH
from faq.admin.question_forms import ANSWER
from faq.models import ResidentQuestion, Topic
from tests.factories import MONDAY_MORNING
from tests.inbox import INBOX, act, listed, offered, page, signed_in
from tests.public_content import make_council_voice, make_police_voice, make_topic
from tests.questions import asked, asked_in_public, drafted, replied

pytestmark = pytest.mark.usefixtures("db", "without_second_factor")

LATER = MONDAY_MORNING + timedelta(days=3)
VIEW = "faq.view_residentquestion"


@pytest.fixture
def editor():
    return signed_in(group="Content editors", username="edith")


def test_staff_who_may_not_read_questions_learn_nothing_of_them():
    question, stranger = asked(), signed_in()
    kind = ContentType.objects.get_for_model(ResidentQuestion)
    addresses = [
        INBOX,
        f"{INBOX}?q=lamp",
        page(question),
        page(question).replace("/change/", "/history/"),
        page(question).replace("/change/", "/delete/"),
        f"{INBOX}add/",
        f"/admin/r/{kind.pk}/{question.pk}/",
        f"/admin/r/{kind.pk}/999/",
        f"/admin/r/99999/{question.pk}/",
        page(ResidentQuestion(pk=999)),
    ]
    autocomplete = "app_label=faq&model_name=topic&field_name=questions"
    addresses.append(f"/admin/autocomplete/?term=lamp&{autocomplete}")
    for address in addresses:
        response = stranger.get(address)
        assert response.status_code in (403, 404), address
        assert question.key not in response.content.decode()
    for name in ACTS:
        assert stranger.post(act(question, name), {"text": "x"}).status_code == 403, name
    assert "residentquestion" not in stranger.get("/admin/").content.decode()


def test_nobody_signed_in_is_led_to_the_sign_in():
    question = asked()
    for address in (INBOX, page(question), act(question, "note")):
        assert Client().get(address).status_code == 302


def test_the_private_page_of_an_asker_is_not_reached_from_the_back_office(editor):
    question = asked()
    kind = ContentType.objects.get_for_model(ResidentQuestion)
    assert editor.get(f"/admin/r/{kind.pk}/{question.pk}/").status_code == 404
    assert question.key not in editor.get(page(question)).content.decode()
    topic = make_topic()
    kind = ContentType.objects.get_for_model(Topic)
    assert editor.get(f"/admin/r/{kind.pk}/{topic.pk}/").status_code == 302


def test_who_may_only_read_is_offered_nothing_to_do():
    question, reader = drafted(asked()).question, signed_in(VIEW)
    assert offered(reader, question) == []
    assertNotContains(reader.get(page(question)), 'action="/admin/faq/')
    for name in ACTS:
        assert reader.post(act(question, name), {}).status_code == 403, name


@pytest.mark.parametrize("name", ACTS)
def test_each_action_needs_its_own_permission_and_post(name):
    question = replied(asked_in_public()).question
    others = {ANSWER, CHECK, PUBLISH} - {ACTS[name].permission}
    client = signed_in(VIEW, *others)
    assert name not in offered(client, question)
    assert client.post(act(question, name), {}).status_code == 403
    assert client.get(act(question, name)).status_code == 405


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("Content editors", {"send", "send-back", "assign", "draft", "close"}),
        ("Safety managers", {"send", "send-back", "assign", "draft", "close"}),
    ],
)
def test_editors_and_managers_work_on_questions(group, names):
    question = drafted(asked()).question
    assert names <= set(offered(signed_in(group=group), question))


def test_managers_do_not_publish_and_editors_do(editor):
    question = replied(asked_in_public()).question
    assert {"topic", "into-topic"} <= set(offered(editor, question))
    assert not {"topic", "into-topic"} & set(offered(signed_in(group="Safety managers"), question))


@pytest.mark.parametrize("key", ["0", "999", "9" * 18, "9" * 40, "x", "_5F", "%00", "1%00"])
def test_a_question_that_is_not_there_is_not_found(editor, key):
    asked()
    assert editor.get(f"{INBOX}{key}/change/").status_code == 404
    assert editor.get(f"{INBOX}{key}/history/").status_code == 404


def test_questions_are_neither_added_nor_deleted_by_hand(editor):
    question = asked()
    assert editor.get(f"{INBOX}add/").status_code == 403
    assert editor.post(page(question).replace("/change/", "/delete/")).status_code == 403
    assert editor.get(page(question).replace("/change/", "/history/")).status_code == 302


def test_the_inbox_shows_what_is_open_and_was_sent_by_people_oldest_first(editor):
    new, old = asked(at=LATER), asked()
    held, closed = asked(held=True), asked(status="closed")
    replied()
    assert listed(editor) == [old.pk, new.pk]
    assert listed(editor, "?held=yes") == [held.pk]
    assert listed(editor, "?state=closed") == [closed.pk]
    assert len(listed(editor, "?state=all")) == 4


def test_the_inbox_is_filtered_by_who_answers_and_what_the_public_reads(editor):
    council, police = make_council_voice(), make_police_voice()
    mine = asked(assigned_to=council, officer=editor.user)
    public = asked_in_public(assigned_to=police)
    hidden = asked_in_public(hidden_reason="Points to a house")
    assert listed(editor, "?assigned=council") == [mine.pk]
    assert listed(editor, "?assigned=nobody") == [hidden.pk]
    assert listed(editor, "?mine=yes") == [mine.pk]
    assert listed(editor, "?public=yes") == [public.pk]
    assert listed(editor, "?public=no") == [mine.pk]
    assert listed(editor, "?public=hidden") == [hidden.pk]
    for odd in ("?state=x", "?assigned=x", "?public=%00", "?held=x", "?mine=%FF"):
        assert editor.get(INBOX + odd).status_code == 200


def test_questions_are_found_by_words_name_address_and_reference(editor):
    question = asked("Sofas on Hoe Street", name="Amina", email="amina@example.com")
    asked("Something else")
    for words in ("sofas", "Amina", "amina@example", question.reference, f" q{question.pk} "):
        assert listed(editor, f"?q={words}") == [question.pk], words
    closed = asked(status="closed")
    assert listed(editor, f"?q={closed.reference}") == [closed.pk]  # whatever the filters say
    for odd in ("Q999", "Q" + "9" * 30, "x" * 5000, "'\"()"):
        assert listed(editor, f"?q={odd}") == []
    assert editor.get(f"{INBOX}?q=%00").status_code == 200


@pytest.mark.parametrize("filters", ["email=x", "key=x", "officer__password__startswith=x"])
def test_the_list_answers_no_questions_about_hidden_columns(editor, filters):
    asked(email="x")
    assert editor.get(f"{INBOX}?{filters}").status_code in (302, 400)


@pytest.mark.parametrize(("days", "late"), [(14, False), (15, True)])
def test_a_question_is_overdue_after_ten_working_days(days, late):
    asked()  # on a Monday
    with time_machine.travel(MONDAY_MORNING + timedelta(days=days), tick=False):
        html = signed_in(group="Content editors").get(INBOX).content.decode()
    assert f"{days} days" in html
    assert ("cs-chip--overdue" in html) is late


def test_the_list_says_how_many_want_to_know_and_how_many_were_joined(editor):
    question = asked(wanted=3)
    asked(status="joined", joined_to=question)
    assertContains(editor.get(INBOX), "3 others, 1 joined")


def test_a_list_of_sixty_questions_takes_few_queries(editor, django_assert_max_num_queries):
    council = make_council_voice()
    for number in range(60):
        asked(at=LATER, assigned_to=council, officer=editor.user, wanted=number)
    with django_assert_max_num_queries(12):
        assert len(listed(editor)) == 50
