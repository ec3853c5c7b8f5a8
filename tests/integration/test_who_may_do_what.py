"""Every address of the back office as every role: what the table says, and nothing else.

No database can change this, so it is asked on one of them.
"""

import logging

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group, User
from django.template.response import SimpleTemplateResponse
from django.test import Client

from reporting.models.scoping import ReportQuerySet
from reporting.permissions import Role, Scope
from tests import factories
from tests.staff_addresses import (
    ACTIONS,
    CLOSED,
    NOT_ASKED,
    OPEN,
    PERMISSIONS,
    POSTED_ONLY,
    READ_ONLY,
    SIGNED_IN,
    addresses,
    expected,
    granted,
    lets_in,
    ways_to_rows,
)
from tests.staff_world import World

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

PEOPLE = {
    "nobody": None,
    **{role.value: [role.value] for role in Role},
    "a cleared officer": [Role.CASE_OFFICER, Role.CLEARED],
    "a cleared leader": [Role.TEAM_LEADER, Role.CLEARED],
}


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    """Let a thousand refusals pass without a line each, and draw no page: who gets in counts."""
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def person(roles):
    client = Client()
    if roles is not None:
        user = factories.staff("Case officers", "asb", "met-police", cleared=False)
        user.groups.set(Group.objects.filter(name__in=roles))
        user.set_password("two red lamps")
        user.save()
        TOTP.activate(user, "A" * 32)
        RecoveryCodes.activate(user)
        client.force_login(user)
    return client


def differences(who, world, *prefixes):
    """Return every address where somebody gets further, or less far, than the table says."""
    roles, client = PEOPLE[who], person(PEOPLE[who])
    wrong, not_asked = [], set()
    for address in addresses(*prefixes):
        if address.name in NOT_ASKED:
            continue
        expected(address, [], Scope.ALL)  # every address stands in a table, whoever asks
        ways = {True} if address.name in POSTED_ONLY else {False, True}
        for values, within in world.targets(address, roles):
            path = address.path(values)
            for posted in ways - {way for name, way in not_asked if name == address.name}:
                is_open = lets_in(client, path, posted)
                if is_open is None:
                    not_asked.add((address.name, posted))
                elif is_open is not expected(address, roles, within, posted):
                    way = "POST" if posted else "GET"
                    wrong.append(f"{way} {path} ({address.name}) is open: {is_open}")
    return wrong


@pytest.mark.parametrize("who", PEOPLE)
def test_every_address_opens_as_the_table_says_for(who):
    found = differences(who, World(), "accounts/", "admin/")
    assert not found, "\n".join(found)


@pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning")
def test_djangos_own_ways_to_rows_open_as_their_lists_do():
    World()
    for who, roles in PEOPLE.items():
        client = person(roles)
        for path, asked in ways_to_rows():
            assert lets_in(client, path) is bool(granted(roles or ()) & asked), (who, path)


def test_no_form_is_taken_from_another_site():
    world, client = World(), Client(enforce_csrf_checks=True)
    client.force_login(User.objects.create_superuser("root"))
    for address in addresses("accounts/", "admin/"):
        if address.name not in NOT_ASKED:
            values, _within = next(world.targets(address, list(Role)))
            assert client.post(address.path(values)).status_code == 403, address


def test_the_tables_name_no_address_that_is_gone():
    there = {address.name for address in addresses("accounts/", "admin/")}
    tables = (ACTIONS, CLOSED, NOT_ASKED, OPEN, PERMISSIONS, POSTED_ONLY, READ_ONLY, SIGNED_IN)
    assert not {name for table in tables for name in table} - there


def test_a_forgotten_check_is_found(monkeypatch):
    def everything(reports, user, action):
        return reports

    monkeypatch.setattr(ReportQuerySet, "allowed", everything)
    found = "\n".join(differences(Role.CASE_OFFICER.value, World(), "admin/reporting/report/"))
    assert "case_note" in found
