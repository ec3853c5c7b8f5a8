"""Reports and requests that tests of the ASB case review start from."""

from datetime import datetime, timedelta

from django.utils import timezone

from reporting.models import Report
from tests import factories, journeys
from tests.journeys import ABOUT_YOU, WHERE, step_of

ASB = {
    "begin": {"danger_now": "no"},
    "leaving-quickly": {},
    "what-happened": {"description": "He shouts at people"},
    "crime": {"crime_past": "no"},
    "land": {"land": "highway"},
    "risk": {"child_at_risk": "no", "targeted": "no", "hateful": "no"},
    "effect": {},
    "home": {"tenure": "private"},
    "police-reference": {},
    "where": {"location": "Hoe Street", "ward": "hoe-street"},
    "photo": {},
    "for-whom": {"third_party": False, "agrees": "", "name": ""},
    **factories.CONTACT,
}


def asb(at, happened="dont-know", kind="begging", email="amina@example.com", **more):
    """Send a report of anti-social behaviour at a moment, of what happened on a day."""
    answers = ASB | {
        "kind": {"kind": kind},
        "when": {"last_happened": happened},
        "about-you": ASB["about-you"] | {"email": email},
        **more,
    }
    return factories.report("anti-social-behaviour", answers, at)


def on(day):
    return datetime.fromisoformat(f"{day}T10:00:00+00:00")


def ago(number):
    return timezone.localdate() - timedelta(days=number)


def told(to="police", behaviour=20, made=20, **more):
    """Fill in a complaint, of so many days ago."""
    parts = {}
    for name, number in (("behaviour", behaviour), ("made", made)):
        day = ago(number)
        boxes = {"day": day.day, "month": day.month, "year": day.year}
        parts |= {f"{name}_{part}": number for part, number in boxes.items()}
    return {"to": to, **parts, **more}


REQUEST = {
    "going-on": {"description": "They shout at night"},
    "done-so-far": {},
    "wanted": {},
    "where": WHERE,
    "for-whom": {"for_whom": "myself"},
    "about-you": ABOUT_YOU,
    "safe-contact": {"channel": "email"},
}


def send(client, *answers):
    """Ask for a case review with these complaints; return the request."""
    address = journeys.begin(client, "case-review")
    for each in answers:
        client.post(address, {**each, "add": ""})
    address = client.post(address)["Location"]
    while step_of(address) != "check":
        address = client.post(address, REQUEST[step_of(address)])["Location"]
    client.post(address)
    return Report.objects.latest("received_at")
