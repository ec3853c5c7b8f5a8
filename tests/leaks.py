"""Plants private reports and questions with a marker in every field, and looks for it outside."""

import gzip
import re
from datetime import timedelta

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from faq.models import QuestionEvent, ResidentQuestion
from faq.services import ask
from reporting import services
from reporting.models import Draft, Report, Team
from reporting.photos import remake
from tests import factories, journeys, questions
from tests.factories import CONTACT, GRAFFITI, HARASSMENT, MONDAY_MORNING
from tests.pictures import another_picture

MARK = "zqxmark"
PHONE = "+447700900123"
EMAIL = f"{MARK}@private.example"
# However a page would spell them.
TRACES = re.compile(rf"{MARK}|7700.?900.?123", re.IGNORECASE)
CLOSE_BY = {"latitude": "51.58900", "longitude": "-0.01800", "position": "map", "accuracy": None}
LINK = re.compile(r"""(?:href|src|action)=["'](/[^"'#?]*)""")
LATER = MONDAY_MORNING + timedelta(hours=2)


def marked(field):
    return f"{MARK} {field}"


ABOUT = {"name": marked("name"), "email": EMAIL, "phone": PHONE}
PRIVATE = {
    **HARASSMENT,
    "what-happened": {"description": marked("description")},
    "where": {"location": marked("street"), "ward": "hoe-street", **CLOSE_BY},
    "for-whom": {"third_party": True, "agrees": "yes", "name": marked("third party")},
    **CONTACT,
    "about-you": ABOUT,
    "safe-contact": {
        **CONTACT["safe-contact"],
        "times": marked("times"),
        "interpreter": marked("language"),
    },
}
AT_HOME = {
    **GRAFFITI,
    "land": {"land": "private-residential"},
    "surface": {"size": "small", "surface": "brick-stone", "description": marked("wall")},
    "where": {"location": marked("home"), "ward": "hoe-street", **CLOSE_BY},
    "about-you": {**GRAFFITI["about-you"], **ABOUT},
}

CLOSED = {"outcome": "cleared", "explanation": marked("explanation")}


def photo():
    return remake(SimpleUploadedFile(f"{MARK}.jpg", another_picture()))


def plant() -> list[Report]:
    """Send two private reports with everything that staff and reporter can add to them."""
    made = []
    for category, answers in (("street-harassment", PRIVATE), ("graffiti", AT_HOME)):
        draft = factories.draft(category, answers)
        services.add_photo(draft=draft, remade=photo(), at=MONDAY_MORNING)
        made.append(services.submit(draft_key=draft.key, at=MONDAY_MORNING))
    harassment, home = made
    boss = factories.staff("Safety managers", username=f"{MARK}-officer")
    common = {"by": boss, "at": LATER}
    for report in made:
        services.add_note(report=report, text=marked("note"), **common)
        services.send_update(report=report, text=marked("update"), public=False, **common)
        services.add_information(
            report=report, text=marked("information"), photos=[photo()], at=LATER
        )
    services.change_status(report=harassment, status="triage", reason=marked("reason"), **common)
    services.withdraw(report=harassment, text=marked("withdrawal"), at=LATER)
    for status, told in (("allocated", {}), ("closed", CLOSED)):
        services.change_status(
            report=home, status=status, reason=marked("reason"), **told, **common
        )
    services.call_not_fixed(report=home, text=marked("not fixed"), at=LATER)
    asb = Team.objects.get(slug="asb")
    services.allocate(report=harassment, team=asb, reason=marked("allocation"), **common)
    services.make_diary_link(report=harassment, at=LATER)
    services.add_diary_entry(
        report=harassment,
        happened="2026-11-22",
        text=marked("diary"),
        how_long="minutes",
        effects=[],
        effect=marked("effect"),
        photos=[photo()],
        once="once",
        at=LATER,
    )
    factories.draft("graffiti", AT_HOME)  # and one that is still being filled in
    plant_questions(boss)
    return [Report.objects.get(pk=report.pk) for report in (harassment, home)]


