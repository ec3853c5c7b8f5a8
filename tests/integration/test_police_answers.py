"""The police's own answers: their people propose words, editors take them or send them back."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from faq import services
from faq.models import Response
from faq.services import Refused, version_of_words
from safety_site.public_pages import VERSION_KEY, content_version
from tests import factories
from tests.factories import MONDAY_MORNING
from tests.public_content import make_council_voice, make_police_voice, make_topic

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

LIST, PROPOSALS = "/admin/faq/police/answers/", "/admin/faq/proposals/"
LATER = MONDAY_MORNING + timedelta(hours=3)
OLD, NEW = "We patrol on Mondays.", "We patrol on **Tuesdays**."


def signed_in(group, username):
    client = Client()
    client.user = factories.staff(group, username=username)
    client.user.email = f"{username}@staff.example"
    client.user.save()
    client.force_login(client.user)
    return client


@pytest.fixture
def police(db):
    return signed_in("Police contributors", "pia")


@pytest.fixture
def topic(db):
    answers = [(make_police_voice(), OLD), (make_council_voice(), "We *listen*.")]
    return make_topic("drug-sellers", answers)


@pytest.fixture
def response(topic):
    return topic.responses.get(organisation__role="police")


def page(response, name="police_answer"):
    return reverse(f"admin:{name}", args=[response.pk])


def send(client, response, body=NEW, **more):
    response.refresh_from_db()
    sent = {"body": body, "seen": version_of_words(response)} | more
    return client.post(page(response), sent, follow=True)


def propose(response, by, body=NEW):
    response.refresh_from_db()
    seen = version_of_words(response)
    services.propose_words(response=response, body=body, seen=seen, by=by, at=LATER)
    response.refresh_from_db()


def decide(client, response, name, **sent):
    response.refresh_from_db()
    sent = {"seen": version_of_words(response)} | sent
    return client.post(page(response, f"proposal_{name}"), sent, follow=True)


def test_they_see_the_police_s_answers_and_no_others(police, response, topic):
    council = topic.responses.get(organisation__role="council")
    shown = police.get(LIST).context["cl"].result_list
    assert response in shown
    assert council not in shown
    assert "We <em>listen" not in police.get(page(response)).content.decode()
    for pk in (council.pk, 0, 10**30):
        assert police.get(f"{LIST}{pk}/").status_code == 404
        assert police.post(f"{LIST}{pk}/", {"body": NEW}).status_code == 404
        assert police.post(f"{LIST}{pk}/withdraw/").status_code == 404
    assert police.get(page(response, "proposal")).status_code == 404
    assert decide(police, response, "take", answered_on="2026-11-23").status_code == 404


def test_words_go_to_the_editors_and_nothing_public_changes(police, response, topic):
    before, version = response.history.count(), content_version()
    done = send(police, response)
    assert "The editors have your words" in done.content.decode()
    response.refresh_from_db()
    assert (response.body, response.proposed_body) == (OLD, NEW)
    assert response.proposed_by == police.user
    assert response.history.count() == before
    assert cache.get(VERSION_KEY) == version
    assert "Tuesdays" not in Client().get(topic.get_absolute_url()).content.decode()


def test_a_preview_shows_the_words_made_safe_and_sends_nothing(police, response):
    body = "**Bold** <script>alert(1)</script> [x](javascript:alert(1))"
    shown = send(police, response, body, preview="yes").content.decode()
    assert "<strong>Bold</strong>" in shown
    assert "<script>alert" not in shown
    assert 'href="javascript' not in shown
    response.refresh_from_db()
    assert response.proposed_body == ""


def test_a_preview_does_not_hide_that_a_colleague_was_faster(police, response):
    seen = version_of_words(response)
    colleague = factories.staff("Police contributors")
    propose(response, colleague, "We patrol daily.")
    sent = {"body": NEW, "seen": seen, "preview": "yes"}
    kept = police.post(page(response), sent).context["seen"]
    refused = police.post(page(response), {"body": NEW, "seen": kept})
    assert refused.status_code == 422
    assert "Somebody has changed these words meanwhile" in refused.content.decode()
    assert "Tuesdays" in refused.content.decode()
    response.refresh_from_db()
    assert response.proposed_body == "We patrol daily."


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("  ", "Write the new words first."),
        (OLD, "These are the words that stand there already."),
        ("x" * 10_001, "at most 10000 characters"),
        ("x\0", "Null characters are not allowed"),
    ],
)
def test_words_that_say_nothing_new_or_too_much_are_refused(police, response, body, sentence):
    refused = send(police, response, body)
    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    response.refresh_from_db()
    assert response.proposed_body == ""


def test_they_withdraw_what_no_editor_has_taken(police, response):
    propose(response, police.user)
    done = police.post(page(response, "police_withdraw"), follow=True)
    assert "The answer stays as it is" in done.content.decode()
    response.refresh_from_db()
    assert (response.proposed_body, response.proposed_at) == ("", None)
    again = police.post(page(response, "police_withdraw"), follow=True)
    assert "were withdrawn or taken" in again.content.decode()


def test_editors_see_on_the_topic_and_in_a_list_that_words_wait(desk, police, response, topic):
    change = reverse("admin:faq_topic_change", args=[topic.pk])
    assert "propose new words" not in desk.get(change).content.decode()
    propose(response, police.user)
    assert "propose new words" in desk.get(change).content.decode()
    assert page(response, "proposal") in desk.get(change).content.decode()
    assert "New words of the police (1 to read)" in desk.get("/admin/").content.decode()
    assert list(desk.get(PROPOSALS).context["cl"].result_list) == [response]


def test_editors_compare_word_by_word(desk, police, response):
    propose(response, police.user, "We patrol on <b>Tuesdays</b>.")
    shown = desk.get(page(response, "proposal")).content.decode()
    assert "<del> Mondays.</del>" in shown
    assert "<ins> &lt;b&gt;Tuesdays&lt;/b&gt;.</ins>" in shown


def test_an_editor_takes_the_words_which_are_public_then_and_keep_their_history(
    desk, editor, police, response, topic
):
    propose(response, police.user)
    done = decide(desk, response, "take", answered_on="2026-11-20")
    assert "Do they need an update note?" in done.content.decode()
    response.refresh_from_db()
    assert (response.body, response.answered_on) == (NEW, date(2026, 11, 20))
    assert not response.is_summary
    assert (response.proposed_body, response.proposed_by, response.proposed_at) == ("", None, None)
    last = response.history.latest()
    assert (last.history_user, last.body) == (editor, NEW)
    assert last.history_change_reason == "Words of pia"
    history = desk.get(reverse("admin:faq_response_history", args=[response.pk]))
    assert "Words of pia" in history.content.decode()
    shown = Client().get(topic.get_absolute_url()).content.decode()
    assert "<strong>Tuesdays</strong>" in shown


@pytest.mark.parametrize("day", ["", "2027-13-01", "2999-01-01"])
def test_a_day_that_cannot_be_is_refused(desk, police, response, day):
    propose(response, police.user)
    refused = decide(desk, response, "take", answered_on=day)
    assert refused.status_code == 422
    response.refresh_from_db()
    assert response.body == OLD


def test_words_sent_back_stay_with_their_author_who_reads_why(desk, police, response):
    propose(response, police.user)
    decide(desk, response, "send_back", reason="Say <i>when</i>, please")
    response.refresh_from_db()
    assert (response.proposed_body, response.proposed_at) == (NEW, None)
    assert list(desk.get(PROPOSALS).context["cl"].result_list) == []
    shown = police.get(page(response))
    assert "Sent back: Say &lt;i&gt;when&lt;/i&gt;, please" in shown.content.decode()
    assert shown.context["form"]["body"].value() == NEW
    assert "Sent back to you" in police.get(LIST).content.decode()
    mail = Email.objects.get(template__name="words_sent_back")
    assert mail.to == ["pia@staff.example"]
    assert "Say <i>when</i>, please" in mail.message
    assert page(response) in mail.message
    send(police, response, "We patrol on Tuesdays at 8pm.")
    assert list(desk.get(PROPOSALS).context["cl"].result_list) == [response]


def test_sending_back_needs_a_reason(desk, police, response):
    propose(response, police.user)
    refused = decide(desk, response, "send_back", reason=" ")
    assert refused.status_code == 422
    assert "Say what should change" in refused.content.decode()
    response.refresh_from_db()
    assert response.proposed_at is not None


def test_an_editor_takes_no_other_words_than_those_they_read(desk, police, response):
    propose(response, police.user)
    seen = version_of_words(response)
    propose(response, police.user, "Something else.")
    refused = decide(desk, response, "take", seen=seen, answered_on="2026-11-20")
    assert refused.status_code == 422
    response.refresh_from_db()
    assert response.body == OLD


def test_what_is_decided_already_cannot_be_decided_again(desk, police, response):
    propose(response, police.user)
    decide(desk, response, "take", answered_on="2026-11-20")
    for name, sent in (("take", {"answered_on": "2026-11-21"}), ("send_back", {"reason": "No"})):
        again = decide(desk, response, name, **sent)
        assert again.status_code == 422
        assert "No new words wait here" in again.content.decode()
    assert "No new words wait here" in desk.get(page(response, "proposal")).content.decode()


def test_nobody_takes_their_own_words(response):
    admin_user = factories.staff("Content editors")
    propose(response, admin_user)
    seen = version_of_words(response)
    with pytest.raises(Refused, match="Somebody else has to take them"):
        services.take_words(
            response=response, answered_on=LATER.date(), seen=seen, by=admin_user, at=LATER
        )


def test_words_of_another_organisation_cannot_be_proposed(police, topic):
    council = topic.responses.get(organisation__role="council")
    with pytest.raises(Refused, match="not an answer of the police"):
        propose(council, police.user)


@pytest.mark.parametrize("group", ["Content editors", "Case officers", "Safety managers"])
def test_others_do_not_write_for_the_police(group, response):
    client = signed_in(group, "otto")
    assert client.get(LIST).status_code == 403
    assert client.get(page(response)).status_code == 404
    assert client.post(page(response), {"body": NEW}).status_code == 404
    assert Response.objects.proposed().count() == 0


def test_the_police_edit_nothing_of_the_editors(police, topic, response):
    for model in ("topic", "response", "updatenote", "webinar", "organisation", "theme"):
        for address in ("", "add/", f"{response.pk}/change/", f"{response.pk}/history/"):
            shown = police.get(f"/admin/faq/{model}/{address}")
            nothing_there = shown.status_code == 302 and shown["Location"] == "/admin/"
            assert nothing_there or shown.status_code in (403, 404)
    assert police.get(reverse("admin:faq_topic_preview", args=[topic.pk])).status_code == 403
