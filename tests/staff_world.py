"""One of everything that an address of the back office can name, near to somebody and far."""

from community.models import Interest, NewsletterIssue, Opportunity
from faq.models import Response, Topic
from reporting import permissions
from reporting.models import Event, Referral, Report, Team
from reporting.permissions import Action, Scope
from safety_site.models import DirectoryGroup, SignIn
from tests import community_rows, complaints, factories, questions
from tests.public_content import make_update_note
from tests.staff_addresses import ACTIONS, model_and_page

# What further pages are about.
ABOUT = {
    "admin:interest_file": Opportunity,
    "admin:interest_reply": Interest,
    **{
        f"admin:newsletter_{page}": NewsletterIssue
        for page in ("preview", "schedule", "take_back", "test")
    },
}
# Whoever decides about a held report sees its photos, though it has no other page of a case.
OF_HELD_TOO = ("admin:report_original", "admin:report_photo", "admin:report_thumbnail")


class World:
    """Reports of the team `asb` and of others, and a row of whatever else has a page.

    Whoever looks is in the teams `asb` and `met-police`.
    """

    def __init__(self):
        at = factories.MONDAY_MORNING
        near = ("own", "restricted", "held", "held_restricted")
        reports = {name: complaints.asb(at) for name in near}
        reports["other"] = factories.report(photo=True)
        reports |= {name: factories.report() for name in ("copied", "held_elsewhere")}
        reports["copied"].also.add(Team.objects.get(slug="asb"))
        for field, names in (
            ("restricted", ("restricted", "held_restricted")),
            ("quarantined", ("held", "held_restricted", "held_elsewhere")),
        ):
            keys = [reports[name].pk for name in names]
            Report.objects.filter(pk__in=keys).update(**{field: True})
        self._add_photos(reports)
        self.named = {name: self._of(report) for name, report in reports.items()}
        ours = Team.objects.get(slug="met-police")
        theirs = Team.objects.create(slug="fire-brigade", name="Fire brigade", partner=True)
        for name, report, partner in (
            ("referred", "own", ours),
            ("referred_to_others", "own", theirs),
            ("other_referred", "other", theirs),
            ("restricted_referred", "restricted", ours),
            ("held_referred", "held", ours),
        ):
            referral = self._referral(reports[report], partner)
            self.named[name] = self.named[report] | {"pk": referral.pk}
        self.proposal = Response.objects.filter(organisation__role="police").first()
        self.proposal.proposed_body, self.proposal.proposed_at = "New words.", at
        self.proposal.save()
        self.of_council = Response.objects.filter(organisation__role="council").first()
        self.for_police = questions.asked(assigned_to=self.proposal.organisation)
        self.held_for_police = questions.asked(assigned_to=self.proposal.organisation, held=True)
        self.for_council = questions.asked()
        DirectoryGroup.objects.create(name="asb-officers")
        SignIn.objects.create(at=at, succeeded=False, method="password", device="")
        reader = factories.staff("Data protection officers")
        Event.objects.create(report=reports["restricted"], type=Event.Type.READ, at=at, by=reader)
        make_update_note(Topic.objects.first(), "The line is closed.", at)
        community_rows.one_of_each(at)

    def _add_photos(self, reports):
        """Give each report a photo that is redacted, and one's own another that is not."""
        photo = reports["other"].photos.get()
        photo.pk, photo.report = None, reports["own"]
        photo.save()
        self.not_redacted = photo.pk
        photo = reports["other"].photos.get()
        photo.redacted, photo.redacted_thumbnail = photo.file.name, photo.thumbnail.name
        photo.save()
        for name in reports.keys() - {"other"}:
            photo.pk, photo.report = None, reports[name]
            photo.save()

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

    def _of(self, report):
        letter = report.events.filter(type=Event.Type.MAIL_QUEUED).first()
        photo = report.photos.exclude(redacted="").get()
        return {"pk": report.pk, "object_id": report.pk, "photo": photo.pk, "event": letter.pk}

    def targets(self, address, roles):
        """Yield what an address can name, with the narrowest scope that holds it for a person."""
        if address.name.startswith("admin:held_"):
            found = self._held(roles)
        elif address.name.startswith("admin:referred_"):
            found = self._referred(address, roles)
        elif address.name in ACTIONS:
            found = self._reports(address, roles)
        else:
            found = self._rows(address.name)
        yield next(found)
        if address.parts:
            yield from found

    def _held(self, roles):
        yield self.named["held"], Scope.TEAMS
        yield self.named["held_elsewhere"], Scope.ALL
        yield self.named["held_restricted"], if_cleared(roles, Scope.TEAMS)

    def _referred(self, address, roles):
        own = self.named["referred"]
        yield own, Scope.REFERRED
        yield self.named["referred_to_others"], None
        yield self.named["other_referred"], None
        yield self.named["held_referred"], None
        yield self.named["restricted_referred"], if_cleared(roles, Scope.REFERRED)
        if "photo" in address.parts:
            yield own | {"photo": self.not_redacted}, None
            yield own | {"photo": self.named["other"]["photo"]}, None

    def _reports(self, address, roles):
        own, other = self.named["own"], self.named["other"]
        yield own, Scope.TEAMS
        yield other, Scope.ALL
        yield self.named["copied"], Scope.TEAMS
        yield self.named["restricted"], if_cleared(roles, Scope.TEAMS)
        decides = permissions.may(roles or (), Action.RELEASE_REPORT)
        of_held = Scope.TEAMS if decides and address.name in OF_HELD_TOO else None
        yield self.named["held"], of_held
        yield self.named["held_restricted"], of_held and if_cleared(roles, of_held)
        for part in {"photo", "event"} & set(address.parts):
            yield own | {part: other[part]}, None

    def _rows(self, name):
        """Yield the first row of whatever a page of the admin is about, and of its history."""
        model = model_and_page(name)[0] or ABOUT.get(name)
        row = model._default_manager.first() if model else None
        if name.startswith(("admin:question_", "admin:police_question")):
            row = self.for_police
        elif name.startswith(("admin:police_", "admin:proposal")):
            row = self.proposal
        pk = row.pk if row else 1
        old = model.history.first() if hasattr(model, "history") else None
        named = ("pk", "object_id", "id", "0")
        yield (
            dict.fromkeys(named, pk)
            | {
                "1": old.pk if old else 1,
                "uidb36": "1",
                "key": "x-y",
                "content_id": "0" * 32,
                "app_label": "auth",
            },
            Scope.ALL,
        )
        if name.startswith("admin:police_question"):
            yield {"pk": self.for_council.pk}, None
            yield {"pk": self.held_for_police.pk}, None
        elif name.startswith("admin:police_"):
            yield {"pk": self.of_council.pk}, None


def if_cleared(roles, scope):
    return scope if permissions.may(roles or (), Action.READ_RESTRICTED) else None
