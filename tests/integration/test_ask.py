"""A resident asks: two pages, accepted at once, warned of private words, and stored once."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from post_office.models import Email

from faq.models import LONGEST_QUESTION, ResidentQuestion
from tests import public_content as make
from tests.asking import ASK, EMAIL, WORDING, go_on, hidden, mails, send, sent, text_of

pytestmark = pytest.mark.usefixtures("pack")


@pytest.fixture
def client():
    """A stranger's browser: nobody here needs a token or a cookie."""
    return Client(enforce_csrf_checks=True)


def test_a_question_is_accepted_at_once_and_leads_to_its_private_page(client):
    question = sent(client, name="Amina", email=EMAIL)
    assert (question.wording, question.name, question.email) == (WORDING, "Amina", EMAIL)
    assert (question.status, question.held) == ("received", False)
    events = list(question.events.values_list("type", flat=True))
    assert events == ["received", "mail-queued", "mail-queued"]
    page = client.get(question.get_absolute_url())
    assert "We have your question" in text_of(page)
    assert question.reference in text_of(page)
    assert "within 10 working days" in text_of(page)
    assert WORDING in text_of(page)


def test_neither_name_nor_email_is_needed_and_then_only_staff_get_mail(client):
    question = sent(client)
    assert (question.name, question.email) == ("", "")
    assert "You gave no email address" in text_of(client.get(question.get_absolute_url()))
    assert [mail.template.name for mail in Email.objects.all()] == ["question_for_staff"]


def test_no_page_of_the_journey_sets_a_cookie(client):
    pages = [client.get(ASK), client.get(f"{ASK}?q=lamp"), go_on(client), send(client)]
    pages.append(client.get(pages[-1]["Location"]))
    pages.append(client.post(f"{ASK}suggestions/", {"wording": "a dark lamp"}))
    assert [page.cookies for page in pages] == [{}] * len(pages)


def test_the_first_page_is_the_same_for_everybody_and_then_costs_no_query(client):
    first = client.get(ASK)
    assert "public" in first["Cache-Control"]
    with CaptureQueriesContext(connection) as queries:
        assert client.get(ASK).content == first.content
    assert len(queries) == 0
    assert 'href="/report/"' in text_of(first)
    assert 'href="tel:999"' in text_of(first)


def test_words_from_the_one_box_stand_in_the_box_and_in_no_shared_cache(client):
    page = client.get(ASK, {"q": 'Who "locks"\0 <the> gate?'})
    assert page.context["form"].typed == 'Who "locks" <the> gate?'
    assert "private" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex"


def test_the_second_page_and_the_private_page_are_kept_by_nobody(client):
    page = go_on(client)
    mine = client.get(send(client, page=page)["Location"])
    for response in (page, mine):
        assert "no-store" in response["Cache-Control"]
        assert '<meta name="robots" content="noindex">' in response.content.decode()


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        ("", "Write what you want to know"),
        (" \n \u200b\0", "Write what you want to know"),
        ("a" * (LONGEST_QUESTION + 1), "Write 2000 characters or fewer"),
    ],
)
@pytest.mark.parametrize("step", [go_on, send], ids=["first page", "second page"])
def test_a_wrong_question_is_refused_at_its_field_and_stays_typed(client, step, wording, sentence):
    more = {"page": go_on(client), "name": "Amina"} if step is send else {}
    page = step(client, wording, **more)
    assert page.context["form"].errors["wording"] == [sentence]
    assert text_of(page).count(sentence) == 2  # in the summary, and at the field
    assert page.context["form"]["wording"].value() == wording
    if step is send:
        assert page.context["form"]["name"].value() == "Amina"
    assert not ResidentQuestion.objects.exists()


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("half@", "Enter an email address like"),
        ("a@example.com, b@example.com", "Enter an email address like"),
        ("a@example.com\r\nBcc: b@example.com", "Enter an email address like"),
        ("x" * 288 + "@example.com", "Enter a shorter email address"),
    ],
)
def test_what_is_no_single_address_is_refused_in_one_sentence_and_all_stays_typed(
    client, email, sentence
):
    page = send(client, name="Amina", email=email)
    (error,) = page.context["form"].errors["email"]
    assert error.startswith(sentence)
    form = page.context["form"]
    assert (form["wording"].value(), form["name"].value()) == (WORDING, "Amina")
    assert sent(client, page=page, name="Amina", email=EMAIL).email == EMAIL


