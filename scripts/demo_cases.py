"""Fills a demo site with the day of a busy officer: sixty open cases, colleagues, what is new.

Run by `make screenshots` on a site that has its demo staff; everybody in it is made up.
"""

import os
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safety_site.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402
from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from reporting import photos, services  # noqa: E402
from reporting.models import Report, RiskFactor, Team  # noqa: E402
from reporting.seeding import invented  # noqa: E402
from safety_site.management.commands.make_demo_staff import make_staff  # noqa: E402
from scripts.screenshots import wall  # noqa: E402
from tests import factories  # noqa: E402
from tests.complaints import ASB  # noqa: E402
from tests.diaries import NOISE  # noqa: E402

OPEN, NEW = 60, 7  # cases of the officer, and what nobody has begun
NOW = timezone.localtime()
STORIES = (
    ("group", "Block C, Marlowe Road", "Ten or so sit on the stairs until two and shout."),
    ("drugs", "Car park behind Hoe Street", "People deal from a grey car most evenings."),
    ("music", "14 Lea Bridge Road", "Bass through the wall from eleven until three."),
    ("street-drinking", "Benches at St James Street", "They drink all day and shout at women."),
    ("vehicles", "Retail park, Forest Road", "Mopeds race around the car park every Friday."),
    ("harassment", "27 Palmerston Road", "He bangs on my door and calls me names."),
    ("begging", "Cash machine, High Street", "He stands close and follows people."),
    ("animals", "3 Cobbold Road", "The dog barks whenever they are out, six hours at a time."),
    ("college", "Gate of the college, Forest Road", "Fights after four, three times this week."),
    ("damage-to-home", "61 Chingford Mount Road", "They threw paint at our door again."),
    ("group", "Garages, Priory Court", "Fires in the bins behind the garages."),
)
NOISES = {"music", "animals"}
ROLES = ("Case officers", "Cleared for restricted reports")
TEAMS = ("asb", "environmental-protection")
COLLEAGUES = {"daniel": "Daniel Osei", "marta": "Marta Lis", "tom": "Tom Hale"}
NO = {"crime": "no", "hate": "no", "safeguarding": "no", "risk": "no"}


def ago(days, hours=0):
    return NOW - timedelta(days=days, hours=hours)


def day(number):
    return timezone.localdate(NOW) + timedelta(days=number)


def named(username, name):
    first, last = name.split()
    User.objects.filter(username=username).update(first_name=first, last_name=last)
    return User.objects.get(username=username)


def report(number, story, days, photo=None):
    """Send a report as a resident would."""
    kind, place, words = story
    person, ward = invented.person(number), "hoe-street"
    answers = NOISE if kind in NOISES else ASB
    answers = answers | {
        "kind": {"kind": kind},
        "what-happened": {"description": words, "effect": []},
        "where": {"location": place, "ward": ward},
        "about-you": answers["about-you"]
        | {"name": person.name, "email": person.email, "phone": person.phone},
    }
    if kind == "harassment":
        answers["risk"] = ASB["risk"] | {"targeted": "yes"}
    if kind not in NOISES:
        answers["when"] = {"last_happened": "dont-know", "how_often": "most-days"}
    draft = factories.draft(
        "noise" if kind in NOISES else "anti-social-behaviour", answers, ago(days)
    )
    if photo:
        services.add_photo(draft=draft, remade=photo, at=ago(days))
    return services.submit(draft_key=draft.key, at=ago(days))


@dataclass
class Case:
    """A case and the officer who does things with it, some days ago."""

    report: Report
    officer: User

    def do(self, service, days, **more):
        self.report = Report.objects.get(pk=self.report.pk)
        return service(report=self.report, by=self.officer, at=ago(days), **more)

    def triage(self, days, **answers):
        self.do(services.triage, days, answers=NO | answers, officer=self.officer)

    def contact(self, days, text="Spoke on the phone. It goes on."):
        self.do(services.record_contact, days, channel="phone", reached=True, text=text)

    def plan(self, days, text, by_day):
        due_on = timezone.localdate(NOW) + timedelta(days=by_day)
        self.do(services.plan_action, days, text=text, due_on=due_on, owner=self.officer)

    def weigh(self, days, place, note=""):
        """Answer the risk matrix: the first, a middle or the last answer to each question."""
        answers = {
            factor.code: factor.options[round(place * (len(factor.options) - 1))]["value"]
            for factor in RiskFactor.objects.all()
        }
        self.do(services.assess_risk, days, answers=answers, note=note)

    def to(self, status, days, **more):
        self.do(services.change_status, days, status=status, **more)

    def tell(self, days, text):
        self.do(services.write_reply, days, text=text)
        services.send_replies(at=ago(days) + timedelta(minutes=1))


