"""Reports that no person sent: stored, acknowledged and held; a person's report is not."""

from datetime import timedelta
from itertools import count

import pytest
from django.core import signing
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from reporting import abuse, services
from reporting.journey import drafts
from reporting.models import Category, Draft, Event, Report
from tests import factories, journeys
from tests.factories import GRAFFITI
from tests.journeys import OFFENSIVE_GRAFFITI

pytestmark = pytest.mark.usefixtures("pack")

QUICK, CALM = timedelta(seconds=1), timedelta(minutes=4)
BOTS = 1000
# What a person tells who is not the one whose report the programs send again and again.
OWN_WORDS = {
    "where": {"location": "My own door", "ward": "hoe-street"},
    "about-you": {"contact_level": "contact", "name": "Zofia", "email": "zofia@example.com"},
}


@pytest.fixture(autouse=True)
def least_seconds(settings):
    """Watch the pace, as a site does unless it is told not to."""
    settings.REPORT_LEAST_SECONDS = 3


def somebody(number=1, network="203.0.113"):
    """Give a device in a network; another number is another device."""
    return Client(REMOTE_ADDR=f"{network}.{number}")


def answers(text, email=None, phone=""):
    """Answer the graffiti form in words of one's own."""
    about = {**GRAFFITI["about-you"], "email": email or f"{text}@example.com", "phone": phone}
    return {**GRAFFITI, "where": {"location": text, "ward": "hoe-street"}, "about-you": about}


def began(client, told, ago=CALM):
    """Make a draft that this device began a while ago; return the address of its last page."""
    then = timezone.now() - ago
    graffiti = Category.objects.get(slug="graffiti")
    draft = Draft.objects.create(category=graffiti, answers=told, created_at=then, updated_at=then)
    client.cookies[drafts.COOKIE] = signing.dumps([draft.key], salt=drafts.SALT)
    return f"/report/graffiti/{draft.key}/check/"


def send(told, *, client=None, ago=CALM, data=None):
    """Send a report that was begun a while ago; return it."""
    client = client or somebody()
    response = client.post(began(client, told, ago), data or {})
    return Report.objects.get(receipt_key=response["Location"].split("/")[-2])


def test_a_person_who_takes_their_time_reaches_the_team():
    report = send(answers("wall"))
    assert not report.quarantined
    assert Email.objects.count() == 2


def test_a_thousand_reports_by_a_program_reach_nobody_and_the_next_person_reaches_the_team():
    officer = factories.staff("Case officers", "neighbourhoods")
    bot = somebody()
    for number in range(BOTS):
        bot.defaults["REMOTE_ADDR"] = f"203.0.113.{number % 250}"
        if number < 3:
            journeys.send(bot, "graffiti", OFFENSIVE_GRAFFITI)
        else:  # the same, without the pages before the last one
            bot.post(began(bot, answers(f"spam {number % 7}"), QUICK))
    assert Report.objects.filter(quarantined=True).count() == BOTS
    assert not Report.objects.visible_to(officer).exists()
    assert not Email.objects.exists()

    resident = somebody(77)
    check = journeys.fill_in(resident, "graffiti", OFFENSIVE_GRAFFITI | OWN_WORDS)
    Draft.objects.update(created_at=timezone.now() - CALM)
    resident.post(check)
    report = Report.objects.visible_to(officer).get()
    assert report.location == "My own door"
    assert Email.objects.count() == 2


def test_a_slow_program_that_says_the_same_again_and_again_is_held_after_the_first_ones():
    ago = timedelta(seconds=30)
    bot = somebody()
    held = [
        send(answers("same", f"{number}@example.com"), client=bot, ago=ago).quarantined
        for number in range(25)
    ]
    assert held == [False] * 20 + [True] * 5
    assert Report.objects.order_by("-pk")[0].suspicions == [abuse.BUSY_SAME_TEXT]


def test_who_fills_in_the_field_that_people_do_not_see_is_held():
    client = somebody()
    assert 'name="note"' in client.get(began(client, GRAFFITI)).content.decode()
    assert send(answers("wall"), data={"note": "Buy now"}).suspicions == [abuse.TRAP]
    assert not send(answers("door"), data={"note": ""}).quarantined


@pytest.mark.parametrize("contact", ["email", "phone"])
def test_an_eleventh_report_within_an_hour_from_one_contact_is_held(contact):
    numbers = count(1)

    def one_more(network):
        told = {"email": "a@example.com"} if contact == "email" else {"phone": "+442079460009"}
        client = somebody(network=f"203.0.{network}")
        return send(answers(f"wall-{next(numbers)}", **told), client=client)

    reports = [one_more(network) for network in range(11)]
    assert [report.quarantined for report in reports] == [False] * 10 + [True]
    assert reports[-1].suspicions == [abuse.MANY_FROM_ADDRESS]


