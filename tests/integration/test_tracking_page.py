"""The page on which a reporter sees where their report stands."""

from datetime import timedelta

import pytest

from reporting import services
from reporting.models import Category, Diary, Event, Handover, Report, Team
from tests import factories
from tests.factories import CONTACT, GRAFFITI, HARASSMENT, MONDAY_MORNING
from tests.tracking import opened

pytestmark = pytest.mark.usefixtures("pack")

LATER = MONDAY_MORNING + timedelta(hours=3)
SENSITIVE = {**HARASSMENT, **CONTACT}


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(MONDAY_MORNING)
    return time_machine


@pytest.fixture
def report():
    return factories.report()


@pytest.fixture
def officer():
    return factories.staff("Case officers", "neighbourhoods", username="olive-officer")


def shown(client, report):
    return client.get(opened(client, report)).content.decode()


def move(report, officer, *statuses, at=LATER, **how):
    for number, status in enumerate(statuses, 1):
        last = number == len(statuses)
        how_last = how if last else {}
        services.change_status(report=report, status=status, by=officer, at=at, **how_last)


def close(report, officer):
    told = {"outcome": "cleared", "explanation": "We painted the wall white."}
    move(report, officer, "allocated", "inspected", "resolved", "closed", **told)


def test_it_says_where_the_report_stands_who_has_it_and_by_when(client, report):
    page = shown(client, report)
    for words in (
        report.reference,
        "We have received your report.",
        "The team reads it and decides what to do.",
        report.team.name,
        "5pm on Tuesday 24 November",
        "Graffiti",
    ):
        assert words in page


def test_it_is_honest_when_we_are_late(client, report, clock):
    assert "We are late" not in shown(client, report)
    clock.move_to(report.due_at + timedelta(minutes=1))
    page = shown(client, report)
    assert "We are late, and we are sorry. We wanted to act by 5pm on Tuesday 24 November" in page
    assert "We aim to act by" not in page


def test_what_happened_stands_there_newest_first_and_dated(client, report, officer):
    move(report, officer, "allocated", at=MONDAY_MORNING + timedelta(hours=1))
    move(report, officer, "inspected", at=MONDAY_MORNING + timedelta(days=1))
    page = shown(client, report)
    told = page[page.index("What has happened so far") :]
    moments = ["9:30am on Tuesday 24 November", "10:30am on Monday", "9:30am on Monday"]
    places = [told.index(moment) for moment in moments]
    assert places == sorted(places)
    words = ["looked at the place", "with the team that deals", "We received your report"]
    assert [told.index(each) for each in words] == sorted(told.index(each) for each in words)


def test_closure_shows_the_outcome_and_the_explanation(client, report, officer):
    close(report, officer)
    page = shown(client, report)
    assert "We have closed your report." in page
    assert "We have cleared it away." in page
    assert page.count("We painted the wall white.") == 2  # above, and where it happened
    assert "It is not fixed" in page
    assert "Take your report back" not in page


def test_another_team_is_named(client, report, officer):
    housing = Team.objects.get(slug="housing")
    services.allocate(report=report, team=housing, reason="A secret", by=officer, at=LATER)
    page = shown(client, report)
    assert f"We gave your report to another team: {housing.name}." in page


def test_updates_of_officers_stand_there_with_their_text(client, report, officer):
    services.send_update(
        report=report, text="The painter comes on Friday.", public=False, by=officer, at=LATER
    )
    assert "The painter comes on Friday." in shown(client, report)


def test_nothing_that_is_for_staff_or_of_others_stands_there(client, report, officer):
    services.add_note(report=report, text="MARK note", by=officer, at=LATER)
    move(report, officer, "allocated", reason="MARK reason")
    housing = Team.objects.get(slug="housing")
    services.allocate(report=report, team=housing, reason="MARK why", by=officer, at=LATER)
    Report.objects.update(restricted=True, public=False)
    services.record_reading(report=Report.objects.get(), by=officer, at=LATER)
    page = shown(client, report)
    for secret in ("MARK", "olive", "read", "Mail queued", "seen it too", report.rule):
        assert secret not in page[page.index("<main") : page.index("</main")].replace(
            "reads it", ""
        )


@pytest.mark.parametrize("restricted", [False, True])
def test_of_a_sensitive_report_nothing_typed_and_no_kind_is_shown(client, restricted):
    report = factories.report("street-harassment", SENSITIVE)
    if restricted:
        report = factories.report()
        Report.objects.update(restricted=True, public=False)
    services.add_information(report=report, text="MARK added", at=LATER)
    page = shown(client, report)
    main = page[page.index("<main") : page.index("</main")]
    for typed in ("MARK", "followed me", "Following", "harass", "Hoe Street", "Red paint", "Graff"):
        assert typed not in main
    assert "You added to your report." in main
    assert "Exit this page" in page


def test_a_held_report_is_told_as_received(client, officer):
    factories.report()
    Report.objects.update(quarantined=True, status="spam")
    page = shown(client, Report.objects.get())
    assert "We have received your report." in page
    assert "looks at it first" in page  # as its receipt says
    assert "put your report aside" not in page


def test_what_to_bring_back_stands_beside_adding(client, report):
    handover = Handover.objects.exclude(bring_back="").first()
    Report.objects.update(handover=handover)
    assert handover.bring_back in shown(client, report).replace("&#x27;", "'")


def test_what_stands_in_the_diary_is_counted_and_not_told(client):
    report = factories.report("street-harassment", SENSITIVE)
    Diary.objects.create(report=report, digest="x")
    for number in range(2):
        Event.objects.create(
            report=report, type="diary", at=LATER + timedelta(days=number), text="MARK"
        )
    page = shown(client, report)
    assert "You have written 2 entries in your diary. This was the last one." in page
    assert "12:30pm on Tuesday 24 November" in page
    assert "MARK" not in page


def test_a_page_with_a_long_history_asks_the_database_little(
    client, report, officer, django_assert_max_num_queries
):
    for number in range(60):
        services.add_note(report=report, text="x", by=officer, at=LATER)
        at = LATER + timedelta(days=number)
        services.add_information(report=report, text=f"Word {number}", at=at)
    housing, streets = Team.objects.get(slug="housing"), report.team
    for team in [housing, streets] * 5:
        services.allocate(report=report, team=team, reason="x", by=officer, at=LATER)
    address = opened(client, report)
    client.get(address)
    with django_assert_max_num_queries(5):
        assert client.get(address).status_code == 200


def test_a_case_of_people_asks_little_more(client, django_assert_max_num_queries):
    report = factories.report("street-harassment", SENSITIVE)
    address = opened(client, report)
    client.get(address)
    with django_assert_max_num_queries(9):
        assert client.get(address).status_code == 200


def test_a_category_that_moved_to_the_other_path_breaks_nothing(client, report, officer):
    move(report, officer, "allocated", "inspected")
    Category.objects.filter(slug="graffiti").update(path="asb", public=False)
    assert "We have looked at the place." in shown(client, report)


@pytest.mark.parametrize("done", ["nonsense", "<script>", "add", ""])
def test_the_word_of_thanks_is_one_of_ours(client, report, done):
    answer = client.get(opened(client, report), {"done": done})
    assert ("What you added is with your report" in answer.content.decode()) is (done == "add")


def test_every_page_leads_to_following(client):
    assert 'href="/track/"' in client.get("/").content.decode()


def test_who_stays_anonymous_can_follow_from_the_receipt(client):
    answers = {**GRAFFITI, "about-you": {"contact_level": "anonymous"}}
    report = factories.report(answers=answers)
    assert "We have received your report." in shown(client, report)
