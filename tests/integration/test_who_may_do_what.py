"""Every address of the back office as every role: what the table says, and nothing else.

No database can change this, so it is asked on one of them.
"""

import logging

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.test import Client

from community.models import Interest, NewsletterIssue, Opportunity
from faq.models import Response, Topic
from reporting import permissions
from reporting.models import Event, Referral, Report, Team
from reporting.models.scoping import ReportQuerySet
from reporting.permissions import Action, Role, Scope
from safety_site.models import DirectoryGroup, SignIn
from tests import community_rows, complaints, factories, questions
from tests.public_content import make_update_note
from tests.staff_addresses import (
    ACTIONS,
    NOT_ASKED,
    addresses,
    expected,
    lets_in,
    model_and_page,
)

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

PEOPLE = {
    "nobody": None,
    **{role.value: [role.value] for role in Role},
    "a cleared officer": [Role.CASE_OFFICER, Role.CLEARED],
    "a cleared leader": [Role.TEAM_LEADER, Role.CLEARED],
}

# What further pages are about.
ABOUT = {
    "admin:interest_file": Opportunity,
    "admin:interest_reply": Interest,
    **{
        f"admin:newsletter_{page}": NewsletterIssue
        for page in ("preview", "schedule", "take_back", "test")
    },
}


@pytest.fixture(autouse=True)
def quiet():
    """Let a thousand refusals pass without a line each."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


class World:
    """One of everything that an address can name, and reports near and far."""

    def __init__(self):
        at = factories.MONDAY_MORNING
        self.own, self.restricted, self.held = (complaints.asb(at) for _ in range(3))
        self.other = factories.report(photo=True)
        Report.objects.filter(pk=self.restricted.pk).update(restricted=True)
        Report.objects.filter(pk=self.held.pk).update(quarantined=True)
        photo = self.other.photos.get()
        photo.redacted, photo.redacted_thumbnail = photo.file.name, photo.thumbnail.name
        photo.save()
        for report in (self.own, self.restricted):
            photo.pk, photo.report = None, report
            photo.save()
        ours = Team.objects.get(slug="met-police")
        theirs = Team.objects.create(slug="fire-brigade", name="Fire brigade", partner=True)
        self.referrals = [
            self._referral(report, partner)
            for report, partner in ((self.own, ours), (self.other, theirs), (self.restricted, ours))
        ]
        self.proposal = Response.objects.filter(organisation__role="police").first()
        self.proposal.proposed_body, self.proposal.proposed_at = "New words.", at
        self.proposal.save()
        self.theirs = questions.asked(assigned_to=self.proposal.organisation)
        questions.asked()
        DirectoryGroup.objects.create(name="asb-officers")
        SignIn.objects.create(at=at, succeeded=False, method="password", device="")
        reader = factories.staff("Data protection officers")
        Event.objects.create(report=self.restricted, type=Event.Type.READ, at=at, by=reader)
        make_update_note(Topic.objects.first(), "The line is closed.", at)
        community_rows.one_of_each(at)

    def _referral(self, report, partner):
        return Referral.objects.create(
            report=report,
            body=partner.name,
            partner=partner,
            referred_on=factories.MONDAY_MORNING.date(),
            reference="REF 1",
            text="Please act.",
            by=factories.staff("Safety managers"),
            answer_due_at=factories.MONDAY_MORNING,
        )

    def targets(self, address, roles):
        """Yield what an address can name, with the narrowest scope that holds it for a person."""
        cleared = permissions.may(roles or (), Action.READ_RESTRICTED)
        if address.name.startswith("admin:held_"):
            yield {"pk": self.held.pk}, Scope.TEAMS
        elif address.name.startswith("admin:referred_"):
            own, of_others, restricted = (self._of_referral(each) for each in self.referrals)
            yield own, Scope.REFERRED
            if address.parts:
                yield of_others, None
                yield restricted, Scope.REFERRED if cleared else None
        elif address.name in ACTIONS:
            yield self._of(self.own), Scope.TEAMS
            if address.parts:
                yield self._of(self.other), Scope.ALL
                yield self._of(self.restricted), Scope.TEAMS if cleared else None
        else:
            yield self._row(address.name), None

    def _of(self, report):
        letter = report.events.filter(type=Event.Type.MAIL_QUEUED).first()
        photo = report.photos.first()
        return {"pk": report.pk, "object_id": report.pk, "photo": photo.pk, "event": letter.pk}

    def _of_referral(self, referral):
        return self._of(referral.report) | {"pk": referral.pk}

    def _row(self, name):
        """Return the first row of whatever a page of the admin is about, and of its history."""
        model = model_and_page(name)[0] or ABOUT.get(name)
        row = model._default_manager.first() if model else None
        if name.startswith(("admin:question_", "admin:police_question")):
            row = self.theirs
        elif name.startswith(("admin:police_", "admin:proposal")):
            row = self.proposal
        pk = row.pk if row else 1
        old = model.history.first() if hasattr(model, "history") else None
        named = ("pk", "object_id", "id", "0")
        return dict.fromkeys(named, pk) | {
            "1": old.pk if old else 1,
            "uidb36": "1",
            "key": "x-y",
            "content_id": "0" * 32,
            "app_label": "mfa",
        }


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
    wrong = []
    for address in addresses(*prefixes):
        if address.name in NOT_ASKED:
            continue
        expected(address, [], None)  # every address stands in a table, whoever asks
        for values, within in world.targets(address, roles):
            path = address.path(values)
            wanted = expected(address, roles, within)
            if lets_in(client, path) is not wanted:
                wrong.append(f"{path} ({address.name}): {'refused' if wanted else 'open'}")
    return wrong


@pytest.mark.parametrize("who", PEOPLE)
def test_every_address_opens_as_the_table_says_for(who):
    found = differences(who, World(), "accounts/", "admin/")
    assert not found, "\n".join(found)


def test_a_forgotten_check_is_found(monkeypatch):
    def everything(reports, user, action):
        return reports

    monkeypatch.setattr(ReportQuerySet, "allowed", everything)
    found = "\n".join(differences(Role.CASE_OFFICER.value, World(), "admin/reporting/report/"))
    assert "case_note" in found
