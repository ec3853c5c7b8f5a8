"""Who lost the phone with their codes gets a new start from somebody else, and hears of it."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from post_office.models import Email

from safety_site.accounts import mails, second_factor
from safety_site.accounts.staff import Refused
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor")]

PEOPLE = "/admin/auth/user/"
PASSWORD = "correct horse battery staple"
BUTTON = "Let them set up their second factor anew"
SPOKEN = {"spoken": "on"}


def with_phone(user):
    """Give somebody an address, a password, an app and recovery codes."""
    user.email = f"{user.username}@council.example"
    user.set_password(PASSWORD)
    user.save()
    TOTP.activate(user, "A" * 32)
    RecoveryCodes.activate(user)
    return user


@pytest.fixture
def admin(client):
    admin = with_phone(factories.staff("Administrators", username="admin"))
    client.force_login(admin)
    return admin


@pytest.fixture
def bea():
    return with_phone(factories.staff("Case officers", username="bea", cleared=False))


@pytest.fixture
def root():
    return with_phone(User.objects.create_superuser("root"))


def address_of(person):
    return f"{PEOPLE}{person.pk}/second-factor/"


def page_of(person):
    return f"{PEOPLE}{person.pk}/change/"


def has_factor(person):
    return Authenticator.objects.filter(user=person).exists()


def text_of(response):
    return response.content.decode()


def signed_in(user):
    client = Client()
    client.force_login(user)
    assert is_in(client)
    return client


def is_in(client):
    return client.get("/admin/").status_code == 200


def change_email(client, person, email):
    fields = {"first_name": "", "last_name": "", "is_active": "on", "email": email}
    roles = list(person.groups.values_list("pk", flat=True))
    response = client.post(page_of(person), fields | {"roles": roles})
    assert response.status_code == 302, text_of(response)


def test_app_and_recovery_codes_go_and_the_page_says_so(client, admin, bea):
    assert BUTTON in text_of(client.get(page_of(bea)))
    assert "They are signed out everywhere" in text_of(client.get(address_of(bea)))
    assert has_factor(bea)  # a page that is looked at changes nothing
    response = client.post(address_of(bea), SPOKEN, follow=True)
    assert "Done. bea sets up a new second factor" in text_of(response)
    assert BUTTON not in text_of(response)
    assert not has_factor(bea)
    assert has_factor(admin)


def test_whoever_has_not_said_that_they_spoke_is_told_to(client, admin, bea):
    response = client.post(address_of(bea), {"spoken": ""})
    assert response.status_code == 422
    assert text_of(response).count("Speak with them first") == 2
    assert has_factor(bea)
    assert not Email.objects.exists()


def test_they_are_signed_out_everywhere_and_others_are_not(client, admin, bea):
    with_new_password = signed_in(bea)
    passwords = {"password1": "a long and new one", "password2": "a long and new one"}
    changed = {"oldpassword": PASSWORD} | passwords
    with_new_password.post("/accounts/password/change/", changed)  # gives the session another key
    at_work = signed_in(User.objects.get(pk=bea.pk))
    assert is_in(with_new_password)
    client.post(address_of(bea), SPOKEN)
    assert [is_in(each) for each in (at_work, with_new_password, client)] == [False, False, True]


def test_at_the_next_sign_in_they_set_up_a_new_one(client, admin, bea, settings):
    client.post(address_of(bea), SPOKEN)
    settings.SECOND_FACTOR_REQUIRED = True
    theirs = Client()
    theirs.post("/accounts/login/", {"login": "bea", "password": PASSWORD})
    assert theirs.get("/admin/").url == "/accounts/2fa/totp/activate/"


def test_they_are_told_by_mail_and_whom_to_call(client, admin, bea):
    User.objects.filter(pk=bea.pk).update(first_name="Bea", last_name="O’Neil & Co")
    client.post(address_of(bea), SPOKEN)
    mail = Email.objects.get()
    assert mail.to == ["bea@council.example"]
    assert "\n" not in mail.subject
    assert "Hello Bea O’Neil & Co," in mail.message
    assert re.search(r"An administrator of .+ took away .+ “bea” at \d+:?\d*[ap]m on", mail.message)
    assert "did not ask for it, call 020 " in mail.message
    assert "http://localhost:8000/accounts/login/" in mail.message
    assert mail.headers["Auto-Submitted"] == "auto-generated"


def test_their_history_says_who_did_it(client, admin, bea):
    client.post(address_of(bea), SPOKEN)
    assert LogEntry.objects.get().user == admin
    history = text_of(client.get(f"{PEOPLE}{bea.pk}/history/"))
    assert "Second factor: taken away" in history


def alone(person, settings):
    return person


def of_the_directory(person, settings):
    settings.OIDC_URL, settings.OIDC_SECOND_FACTOR = "https://directory.example", "provider"
    SocialAccount.objects.create(user=person, provider="directory", uid="1")


def without_factor(person, settings):
    Authenticator.objects.filter(user=person).delete()


def switched_off(person, settings):
    User.objects.filter(pk=person.pk).update(is_active=False)


def without_address(person, settings):
    User.objects.filter(pk=person.pk).update(email="")


@pytest.mark.parametrize(
    ("who", "happens", "words"),
    [
        ("admin", alone, "ask another administrator"),
        ("root", alone, "Only the owner of one changes it"),
        ("bea", of_the_directory, "Ask those who look after the directory"),
        ("bea", without_factor, "They have no second factor here"),
        ("bea", switched_off, "Switch it on first"),
        ("bea", without_address, "Add their email address first"),
    ],
)
def test_where_it_is_not_done_a_sentence_says_why(
    request, client, admin, who, happens, words, settings
):
    person = request.getfixturevalue(who)
    happens(person, settings)
    before = has_factor(person)
    assert BUTTON not in text_of(client.get(page_of(person)))
    for response in (
        client.get(address_of(person), follow=True),
        client.post(address_of(person), SPOKEN, follow=True),
    ):
        assert words in text_of(response)
    assert has_factor(person) is before
    assert is_in(client)
    assert not Email.objects.exists()
    assert not LogEntry.objects.exists()
    with pytest.raises(Refused, match=words):
        second_factor.take_away(person=person, by=admin, at=factories.MONDAY_MORNING)


def test_whoever_comes_by_a_directory_that_does_not_always_ask_may_lose_their_phone(
    client, admin, bea, settings
):
    of_the_directory(bea, settings)
    settings.OIDC_SECOND_FACTOR = "token"
    client.post(address_of(bea), SPOKEN)
    assert not has_factor(bea)


def test_a_superuser_helps_another_superuser(client, root):
    other = with_phone(User.objects.create_superuser("other"))
    client.force_login(other)
    assert BUTTON in text_of(client.get(page_of(root)))
    client.post(address_of(root), SPOKEN)
    assert (has_factor(root), has_factor(other)) == (False, True)
    assert "owner of the emergency account" in Email.objects.get().message


@pytest.mark.parametrize("group", ["Case officers", "Safety managers", "Data protection officers"])
def test_it_is_for_administrators_alone(client, bea, group):
    client.force_login(factories.staff(group))
    assert client.get(address_of(bea)).status_code == 403
    assert client.post(address_of(bea), SPOKEN).status_code == 403
    assert has_factor(bea)


def test_whom_there_is_not_is_not_found(client, admin):
    for number in ("999999", "9" * 40):
        assert client.post(f"{PEOPLE}{number}/second-factor/", SPOKEN).status_code == 404


def test_nothing_is_done_where_nobody_could_be_told(admin, bea, monkeypatch):
    def fails(*args, **kwargs):
        raise OSError

    monkeypatch.setattr(mails.mail, "send", fails)
    with pytest.raises(OSError):  # noqa: PT011 - as it is raised above
        second_factor.take_away(person=bea, by=admin, at=factories.MONDAY_MORNING)
    assert has_factor(bea)
    assert not LogEntry.objects.exists()


def test_the_old_address_hears_of_a_new_one_but_not_what_it_is(client, admin, bea):
    change_email(client, bea, "beatrice@elsewhere.example")
    mail = Email.objects.get()
    assert mail.to == ["bea@council.example"]
    assert re.search(r"An administrator of .+ changed the email address .+ “bea” at", mail.message)
    assert "b…@elsewhere.example" in mail.message
    assert "beatrice" not in mail.message
    assert "If this is wrong, call 020 " in mail.message


def test_who_changes_their_own_address_hears_of_it_at_the_old_one(client, admin):
    change_email(client, admin, "new@council.example")
    mail = Email.objects.get()
    assert mail.to == ["admin@council.example"]
    assert "from your own account" in mail.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("bea@council.example", "bea@council.example"),
        ("Bea@council.example", "bea@council.example"),
        ("", "bea@council.example"),
    ],
)
def test_nobody_hears_of_an_address_that_did_not_change(client, admin, bea, old, new):
    User.objects.filter(pk=bea.pk).update(email=old)
    change_email(client, bea, new)
    assert not Email.objects.exists()