def test_answers_and_one_form_are_offered_before_sending(client):
    council = make.make_council_voice()
    for number in range(4):
        make.make_topic(f"peacocks-{number}", [(council, "Text")], question=f"Peacocks {number}?")
    for slug in ("peacock-noise", "peacock-litter"):
        make.make_category(slug, name=slug, keywords=["peacocks"])
    page = go_on(client, "peacocks")
    kinds = [found.kind for found in page.context["suggestions"].things]
    assert sorted(kinds) == ["answer"] * 3 + ["report"]
    assert "Is your answer here?" in text_of(page)
    assert "Peacocks 0?" in text_of(page)
    fragment = client.post(f"{ASK}suggestions/", {"wording": "peacocks"})
    assert text_of(fragment).strip().startswith("<section")
    assert text_of(fragment).count("/answers/peacocks-") == 3


def test_where_nothing_fits_nothing_is_offered(client):
    page = go_on(client, "zzzz qqqq")
    assert "Is your answer here?" not in text_of(page)
    fragment = client.post(f"{ASK}suggestions/", {"wording": "zzzz qqqq"})
    assert text_of(fragment).strip() == ""


DANGER = "Help me, a man with a knife is outside my door now"


def test_in_danger_999_comes_first_and_nothing_calm_beside_it(client):
    for page in (go_on(client, DANGER), client.post(f"{ASK}suggestions/", {"wording": DANGER})):
        text = text_of(page)
        assert "In danger now? Call 999" in text
        assert "Is your answer here?" not in text
    assert sent(client, DANGER).wording == DANGER


def test_what_is_being_typed_never_stands_in_an_address(client):
    assert client.get(f"{ASK}suggestions/?q=secret").status_code == 405


def test_pages_of_the_journey_cost_few_queries(client):
    go_on(client)  # what can be found is read once after each edit
    for ask in (go_on, lambda client: client.post(f"{ASK}suggestions/", {"wording": WORDING})):
        with CaptureQueriesContext(connection) as queries:
            ask(client)
        assert len(queries) <= 1
    question = sent(client)
    with CaptureQueriesContext(connection) as queries:
        client.get(question.get_absolute_url())
    assert len(queries) <= 5


PHONE, CHILD = "My number is 07700 900123. Why?", "My son Tyler Smith is 8. Why is there no light?"


@pytest.mark.parametrize(
    ("wording", "named"), [(PHONE, "a phone number"), (CHILD, "somebody’s name")]
)
def test_private_words_are_named_before_sending_and_may_be_sent_all_the_same(
    client, wording, named
):
    page = go_on(client, wording)
    assert "Your question may say who somebody is" in text_of(page)
    assert named in text_of(page)
    assert not page.context["form"].errors
    question = sent(client, wording, page=page)
    assert question.wording == wording
    assert question.public_wording == ""


def test_private_words_that_are_added_on_the_second_page_stop_it_once(client):
    page = go_on(client)
    assert "This may say who" not in text_of(page)
    warned = send(client, PHONE, page=page, name="Amina")
    assert "Look at your question again" in text_of(warned)
    assert "07700 900123" in hidden(warned)["warned"]
    assert warned.context["form"]["name"].value() == "Amina"
    assert not ResidentQuestion.objects.exists()
    assert sent(client, PHONE, page=warned).wording == PHONE


def test_words_hidden_in_a_private_number_do_not_stop_it_for_ever(client):
    wording = "Call 07700\u200b 900\u2060123 please"
    page = go_on(client)
    for _ in range(2):
        response = send(client, wording, page=page)
        if response.status_code == 302:
            break
        page = response
    assert response.status_code == 302


def test_what_was_taken_out_is_not_asked_about_again(client):
    page = go_on(client, PHONE)
    assert sent(client, WORDING, page=page).wording == WORDING


def test_sending_twice_stores_once_and_leads_to_the_same_page(client):
    page = go_on(client)
    addresses = {send(client, page=page, email=EMAIL)["Location"] for _ in range(3)}
    assert len(addresses) == 1
    question = ResidentQuestion.objects.get()
    assert question.events.filter(type="received").count() == 1
    assert mails("question_received").count() == 1
    assert mails("question_for_staff").count() == 1


def test_what_is_added_after_going_back_is_not_lost(client):
    page = go_on(client)
    first, second = sent(client, page=page), sent(client, page=page, email=EMAIL)
    assert first != second
    assert second.email == EMAIL


def test_a_forged_token_leads_to_the_second_page_again_with_all_that_was_typed(client):
    page = client.post(ASK, {"wording": WORDING, "name": "Amina", "email": EMAIL, "token": "x:y"})
    form = page.context["form"]
    assert [form[name].value() for name in ("wording", "name", "email")] == [
        WORDING,
        "Amina",
        EMAIL,
    ]
    assert not ResidentQuestion.objects.exists()


def test_another_site_can_send_nothing_from_a_visitors_browser(client):
    page = go_on(client)
    forged = {**hidden(page), "wording": WORDING}
    response = client.post(ASK, forged, headers={"sec-fetch-site": "cross-site"})
    assert response["Location"] == ASK
    assert not ResidentQuestion.objects.exists()
