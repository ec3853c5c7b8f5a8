"""A link to a report: on which device it opens, when it ends, what it never opens."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from reporting import services
from reporting.models import Report, TrackingLink
from tests import factories
from tests.factories import GRAFFITI
from tests.integration.test_tracking_page import SENSITIVE
from tests.tracking import link, opened, said, token_of

pytestmark = pytest.mark.usefixtures("pack")


def phone_only():
    about = {**GRAFFITI["about-you"], "email": ""}
    return factories.report(answers={**GRAFFITI, "about-you": about})


def test_a_scanner_that_opens_the_link_sees_nothing_and_does_not_use_it_up(client):
    report = factories.report()
    address = link(client, report)
    for scanner in (Client(), Client()):
        seen = scanner.get(address)
        scanner.head(address)
        assert seen.status_code == 200
        assert "Show my report" in said(seen)
        for known in (report.reference, report.team.name, "Graffiti", "Exit this page"):
            assert known not in said(seen).replace('href="/report/', "")
        assert not seen.cookies.keys() - {"csrftoken"}
    assert client.post(address)["Location"] == address
    assert report.reference in said(client.get(address))


def test_the_page_before_the_button_is_the_same_for_a_sensitive_report(client):
    plain, sensitive = factories.report(), factories.report("street-harassment", SENSITIVE)
    addresses = [link(client, each) for each in (plain, sensitive)]
    first, second = (
        said(Client().get(address)).replace(token_of(address), "") for address in addresses
    )
    assert len(first) == len(second)


def test_the_cookie_is_signed_for_this_part_of_the_site_and_out_of_reach_of_scripts(client):
    opened(client, factories.report())
    [cookie] = [each for name, each in client.cookies.items() if name.startswith("track_")]
    assert cookie["path"] == "/track/"
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"
    assert timedelta(days=6) < timedelta(seconds=cookie["max-age"]) <= services.LINK_LIFE


@pytest.mark.parametrize("restricted", [False, True])
def test_for_a_sensitive_or_restricted_report_it_ends_with_the_browser(client, restricted):
    report = factories.report() if restricted else factories.report("street-harassment", SENSITIVE)
    Report.objects.update(restricted=restricted, public=False)
    opened(client, report)
    [cookie] = [each for name, each in client.cookies.items() if name.startswith("track_")]
    assert not cookie["max-age"]
    assert not cookie["expires"]


def test_on_another_device_a_used_link_says_so_and_offers_a_new_one(client):
    report = factories.report()
    address = opened(client, report)
    other = Client()
    for answer in (other.get(address), other.get(f"{address}add/"), other.post(f"{address}add/")):
        assert answer.status_code == 410
        assert "opened somewhere else" in said(answer)
        assert "Send me a new link" in said(answer)
        assert report.reference not in said(answer)
    assert other.post(address)["Location"] == address
    assert other.get(address).status_code == 410
    assert client.get(address).status_code == 200


def test_a_second_press_whose_first_answer_was_lost_still_opens(client):
    address = link(client, factories.report())
    client.get(address)
    client.post(address)
    for name in [name for name in client.cookies if name.startswith("track_")]:
        del client.cookies[name]
    client.post(address)
    assert client.get(address).status_code == 200


def test_a_press_of_another_browser_within_the_same_minutes_does_not(client):
    address = link(client, factories.report())
    client.get(address)
    client.post(address)
    other = Client()
    other.get("/track/")  # a browser with a token of its own
    other.post(address)
    assert other.get(address).status_code == 410


def test_an_old_link_says_so_even_where_it_was_opened(client, time_machine):
    time_machine.move_to(factories.MONDAY_MORNING)
    fresh = link(client, factories.report())
    used = opened(client, factories.report())
    time_machine.shift(timedelta(days=7, minutes=1))
    for address in (fresh, used):
        answer = client.get(address)
        assert answer.status_code == 410
        assert "This link has ended" in said(answer)
        assert client.post(address).status_code == 410
    assert services.purge_tracking_links(at=timezone.now()) == 0
    assert services.purge_tracking_links(at=timezone.now() + timedelta(days=30)) == 2
    assert client.get(used).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_links_that_ended_long_ago_are_deleted_by_the_jobs(time_machine):
    time_machine.move_to(factories.MONDAY_MORNING)
    services.make_tracking_link(report=factories.report(), at=timezone.now())
    time_machine.shift(timedelta(days=38))
    call_command("run_jobs")
    assert not TrackingLink.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "/track/nobody/",
        f"/track/{'a' * 43}/",
        "/track/%00/",
        "/track/%ff%fe/",
        f"/track/{'x' * 4000}/",
    ],
)
def test_a_link_that_is_none_gives_a_sentence(client, address):
    factories.report()
    for answer in (client.get(address), client.post(address), client.get(f"{address}withdraw/")):
        assert answer.status_code == 404
        assert "We do not know this link" in said(answer)


def test_a_link_that_was_cut_off_in_the_mail_opens_nothing(client):
    address = opened(client, factories.report())
    assert client.get(f"{address[:-5]}/").status_code == 404


def test_a_link_opens_its_own_report_only(client):
    mine, theirs = factories.report(), factories.report()
    opened(client, mine)
    other = Client()
    address = opened(other, theirs)
    assert client.get(address).status_code == 410
    assert theirs.reference not in said(client.get(address))


@pytest.mark.parametrize("value", ["", "x", "x:y:z", "\x00"])
def test_a_forged_cookie_opens_nothing(client, value):
    address = opened(client, factories.report())
    forger = Client()
    [name] = [name for name in client.cookies if name.startswith("track_")]
    forger.cookies[name] = value
    assert forger.get(address).status_code == 410


def test_the_cookie_of_one_link_does_not_open_another(client):
    first, second = opened(client, factories.report()), opened(Client(), factories.report())
    digest = TrackingLink.objects.order_by("pk").last().digest
    [cookie] = [each for name, each in client.cookies.items() if name.startswith("track_")]
    client.cookies[f"track_{digest[:12]}"] = cookie.value
    assert client.get(second).status_code == 410
    assert client.get(first).status_code == 200


def test_the_same_link_cannot_be_opened_twice_at_once(client):
    token = token_of(link(client, factories.report()))
    at = timezone.now()
    assert services.open_tracking_link(token=token, at=at)
    assert not services.open_tracking_link(token=token, at=at)


def test_who_left_no_email_follows_from_the_receipt(client):
    report = phone_only()
    assert "/track/from-receipt/" in said(client.get(report.receipt_path()))
    address = opened(client, report)
    assert report.reference in said(client.get(address))
    assert Client().get(address).status_code == 410
    assert client.get(f"/track/from-receipt/{report.receipt_key}/").status_code == 405
    assert client.post("/track/from-receipt/nobody/").status_code == 404


def test_who_left_an_email_is_led_to_it_and_the_receipt_opens_nothing(client):
    report = factories.report()
    receipt = said(client.get(report.receipt_path()))
    assert "/track/from-receipt/" not in receipt
    assert 'href="/track/"' in receipt
    answer = client.post(f"/track/from-receipt/{report.receipt_key}/")
    assert answer["Location"] == "/track/"
    assert TrackingLink.objects.count() == 0


def test_a_link_mail_about_a_sensitive_report_gives_nothing_away(client):
    report = factories.report("street-harassment", SENSITIVE)
    link(client, report)
    mail = Email.objects.order_by("pk").last()
    assert mail.subject == f"Your enquiry {report.reference}"
    for word in ("harass", "follow", "Violence", "Women"):
        assert word not in mail.message


def test_nothing_of_it_is_kept_by_caches_or_found_by_search_engines(client):
    address = opened(client, factories.report())
    for path in (address, f"{address}add/", "/track/sent/"):
        answer = client.get(path)
        assert "no-store" in answer["Cache-Control"]
        assert '<meta name="robots" content="noindex">' in said(answer)
        assert answer["Referrer-Policy"] == "same-origin"
    assert "Disallow: /track/" in said(client.get("/robots.txt"))
