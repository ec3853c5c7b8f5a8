"""Whatever goes wrong, the words that somebody typed come back to them, and to nobody else."""

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pack")]

SIGN_IN = "/accounts/login/"
WORDS = "Cars race at night\n<b>and</b> nobody sleeps"
SHOWN = "Cars race at night\n&lt;b&gt;and&lt;/b&gt; nobody sleeps"


def assert_gives_back(response, status):
    page = response.content.decode().replace("\r\n", "\n")
    assert response.status_code == status
    assert SHOWN in page
    assert 'href="tel:999"' in page
    assert page.index("tel:999") < page.index(SHOWN)
    assert "sealed" not in page


def test_who_has_sent_too_much_gets_their_words_back(client):
    told = {"login": WORDS, "email": "ben@example.com", "token": "sealed"}
    answers = [client.post(SIGN_IN, told) for _ in range(31)]
    assert_gives_back(answers[-1], 429)
    assert "ben@example.com" in answers[-1].content.decode()


def test_a_code_or_password_is_not_given_back(client):
    told = {"login": "bea", "password": "apple-pie", "code": "123456"}
    answers = [client.post(SIGN_IN, told) for _ in range(31)]
    page = answers[-1].content.decode()
    assert answers[-1].status_code == 429
    assert "apple-pie" not in page
    assert "123456" not in page


def test_a_form_whose_cookie_was_lost_gives_the_words_back():
    stranger = Client(enforce_csrf_checks=True)
    ours = {"sec-fetch-site": "same-origin"}
    assert_gives_back(stranger.post(SIGN_IN, {"login": WORDS}, headers=ours), 403)


@pytest.mark.parametrize("site", [{}, {"sec-fetch-site": "cross-site"}])
def test_what_another_site_may_have_sent_is_not_shown(site):
    stranger = Client(enforce_csrf_checks=True)
    response = stranger.post(SIGN_IN, {"login": WORDS}, headers=site)
    assert response.status_code == 403
    assert "nobody sleeps" not in response.content.decode()


def test_a_fault_of_ours_gives_the_words_back_without_database_or_cache(client, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("safety_site.council.current", broken)
    client.raise_request_exception = False
    assert_gives_back(client.post(SIGN_IN, {"login": WORDS, "token": "sealed"}), 500)


def test_a_fault_in_reading_what_was_sent_still_gives_the_page(client, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("safety_site.accounts.lost_words.typed", broken)
    monkeypatch.setattr("safety_site.council.current", broken)
    client.raise_request_exception = False
    response = client.post(SIGN_IN, {"login": WORDS})
    assert response.status_code == 500
    assert 'href="tel:999"' in response.content.decode()
