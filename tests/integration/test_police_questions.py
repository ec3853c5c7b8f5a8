"""Residents' questions for the police: their people draft replies to these and see no others."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from faq import services
from faq.models import ResidentQuestion
from faq.services import Refused, version_of
from tests import factories
from tests.factories import MONDAY_MORNING
from tests.public_content import make_council_voice, make_police_voice
from tests.questions import asked, drafted

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

LIST = "/admin/faq/police/questions/"
LATER = MONDAY_MORNING + timedelta(hours=3)
ASKER = {"name": "Amina Example", "email": "amina@example.com"}
ASSIGNED = ResidentQuestion.Status.ASSIGNED


@pytest.fixture
def police(db):
    client = Client()
    client.user = factories.staff("Police contributors", username="pia")
    client.force_login(client.user)
    return client


def for_police(wording="When do you patrol <b>Mill Lane</b>?", **fields):
    return asked(wording, assigned_to=make_police_voice(), status=ASSIGNED, **(ASKER | fields))


def page(question):
    return reverse("admin:police_question", args=[question.pk])


def save(client, question, body="On **Mondays**.", seen=None):
    draft = question.replies.filter(sent_at=None).first()
    sent = {"body": body, "seen": version_of(draft) if seen is None else seen}
    return client.post(page(question), sent, follow=True)


def test_they_see_what_was_given_to_them_without_who_asked(police):
    question = for_police()
    services.add_note(question=question, text="STAFF NOTE", by=police.user, at=LATER)
    asked("When do you patrol the market?", **ASKER)
    shown = police.get(LIST)
    assert list(shown.context["cl"].result_list) == [question]
    for html in (shown.content.decode(), police.get(page(question)).content.decode()):
        assert "When do you patrol &lt;b&gt;Mill Lane&lt;/b&gt;?" in html
        for words in ("Amina", "amina@example.com", "STAFF NOTE", "market"):
            assert words not in html
    assert "Questions for the police (1 to draft)" in police.get("/admin/").content.decode()


@pytest.mark.parametrize("fields", [{}, {"council": True}, {"held": True}])
def test_a_question_of_others_does_not_exist(police, fields):
    question = asked("When do you patrol?", **ASKER)
    if fields.pop("council", None):
        ResidentQuestion.objects.update(assigned_to=make_council_voice(), status=ASSIGNED)
    elif fields:
        ResidentQuestion.objects.update(assigned_to=make_police_voice(), **fields)
    assert police.get(page(question)).status_code == 404
    assert save(police, question).status_code == 404
    for words in (question.reference, "patrol", "Amina", "amina@example.com"):
        assert not police.get(f"{LIST}?state=all&q={words}").context["cl"].result_list
    assert not question.replies.exists()


def test_crafted_ids_and_filters_lead_nowhere(police):
    for pk in (0, 10**30):
        assert police.get(f"{LIST}{pk}/").status_code == 404
        assert police.post(f"{LIST}{pk}/", {"body": "x"}).status_code == 404
    for query in ("?q=%00", "?state=<b>", "?email=a", "?assigned_to__role=council", "?o=9.-7"):
        assert police.get(LIST + query, follow=True).status_code in (200, 400)


def test_they_draft_in_the_name_of_the_police_and_an_editor_sends_it(police, desk, editor):
    question = for_police()
    done = save(police, question)
    assert "draft saved. An editor checks it" in done.content.decode()
    reply = question.replies.get()
    assert (reply.organisation, reply.drafted_by) == (make_police_voice(), police.user)
    assert reply.sent_at is None
    question.refresh_from_db()
    assert question.status == "drafted"
    send = reverse("admin:question_send", args=[question.pk])
    assert police.post(send, {"seen": version_of(reply)}).status_code == 403
    assert desk.post(send, {"seen": version_of(reply)}).status_code == 302
    question.refresh_from_db()
    assert question.status == "answered"
    shown = police.get(page(question))
    assert shown.context["form"] is None
    assert "<strong>Mondays</strong>" in shown.content.decode()


def test_they_read_why_a_draft_was_sent_back_until_they_write_another(police, editor):
    question = for_police()
    save(police, question)
    now = timezone.now()
    services.send_back(question=question, reason="Say <i>when</i>", by=editor, at=now)
    assert "Say &lt;i&gt;when&lt;/i&gt;" in police.get(page(question)).content.decode()
    save(police, question, "At 8pm.")
    assert "Say &lt;i&gt;when" not in police.get(page(question)).content.decode()


def test_a_colleagues_draft_is_not_overwritten_unread(police, editor):
    question = for_police()
    drafted(question, "Theirs.", by=editor, organisation=make_police_voice())
    refused = save(police, question, "Mine <b>typed</b>", seen="")
    assert refused.status_code == 422
    assert "Somebody has changed the draft meanwhile" in refused.content.decode()
    assert "Mine &lt;b&gt;typed&lt;/b&gt;" in refused.content.decode()
    assert question.replies.get().body == "Theirs."


@pytest.mark.parametrize("body", ["", "x" * 10_001, "x\0"])
def test_no_words_or_too_many_are_refused(police, body):
    question = for_police()
    assert save(police, question, body).status_code == 422
    assert not question.replies.exists()


def test_a_question_that_was_given_to_others_meanwhile_is_not_drafted(police):
    question = for_police()
    ResidentQuestion.objects.update(assigned_to=make_council_voice())
    with pytest.raises(Refused, match="not for the police to answer any more"):
        services.draft_for_police(question=question, body="x", seen="", by=police.user, at=LATER)


def test_the_inbox_and_all_that_is_done_there_is_closed_to_them(police):
    question = for_police()
    assert police.get("/admin/faq/residentquestion/").status_code == 403
    change = reverse("admin:faq_residentquestion_change", args=[question.pk])
    assert police.get(change).status_code == 403
    for name in ("draft", "send", "assign", "close", "wording", "note", "join"):
        address = reverse(f"admin:question_{name}", args=[question.pk])
        assert police.post(address, {"body": "x", "text": "x"}).status_code == 403
    assert not question.events.exists()


@pytest.mark.parametrize("group", ["Content editors", "Case officers", "Administrators"])
def test_others_do_not_draft_for_the_police(group):
    question = for_police()
    client = Client()
    client.force_login(factories.staff(group))
    assert client.get(LIST).status_code == 403
    assert client.get(page(question)).status_code == 404
    assert client.post(page(question), {"body": "x"}).status_code == 404
