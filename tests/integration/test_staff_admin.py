"""Administrators look after accounts, never their own rights, a superuser or a password."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reporting.models import Team
from safety_site.models import DirectoryGroup
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_second_factor", "teams")]

PEOPLE = "/admin/auth/user/"


@pytest.fixture
def teams():
    return [Team.objects.create(slug=slug, name=slug.upper()) for slug in ("asb", "vawg")]


@pytest.fixture
def admin(client):
    admin = factories.staff("Administrators", username="admin")
    admin.email = "admin@council.example"
    admin.save()
    client.force_login(admin)
    return admin


@pytest.fixture
def bea(teams):
    bea = factories.staff("Case officers", "asb", username="bea", cleared=False)
    bea.email = "bea@council.example"
    bea.save()
    return bea


def role(name):
    return Group.objects.get(name=name).pk


def roles_of(user):
    return set(user.groups.values_list("name", flat=True))


def filled(person, roles=(), teams=(), **changes):
    """Fill in the form of somebody's page."""
    fields = {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "is_active": "on",
        "roles": [role(name) for name in roles],
        "teams": list(Team.objects.filter(slug__in=teams).values_list("pk", flat=True)),
    }
    return {name: value for name, value in (fields | changes).items() if value is not None}


def page_of(person):
    return f"{PEOPLE}{person.pk}/change/"


def test_an_administrator_makes_an_account_and_sends_the_link_that_sets_its_password(client, admin):
    new = User(first_name="Cai", last_name="Example", email="Cai@council.example")
    sent = filled(new, ["Case officers"], ["asb"], username="cai", is_superuser="on", password="x")
    response = client.post(f"{PEOPLE}add/", sent, follow=True)
    cai = User.objects.get(username="cai")
    assert (cai.email, cai.is_staff, cai.is_superuser) == ("cai@council.example", True, False)
    assert not cai.has_usable_password()
    assert roles_of(cai) == {"Case officers"}
    assert [team.slug for team in cai.teams.all()] == ["asb"]
    assert "Mail the link" in response.content.decode()
    client.post(f"{PEOPLE}{cai.pk}/link/")
    assert mail.outbox[0].to == ["cai@council.example"]
    address = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    stranger = Client()
    form = stranger.get(address.split("testserver")[-1], follow=True)
    passwords = {"password1": "a long and new one", "password2": "a long and new one"}
    stranger.post(form.redirect_chain[-1][0], passwords)
    assert stranger.login(username="cai", password="a long and new one")


@pytest.mark.parametrize("page", ["", "add/", "{pk}/change/", "{pk}/history/"])
def test_pages_about_people_and_their_titles_never_say_users(client, admin, bea, page):
    html = client.get(f"{PEOPLE}{page.format(pk=bea.pk)}").content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "People" in words
    assert not re.search(r"\busers?\b", words, re.IGNORECASE)


def test_old_and_new_values_stand_in_the_history_of_the_person(client, admin, bea):
    client.post(page_of(bea), filled(bea, ["Case officers", "Team leaders"], ["vawg"]))
    client.post(page_of(bea), filled(bea, ["Team leaders"], ["vawg"], is_active=None))
    page = client.get(f"{PEOPLE}{bea.pk}/history/").content.decode()
    assert "Roles: Case officers → Case officers, Team leaders. Teams: ASB → VAWG." in page
    assert "Account: on → off. Roles: Case officers, Team leaders → Team leaders." in page
    assert {entry.user for entry in LogEntry.objects.all()} == {admin}
    bea.refresh_from_db()
    assert not bea.is_active


def test_whoever_is_switched_off_is_signed_out_at_once(client, admin, bea):
    theirs = Client()
    theirs.force_login(bea)
    client.post(page_of(bea), filled(bea, ["Case officers"], ["asb"], is_active=None))
    assert theirs.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "lift",
    [
        {"roles": ["Administrators", "Safety managers"]},
        {"roles": ["Administrators", "Cleared for restricted reports"]},
        {"roles": ["Administrators"], "teams": ["asb"]},
        {"roles": []},
        {"roles": ["Administrators"], "is_active": None},
    ],
)
def test_nobody_changes_their_own_rights(client, admin, lift):
    response = client.post(page_of(admin), filled(admin, first_name="Ada", **lift))
    assert response.status_code == 200
    page = response.content.decode()
    assert "Ask another administrator" in page
    assert 'value="Ada"' in page
    admin.refresh_from_db()
    assert roles_of(admin) == {"Administrators"}
    assert admin.is_active
    assert not admin.teams.exists()


def test_an_administrator_changes_their_own_name(client, admin):
    client.post(page_of(admin), filled(admin, ["Administrators"], first_name="Ada"))
    assert User.objects.get(pk=admin.pk).first_name == "Ada"
    assert LogEntry.objects.get().change_message == "First name: nothing → Ada."


def test_another_administrator_may_give_them_more(client, admin):
    other = factories.staff("Administrators", username="other")
    client.force_login(other)
    client.post(page_of(admin), filled(admin, ["Administrators", "Safety managers"]))
    assert roles_of(admin) == {"Administrators", "Safety managers"}


def test_a_superusers_account_is_out_of_reach(client, admin):
    root = User.objects.create_superuser("root", "root@council.example", "a long password")
    assert client.get(page_of(root)).status_code == 200
    sent = filled(root, ["Case officers"], email="admin2@council.example", is_active=None)
    assert client.post(page_of(root), sent).status_code == 403
    assert client.post(f"{PEOPLE}{root.pk}/link/").status_code == 403
    root.refresh_from_db()
    assert (root.email, root.is_active) == ("root@council.example", True)
    assert mail.outbox == []


