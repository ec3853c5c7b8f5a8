"""One row of everything by which residents take part, for tests that ask for every page."""

from datetime import timedelta
from uuid import uuid4

from community import models
from places.models import Ward
from tests.factories import MONDAY_MORNING


def one_of_each(at=MONDAY_MORNING):
    """Make a row of each model of which the council's pack has none."""
    ward, opportunity = Ward.objects.first(), models.Opportunity.objects.first()
    models.WardTeam.objects.create(name="North team", organisation="police")
    models.PanelMeeting.objects.create(
        ward=ward, starts_at=at, ends_at=at + timedelta(hours=1), venue="Library", changed_at=at
    )
    models.PanelPriority.objects.create(ward=ward, title="Lights", agreed_on=at)
    models.PanelTopic.objects.create(ward=ward, words="Lights", at=at, key=uuid4())
    models.CrimeFile.objects.create(
        kind="street", force="Police", name="a.csv", imported_at=at, read=1, outside=0, refused=0
    )
    models.Subscriber.objects.create(email="ben@example.com", asked_at=at)
    models.ConsentRecord.objects.create(digest="0", words="Yes", asked_at=at, confirmed_at=at)
    models.NewsletterIssue.objects.create(slug="may", title="May", body="News")
    models.Interest.objects.create(
        opportunity=opportunity, name="Ben", email="ben@example.com", consent="Yes", at=at
    )
    models.HelpPlace.objects.create(
        kind="bleed-kit",
        name="Library",
        address="1 High Street",
        postcode="E17 4QR",
        latitude=51.58,
        longitude=-0.02,
        checked_on=at,
    )
