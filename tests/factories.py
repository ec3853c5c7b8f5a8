"""Staff and reports for tests."""

from datetime import UTC, datetime

from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile

from reporting import services
from reporting.models import Category, Draft, Report, Team
from reporting.photos import remake
from tests.pictures import with_position

MONDAY_MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

CASEWORKERS = ("Case officers", "Team leaders", "Safety managers")


def staff(group, *teams, username=None, cleared=True):
    """Make a member of staff with a role, in teams named by slug; who works cases is cleared."""
    user = User.objects.create_user(
        username or f"{group.lower().replace(' ', '-')}-{User.objects.count()}", is_staff=True
    )
    user.groups.add(Group.objects.get(name=group))
    if cleared and group in CASEWORKERS:
        user.groups.add(Group.objects.get(name="Cleared for restricted reports"))
    user.teams.set(Team.objects.filter(slug__in=teams))
    return user


GRAFFITI = {
    "begin": {"danger_now": "no"},
    "offensive": {"offensive": "yes", "hateful": "no"},
    "land": {"land": "council-building"},
    "surface": {"size": "medium", "surface": "brick-stone", "description": "Red paint"},
    "where": {"location": "Beside 12 Hoe Street", "ward": "hoe-street"},
    "photo": {},
    "about-you": {
        "contact_level": "contact",
        "name": "Amina Example",
        "email": "amina@example.com",
        "phone": "+442079460000",
    },
}
HARASSMENT = {
    "begin": {"danger_now": "no"},
    "kind": {"kind": "following"},
    "leaving-quickly": {},
    "what-happened": {"description": "A man followed me"},
    "when": {"happened_on": None, "time_of_day": ""},
    "land": {"land": "highway"},
    "hate": {"hateful": "no"},
    "police": {"share_with_police": ""},
    "where": {"location": "Hoe Street", "ward": ""},
    "photo": {},
    "for-whom": {"third_party": False, "agrees": "", "name": ""},
    "contact": {"contact_level": "anonymous"},
}
# Added to a report about people by who may be contacted.
CONTACT = {
    "contact": {"contact_level": "contact"},
    "about-you": GRAFFITI["about-you"],
    "safe-contact": {
        "channel": "email",
        "times": "",
        "no_voicemail": False,
        "neutral_subject": False,
        "no_letters": False,
        "interpreter": "",
        "large_print": False,
    },
}


def draft(category="graffiti", answers=GRAFFITI, at=MONDAY_MORNING) -> Draft:
    """Make a draft that is ready to be sent."""
    return Draft.objects.create(
        category=Category.objects.get(slug=category), answers=answers, created_at=at, updated_at=at
    )


def report(category="graffiti", answers=GRAFFITI, at=MONDAY_MORNING, *, photo=False) -> Report:
    """Send a report as a resident would."""
    made = draft(category, answers, at)
    if photo:
        remade = remake(SimpleUploadedFile("IMG_1.jpg", with_position()))
        services.add_photo(draft=made, remade=remade, at=at)
    return services.submit(draft_key=made.key, at=at)