def test_crafted_fields_make_no_superuser_and_set_no_password(client, admin, bea):
    crafted = {"is_superuser": "on", "is_staff": "", "password": "x", "user_permissions": ["1"]}
    crafted |= {"username": "root", "groups": [role("Administrators")], "usable_password": "true"}
    client.post(page_of(bea), filled(bea, ["Case officers"], ["asb"], **crafted))
    after = User.objects.get(pk=bea.pk)
    assert (after.is_superuser, after.is_staff, after.username) == (False, True, "bea")
    assert after.password == bea.password
    assert roles_of(after) == {"Case officers"}
    assert not after.user_permissions.exists()
    assert client.get(f"{PEOPLE}{bea.pk}/password/").status_code == 302  # leads nowhere
    assert client.post(f"{PEOPLE}{bea.pk}/password/", {"password1": "x"}).status_code != 200


def test_a_group_that_is_no_role_is_not_offered_and_not_taken(client, admin, bea):
    other = Group.objects.create(name="Old hands")
    response = client.post(page_of(bea), filled(bea, [], ["asb"]) | {"roles": [other.pk]})
    assert response.status_code == 200
    assert "Old hands" not in client.get(page_of(bea)).content.decode()
    assert roles_of(bea) == {"Case officers"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"email": "ADMIN@council.example"}, "Somebody else has this address"),
        ({"email": ""}, "This field is required"),
        ({"email": "no address"}, "valid email"),
        ({"first_name": "x" * 10_000}, "at most 150"),
        ({"first_name": "a\0b"}, "Null characters"),
        ({"roles": ["9" * 40]}, "Choose from the list"),
        ({"roles": ["1 OR 1=1"]}, "Choose from the list"),
    ],
)
def test_a_wrong_field_is_told_and_what_was_typed_stays(client, admin, bea, changes, words):
    response = client.post(
        page_of(bea), filled(bea, ["Case officers"], last_name="Typed") | changes
    )
    page = response.content.decode()
    assert response.status_code == 200
    assert words in page
    assert 'value="Typed"' in page


def test_people_and_roles_are_never_deleted_and_roles_never_changed(client, bea):
    client.force_login(User.objects.create_superuser("root", "", "a long password"))
    group = role("Case officers")
    for address in (f"{PEOPLE}{bea.pk}/delete/", f"/admin/auth/group/{group}/delete/"):
        assert client.post(address, {"post": "yes"}).status_code == 403
    assert client.post(f"/admin/auth/group/{group}/change/", {"name": "x"}).status_code == 403
    assert client.get("/admin/auth/group/add/").status_code == 403
    page = client.get(f"/admin/auth/group/{group}/change/").content.decode()
    assert "Work report (of their teams)" in page


@pytest.mark.parametrize(
    "group", ["Case officers", "Safety managers", "Data protection officers", "Content editors"]
)
def test_accounts_are_for_administrators_alone(client, bea, group):
    client.force_login(factories.staff(group))
    for address in (
        PEOPLE,
        page_of(bea),
        "/admin/auth/group/",
        "/admin/safety_site/directorygroup/",
    ):
        assert client.get(address).status_code == 403
    assert client.post(page_of(bea), filled(bea, ["Administrators"])).status_code == 403
    assert client.post(f"{PEOPLE}{bea.pk}/link/").status_code == 403


def test_the_link_is_sent_by_post_to_an_account_that_takes_one(client, admin, bea):
    assert client.get(f"{PEOPLE}{bea.pk}/link/").status_code == 405
    assert client.post(f"{PEOPLE}999999/link/").status_code == 404
    User.objects.filter(pk=bea.pk).update(is_active=False)
    response = client.post(f"{PEOPLE}{bea.pk}/link/", follow=True)
    assert "No link was sent" in response.content.decode()


def test_the_mapping_of_the_directory_keeps_its_old_and_new_values(client, admin, teams):
    address = "/admin/safety_site/directorygroup/"
    fields = {"name": "Safety officers", "roles": [role("Case officers")], "teams": [teams[0].pk]}
    client.post(f"{address}add/", fields)
    group = DirectoryGroup.objects.get()
    client.post(f"{address}{group.pk}/change/", fields | {"roles": [role("Team leaders")]})
    page = client.get(f"{address}{group.pk}/history/").content.decode()
    assert "Name: nothing → Safety officers." in page
    assert "Roles: Case officers → Team leaders." in page
    assert client.get(address).status_code == 200


def test_the_list_of_people_asks_as_often_for_many_as_for_few(client, admin, bea):
    asked = []
    for many in (1, 30):
        for _ in range(many):
            factories.staff("Case officers", "asb", "vawg")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PEOPLE).status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


@pytest.mark.parametrize(
    "query", ["role=case_officer", "role=%00", "role=<b>", "is_active__exact=x", "q=bea", "q=%00"]
)
def test_no_filter_of_people_is_a_fault(client, admin, bea, query):
    assert client.get(f"{PEOPLE}?{query}").status_code < 500


def test_nobody_looks_into_passwords_through_a_filter(client, admin, bea):
    response = client.get(f"{PEOPLE}?password__startswith=md5")
    assert response.status_code == 400