STEPS = ("allocated", "contact", "plan", "investigating", "warning", "monitoring")
PLANS = cycle(
    (
        "Visit with the housing officer",
        "Ask CCTV for the evenings of last week",
        "Call the reporter and ask how it goes",
        "Send the diary sheets",
        "Speak to the owner of the flat",
    )
)


def work(number, officer):
    """Work a case for as long as it is old, as far as its number says."""
    reached = number % len(STEPS)
    days = 3 + number * 7 % 24 if reached else 2 + number % 2
    case = Case(report(number, STORIES[number % len(STORIES)], days), officer)
    case.triage(days - 1, risk="yes" if number % 5 == 0 else "no")
    if reached >= 1:
        case.contact(days - 1.5)
    if number % 5 == 0 and reached >= 1:
        case.weigh(days - 2, (0.2, 0.6, 0.9)[number // 5 % 3])
        if number % 3:
            case.do(services.set_review, 0.1, review_on=day(2 + number % 7), text="")
    if reached >= 2:
        case.plan(days - 2, next(PLANS), number % 9 - 1 if days > 4 else 4)
        case.to("action-plan-agreed", days - 2)
    if reached >= 3:
        case.to("investigating", days - 2.2)
    if reached >= 4:
        letter = {"power": "warning-letter", "issued_to": "The tenant", "issued_on": day(2 - days)}
        case.do(services.record_measure, days - 2.4, **letter)
        case.to("informal-action", days - 2.4)
    if reached >= 5:
        case.do(services.set_review, 0, review_on=day(3 + number % 12), text="")
        case.to("monitoring", 0)
    if days > 13 and number % 9:
        case.tell(number % 8, "We were there again this week and keep an eye on it.")


def showcase(officer, leader):
    """Work one case through nearly everything that a case can have."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "door.jpg"
        wall(path)
        photo = photos.remake(SimpleUploadedFile("door.jpg", path.read_bytes()))
    words = (
        "The man from number 31 bangs on our door at night and shouts that he will get us out. "
        "Last week he sprayed our wall. My children are afraid to sleep."
    )
    story = ("harassment", "29 Palmerston Road", words)
    earlier = Case(report(999, story, 40), officer)
    earlier.triage(39)
    earlier.contact(39)
    earlier.to("closure-proposed", 30)
    told = "He has promised to stop. Tell us if he does not."
    earlier.to("closed", 30, outcome="resolved", explanation=told)

    case = Case(report(999, story, 9, photo), officer)
    case.triage(8.9, risk="yes", crime="yes")
    case.contact(8.8, "She is afraid at night. Two children, 4 and 7. Her husband works nights.")
    case.weigh(8.7, 0.9, "She does not open the door any more.")
    case.plan(8.6, "Fit a door chain and a camera", -3)
    case.plan(8.6, "Interview the neighbour with the police", 1)
    case.to("action-plan-agreed", 8.5)
    asked = {
        "body": "",
        "partner": Team.objects.get(slug="met-police"),
        "referred_on": day(-9),
        "reference": "CAD 4410",
        "text": "Please see him about the threats, with us if you can.",
    }
    case.do(services.refer, 8.4, **asked)
    case.to("investigating", 8)
    result = "Both fitted. She sleeps better."
    first = case.report.actions.first().pk
    case.do(services.end_action, 5, action=first, done=True, result=result)
    case.tell(4.9, "The chain and the camera are fitted. We see your neighbour this week.")
    said = "Our officer can join you. We see him tomorrow at ten."
    taken = {"referral": case.report.referrals.get().pk, "answer": "accepted", "text": said}
    case.do(services.answer_referral, 2, **taken)
    case.do(services.set_review, 1.5, review_on=day(4), text="Quieter, but she is still afraid.")
    case.officer = leader
    case.do(services.add_note, 1, text="Discussed with the police: warn him in writing first.")
    place = {"place": story[1], "text": "Go in twos: the man at number 31 has a large dog."}
    case.do(services.warn_of_place, 1, ends_on=day(60), **place)
    services.add_information(
        report=case.report, text="He was at the door again at one last night.", at=ago(0, 2)
    )
    return case.report


def main():
    officer, leader = named("caseworker", "Priya Nair"), named("leader", "Lee Grant")
    others = []
    for username, name in COLLEAGUES.items():
        make_staff(username, ROLES, TEAMS)
        others.append(named(username, name))
    for number in range(OPEN - 1):
        work(number, officer)
    for number in range(OPEN, OPEN + 24):
        work(number, others[number % len(others)])
    for number in range(NEW):
        report(200 + number, STORIES[number % len(STORIES)], number / 4)
    case = showcase(officer, leader)
    call_command("run_jobs")  # so that the mail has left
    print(case.pk)  # noqa: T201 - the script reads it


if __name__ == "__main__":
    main()
