"""Reports of the same close by, and the way to the page that shows them."""

from reporting import services
from reporting.models import Report
from tests import factories, journeys
from tests.journeys import step_of

LATITUDE, LONGITUDE = 51.585, -0.015
METRE = 1 / 111_270  # in degrees of latitude
BEFORE = {
    step: told
    for step, told in journeys.OFFENSIVE_GRAFFITI.items()
    if step not in ("where", "photo", "about-you")
}
PLACE = {"latitude": LATITUDE, "longitude": LONGITUDE, "position": "map", "ward": "hoe-street"}


def answers_at(metres, answers=factories.GRAFFITI, **where):
    """Return the answers of a report that lies so many metres north of the place."""
    place = {"latitude": LATITUDE + metres * METRE, "longitude": LONGITUDE, "position": "map"}
    return {**answers, "where": {**answers["where"], **place, "accuracy": None, **where}}


def reported(metres=60, at=factories.MONDAY_MORNING, **where):
    """Send a public report that lies so many metres north of the place."""
    return factories.report(answers=answers_at(metres, **where), at=at)


def followed(email):
    """Send a public report that somebody else follows."""
    report = factories.report(answers=answers_at(0))
    assert report.public
    draft = factories.draft(answers=answers_at(0))
    services.see_too(draft=draft, report=report, email=email, at=factories.MONDAY_MORNING)
    return report


def at_place(client, category="graffiti", answers=BEFORE, **place):
    """Fill in a report up to its place, tell that on the map; return where it leads."""
    where = journeys.fill_in(client, category, answers)
    assert step_of(where) == "where", where
    response = client.post(where, {**PLACE, **place})
    assert response.status_code == 302, response.context["form"].errors
    return response["Location"]


def closed(report):
    """Close a report, as if an officer had."""
    Report.objects.filter(pk=report.pk).update(
        status="closed", outcome="cleared", explanation="We cleaned it."
    )
