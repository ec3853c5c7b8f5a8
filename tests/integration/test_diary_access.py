"""Who reaches an incident diary, and by which address."""

import pytest
from django.urls import reverse

from reporting import services
from reporting.models import Diary, Event, Report
from tests import diaries, factories
from tests.diaries import NOW, entries
from tests.factories import CONTACT, GRAFFITI, HARASSMENT, MONDAY_MORNING

pytestmark = pytest.mark.usefixtures("pack")


@pytest.fixture(autouse=True)
def _monday_morning(time_machine):
    time_machine.move_to(MONDAY_MORNING, tick=False)


@pytest.fixture
def report():
    return diaries.noise_report()


@pytest.fixture
def page(report):
    return diaries.begin(report)


def test_only_a_hash_of_the_address_is_kept_and_the_making_is_on_the_timeline(report, page):
    key = page.split("/")[2]
    diary = Diary.objects.get()
    assert diary.digest == services.digest_of(key)
    event = Event.objects.get(type=Event.Type.DIARY_LINK)
    assert event.report == report
    assert key not in f"{event.text} {event.data} {diary.digest}"


@pytest.mark.parametrize("address", ["/diary/", "/diary/nobody/", "/diary/x%00y/", "/diary/%F0/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_wrong_address_is_a_sentence_and_nothing_else(client, page, address, method):
    answer = getattr(client, method)(address, NOW)
    assert answer.status_code == 404
    shown = answer.content.decode()
    assert "This diary link does not work" in shown
    assert Report.objects.get().reference not in shown
    assert entries().count() == 0


def test_a_cut_address_looks_like_any_other_wrong_one(client, page):
    cut, wrong = client.get(f"{page[:-3]}/"), client.get("/diary/nobody/")
    assert cut.status_code == wrong.status_code == 404
    assert cut.content == wrong.content
    assert client.get(f"{page[:-3]}/print/").status_code == 404


def test_a_new_link_ends_the_old_one_and_keeps_the_entries(client, report, page):
    client.post(page, NOW)
    new = diaries.begin(report)
    assert new != page
    assert "Bass through the wall" in client.get(new).content.decode()
    for address in (page, f"{page}print/"):
        assert client.get(address).status_code == 404
    assert Event.objects.filter(type=Event.Type.DIARY_LINK).count() == 2


def test_what_was_typed_at_an_old_link_is_handed_back(client, report, page):
    diaries.begin(report)
    answer = client.post(page, NOW | {"text": "They <b>shout</b>"})
    assert answer.status_code == 404
    assert "They &lt;b&gt;shout&lt;/b&gt;" in answer.content.decode()
    assert entries().count() == 0


def test_the_exit_button_stands_on_the_diary_of_a_sensitive_report_only(client, page):
    harassment = factories.report("street-harassment", HARASSMENT | CONTACT)
    sensitive = diaries.begin(harassment)
    for address in (sensitive, f"{sensitive}print/"):
        assert "Exit this page" in client.get(address).content.decode()
    assert "Does somebody else look at your phone?" in client.get(sensitive).content.decode()
    assert "Exit this page" not in client.get(page).content.decode()


def test_a_thing_to_clear_has_no_diary():
    with pytest.raises(services.Refused):
        services.make_diary_link(report=factories.report(), at=MONDAY_MORNING)


def test_crawlers_are_told_to_leave_diaries_alone(client):
    assert "Disallow: /diary/" in client.get("/robots.txt").content.decode()


def follow(client, report):
    """Follow a report from its receipt; return the address of its page."""
    return client.post(reverse("tracking:from_receipt", args=[report.receipt_key]))["Location"]


def test_the_way_to_the_diary_is_the_page_of_the_followed_report(client):
    report = factories.report("street-harassment", HARASSMENT)
    address = follow(client, report)
    assert "Start a diary" in client.get(address).content.decode()
    first = client.post(f"{address}diary/")["Location"]
    assert client.get(first).status_code == 200
    assert "Make a new address" in client.get(address).content.decode()
    second = client.post(f"{address}diary/")["Location"]
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_a_closed_report_offers_no_new_diary_but_a_new_address_of_one(client):
    report = factories.report("street-harassment", HARASSMENT)
    address = follow(client, report)
    diaries.close(report)
    assert f"{address}diary/" not in client.get(address).content.decode()
    diaries.begin(report)
    assert f"{address}diary/" in client.get(address).content.decode()


def test_a_followed_thing_to_clear_offers_no_diary_and_takes_none(client):
    about_you = {"contact_level": "anonymous"}
    address = follow(client, factories.report(answers=GRAFFITI | {"about-you": about_you}))
    assert f"{address}diary/" not in client.get(address).content.decode()
    assert client.post(f"{address}diary/").status_code == 404


def test_nobody_makes_an_address_of_a_report_that_they_do_not_follow(client, report):
    token = services.make_tracking_link(report=report, at=MONDAY_MORNING)
    for address in (f"/track/{token}/diary/", "/track/nobody/diary/"):
        stranger = client.post(address)
        assert stranger.status_code in (404, 410)
        assert report.reference not in stranger.content.decode()
    assert Diary.objects.count() == 0


def test_an_address_is_made_by_a_press_of_the_button_alone(client):
    address = follow(client, factories.report("street-harassment", HARASSMENT))
    assert client.get(f"{address}diary/").status_code == 405
    assert Diary.objects.count() == 0