def test_an_hour_later_an_address_begins_anew(time_machine):
    time_machine.move_to(factories.MONDAY_MORNING, tick=False)
    for number in range(10):
        send(answers(f"wall-{number}", "a@example.com"))
    time_machine.shift(timedelta(minutes=70))
    assert not send(answers("wall", "a@example.com")).quarantined


def test_what_is_sent_again_because_sending_broke_off_counts_once(monkeypatch):
    client = somebody()
    client.raise_request_exception = False
    address = began(client, answers("wall"))

    def broken(**kwargs):
        raise OperationalError("the database is away")

    with monkeypatch.context() as patch:
        patch.setattr(services, "submit", broken)
        assert [client.post(address).status_code for _ in range(12)] == [500] * 12
    assert client.post(address).status_code == 302
    assert not Report.objects.get().quarantined


def test_neighbours_in_another_network_do_not_make_a_network_busy():
    client = somebody()
    for number in range(21):
        client.defaults["REMOTE_ADDR"] = f"203.0.113.{number}"
        send(answers(f"wall-{number}"), client=client)
    again = answers("wall-1")
    assert send(again, client=somebody(1, "203.0.114")).suspicions == []
    assert abuse.BUSY_SAME_TEXT in send(again, client=somebody(9, "203.0.113")).suspicions


def test_a_home_has_one_network_however_many_addresses_it_uses():
    client = somebody()
    for number in range(21):
        client.defaults["REMOTE_ADDR"] = f"2001:db8:1:2:3::{number:x}"
        send(answers(f"wall-{number}"), client=client)
    client.defaults["REMOTE_ADDR"] = "2001:db8:1:ff::1"
    assert abuse.BUSY_SAME_TEXT in send(answers("wall-1"), client=client).suspicions


def test_what_staff_file_for_a_caller_is_never_held():
    officer = factories.staff("Case officers", "neighbourhoods")
    client = somebody()
    client.force_login(officer)
    address = began(client, answers("wall"), QUICK)
    Draft.objects.update(filed_by=officer)
    client.post(address, {"note": "typed"})
    assert not Report.objects.get().quarantined


@pytest.mark.parametrize("part", ["add", "incr", "get_many"])
def test_a_cache_that_fails_loses_nothing_and_is_logged(part, monkeypatch, caplog):
    address = began(client := somebody(), answers("wall"))
    client.get(address)

    def broken(*args, **kwargs):
        raise ConnectionError("the cache is away")

    monkeypatch.setattr(LocMemCache, part, broken)
    client.post(address)
    assert not Report.objects.get().quarantined
    assert "signs not counted" in caplog.text


def test_proxies_that_are_not_as_we_were_told_cost_no_report(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    client = Client(headers={"x-forwarded-for": "203.0.113.5"})
    assert not send(answers("wall"), client=client).quarantined


def test_the_cache_holds_nothing_that_tells_who_sent_what():
    cache.clear()
    send(answers("Beside my door", "amina@example.com", "+442079460000"))
    kept = [key for key in cache._cache if "signs" in key]
    assert len(kept) == 5  # the draft, its network, its text, its email address, its phone number
    text = " ".join(kept)
    for told in ("203.0.113", "amina", "2079460000", "door"):
        assert told not in text


def test_a_held_report_is_acknowledged_and_says_honestly_that_somebody_looks_first():
    report = send(answers("wall"), ago=QUICK)
    assert report.suspicions == [abuse.TOO_FAST]
    assert list(report.events.values_list("type", flat=True)) == ["received", "routed", "held"]
    page = Client().get(report.receipt_path()).content.decode()
    assert report.reference in page
    assert "looks at your report first" in page
    assert "020 8496 3000" in page
    assert "Once we have looked at it" in page
    assert not Email.objects.exists()


def test_the_receipt_of_any_other_report_says_nothing_of_it():
    page = Client().get(send(answers("wall")).receipt_path()).content.decode()
    assert "looks at your report first" not in page


def test_three_hundred_beginnings_from_one_network_do_not_refuse_the_next(client):
    for _ in range(301):
        assert client.post("/report/graffiti/", {"danger_now": "no"}).status_code == 302


def test_no_officer_and_no_public_list_knows_of_a_held_report():
    report = send(answers("wall"), ago=QUICK)
    Report.objects.update(public=True)
    assert not Report.objects.public().exists()
    manager = factories.staff("Safety managers")
    assert not Report.objects.visible_to(manager).exists()
    assert Report.objects.quarantine_of(manager).get() == report
    assert not Report.objects.quarantine_of(
        factories.staff("Case officers", "neighbourhoods")
    ).exists()
    assert report.events.get(type=Event.Type.HELD).data == {"suspicions": ["too-fast"]}