def plant_questions(officer) -> None:
    """Ask what waits, is answered, closed, hidden and held; others may know the public wording."""
    told = {"wording": marked("question"), "name": marked("asker"), "email": EMAIL}
    waits, answered, closed, hidden = (
        ask(key=f"{MARK}-{name}", at=MONDAY_MORNING, **told)
        for name in ("waits", "answered", "closed", "hidden")
    )
    ask(key=f"{MARK}-held", at=MONDAY_MORNING, suspicions=["trap"], **told)
    for question in ResidentQuestion.objects.all():
        question.events.create(type=QuestionEvent.Type.NOTE, at=LATER, text=marked("note"))
    ResidentQuestion.objects.update(public_wording="Who mends the lamps?")
    questions.replied(answered, at=LATER)
    questions.drafted(waits, body=marked("draft of a reply"), by=officer)
    ResidentQuestion.objects.filter(pk=hidden.pk).update(
        public_wording=marked("public wording"), hidden_reason=marked("reason")
    )
    ResidentQuestion.objects.filter(pk=closed.pk).update(
        status="closed", explanation=marked("explanation"), ended_at=LATER
    )


class Stranger:
    """Somebody without a part in the reports, who looks at everything there is to see."""

    def __init__(self):
        self.client = Client(raise_request_exception=False)
        self.found: dict[str, str] = {}
        self.seen: set[str] = set()

    def look(self, name, response):
        """Search an answer, its headers and its cookies for traces."""
        if response.get("Content-Type", "").startswith("image/") and response.status_code == 200:
            self.found[name] = "an image"
        body = b"".join(response.streaming_content) if response.streaming else response.content
        if response.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        self.search(name, body.decode(errors="replace"))
        self.search(name, f"{response.headers} {response.cookies}")
        return body.decode(errors="replace")

    def search(self, name, text):
        if trace := TRACES.search(text):
            self.found[name] = text[max(0, trace.start() - 60) : trace.end() + 60]

    def get(self, path, **headers):
        if path not in self.seen:
            self.seen.add(path)
            response = self.client.get(path, headers=headers)
            # What a stranger puts into an address may come back; all else is a leak.
            return self.look(path, response)
        return ""

    def crawl(self, *paths):
        """Follow every link of the site that a stranger may follow."""
        waiting = list(paths)
        while waiting:
            html = self.get(waiting.pop())
            links = {link for link in LINK.findall(html) if not link.startswith("/static/")}
            waiting += sorted(links - self.seen)

    def look_everywhere(self, reports):
        """Try every public output, and every address that somebody might guess."""
        self.crawl("/", "/sitemap.xml", "/answers/feed/", "/robots.txt", "/track/", "/healthz")
        for path in re.findall(r"<loc>[^<]*?(/[^<]*?)</loc>", self.get_again("/sitemap.xml")):
            self.crawl(re.sub(r"^//[^/]+", "", path))
        for query in ("private", "street harassment", "Hoe Street", "note", "graffiti"):
            self.look(f"/find/ {query}", self.client.get("/find/", {"q": query}))
        self._guess(reports)
        self._report_the_same_close_by()
        self._track_one_of_their_own(reports)
        self._follow_a_question_of_their_own()
        self._look_into_mail_and_caches(reports)
        return self.found

    def get_again(self, path):
        return self.client.get(path).content.decode()

    def _guess(self, reports):
        for report in reports:
            admin = reverse("admin:reporting_report_change", args=[report.pk])
            paths = [admin, f"/track/{report.reference}/", f"/report/received/{report.reference}/"]
            paths += [f"/track/{report.pk}/", f"/diary/{report.pk}/", f"/following/{report.pk}/"]
            paths += [
                f"/report/received/{report.pk}/",
                f"/report/graffiti/{report.draft_key}/check/",
            ]
            for photo in report.photos.all():
                paths += [
                    f"/media/{photo.file.name}",
                    f"/{photo.file.name}",
                    f"/static/{photo.file.name}",
                ]
                paths += [f"/media/{photo.thumbnail.name}"]
                paths += [reverse("admin:report_photo", args=[report.pk, photo.pk])]
                paths += [reverse("admin:report_thumbnail", args=[report.pk, photo.pk])]
            for path in paths:
                self.get(path)
            for path in ("/track/", "/report/graffiti/", admin):
                typed = {"reference": report.reference, "email": "stranger@example.com"}
                self.look(f"POST {path} {report.pk}", self.client.post(path, typed))
        for draft in Draft.objects.all():
            for step in ("check", "where", "about-you", "photo", "handover"):
                self.get(f"/report/{draft.category.slug}/{draft.key}/{step}/")
        for path in ("/no/such/page", "/report/%00/", "/answers/x/", "/find/?q=%00"):
            self.get(path)
        self.look("400", self.client.get("/", headers={"host": "evil.example"}))
        self.look("403", self.client.post("/answers/graffiti/helpful/", {}))

    def _report_the_same_close_by(self):
        """Begin a report at the same place, which shows those of others, and look at its photos."""
        answers = {**journeys.OFFENSIVE_GRAFFITI, "offensive": {"offensive": "no", "hateful": "no"}}
        answers |= {"where": {"location": "", "ward": "", **CLOSE_BY, "accuracy": ""}}
        answers.pop("photo")
        address = journeys.fill_in(self.client, "graffiti", answers)
        self.look("already reported", self.client.get(address))
        draft = Draft.objects.latest("pk")
        for report in Report.objects.all():
            for photo in report.photos.all():
                self.get(f"/report/graffiti/{draft.key}/photo/{photo.pk}/")
            near = f"/report/graffiti/{draft.key}/already-reported/"
            self.get(near)
            self.get(f"{near}{report.pk}/")
            self.look(f"POST {near} {report.pk}", self.client.post(near, {"same": report.pk}))

    def _track_one_of_their_own(self, reports):
        """Follow a report of one's own, through every page of it."""
        own = factories.report("noise", OWN)
        services.send_tracking_link(report=own, at=LATER)
        path = re.search(r"/track/[\w-]{20,}/", Email.objects.latest("pk").message)[0]
        self.look("own, unopened", self.client.get(path))
        page = self.look("own, pressed", self.client.post(path, follow=True))
        assert own.reference in page, "the walk did not get in"
        self.seen.discard(path)
        self.crawl(path, own.receipt_path())
        key = services.make_diary_link(report=own, at=MONDAY_MORNING)
        self.crawl(f"/diary/{key}/")

    def _follow_a_question_of_their_own(self):
        """Guess the pages of others' questions; read one's own, joined with somebody else's."""
        for question in ResidentQuestion.objects.all():
            self.get(f"/answers/ask/mine/{question.pk}/")
            self.get(f"/answers/ask/mine/{question.reference}/")
            self.get(f"/answers/ask/confirm/{question.pk}/")
            self.get(f"/answers/asked/{question.pk}/before/")
            self.get(reverse("admin:faq_residentquestion_change", args=[question.pk]))
            wanted = f"/answers/asked/{question.pk}/want-to-know/"
            self.look(f"POST {wanted}", self.client.post(wanted, follow=True))
        typed = {"wording": "Who mends the lamps?"}
        for path in ("/answers/ask/", "/answers/ask/suggestions/"):
            self.look(f"POST {path}", self.client.post(path, typed))
        answered = ResidentQuestion.objects.get(status="answered")
        own = questions.asked("Who mends lamps?", status="joined", joined_to=answered)
        page = self.get(own.get_absolute_url())
        assert "We mend lamps" in page, "the walk did not read the reply"

    def _look_into_mail_and_caches(self, reports):
        for mail in Email.objects.all():
            if EMAIL not in mail.to:
                self.search(
                    f"mail to {mail.to}", f"{mail.subject} {mail.message} {mail.html_message}"
                )
        for key, value in cached():
            self.search(f"cache {key}", f"{key} {value}")


OWN = {
    "begin": {"danger_now": "no"},
    "kind": {"kind": "alarm"},
    "where": {"location": "Lloyd Park", "ward": "", **CLOSE_BY},
    "photo": {},
    "for-whom": {"third_party": False},
    **CONTACT,
}


def cached():
    """Yield everything in the cache, pages among it, in words."""
    for key in list(cache._cache):
        value = cache.get(key.split(":", 2)[2])
        if isinstance(value, HttpResponse):
            body = value.content
            packed = value.get("Content-Encoding") == "gzip"
            value = (gzip.decompress(body) if packed else body).decode(errors="replace")
        yield key, value
