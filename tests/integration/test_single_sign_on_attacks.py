"""Whatever comes in the directory's name, or through its addresses, opens nothing."""

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.models import User

from safety_site.models import SignIn
from tests import directory_server
from tests.single_sign_on import assert_refused, begin, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mapping")]


def other_key(directory):
    directory.signs_with = ec.generate_private_key(ec.SECP256R1())


def shared_secret(directory):
    directory.signs_with, directory.algorithm = directory_server.SECRET * 2, "HS256"


def unsigned(directory):
    directory.signs_with, directory.algorithm = None, "none"


def somebody_elses_userinfo(directory):
    directory.userinfo = {"sub": "0002"}


def nobody(directory):
    directory.person["sub"] = ""


def long_id(directory):
    directory.person["sub"] = "x" * 10_000


def odd_id(directory):
    directory.person["sub"] = "a\0b"


@pytest.mark.parametrize(
    "hostile",
    [
        other_key,
        shared_secret,
        unsigned,
        somebody_elses_userinfo,
        nobody,
        long_id,
        odd_id,
        lambda directory: setattr(directory, "token_issuer", "https://evil.example"),
        lambda directory: setattr(directory, "audience", "another site"),
        lambda directory: setattr(directory, "lasts", -3600),
        lambda directory: setattr(directory, "broken", True),
    ],
)
def test_an_answer_that_is_not_the_directorys_opens_nothing(client, directory, hostile):
    asked = begin(client, directory)
    hostile(directory)
    try:
        directory.token()
    except jwt.PyJWTError:
        pytest.fail("the test itself is at fault")
    back = {"code": "once", "state": asked["state"]}
    response = client.get("/accounts/directory/callback/", back)
    assert_refused(client, response, "did not work", status=401)
    assert not User.objects.exists()
    assert SignIn.objects.filter(user=None, succeeded=False).count() == 1


@pytest.mark.parametrize("fault", ["issuer", "broken"])
def test_a_directory_that_is_down_or_another_is_told_before_anybody_leaves(
    client, directory, fault
):
    setattr(directory, fault, "https://evil.example" if fault == "issuer" else True)
    assert_refused(client, client.get("/accounts/directory/"), "did not work", status=401)


def test_an_answer_that_nobody_asked_for_is_refused_and_not_kept(client, directory):
    asked = begin(client, directory)
    stranger = type(client)()
    for state in (asked["state"], "", "x" * 10_000, "a\0b"):
        answer = {"code": "once", "state": state}
        response = stranger.get("/accounts/directory/callback/", answer)
        assert_refused(stranger, response, "did not work", status=401)
    assert not SignIn.objects.exists()


def test_an_answer_counts_once(client, directory):
    asked = begin(client, directory)
    answer = {"code": "once", "state": asked["state"]}
    client.get("/accounts/directory/callback/", answer)
    client.logout()
    assert client.get("/accounts/directory/callback/", answer).status_code == 401


@pytest.mark.parametrize(
    "next_", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_the_way_back_never_leads_to_another_site(client, directory, next_):
    assert sign_in(client, directory, next_)["Location"] == "/admin/"


def test_who_changes_their_mind_at_the_directory_is_back_at_the_start(client, directory):
    asked = begin(client, directory)
    answer = {"error": "access_denied", "state": asked["state"]}
    response = client.get("/accounts/directory/callback/", answer)
    assert response["Location"] == "/accounts/login/"


def test_claims_of_any_shape_make_an_account_or_a_sentence_and_never_a_fault(client, directory):
    directory.person |= {"name": "N\0" + "n" * 10_000, "given_name": ["x"], "family_name": 5}
    directory.person |= {"preferred_username": "\ud800", "email": "x" * 10_000}
    assert sign_in(client, directory).status_code == 302
    assert len(User.objects.get().first_name) <= 150
