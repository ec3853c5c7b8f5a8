"""What somebody with bad intentions tries, from outside and from inside the back office."""

from io import BytesIO, StringIO

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client, RequestFactory
from PIL import Image
from post_office.models import Email, EmailTemplate

from reporting.photos import PhotoRefused, remake
from safety_site.content_admin import LinesField
from tests import factories, journeys
from tests.pictures import picture

pytestmark = pytest.mark.usefixtures("pack")

PASSWORD = "a long password of 2026"
NUL_SESSION = 'sessionid="' + r"\000" * 9 + '"'  # a cookie may spell any character in octal
ENDLESS_NUMBER = "9" * 5000  # more digits than Python turns into a number
QUEUE = "/admin/reporting/report/"


def signed_in(group, *teams):
    """Sign in a member of staff who has a second factor, as all must."""
    user = factories.staff(group, *teams)
    TOTP.activate(user, generate_totp_secret())
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def boss():
    """An administrator with a password and a second factor."""
    user = User.objects.create_superuser("boss", "boss@staff.example", PASSWORD)
    TOTP.activate(user, generate_totp_secret())
    return user


def test_a_password_alone_opens_no_account_that_has_a_second_factor(client, boss):
    answer = client.post("/accounts/login/", {"login": "boss", "password": PASSWORD})
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    for page in ("/admin/", "/accounts/2fa/", "/accounts/email/", "/accounts/password/change/"):
        assert "/login/" in client.get(page)["Location"]


def test_a_colleague_who_knows_a_password_does_not_get_past_the_second_factor(boss):
    colleague = signed_in("Content editors")
    colleague.post("/admin/login/", {"username": "boss", "password": PASSWORD})
    assert colleague.get("/admin/auth/user/").status_code == 403


def test_claiming_other_addresses_does_not_lift_the_limit_on_guesses(client):
    for number in range(31):
        claimed = {"x-forwarded-for": f"10.0.0.{number}"}
        guess = {"login": f"guess-{number}", "password": "x"}
        answer = client.post("/accounts/login/", guess, headers=claimed)
    assert answer.status_code == 429


@pytest.mark.parametrize("away", ["//evil.example", "https://evil.example", r"/\evil.example"])
def test_signing_in_and_out_leads_nowhere_else(client, away):
    User.objects.create_user("officer", password=PASSWORD)
    form = {"login": "officer", "password": PASSWORD, "next": away}
    assert client.post("/accounts/login/", form)["Location"] == "/admin/"
    assert "evil" not in client.post("/accounts/logout/", {"next": away})["Location"]


def test_no_mail_goes_to_addresses_that_belong_to_nobody_here(client):
    client.post("/accounts/password/reset/", {"email": "stranger@example.com"})
    assert not mail.outbox
    assert not Email.objects.exists()


@pytest.mark.parametrize(
    "role", ["Content editors", "Case officers", "Team leaders", "Safety managers"]
)
@pytest.mark.parametrize(
    "page", ["auth/user/", "auth/group/", "auth/user/1/second-factor/", "post_office/email/"]
)
def test_accounts_and_sent_mails_are_for_administrators(role, page):
    assert signed_in(role).get(f"/admin/{page}").status_code == 403


@pytest.mark.parametrize("role", ["Content editors", "Team leaders"])
@pytest.mark.parametrize("model", ["team", "category"])
def test_filters_do_not_tell_whose_a_hidden_report_is(role, model):
    report = factories.report("street-harassment", factories.HARASSMENT)
    page = signed_in(role).get(f"/admin/reporting/{model}/?reports={report.pk}")
    assert page.status_code in (302, 400)


@pytest.mark.parametrize("page", ["report", "routingrule"])
@pytest.mark.parametrize("asked", ["team__members__password", "team__reports__reporter_email"])
def test_no_filter_reaches_through_to_what_its_page_does_not_show(page, asked):
    leader = signed_in("Team leaders", "neighbourhoods")
    assert leader.get(f"/admin/reporting/{page}/?{asked}__startswith=a").status_code == 400


def test_a_restricted_report_is_not_searched_past_the_log_of_readings():
    report = factories.report("street-harassment", factories.HARASSMENT)
    page = signed_in("Case officers", "vawg").get(f"{QUEUE}?answers__icontains=followed")
    assert report.reference not in page.content.decode()


@pytest.mark.parametrize(
    "query", ["team=%00", "status__exact=%00", "reference__regex=(", "received_at__year=99999999"]
)
def test_no_filter_is_a_fault_of_ours(query):
    factories.report()
    assert signed_in("Safety managers").get(f"{QUEUE}?state=all&{query}").status_code < 500


def test_a_report_with_an_endless_number_is_not_found():
    assert signed_in("Safety managers").get(f"{QUEUE}{ENDLESS_NUMBER}/change/").status_code == 404


def test_a_list_of_words_takes_no_character_that_the_database_cannot_hold():
    with pytest.raises(ValidationError):
        LinesField().clean("paint\nsp\0ray")


@pytest.mark.parametrize("fault", ["{% include 'none.html' %}", "{% url 'none' %}"])
def test_a_fault_in_the_wording_of_a_mail_never_stops_a_report(fault):
    EmailTemplate.objects.update(content=fault)
    cache.clear()
    assert factories.report().pk


def fill_in_before(client, step):
    """Fill in a report up to a step; return the address of that step."""
    others = {name: told for name, told in journeys.OFFENSIVE_GRAFFITI.items() if name != step}
    return journeys.fill_in(client, "graffiti", others)


