"""Opportunities, and people who register for them as a browser would."""

from datetime import date

from django.utils import timezone
from model_bakery import baker

from community.models import Interest, Opportunity

EMAIL = "amina@example.com"
TYPED = {
    "name": "Amina Example",
    "email": EMAIL,
    "phone": "020 7946 0000",
    "message": "I can come on Mondays.",
    "agree": "on",
}


def opportunity(slug="litter-watch", **fields):
    told = {
        "title": "Litter watch",
        "summary": "Look after your street.",
        "asks": "An hour a *week*.",
        "run_by": "The council",
        "checked_on": date(2026, 11, 1),
    }
    return baker.make(Opportunity, slug=slug, **(told | fields))


def register(client, opportunity, **changes):
    return client.post(opportunity.get_absolute_url(), TYPED | changes)


def interest(opportunity, **fields):
    told = {"name": "Amina Example", "email": EMAIL, "consent": "I agree.", "at": timezone.now()}
    return Interest.objects.create(opportunity=opportunity, **(told | fields))
