"""Who signed in and who tried to is kept for a year, for those whom it concerns."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from safety_site.accounts import history
from safety_site.models import SignIn
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]

PASSWORD = "correct horse battery staple"
NOW = factories.MONDAY_MORNING


@pytest.fixture
def bea():
    bea = factories.staff("Case officers", username="bea")
    bea.email = "bea@council.example"
    bea.set_password(PASSWORD)
    bea.save()
    return bea


def try_to_sign_in(login="bea", password=PASSWORD, **headers):
    client = Client(headers=headers)
    client.post("/accounts/login/", {"login": login, "password": password})
    return client


def sign_in_of(user, at=NOW, **changes):
    fields = {"succeeded": True, "method": "Password", "address": "192.0.2.1", "device": "Firefox"}
    return SignIn.objects.create(user=user, at=at, **fields | changes)


def test_a_sign_in_is_written_down_with_how_and_from_where(bea):
    try_to_sign_in(**{"user-agent": "Firefox/" + "1" * 500})
    entry = SignIn.objects.get()
    assert (entry.user, entry.succeeded, entry.method) == (bea, True, "Password")
    assert entry.address == "127.0.0.1"
    assert entry.device == ("Firefox/" + "1" * 500)[:200]


def test_a_device_that_calls_itself_junk_is_left_out(bea):
    try_to_sign_in(**{"user-agent": "Firefox\0"})
    assert SignIn.objects.get().device == ""


@pytest.mark.parametrize("login", ["bea", "BEA", "bea@council.example"])
def test_a_wrong_password_is_written_down_for_the_person_whose_name_it_was(bea, login):
    try_to_sign_in(login, "a guess")
    entry = SignIn.objects.get()
    assert (entry.user, entry.succeeded) == (bea, False)


def test_a_name_of_nobody_is_not_kept(bea):
    factories.staff("Case officers", username="without-address")
    try_to_sign_in("amina@example.com", "my password typed in the wrong field")
    entry = SignIn.objects.get()
    assert (entry.user, entry.succeeded) == (None, False)
    assert "amina" not in str(vars(entry))


def test_an_address_that_a_proxy_made_up_is_left_out(bea, rf, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    request = rf.get("/", headers={"x-forwarded-for": "'; DROP TABLE x"})
    entry = history.record_sign_in(
        user=bea, succeeded=True, method="Password", request=request, at=NOW
    )
    entry.refresh_from_db()
    assert (entry.address, entry.device) == (None, "")


def test_staff_see_their_own_sign_ins_and_no_others(bea):
    client = try_to_sign_in(**{"user-agent": "Mozilla/5.0 (Windows NT 10.0) Edg/140 Chrome/140"})
    try_to_sign_in(password="a guess")
    sign_in_of(factories.staff("Case officers"), address="203.0.113.99")
    page = client.get("/accounts/sign-ins/").content.decode()
    assert "Edge on Windows" in page
    assert "Failed" in page
    assert "203.0.113.99" not in page


def test_sign_ins_are_forgotten_after_a_year(bea):
    sign_in_of(bea, at=NOW - timedelta(days=366))
    kept = sign_in_of(bea, at=NOW - timedelta(days=364))
    assert history.purge_sign_ins(at=NOW) == 1
    assert SignIn.objects.get() == kept


@pytest.mark.parametrize(
    ("group", "status"),
    [
        ("Administrators", 200),
        ("Data protection officers", 200),
        ("Safety managers", 403),
        ("Case officers", 403),
    ],
)
def test_the_list_of_all_is_for_administrators_and_data_protection(client, bea, group, status):
    entry = sign_in_of(bea)
    client.force_login(factories.staff(group))
    assert client.get("/admin/safety_site/signin/").status_code == status
    for page in ("add/", f"{entry.pk}/delete/"):
        assert client.post(f"/admin/safety_site/signin/{page}").status_code == 403
    assert SignIn.objects.filter(pk=entry.pk).exists()


def test_the_list_asks_as_often_for_many_as_for_few(client, bea):
    client.force_login(factories.staff("Data protection officers"))
    asked = []
    for many in (1, 60):
        for _ in range(many):
            sign_in_of(bea)
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/admin/safety_site/signin/").status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


@pytest.mark.parametrize(
    "query",
    [
        "when=today",
        "when=%00",
        "when='; DROP TABLE x",
        "when=<b>",
        "succeeded__exact=x",
        "q=bea",
        "q=%00",
        "q=" + "x" * 10_000,
        "user__password__startswith=a",
        "p=99999",
        "o=1.2.3",
    ],
)
def test_no_filter_of_the_list_is_a_fault_or_tells_what_it_does_not_offer(client, bea, query):
    sign_in_of(bea)
    client.force_login(factories.staff("Administrators"))
    assert client.get(f"/admin/safety_site/signin/?{query}").status_code < 500
