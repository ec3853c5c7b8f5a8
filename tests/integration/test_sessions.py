"""Sessions end by themselves, are seen and ended by their owner, and lose nobody's words."""

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client

from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]

PASSWORD = "correct horse battery staple"
MORNING = factories.MONDAY_MORNING
MINUTE = 60
OFFICE = "/admin/safety_site/council/"
NOTE = {
    "text": "She says it\r\nhappens <b>nightly</b>",
    "name": "Amina",
    "seen": "4",
    "_save": "Go",
}


@pytest.fixture
def bea():
    bea = factories.staff("Safety managers", username="bea")
    bea.set_password(PASSWORD)
    bea.save()
    return bea


@pytest.fixture
def clock():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


def signed_in(device="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0", **options):
    client = Client(headers={"user-agent": device}, **options)
    client.post("/accounts/login/", {"login": "bea", "password": PASSWORD})
    assert is_in(client)
    return client


def is_in(client, **headers):
    return client.get("/admin/", headers=headers).status_code == 200


@pytest.mark.parametrize(("minutes", "goes_on"), [(59, True), (61, False)])
def test_a_session_ends_after_an_hour_without_a_page(bea, clock, minutes, goes_on):
    client = signed_in()
    clock.shift(minutes * MINUTE)
    assert is_in(client) is goes_on


def test_a_session_goes_on_with_each_page_until_the_working_day_is_over(bea, clock):
    client = signed_in()
    for _half_hour in range(23):
        clock.shift(30 * MINUTE)
        assert is_in(client)
    clock.shift(29 * MINUTE)
    assert is_in(client)
    clock.shift(2 * MINUTE)
    assert not is_in(client)


def test_a_page_that_asks_for_news_by_itself_keeps_no_session_open(bea, clock):
    client = signed_in()
    for _half_hour in range(2):
        clock.shift(31 * MINUTE)
        still = is_in(client, **{"sec-fetch-dest": "empty"})
    assert not still


def test_the_limit_is_a_setting(bea, clock, settings):
    settings.SESSION_COOKIE_AGE = 5 * MINUTE
    client = signed_in()
    clock.shift(6 * MINUTE)
    assert not is_in(client)


def test_a_session_cookie_goes_with_the_browser(bea, clock):
    cookie = signed_in().cookies["sessionid"]
    assert cookie["max-age"] == ""
    assert cookie["httponly"]


def test_activity_is_written_once_a_minute_and_not_with_each_page(
    bea, clock, django_assert_num_queries
):
    client = signed_in()
    is_in(client)
    clock.shift(2 * MINUTE)
    before = Session.objects.get().expire_date
    is_in(client)
    after = Session.objects.get().expire_date
    assert (after - before).total_seconds() == 2 * MINUTE
    clock.shift(MINUTE / 2)
    is_in(client)
    assert Session.objects.get().expire_date == after


def test_staff_see_their_sessions_and_end_one_or_all_but_theirs(bea, clock):
    here = signed_in()
    phone = signed_in("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1")
    third = signed_in("Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Mobile")
    page = here.get("/accounts/sessions/")
    words = page.content.decode()
    assert "Firefox on Windows" in words
    assert "Safari on iPhone" in words
    assert here.session.session_key not in words
    chosen = next(each for each in page.context["sessions"] if "iPhone" in each.user_agent)
    here.post("/accounts/sessions/end/", {"session": chosen.pk})
    assert (is_in(here), is_in(phone), is_in(third)) == (True, False, True)
    page = here.post("/accounts/sessions/end/", follow=True)
    assert "1 session has ended." in page.content.decode()
    assert (is_in(here), is_in(third)) == (True, False)


def test_nobody_ends_a_session_of_somebody_else(bea, clock):
    victim = signed_in()
    chosen = victim.get("/accounts/sessions/").context["sessions"][0]
    other = Client()
    other.force_login(factories.staff("Administrators"))
    for wanted in (chosen.pk, "x", "9" * 40, "-1", "1 OR 1=1", "\0", "²"):
        assert other.post("/accounts/sessions/end/", {"session": wanted}).status_code == 302
    assert is_in(victim)
    assert "Firefox" not in other.get("/accounts/sessions/").content.decode()


def test_a_session_is_ended_by_post_only_and_pages_are_for_who_signed_in(client, bea):
    assert client.get("/accounts/sessions/").status_code == 302
    assert client.get("/accounts/sign-ins/").status_code == 302
    assert signed_in().get("/accounts/sessions/end/").status_code == 405


def test_what_was_typed_comes_back_where_the_session_has_ended_meanwhile(bea, clock):
    client = signed_in(enforce_csrf_checks=False)
    clock.shift(2 * 60 * MINUTE)
    origin = {"referer": f"http://testserver{OFFICE}?q=1"}
    response = client.post(f"{OFFICE}1/change/", NOTE | {"password": "secret"}, headers=origin)
    page = response.content.decode()
    assert response.status_code == 403
    assert "She says it\r\nhappens &lt;b&gt;nightly&lt;/b&gt;" in page
    assert "Amina" in page
    assert "secret" not in page
    assert "/accounts/login/?next=%2Fadmin%2Fsafety_site%2Fcouncil%2F%3Fq%3D1" in page
    assert "no-store" in response["Cache-Control"]


def test_the_way_back_from_lost_words_is_a_page_of_the_back_office(client):
    for before in ("https://evil.example/admin/", "http://testserver.evil.example/admin/", "junk"):
        response = client.post(OFFICE, NOTE, headers={"referer": before})
        assert response.context["back"] == "/admin/"


def test_a_form_of_another_site_is_never_shown_on_a_page_of_ours(bea):
    stranger = Client(enforce_csrf_checks=True)
    for site in ({}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "none"}):
        response = stranger.post(OFFICE, NOTE, headers=site)
        assert response.status_code == 403
        assert "nightly" not in response.content.decode()


def test_a_form_from_before_a_new_sign_in_is_given_back_too(bea):
    client = Client(enforce_csrf_checks=True)
    client.force_login(bea)
    response = client.post(OFFICE, NOTE, headers={"sec-fetch-site": "same-origin"})
    assert response.status_code == 403
    assert "nightly" in response.content.decode()
    assert "too old" in response.content.decode()


@pytest.mark.parametrize("junk", [{}, {"action": "delete_selected"}, {"a": "\0\ud7ff"}])
def test_a_post_of_nobody_with_junk_or_nothing_is_no_fault(client, junk):
    assert client.post(OFFICE, junk).status_code in (302, 403)


def test_the_jobs_forget_sessions_that_are_over(bea, clock):
    client = signed_in()
    clock.shift(2 * 60 * MINUTE)
    call_command("clearsessions")
    call_command("purge_sign_ins", verbosity=0)
    assert not Session.objects.exists()
    assert not bea.usersession_set.exists()
    assert not is_in(client)


def test_a_new_password_leads_to_the_page_that_knows_of_all_sessions(bea):
    client = signed_in()
    assert client.get("/admin/password_change/")["Location"] == "/accounts/password/change/"
    new = {"password1": "a long and new one", "password2": "a long and new one"}
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD} | new)
    assert [each.session_key for each in client.get("/accounts/sessions/").context["sessions"]] == [
        client.session.session_key
    ]
