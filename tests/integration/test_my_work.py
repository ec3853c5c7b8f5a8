"""The front page: an officer's day in piles, each of which lists what it counts."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reporting import desk, services
from reporting.models import Pause, Report, Team
from tests import factories
from tests.desk import DAY, FRONT, QUEUE, everything, front, graffiti, listed, numbers
from tests.questions import asked

pytestmark = [pytest.mark.usefixtures("pack", "without_second_factor"), pytest.mark.django_db]

MOST_QUERIES = 25


@pytest.fixture
def officer():
    return factories.staff("Case officers", "neighbourhoods", username="olive")


@pytest.fixture
def leader():
    return factories.staff("Team leaders", "neighbourhoods", username="lea")


@pytest.fixture
def now():
    return timezone.now()


def test_each_pile_lists_exactly_what_it_counts(client, officer, now):
    piles = everything(officer, now)
    assert set(piles) == set(desk.PILES)
    html = front(client, officer)
    counted = numbers(html)
    assert counted
    found = {address: listed(client, address) for address in counted}
    assert {address: len(references) for address, references in found.items()} == counted
    for slug, report in piles.items():
        address = f"{QUEUE}?{desk.PILES[slug].query}"
        assert address in counted, slug
        assert report.reference in found[address], slug


def test_what_an_officer_has_dealt_with_leaves_its_pile(client, officer, now):
    piles = everything(officer, now)
    later = now + timedelta(minutes=1)
    for slug in ("not-fixed", "said", "mail-failed", "after-the-end", "data-asked"):
        services.add_note(report=piles[slug], text="Rang them", by=officer, at=later)
        client.force_login(officer)
        found = listed(client, f"{QUEUE}?{desk.PILES[slug].query}")
        assert piles[slug].reference not in found, slug


def test_what_waits_for_others_asks_for_no_news_unless_it_was_late_before(client, officer, now):
    address = f"{QUEUE}?{desk.PILES['update'].query}"
    waits, late = graffiti(now, officer), graffiti(now, officer)
    for report, since in ((waits, now - DAY), (late, now)):
        Pause.objects.create(report=report, since=since, look_again_on=now + DAY)
    Report.objects.update(update_due_at=now - timedelta(hours=1))
    assert numbers(front(client, officer))[address] == 1
    assert listed(client, address) == {late.reference}
    Pause.objects.update(until=now)
    assert listed(client, address) == {waits.reference, late.reference}


def test_only_what_was_said_after_the_end_is_listed_as_such(client, officer, now):
    pile = f"{QUEUE}?{desk.PILES['after-the-end'].query}"
    report = graffiti(now)
    services.add_information(report=report, text="It is red", at=now)
    services.withdraw(report=report, text="I was wrong", at=now)
    assert not Report.objects.get(pk=report.pk).is_open
    client.force_login(officer)
    assert listed(client, pile) == set()
    services.add_information(report=report, text="No, it is there", at=now)
    assert listed(client, pile) == {report.reference}
    services.call_not_fixed(report=report, text="Still there", at=now)
    assert listed(client, pile) == set()
    assert listed(client, f"{QUEUE}?{desk.PILES['said'].query}") == {report.reference}


def test_reports_of_other_teams_are_on_no_pile(client, now):
    everything(factories.staff("Case officers", "neighbourhoods", username="olive"), now)
    stranger = factories.staff("Case officers", "asb")
    html = front(client, stranger)
    assert numbers(html) == {}
    assert listed(client, f"{QUEUE}?state=all") == set()
    leader = factories.staff("Team leaders", "asb")
    assert "WF-" not in front(client, leader, f"{FRONT}?team=neighbourhoods")


def test_a_report_of_which_a_team_has_a_copy_is_new_for_the_other_team_only(client, officer, now):
    report = graffiti(now)
    report.also.add(Team.objects.get(slug="asb"))
    helper = factories.staff("Case officers", "asb")
    assert f"{QUEUE}?pile=new" in numbers(front(client, officer))
    assert f"{QUEUE}?pile=new" not in numbers(front(client, helper))


def test_restricted_reports_are_counted_for_the_cleared_only(client, now):
    factories.report("street-harassment", factories.HARASSMENT, at=now)
    cleared = factories.staff("Case officers", "vawg")
    other = factories.staff("Case officers", "vawg", cleared=False)
    assert numbers(front(client, cleared))[f"{QUEUE}?pile=new"] == 1
    assert numbers(front(client, other)) == {}


def test_next_for_you_says_what_is_most_pressing_first_and_leaves_out_what_sleeps(
    client, officer, now
):
    first = graffiti(now - 30 * DAY, officer)
    second = graffiti(now, officer)
    asleep = graffiti(now - 60 * DAY, officer)
    services.snooze(report=asleep, until=timezone.localdate(now) + DAY, by=officer, at=now)
    html = front(client, officer)
    assert html.index(first.reference) < html.index(second.reference)
    assert asleep.reference not in html
    services.add_information(report=asleep, text="Worse now", at=now)
    assert asleep.reference in front(client, officer)


def test_where_a_restricted_report_is_stands_on_its_own_page_only(client, now):
    report = factories.report("street-harassment", factories.HARASSMENT, at=now)
    officer = factories.staff("Case officers", "vawg")
    services.assign(report=report, officer=officer, by=officer, at=now)
    html = front(client, officer)
    assert report.reference in html
    assert report.location not in html


def test_a_leader_sees_the_load_of_their_teams_and_each_number_lists_itself(
    client, officer, leader, now
):
    everything(officer, now)
    factories.report("street-harassment", factories.HARASSMENT, at=now)
    html = front(client, leader)
    assert "Officers of Neighbourhoods Team" in html
    assert "Violence" not in html
    of_team = {a: n for a, n in numbers(html).items() if "team=" in a}
    assert f"{QUEUE}?team=neighbourhoods" in of_team
    assert f"{QUEUE}?team=neighbourhoods&officer=nobody" in of_team
    assert f"{QUEUE}?team=neighbourhoods&officer={officer.pk}&pile=overdue" in of_team
    for address, number in of_team.items():
        assert len(listed(client, address)) == number, address


def test_a_manager_sees_all_teams_and_opens_the_officers_of_one(client, officer, now):
    oldest = graffiti(now - 40 * DAY, officer)
    graffiti(now, officer)
    manager = factories.staff("Safety managers")
    html = front(client, manager)
    assert "Licensing Team" in html
    assert "Officers of" not in html
    html = front(client, manager, f"{FRONT}?team=neighbourhoods")
    assert html.count(f">{timezone.localtime(oldest.received_at):%-d %b %Y}</a>") == 2
    assert "olive" in html
    assert "Officers of" not in front(client, manager, f"{FRONT}?team=' OR 1=1 --")


def test_officers_see_no_load(client, officer, now):
    graffiti(now, officer)
    assert "Load of your teams" not in front(client, officer)


def test_held_reports_and_questions_are_counted_for_those_who_may_decide(client, officer, leader):
    held = factories.report(at=timezone.now())
    Report.objects.filter(pk=held.pk).update(quarantined=True)
    asked("Why is the lamp dark?")
    assert "Held reports (1 waiting)" in front(client, leader)
    assert "Held reports" not in front(client, officer)
    assert "Questions from residents" not in front(client, officer)
    editor = front(client, factories.staff("Content editors"))
    assert re.search(r"state=received\">New</a></th>\s*<td>1</td>", editor)
    assert "What waits" not in editor


@pytest.mark.parametrize(
    ("group", "there", "absent"),
    [
        ("Police contributors", "Cases referred to us", "What waits"),
        ("Data protection officers", "Ask for their data", "Next for you"),
        ("Administrators", "People", "What waits"),
    ],
)
def test_each_role_has_a_front_page_of_its_own(client, group, there, absent):
    html = front(client, factories.staff(group))
    assert there in html
    assert absent not in html


@pytest.mark.parametrize("group", ["Case officers", "Team leaders", "Safety managers"])
def test_the_front_page_asks_as_much_for_300_reports_as_for_30(client, group, now):
    user = factories.staff(group, "neighbourhoods")
    reports = [graffiti(now, user) for _ in range(10)]
    first, more = _queries(client, user), []
    for report in reports * 20:
        report.pk = None
        report.reference = f"WF-{len(more):04}-MORE"
        report.receipt_key, report.draft_key = f"r{len(more)}", f"d{len(more)}"
        more.append(Report(**{f.attname: getattr(report, f.attname) for f in Report._meta.fields}))
    Report.objects.bulk_create(more)
    assert _queries(client, user) == first
    assert first <= MOST_QUERIES


def _queries(client, user):
    client.force_login(user)
    client.get(FRONT)
    with CaptureQueriesContext(connection) as asked_for:
        client.get(f"{FRONT}?team=neighbourhoods")
    return len(asked_for)


def test_the_front_page_leads_to_the_queue_and_to_all_lists(client, officer):
    html = front(client, officer)
    assert f'href="{reverse("admin:reporting_report_changelist")}"' in html
    assert "All lists" in html


def test_who_has_no_case_is_led_to_new_ones_only_where_there_are_some(client, officer, now):
    assert "Take the first" not in front(client, officer)
    graffiti(now)
    assert "Take the first of the new ones" in front(client, officer)
