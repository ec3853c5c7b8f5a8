"""Twelve reports and the officers who work on them, for browser tests."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests import factories
from tests.browser.journeys import press
from tests.cases import case_page
from tests.complaints import ASB
from tests.diaries import NOISE

TEAMS = ("asb", "neighbourhoods", "environmental-protection", "street-lighting", "vawg")
# Counts what is really pressed, from page to page.
COUNT_CLICKS = """addEventListener("click", () => {
    sessionStorage.clicks = Number(sessionStorage.clicks || 0) + 1
}, true)"""


def arrive():
    """Let twelve reports arrive, a minute apart; return them by what they are about."""
    waste = {"waste": "household-black-bags", "size": "car-boot"}
    told = {
        "begging": asb("begging", "bea@example.com"),
        "group": asb("group", "gwen@example.com"),
        "harassment": asb("harassment", "hana@example.com", risk=_risk(targeted="yes")),
        "hate": asb("hate", "hugo@example.com", risk=_risk(hateful="yes")),
        "noise": ("noise", from_("nadia@example.com", NOISE)),
        "anonymous": ("street-harassment", factories.HARASSMENT),
        "fly-tip": ("fly-tipping", _thing("fay@example.com", waste=waste)),
        "same fly-tip": ("fly-tipping", _thing("finn@example.com", waste=waste)),
        "other fly-tip": ("fly-tipping", _thing("flo@example.com", waste=waste)),
        "graffiti": ("graffiti", from_("greta@example.com", factories.GRAFFITI)),
        "tag": ("graffiti", from_("gus@example.com", factories.GRAFFITI)),
        "lamp": ("street-lighting", _thing("lena@example.com", kind={"kind": "out"})),
    }
    at = timezone.now() - timedelta(minutes=len(told))
    return {
        name: factories.report(category, answers, at + timedelta(minutes=number))
        for number, (name, (category, answers)) in enumerate(told.items())
    }


def arrives(category, answers):
    return factories.report(category, answers, timezone.now() - timedelta(minutes=5))


def from_(email, answers):
    return answers | {"about-you": answers["about-you"] | {"email": email}}


def asb(kind, email, **more):
    """Return a report of anti-social behaviour as it is sent."""
    answers = {"kind": {"kind": kind}, "when": {"last_happened": "dont-know"}, **more}
    return "anti-social-behaviour", from_(email, ASB) | answers


def _risk(**more):
    return ASB["risk"] | more


def _thing(email, **more):
    told = from_(email, factories.GRAFFITI)
    same = {page: told[page] for page in ("begin", "where", "photo", "about-you")}
    return same | {"land": {"land": "highway"}} | more


def follow(page, name):
    """Follow a link, and wait for where it leads."""
    with page.expect_navigation():
        page.get_by_role("link", name=name).click()


class Desk:
    """One member of staff at their screen; `met` are the guards that stopped them."""

    def __init__(self, page, guards=()):
        self.page, self.guards, self.met = page, dict(guards), set()

    def open(self, report):
        self.page.goto(case_page(report))

    def status(self):
        return self.page.locator(".cs-case__facts .cs-chip").first

    def form(self, name):
        """Return a small form of the case page, unfolded."""
        act = self.page.locator(f"#act-{name}")
        if not act.locator("button[type=submit]").first.is_visible():
            act.locator("summary").first.click()
        return act

    def fill_in(self, name, **answers):
        """Answer the fields of a small form, by their names."""
        act = self.form(name)
        for field, answer in answers.items():
            box = act.locator(f"[name={field}]").first
            kind = box.evaluate("box => box.type")
            if kind == "radio":
                act.locator(f"[name={field}][value={answer}]").check()
            elif kind == "checkbox":
                box.check()
            elif kind == "select-one":
                box.select_option(answer)
            else:
                box.fill(answer)
        return act

    def do(self, name, **answers):
        """Fill in a small form and send it."""
        act = self.fill_in(name, **answers)
        with self.page.expect_navigation():
            act.locator("button[type=submit]").first.click()

    def becomes(self, status, name=None, **more):
        """Give the case its next status."""
        self.do("status", status=status, **more)
        expect(self.status()).to_have_text(name or status.replace("-", " ").capitalize())

    def is_stopped(self, status, *sentences, **more):
        """Try to give the case a status, and follow the way that leads to what is missing."""
        self.do("status", status=status, **more)
        faults = self.page.locator(".cs-faults")
        for sentence in sentences:
            expect(faults).to_contain_text(sentence)
            self.met.add(sentence)
        form = self.guards[sentences[0]]
        faults.get_by_role("link", name=sentences[0]).click()
        assert re.search(rf"#act-{form}$", self.page.url)
        field = self.page.locator(f":target form, #act-{form} form").first
        expect(field).to_be_visible()
        expect(field).to_be_in_viewport()

    def confirm(self):
        """Send what the preview has shown."""
        press(self.page, self.page.locator(".cs-confirm .default").inner_text())


def day(number):
    """Return the day so many days from now, as a field takes it."""
    return (timezone.localdate() + timedelta(days=number)).isoformat()


def worst_answers(factors):
    """Return the worst answer to each question of the risk matrix."""
    return {
        factor.code: max(factor.options, key=lambda each: each["points"])["value"]
        for factor in factors
    }