@pytest.mark.parametrize(
    "address",
    [
        "a" * 250 + "@example.com",
        '"a<b>"@example.com',
        '"a,stranger@example.org,b"@example.com',
        '"\x01"@example.com',
    ],
)
def test_an_address_that_mail_or_the_database_cannot_hold_is_refused_at_its_field(client, address):
    about_you = fill_in_before(client, "about-you")
    page = client.post(about_you, journeys.ABOUT_YOU | {"email": address})
    assert page.status_code == 200
    assert "email" in page.context["form"].errors


def test_an_endless_number_of_a_photo_is_no_fault_of_ours(client):
    photo = fill_in_before(client, "photo")
    for number in (ENDLESS_NUMBER, "9" * 4000, "9" * 30):
        assert client.get(f"{photo}{number}/").status_code == 404
        assert client.post(f"{photo}{number}/remove/").status_code < 500


def test_a_form_on_another_site_does_not_take_a_draft_away(client):
    elsewhere = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    answer = client.post("/report/graffiti/", {"danger_now": "no"}, headers=elsewhere)
    assert "drafts" not in answer.cookies


@pytest.mark.parametrize("format_", ["JPEG", "MPO"])
def test_a_photo_that_is_drawn_over_and_over_is_refused(format_):
    """Each further pass costs 75 bytes to send and a look at all pixels; phones send two in one."""
    two = {"save_all": True, "append_images": [Image.new("L", (9, 9))]} if format_ == "MPO" else {}
    content = picture(format_, size=(640, 480), progressive=True, **two)
    end = content.index(b"\xff\xd9")
    last = content[content.rindex(b"\xff\xda", 0, end) : end]
    with pytest.raises(PhotoRefused):
        remake(SimpleUploadedFile("photo.jpg", content[:end] + last * 500 + content[end:]))


def test_what_was_rubbed_out_of_a_photo_stays_out():
    picture_of_a_face = Image.new("RGBA", (40, 40), (200, 0, 0, 0))
    content = BytesIO()
    picture_of_a_face.save(content, "PNG")
    with Image.open(remake(SimpleUploadedFile("photo.png", content.getvalue())).full) as stored:
        assert stored.getpixel((20, 20)) != pytest.approx((200, 0, 0), abs=20)


def test_a_line_with_half_a_character_does_not_stop_the_lines_after_it(monkeypatch):
    given = BytesIO(b'{"category": "\\ud800"}\n{"category": "graffiti"}\n')
    monkeypatch.setattr("sys.stdin", type("Input", (), {"buffer": given}))
    out = StringIO()
    call_command("route_report", stdout=out)
    assert len(out.getvalue().encode().splitlines()) == 2  # encoded as a terminal or a file would


def through_the_server(path, **environ):
    """Ask as gunicorn does, from the entry point on; return the status."""
    from safety_site.wsgi import application

    said = []
    request = RequestFactory().get(path).environ | environ
    around = (request_started, request_finished)
    for signal in around:  # they would end the transaction that the test stands in
        signal.disconnect(close_old_connections)
    try:
        application(request, lambda status, headers, exc_info=None: said.append(status)).close()
    finally:
        for signal in around:
            signal.connect(close_old_connections)
    return int(said[0].split()[0])


@pytest.mark.parametrize("charset", ["=hex", "=idna", "=none", " =hex", "*=utf-8''hex"])
def test_a_charset_that_is_none_is_no_fault_of_ours(charset):
    asked = {"CONTENT_TYPE": f"text/plain; charset{charset}"}
    assert through_the_server("/find/?q=caf%C3%A9", **asked) < 500


@pytest.mark.parametrize("page", ["/", "/admin/", "/accounts/login/"])
def test_a_session_that_the_database_cannot_look_up_is_no_session(client, page):
    assert client.get(page, headers={"cookie": NUL_SESSION}).status_code < 500


def test_links_and_headers_do_not_fill_the_cache_with_one_page(client):
    client.get("/about/privacy/")
    kept = len(cache._cache)
    for number in range(1, 9):
        client.get("/about/privacy/?" + "&" * number)
        client.get(f"/about/privacy/?from={number}")
        client.get("/about/privacy/", headers={"accept-encoding": f"gzip;q=0.{number}"})
        client.get("/about/privacy/", headers={"host": f"testserver:{8000 + number}"})
    assert len(cache._cache) <= kept + 4


def test_a_refused_form_and_a_head_request_are_not_served_to_the_next_reader(client):
    assert "Error:" in client.post("/report/litter/", {}).content.decode()
    assert not client.head("/report/litter/").content
    page = client.get("/report/litter/").content.decode()
    assert "Error:" not in page
    assert "<h1" in page


@pytest.mark.parametrize("path", ["/sitemap.xml", "/answers/feed/", "/answers/drugs/"])
def test_addresses_on_shared_pages_do_not_follow_the_request(client, path):
    asked = {"host": "testserver:666", "x-forwarded-host": "evil.example"}
    page = client.get(path, headers=asked).content.decode()
    assert settings.SITE_URL in page
    assert not [each for each in (":666", "evil") if each in page]


def test_a_receipt_says_nothing_to_whoever_guesses(client):
    report = factories.report()
    for guess in (report.reference, report.draft_key, "1", "0" * 22):
        assert client.get(f"/report/received/{guess}/").status_code == 404
