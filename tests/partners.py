"""Cases referred to the police, and their people at the screen, for tests."""

from datetime import timedelta

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from reporting import services
from reporting.models import Photo, Team
from reporting.permissions import Role
from tests import factories
from tests.factories import CONTACT, GRAFFITI, HARASSMENT, MONDAY_MORNING
from tests.pictures import picture

REFERRED = "/admin/reporting/referred/"
LATER = MONDAY_MORNING + timedelta(hours=3)
ORIGINAL, BLACKED_OUT = picture(), picture(size=(40, 30))


def answers(share=None):
    """Answer a form, where it is asked with what the reporter wants of the police."""
    if share is None:
        return GRAFFITI
    return HARASSMENT | CONTACT | {"police": {"share_with_police": share}}


def partner(slug="met-police"):
    team, _ = Team.objects.get_or_create(
        slug=slug, defaults={"name": slug.title(), "partner": True, "description": "Another body."}
    )
    return team


def refer(report, to=None, **fields):
    told = {"body": "", "partner": to or partner(), "referred_on": MONDAY_MORNING.date()}
    told |= {"reference": "REF-1", "text": "Please visit the stairs", "by": officer()}
    services.refer(report=report, at=LATER, **(told | fields))
    return report.referrals.last()


def officer():
    """Return the officer who refers."""
    found = User.objects.filter(username="olive").first()
    return found or factories.staff(Role.CASE_OFFICER, "neighbourhoods", username="olive")


def signed_in(*teams, group=Role.POLICE_CONTRIBUTOR, cleared=False):
    user = factories.staff(group, *teams)
    if cleared:
        user.groups.add(Group.objects.get(name=Role.CLEARED))
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def page(referral, name="case", *more):
    return reverse(f"admin:referred_{name}", args=[referral.pk, *more])


def add_photo(report, *, redacted):
    """Add a photo; what officers have blacked out of it is another picture."""
    told = {"file": ORIGINAL, "thumbnail": ORIGINAL}
    told |= {"redacted": BLACKED_OUT, "redacted_thumbnail": BLACKED_OUT} if redacted else {}
    stored = {
        column: default_storage.save("photos/a.jpg", ContentFile(content))
        for column, content in told.items()
    }
    return Photo.objects.create(report=report, added_at=LATER, digest="", **stored)
