"""Staff come in by the council's own directory, and only as far as their groups there reach."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core import mail

from safety_site.models import DirectoryGroup, SignIn
from tests import factories
from tests.integration.test_deploy import manage
from tests.single_sign_on import assert_refused, is_in, mapped, roles_of, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mapping")]


def test_without_a_directory_there_is_no_button_and_no_address(client):
    assert "Sign in with" not in client.get("/accounts/login/").content.decode()
    assert client.get("/accounts/directory/").status_code == 404
    assert client.get("/accounts/directory/callback/").status_code == 404
    for other in ("3rdparty/", "oidc/google/login/", "google/login/", "social/signup/"):
        assert client.get(f"/accounts/{other}").status_code == 404


def test_the_button_keeps_the_page_that_was_wanted(client, directory):
    page = client.get("/accounts/login/?next=/admin/reporting/report/").content.decode()
    assert "Sign in with your council account" in page
    assert "/accounts/directory/?next=%2Fadmin%2Freporting%2Freport%2F" in page


def test_somebody_of_a_mapped_group_gets_an_account_with_its_roles_and_teams(client, directory):
    response = sign_in(client, directory, "/admin/reporting/report/")
    assert response["Location"] == "/admin/reporting/report/"
    bea = User.objects.get()
    assert (bea.username, bea.email, bea.get_full_name()) == (
        "bea.example",
        "bea@council.example",
        "Bea Example",
    )
    assert roles_of(bea) == {"Case officers"}
    assert [team.slug for team in bea.teams.all()] == ["asb"]
    assert bea.is_staff
    assert not bea.is_superuser
    assert not bea.has_usable_password()
    history = LogEntry.objects.get(object_id=bea.pk).change_message
    assert "Roles: nothing → Case officers." in history
    assert "directory" in history
    entry = SignIn.objects.get()
    assert (entry.user, entry.succeeded, entry.method) == (bea, True, "Directory")


def test_of_the_directorys_answer_nothing_is_stored_but_an_id(client, directory):
    sign_in(client, directory)
    account = SocialAccount.objects.get()
    assert account.uid == "0001"
    assert set(account.extra_data) == {"roles", "teams"}
    assert "Safety officers" not in str(client.session.items())
    assert "opens the directory" not in str(client.session.items())


def test_roles_and_teams_follow_the_groups_and_what_else_was_given_stays(client, directory):
    leaders = mapped("Safety leads", "Team leaders", teams=["vawg"])
    sign_in(client, directory)
    bea = User.objects.get()
    bea.groups.add(Group.objects.get(name="Content editors"))  # by an administrator
    directory.person["groups"] = ["Safety leads"]
    sign_in(client, directory)
    assert roles_of(bea) == {"Team leaders", "Content editors"}
    assert [team.slug for team in bea.teams.all()] == ["vawg"]
    leaders.roles.set(Group.objects.filter(name="Safety managers"))  # the mapping itself changes
    sign_in(client, directory)
    assert roles_of(bea) == {"Safety managers", "Content editors"}


def test_nobody_without_a_mapped_group_comes_in_or_gets_an_account(client, directory):
    directory.person["groups"] = ["Parks", "Case officers"]  # our own name of a role is no group
    assert_refused(client, sign_in(client, directory), "none of its groups")
    assert not User.objects.exists()
    assert not SignIn.objects.get().succeeded


def test_whoever_leaves_all_groups_is_switched_off_and_signed_out_everywhere(client, directory):
    sign_in(client, directory)
    elsewhere = type(client)()
    directory.person["groups"] = []
    assert_refused(elsewhere, sign_in(elsewhere, directory), "none of its groups")
    bea = User.objects.get()
    assert not bea.is_active
    assert roles_of(bea) == set()
    assert client.get("/admin/")["Location"].startswith("/admin/login/")
    directory.person["groups"] = ["Safety officers"]  # back: an administrator decides
    assert_refused(elsewhere, sign_in(elsewhere, directory), "switched off")


def test_a_directory_that_sends_no_list_of_groups_lets_nobody_in_and_switches_nobody_off(
    client, directory
):
    sign_in(client, directory)
    client.logout()
    for groups in (None, 7, {"Safety officers": True}):
        directory.person["groups"] = groups
        assert_refused(client, sign_in(client, directory), "did not tell us which groups")
    assert User.objects.get().is_active


def test_one_group_as_a_text_is_one_group_and_not_its_letters(client, directory):
    mapped("S", "Safety managers")
    directory.person["groups"] = "Safety officers"
    sign_in(client, directory)
    assert roles_of(User.objects.get()) == {"Case officers"}


def test_five_thousand_groups_are_no_matter(client, directory, django_assert_max_num_queries):
    directory.person["groups"] = [f"Group {n}" for n in range(5_000)] + ["Safety officers"]
    with django_assert_max_num_queries(60):
        sign_in(client, directory)
    assert is_in(client)


def test_an_account_is_found_by_an_address_that_the_directory_vouches_for(client, directory):
    bea = factories.staff("Content editors", username="bea")
    bea.email = "Bea@Council.example"
    bea.set_password("a password of before")
    bea.save()
    sign_in(client, directory)
    bea.refresh_from_db()
    assert client.session["_auth_user_id"] == str(bea.pk)
    assert roles_of(bea) == {"Content editors", "Case officers"}
    assert not bea.has_usable_password()


@pytest.mark.parametrize("claim", [False, None, "no", 0, [True]])
def test_an_address_of_somebody_else_opens_nothing_unless_it_is_vouched_for(
    client, directory, claim
):
    manager = factories.staff("Safety managers", username="manager")
    User.objects.filter(pk=manager.pk).update(email="bea@council.example")
    directory.person["email_verified"] = claim
    directory.userinfo = {"email": "other@council.example", "email_verified": True}
    assert_refused(client, sign_in(client, directory), "cannot be sure that it is yours")
    assert not SocialAccount.objects.exists()


def test_an_address_that_is_given_to_a_new_person_does_not_give_them_the_old_account(
    client, directory
):
    sign_in(client, directory)
    client.logout()
    directory.person["sub"] = "0002"
    assert_refused(client, sign_in(client, directory), "cannot be sure that it is yours")


def test_a_superuser_keeps_to_the_password(client, directory):
    User.objects.create_superuser("root", "bea@council.example", "a long password")
    assert_refused(client, sign_in(client, directory), "looks after the site as a whole")


def test_what_somebody_writes_into_the_mapping_does_not_lift_themselves(client, directory):
    group = DirectoryGroup.objects.get()
    group.roles.add(Group.objects.get(name="Administrators"))
    sign_in(client, directory)
    bea = User.objects.get()
    group.roles.add(Group.objects.get(name="Safety managers"))
    kind = ContentType.objects.get_for_model(DirectoryGroup)
    entry = {"content_type": kind, "object_id": group.pk, "object_repr": "", "action_flag": 2}
    LogEntry.objects.create(user=bea, change_message="", **entry)
    sign_in(client, directory)
    assert roles_of(bea) == {"Case officers", "Administrators"}
    other = factories.staff("Administrators", username="other")
    LogEntry.objects.create(user=other, change_message="", **entry)
    sign_in(client, directory)
    assert roles_of(bea) == {"Case officers", "Administrators", "Safety managers"}


def test_a_second_factor_of_the_directory_counts_only_where_its_token_says_so(client, directory):
    sign_in(client, directory)
    assert client.get("/admin/")["Location"] == "/accounts/2fa/totp/activate/"
    directory.userinfo = {"amr": ["mfa"]}  # unsigned
    sign_in(client, directory)
    assert client.get("/admin/").status_code == 302
    directory.person["amr"] = ["pwd", "mfa"]
    sign_in(client, directory)
    assert client.get("/admin/").status_code == 200


def test_a_directory_that_always_asks_is_believed_where_the_settings_say_so(
    client, directory, settings
):
    settings.OIDC_SECOND_FACTOR = "provider"
    sign_in(client, directory)
    assert client.get("/admin/").status_code == 200


def test_whoever_has_our_app_is_asked_for_its_code_unless_the_directory_has_asked(
    client, directory
):
    sign_in(client, directory)
    bea = User.objects.get()
    client.logout()
    TOTP.activate(bea, generate_totp_secret())
    assert sign_in(client, directory)["Location"].startswith("/accounts/2fa/authenticate/")
    assert not is_in(client)
    assert client.get("/accounts/2fa/authenticate/").status_code == 200
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert SignIn.objects.filter(user=bea, method="Code", succeeded=False).exists()
    directory.person["amr"] = ["otp", "pwd"]
    sign_in(client, directory)
    assert client.get("/admin/").status_code == 200
    assert Authenticator.objects.filter(user=bea).exists()


def test_a_password_of_their_own_would_outlive_their_place_in_the_directory(client, directory):
    sign_in(client, directory)
    page = client.post("/accounts/password/set/", {"password1": "x" * 20, "password2": "x" * 20})
    assert page.status_code == 405
    client.get("/accounts/email/")
    client.logout()
    client.post("/accounts/password/reset/", {"email": "bea@council.example"})
    assert mail.outbox == []
    assert not User.objects.get().has_usable_password()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"OIDC_CLIENT_SECRET": ""}, "OIDC_URL needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET"),
        ({"OIDC_URL": "http://directory.example"}, "OIDC_URL must begin with https://"),
        ({"OIDC_SECOND_FACTOR": "always"}, "OIDC_SECOND_FACTOR is token"),
    ],
)
def test_settings_that_would_let_nobody_or_anybody_in_stop_start_up(changes, sentence):
    whole = {"OIDC_URL": "https://directory.example", "OIDC_CLIENT_ID": "1"}
    result = manage("check", **whole | {"OIDC_CLIENT_SECRET": "2"} | changes)
    assert result.returncode != 0
    assert sentence in result.stderr
