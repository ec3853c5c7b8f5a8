"""What a live site must do: start only when told who it is, send safe headers, fail politely."""

import os
import subprocess
import sys
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client

from reporting.permissions import Role

LIVE = {
    "DEBUG": "0",
    "SECRET_KEY": "".join(map(chr, range(48, 123))),
    "ALLOWED_HOSTS": "safety.example",
    "SITE_URL": "https://safety.example",
    "DJANGO_SETTINGS_MODULE": "safety_site.settings",
    # Browser tests set it in this process, and either kind may come first.
    "DJANGO_ALLOW_ASYNC_UNSAFE": None,
}


def manage(*arguments, **changes):
    """Run a command of the site with a live site's environment; None takes a variable away."""
    environment = os.environ | LIVE | changes
    environment = {name: value for name, value in environment.items() if value is not None}
    command = [sys.executable, "manage.py", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def test_the_deployment_checks_find_nothing():
    result = manage("check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL"])
def test_without_a_required_setting_start_up_stops_and_names_it(name):
    result = manage("check", **{name: None})
    assert result.returncode != 0
    assert f"Set {name}" in result.stderr


def test_a_public_site_without_https_does_not_start():
    result = manage("check", SITE_URL="http://safety.example")
    assert result.returncode != 0
    assert "SITE_URL must begin with https://" in result.stderr


def test_an_exit_button_that_would_lead_nowhere_stops_start_up():
    result = manage("check", EXIT_URL="www.bbc.co.uk/weather")
    assert result.returncode != 0
    assert "EXIT_URL must begin with https://" in result.stderr


def test_demo_sign_ins_are_refused_on_a_live_site(db):
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("make_demo_staff")
    assert not get_user_model().objects.exists()


def test_demo_sign_ins_let_one_person_of_each_role_in(pack, settings):
    settings.DEBUG = True
    printed = StringIO()
    call_command("make_demo_staff", stdout=printed)
    call_command("make_demo_staff", stdout=StringIO())
    staff = get_user_model().objects.all()
    assert set(staff.values_list("groups__name", flat=True)) == set(Role)
    for user in staff:
        assert user.username in printed.getvalue()
        assert user.is_staff
    officer = staff.get(username="officer")
    assert [team.slug for team in officer.teams.all()] == ["neighbourhoods"]


def test_a_public_page_sends_safe_headers_and_no_cookie(pack, client):
    response = client.get("/", secure=True)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert response["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in response["Permissions-Policy"]
    assert not response.cookies


def test_a_public_page_is_compressed_and_not_sent_twice(pack, client):
    first = client.get("/", headers={"accept-encoding": "gzip"})
    assert first["Content-Encoding"] == "gzip"
    assert "public" in first["Cache-Control"]
    again = client.get("/", headers={"accept-encoding": "gzip", "if-none-match": first["ETag"]})
    assert again.status_code == 304


def test_static_files_are_named_by_content_and_kept_for_ever(pack, client):
    page = client.get("/").content.decode()
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    response = client.get(address)
    response.close()
    assert "immutable" in response["Cache-Control"]
    assert response["Content-Type"].startswith("text/css")


def test_pages_of_staff_are_kept_out_of_every_cache_and_their_cookies_are_safe(db, client):
    response = client.get("/accounts/login/")
    assert "no-store" in response["Cache-Control"]
    cookie = response.cookies["csrftoken"]
    assert cookie["secure"]
    assert cookie["httponly"]


def test_a_plain_request_is_sent_on_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get("/report/?from=mail")
    assert response.status_code == 301
    assert response["Location"] == "https://testserver/report/?from=mail"


def assert_gives_emergency_numbers(response, status):
    assert response.status_code == status
    page = response.content.decode()
    assert 'href="tel:999"' in page
    assert 'href="tel:101"' in page


def test_a_missing_page_gives_the_emergency_numbers(pack, client):
    assert_gives_emergency_numbers(client.get("/no-such-page/"), 404)


def test_a_form_without_its_cookie_is_explained_with_the_emergency_numbers(pack):
    stranger = Client(enforce_csrf_checks=True)
    assert_gives_emergency_numbers(stranger.post("/accounts/login/", {"login": "x"}), 403)


def test_too_many_tries_give_the_emergency_numbers(pack, client):
    guesses = [
        client.post("/accounts/login/", {"login": f"guess-{number}", "password": "x"})
        for number in range(31)
    ]
    assert_gives_emergency_numbers(guesses[-1], 429)


def test_a_fault_of_ours_gives_the_emergency_numbers_without_database_or_cache(client, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("safety_site.council.current", broken)
    client.raise_request_exception = False
    response = client.get("/about/privacy/")
    assert_gives_emergency_numbers(response, 500)


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/%ff%fe/",
        "/..%2f..%2fetc%2fpasswd",
        "/answers/%27%20or%201%3D1/",
        "/answers/" + "a" * 3000 + "/",
        "/answers/webinars/%F0%9F%92%A9/",
        "/find/?q=%00",
        "/find/?q=%22%28%5B%2A%3A",
        "/find/?q=" + "x" * 5000,
        "/report/no-such-category/",
        "/report/graffiti/not-a-draft/what/",
        "/report/received/%00/",
        "/report/received/not-a-key/",
        "/support/%3Cscript%3E/",
        "/static/no-such-file.css",
        "/admin/no/such/page/",
    ],
)
def test_junk_in_an_address_is_never_a_fault_of_ours(pack, client, path):
    assert client.get(path).status_code < 500


def test_health_checks_answer(pack, client):
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert all(ready.json().values())
