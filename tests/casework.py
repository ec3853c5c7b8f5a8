"""Cases and what officers do with them, in few words, for tests of the services."""

from datetime import UTC, date, datetime, timedelta

from post_office.models import Email

from reporting import services
from reporting.models import Report, RiskFactor, Team
from tests import factories
from tests.complaints import asb
from tests.factories import HARASSMENT, MONDAY_MORNING, staff

TUESDAY = datetime(2026, 11, 24, 10, tzinfo=UTC)
WEDNESDAY, THURSDAY, FRIDAY = (TUESDAY + timedelta(days=days) for days in (1, 2, 3))
AFTER = date(2026, 12, 4)  # a Friday, later than all of these
NO = {"crime": "no", "hate": "no", "safeguarding": "no", "risk": "no"}


def fresh(report):
    return Report.objects.get(pk=report.pk)


def triaged(report, officer, at=TUESDAY):
    """Let an officer have a report, from triage on."""
    services.triage(report=report, answers=NO, officer=officer, by=officer, at=at)
    return fresh(report)


def make_case(officer, email="amina@example.com"):
    return triaged(asb(MONDAY_MORNING, email=email), officer)


def contacted(case, officer, at=TUESDAY, *, reached=True):
    services.record_contact(
        report=case, channel="phone", reached=reached, text="Called", by=officer, at=at
    )
    return fresh(case)


def to(case, status, by, at=WEDNESDAY, **more):
    services.change_status(report=case, status=status, by=by, at=at, **more)
    return fresh(case)


def closed(case, by, at=THURSDAY):
    if case.status != "closure-proposed":
        case = to(case, "closure-proposed", by, at)
    return to(case, "closed", by, at, outcome="resolved", explanation="It has stopped.")


def weighed(case, officer, at=TUESDAY, *, high=True):
    """Answer the risk matrix with the worst or the best of each answer."""
    pick = max if high else min
    answers = {
        factor.code: pick(factor.options, key=lambda each: each["points"])["value"]
        for factor in RiskFactor.objects.all()
    }
    services.assess_risk(report=case, answers=answers, note="", by=officer, at=at)
    return fresh(case)


def paused(case, officer, at=TUESDAY, reason="resident"):
    services.pause(report=case, reason=reason, text="Diary", look_again_on=AFTER, by=officer, at=at)
    return fresh(case)


def referred(case, officer, at=TUESDAY, **more):
    """Refer a case to the police; return the referral."""
    told = {
        "body": "",
        "partner": Team.objects.get(slug="met-police"),
        "referred_on": date(2026, 11, 24),
        "reference": "CAD 12",
        "text": "Please patrol",
    }
    services.refer(report=case, by=officer, at=at, **(told | more))
    return fresh(case).referrals.last()


def gaps_of(refused):
    return [gap.form for gap in refused.value.gaps]


def person(group, *teams, email, cleared=False):
    """Make a member of staff who has an address."""
    user = staff(group, *teams, cleared=cleared)
    user.email = email
    user.save()
    return user


def offensive():
    """Send a report that has to be dealt with in one working day, and forget its mail."""
    answers = {**factories.GRAFFITI, "offensive": {"offensive": "yes", "hateful": "no"}}
    report = factories.report(answers=answers)
    Email.objects.all().delete()
    return report


def restricted():
    report = factories.report("street-harassment", {**HARASSMENT, **factories.CONTACT})
    assert report.restricted
    Email.objects.all().delete()
    return report
