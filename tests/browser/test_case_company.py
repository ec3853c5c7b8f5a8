"""The case page by itself: who else is there, and how long a reply can still be taken back."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from reporting import presence, services
from reporting.services import replies
from tests import factories
from tests.cases import case_page

pytestmark = pytest.mark.django_db(transaction=True)

TEAM = "neighbourhoods"
MINUTE = timedelta(minutes=1)


def test_the_page_tells_who_comes_and_counts_the_seconds_of_a_reply(page, signed_in, monkeypatch):
    report, bea = factories.report(), factories.staff("Case officers", TEAM, username="bea")
    # A minute more than people have, for a machine that is busy.
    at = timezone.now() + MINUTE
    services.write_reply(report=report, text="We come on Friday.", by=bea, at=at)
    signed_in("Case officers", TEAM)
    page.clock.install()
    page.goto(case_page(report))
    company = page.get_by_role("status").get_by_text("bea has this case open too.")
    timer, back = page.get_by_role("timer"), page.get_by_role("button", name="Take it back")
    expect(timer).to_have_text(re.compile(r"^Leaves in \d\d seconds$"))
    expect(company).to_have_count(0)
    presence.enter(report, bea, timezone.now())
    page.clock.run_for(20_100)
    expect(company).to_be_visible()
    expect(back).to_be_enabled()
    monkeypatch.setattr(presence, "HERE", timedelta(0))  # after which bea has gone
    page.clock.run_for(60_000)
    expect(company).to_have_count(0)
    expect(timer).to_have_text("Leaves now")
    expect(back).to_be_disabled()


def test_a_reply_for_all_who_reported_it_goes_out_and_comes_back_with_one_press(
    page, signed_in, accessibility_faults, monkeypatch
):
    monkeypatch.setattr(replies, "MOMENT", MINUTE)  # for a machine that is busy
    about_you = factories.GRAFFITI["about-you"] | {"email": "carla@example.com"}
    main = factories.report()
    other = factories.report(answers=factories.GRAFFITI | {"about-you": about_you})
    bea = factories.staff("Case officers", TEAM, username="bea")
    services.join(report=other, main=main, reason="Same wall", by=bea, at=timezone.now())
    signed_in("Case officers", TEAM)
    page.goto(case_page(main))
    box = page.get_by_label("Also send it to the other person who reported this")
    expect(box).to_be_checked()
    assert accessibility_faults(page) == []
    page.get_by_label("What you want to tell them").fill("We come on Friday.")
    page.get_by_role("button", name="Send reply").click()
    expect(page.get_by_text("Goes to 1 other person who reported this too.")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_label("What you want to tell them")).to_have_value("We come on Friday.")
    expect(box).to_be_checked()
    assert services.send_replies(at=timezone.now() + 2 * MINUTE) == 0
