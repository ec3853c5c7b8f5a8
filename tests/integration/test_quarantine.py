"""The queue of held reports: who decides, what each decision does, one by one and many at once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from reporting import services
from reporting.models import Event, Report
from tests import factories
from tests.factories import GRAFFITI, HARASSMENT, MONDAY_MORNING

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

LIST = "/admin/reporting/held/"
LATER = MONDAY_MORNING + timedelta(hours=3)


def held(category="graffiti", answers=GRAFFITI, at=MONDAY_MORNING, codes=("too-fast",)):
    draft = factories.draft(category, answers, at)
    return services.submit(draft_key=draft.key, at=at, suspicions=codes)


def signed_in(group, *teams):
    client = Client()
    client.force_login(factories.staff(group, *teams))
    return client


@pytest.fixture
def manager(db):
    return signed_in("Safety managers")


def page_of(report, name="report"):
    return reverse(f"admin:held_{name}", args=[report.pk])


def test_the_list_says_what_waits_since_when_and_why(manager, time_machine):
    time_machine.move_to(LATER, tick=False)
    report = held(codes=("too-fast", "trap"))
    page = manager.get(LIST).content.decode()
    for words in (report.reference, "Graffiti", "9:30am on Monday 23 November", "3\xa0hours"):
        assert words in page
    assert "faster than anybody can read" in page
    assert "a field that people do not see" in page


def test_the_newest_stands_first(manager):
    old, new = held(), held(at=LATER)
    page = manager.get(LIST).content.decode()
    assert page.index(new.reference) < page.index(old.reference)


def test_the_back_office_lists_it_with_how_many_wait_for_who_decides(manager):
    held()
    services.set_aside(report=held(), by=factories.staff("Safety managers"), at=LATER)
    assert "Held reports (1 waiting)" in manager.get("/admin/").content.decode()
    assert "Held reports (1 waiting)" in manager.get("/admin/reporting/").content.decode()
    for group in ("Case officers", "Content editors"):
        assert (
            "Held reports" not in signed_in(group, "neighbourhoods").get("/admin/").content.decode()
        )


@pytest.mark.parametrize("group", ["Case officers", "Content editors"])
def test_others_neither_see_nor_decide(group):
    report = held()
    client = signed_in(group, "neighbourhoods")
    assert client.get(LIST).status_code == 403
    assert client.get(page_of(report)).status_code == 404
    for name in ("release", "spam"):
        assert client.post(page_of(report, name)).status_code == 404
    many = {"spam": "no", "reports": str(report.pk)}
    assert client.post(f"{LIST}decide/", many).status_code == 403
    assert Report.objects.get().quarantined


def test_a_leader_decides_about_their_own_teams_only():
    report = held()
    assert signed_in("Team leaders", "neighbourhoods").get(page_of(report)).status_code == 200
    other = signed_in("Team leaders", "vawg")
    assert report.reference not in other.get(LIST).content.decode()
    assert other.get(page_of(report)).status_code == 404
    other.post(f"{LIST}decide/", {"spam": "no", "reports": str(report.pk)})
    assert Report.objects.get().quarantined


def test_strangers_are_led_to_the_sign_in():
    report = held()
    for address in (LIST, page_of(report)):
        assert "/login/" in Client().get(address)["Location"]


def test_a_held_report_has_no_case_page(manager):
    report = held()
    assert manager.get(f"/admin/reporting/report/{report.pk}/change/").status_code == 404


def test_its_page_shows_what_was_told_and_why_it_is_held(manager):
    page = manager.get(page_of(held())).content.decode()
    for words in ("Beside 12 Hoe Street", "Red paint", "amina@example.com", "faster than anybody"):
        assert words in page
    assert "Add note" not in page


def test_its_photos_are_shown_to_who_decides_and_to_nobody_else(manager):
    report = factories.report(photo=True)
    Report.objects.update(quarantined=True, suspicions=["trap"])
    photo = reverse("admin:report_photo", args=[report.pk, report.photos.get().pk])
    assert manager.get(photo).status_code == 200
    assert signed_in("Case officers", "neighbourhoods").get(photo).status_code == 404


def test_reading_a_restricted_one_is_logged(manager):
    report = held("street-harassment", HARASSMENT)
    manager.get(LIST)
    assert not report.events.filter(type=Event.Type.READ).exists()
    manager.get(page_of(report))
    assert report.events.filter(type=Event.Type.READ).count() == 1


def test_letting_it_go_tells_everybody_as_if_it_had_just_come(manager):
    report = held()
    due = report.due_at
    response = manager.post(page_of(report, "release"), follow=True)
    assert f"{report.reference} went to its team" in response.content.decode()
    report.refresh_from_db()
    assert (report.quarantined, report.status, report.due_at) == (False, "received", due)
    assert [each.to for each in Email.objects.order_by("pk")] == [
        ["amina@example.com"],
        ["communitysafety@walthamforest.gov.uk"],
    ]
    released = report.events.get(type=Event.Type.RELEASED)
    assert released.by is not None
    officer = signed_in("Case officers", "neighbourhoods")
    case = officer.get(f"/admin/reporting/report/{report.pk}/change/").content.decode()
    assert "Released from quarantine" in case
    assert "faster than anybody can read" in case


def test_a_receipt_that_comes_late_promises_no_day_that_is_over():
    report = held()
    services.release(report=report, by=factories.staff("Safety managers"), at=LATER)
    assert "5pm on Tuesday 24 November" in Email.objects.order_by("pk")[0].message
    late = held()
    at = MONDAY_MORNING + timedelta(days=8)
    services.release(report=late, by=factories.staff("Safety managers"), at=at)
    receipt, for_team = Email.objects.order_by("pk")[2:4]
    assert "we aim to act" not in receipt.message
    assert "5pm on Tuesday 24 November" in for_team.message


def test_spam_is_set_aside_and_nobody_is_told_but_it_can_still_go(manager):
    report = held()
    manager.post(page_of(report, "spam"))
    report.refresh_from_db()
    assert (report.quarantined, report.status) == (True, "spam")
    assert not Email.objects.exists()
    assert "was set aside as spam" in manager.get(LIST).content.decode()
    assert report.reference not in manager.get(LIST).content.decode()
    assert report.reference in manager.get(f"{LIST}?state=spam").content.decode()
    assert report.reference in manager.get(f"{LIST}?state=all").content.decode()
    manager.post(page_of(report, "release"))
    report.refresh_from_db()
    assert (report.quarantined, report.status) == (False, "received")
    types = list(report.events.values_list("type", flat=True))
    assert types[3:6] == ["status-changed", "status-changed", "released"]
    assert Email.objects.count() == 2


def test_deciding_twice_does_it_once(manager):
    report = held()
    manager.post(page_of(report, "release"))
    again = manager.post(page_of(report, "release"), follow=True)
    assert "already" in again.content.decode()
    assert again.redirect_chain[-1][0] == f"/admin/reporting/report/{report.pk}/change/"
    assert Email.objects.count() == 2
    with pytest.raises(services.Refused):
        services.set_aside(report=report, by=factories.staff("Safety managers"), at=LATER)


@pytest.mark.parametrize("name", ["release", "spam"])
def test_looking_decides_nothing(manager, name):
    assert manager.get(page_of(held(), name)).status_code == 405
    assert manager.get(f"{LIST}decide/").status_code == 405


@pytest.mark.parametrize(
    ("action", "words", "spam"),
    [
        ("release_chosen", "2 reports go to their teams", "no"),
        ("set_chosen_aside", "2 reports leave the list", "yes"),
    ],
)
def test_many_at_once_are_told_what_will_happen_before_it_does(manager, action, words, spam):
    chosen = [held(), held()]
    other = held()
    keys = [report.pk for report in chosen]
    asked = manager.post(LIST, {"action": action, "index": 0, "_selected_action": keys})
    page = asked.content.decode()
    assert words in page
    assert all(report.reference in page for report in chosen)
    assert other.reference not in page
    assert Report.objects.held().count() == 3
    form = {"spam": spam, "reports": asked.context["keys"]}
    done = manager.post(f"{LIST}decide/", form, follow=True).content.decode()
    assert "2 reports" in done
    assert Report.objects.held().get() == other
    assert Report.objects.filter(quarantined=False).count() == (0 if spam == "yes" else 2)


def test_what_comes_between_asking_and_deciding_is_not_decided(manager):
    held()
    everything = {"action": "set_chosen_aside", "index": 0, "select_across": 1}
    asked = manager.post(LIST, everything | {"_selected_action": [Report.objects.get().pk]})
    unseen = held()
    manager.post(f"{LIST}decide/", {"spam": "yes", "reports": asked.context["keys"]})
    assert Report.objects.held().get() == unseen


def test_one_that_a_colleague_decided_about_meanwhile_is_left_alone(manager):
    first, second = held(), held()
    services.release(report=first, by=factories.staff("Safety managers"), at=LATER)
    both = {"spam": "yes", "reports": f"{first.pk},{second.pk}"}
    assert "1 report was" in manager.post(f"{LIST}decide/", both, follow=True).content.decode()
    first.refresh_from_db()
    assert first.status == "received"


@pytest.mark.parametrize("keys", ["", "x", "1,,2", "-1", "9" * 40, "٣\0"])
@pytest.mark.parametrize("spam", ["", "yes", "maybe"])
def test_what_no_page_of_ours_sends_decides_nothing(manager, keys, spam):
    held()
    assert manager.post(f"{LIST}decide/", {"spam": spam, "reports": keys}).status_code == 302
    assert Report.objects.held().count() == 1


def test_a_number_that_no_report_has_is_not_found(manager):
    for number in (10**9, 10**30):
        assert manager.get(f"{LIST}{number}/").status_code == 404
        assert manager.post(f"{LIST}{number}/release/").status_code == 404


def test_filters_reach_through_to_nothing_else(manager):
    held()
    for query in ("reporter_email__startswith=a", "team__members__password__startswith=a"):
        assert manager.get(f"{LIST}?{query}").status_code in (302, 400)


def test_the_list_takes_the_same_few_queries_however_long_it_is(
    manager, django_assert_max_num_queries
):
    for _ in range(12):
        held()
    manager.get(LIST)
    with django_assert_max_num_queries(12):
        manager.get(LIST)


def test_while_something_waits_the_council_hears_of_it_once_an_hour_and_of_news_only(time_machine):
    def run():
        services.remind_of_held()
        return Email.objects.count()

    time_machine.move_to(MONDAY_MORNING, tick=False)
    assert run() == 0
    held()
    assert run() == 1
    reminder = Email.objects.get()
    assert reminder.to == ["communitysafety@walthamforest.gov.uk"]
    assert reminder.subject == "Held reports to look at: 1"
    assert "9:30am on Monday 23 November" in reminder.message
    assert LIST in reminder.message
    held()
    assert run() == 1
    time_machine.shift(timedelta(minutes=61))
    assert run() == 2
    assert "Held reports to look at: 2" in Email.objects.order_by("pk").last().subject
    time_machine.shift(timedelta(minutes=61))
    assert run() == 2
    time_machine.shift(timedelta(hours=24))
    assert run() == 3


def test_where_nothing_waits_any_more_the_council_hears_nothing():
    services.set_aside(report=held(), by=factories.staff("Safety managers"), at=LATER)
    services.remind_of_held()
    assert not Email.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_jobs_send_the_reminder():
    held()
    call_command("run_jobs")
    assert [message.to for message in mail.outbox] == [["communitysafety@walthamforest.gov.uk"]]
