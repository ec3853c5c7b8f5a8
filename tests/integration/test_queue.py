"""The queue: its filters, its order, and what it costs."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from reporting import services
from reporting.admin import queue
from reporting.admin.report import ReportAdmin
from reporting.models import Event, Priority, Report, Team
from tests import factories
from tests.factories import MONDAY_MORNING

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

QUEUE = "/admin/reporting/report/"
FILTERS = [each.parameter_name for each in ReportAdmin.list_filter]


def signed_in(group, *teams, **kwargs):
    client = Client()
    client.user = factories.staff(group, *teams, **kwargs)
    client.force_login(client.user)
    return client


@pytest.fixture
def officer(time_machine):
    time_machine.move_to(MONDAY_MORNING)
    return signed_in("Case officers", "neighbourhoods")


def listed(client, **query):
    response = client.get(QUEUE, query, follow=True)
    assert response.status_code == 200
    return [report.pk for report in response.context["cl"].result_list]


def change(report, **values):
    Report.objects.filter(pk=report.pk).update(**values)


def narrows(client, wanted, **query):
    """Say that a filter keeps one report of two."""
    return len(listed(client)) == 2 and listed(client, **query) == [wanted.pk]


IN_TIME = MONDAY_MORNING + timedelta(days=20)
CHANGES = {
    "due=overdue": {"next_at": MONDAY_MORNING - timedelta(hours=1)},
    "state=overdue": {"next_at": MONDAY_MORNING - timedelta(hours=1)},
    "due=today": {"next_at": MONDAY_MORNING + timedelta(hours=2)},
    "due=week": {"next_at": MONDAY_MORNING + timedelta(days=3)},
    "due=none": {"next_at": None},
    "risk=high": {"risk": "high"},
    "status=inspected": {"status": "inspected"},
    "received=today": {"received_at": MONDAY_MORNING},
    "received=7-days": {"received_at": MONDAY_MORNING - timedelta(days=6)},
    "received=30-days": {"received_at": MONDAY_MORNING - timedelta(days=29)},
    "received=this-year": {"received_at": MONDAY_MORNING - timedelta(days=300)},
    "restricted=yes": {"restricted": True, "public": False},
}


@pytest.mark.parametrize("query", CHANGES)
def test_the_queue_is_filtered_by(officer, query):
    wanted, other = factories.report(), factories.report()
    change(other, next_at=IN_TIME, received_at=MONDAY_MORNING - timedelta(days=400))
    change(wanted, **{"next_at": IN_TIME, **CHANGES[query]})
    name, value = query.split("=")
    assert narrows(officer, wanted, **{name: value})


def test_the_queue_is_filtered_by_who_works_on_it(officer):
    mine, nobodys = factories.report(), factories.report()
    services.assign(report=mine, officer=officer.user, by=officer.user, at=MONDAY_MORNING)
    assert narrows(officer, mine, officer="me")
    assert narrows(officer, nobodys, officer="nobody")
    leader = signed_in("Team leaders", "neighbourhoods")
    assert narrows(leader, mine, officer=officer.user.pk)


def test_the_queue_is_filtered_by_what_where_and_how_soon():
    manager = signed_in("Safety managers")
    wanted = factories.report()
    other = factories.report("street-harassment", factories.HARASSMENT)
    change(other, priority=None)
    assert narrows(manager, wanted, category="graffiti")
    assert narrows(manager, wanted, ward="hoe-street")
    assert narrows(manager, wanted, team="neighbourhoods")
    priority = Priority.objects.first()
    change(wanted, priority=priority)
    assert narrows(manager, wanted, priority=priority.code)


def test_copies_for_us_are_told_from_what_is_ours():
    officer = signed_in("Case officers", "neighbourhoods", "asb")
    ours, copy = factories.report(), factories.report()
    change(copy, team=Team.objects.get(slug="housing"))
    copy.also.add(Team.objects.get(slug="asb"))
    assert narrows(officer, copy, team="others")
    assert narrows(officer, ours, team="neighbourhoods")


def test_a_pile_of_my_work_is_listed(officer):
    mine = factories.report()
    factories.report()
    services.assign(report=mine, officer=officer.user, by=officer.user, at=MONDAY_MORNING)
    assert narrows(officer, mine, pile="mine")


@pytest.mark.parametrize("same", ["reporter_email", "reporter_phone", "place"])
def test_a_reporter_or_a_place_with_another_report_within_half_a_year_is_a_repeat(officer, same):
    first, again, other = (factories.report() for _ in range(3))
    alone = {"reporter_email": "", "reporter_phone": ""}
    for number, report in enumerate((first, again, other)):
        change(report, **alone, next_at=IN_TIME + timedelta(days=number))
    shared = {
        "reporter_email": {"reporter_email": "amina@example.com"},
        "reporter_phone": {"reporter_phone": "+442079460000"},
        "place": {
            "latitude": Decimal("51.58371"),
            "longitude": Decimal("-0.01997"),
            "position": "postcode",
        },
    }
    for report in (first, again):
        change(report, **shared[same])
    assert listed(officer, repeat="yes") == [first.pk, again.pk]
    change(again, received_at=MONDAY_MORNING - timedelta(days=200))
    assert listed(officer, repeat="yes") == []


def test_a_report_that_one_may_not_read_makes_no_repeat(officer):
    factories.report()
    hidden = factories.report()
    change(hidden, team=Team.objects.get(slug="housing"))
    assert listed(officer, repeat="yes") == []


def test_restricted_is_a_filter_for_those_alone_who_are_cleared():
    plain = factories.report()
    uncleared = signed_in("Case officers", "neighbourhoods", cleared=False)
    page = uncleared.get(QUEUE, {"restricted": "yes"})
    assert 'name="restricted"' not in page.content.decode()
    assert [each.pk for each in page.context["cl"].result_list] == [plain.pk]


def test_only_teams_and_colleagues_of_ones_own_are_offered(officer):
    factories.staff("Case officers", "neighbourhoods", username="bea")
    factories.staff("Case officers", "housing", username="harun")
    page = officer.get(QUEUE).content.decode()
    assert "bea</option>" in page
    assert "harun</option>" not in page
    assert '<option value="neighbourhoods">' in page
    assert '<option value="housing">' not in page


HOSTILE = [
    "'; DROP TABLE reporting_report; --",
    "<b>x</b>",
    "%00",
    "\0",
    "9" * 40,
    "x" * 10_000,
    "²",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_that_no_filter_offers_gives_the_list_and_a_sentence_for_each(officer, value):
    report = factories.report()
    response = officer.get(QUEUE, dict.fromkeys(FILTERS, value))
    assert response.status_code == 200
    page = response.content.decode()
    assert page.count("does not have what was asked for") == len(FILTERS)
    assert "<b>x</b>" not in page
    assert [each.pk for each in response.context["cl"].result_list] == [report.pk]


@pytest.mark.parametrize(
    "query", ["p=0", "p=-1", "p=99999999999999999999", "p=x", "o=99", "o=-2.3"]
)
def test_a_page_or_an_order_that_is_none_gives_the_list(officer, query):
    report = factories.report()
    response = officer.get(f"{QUEUE}?{query}")
    assert [each.pk for each in response.context["cl"].result_list] == [report.pk]


def test_what_is_left_open_in_the_form_of_filters_is_no_part_of_the_address(officer):
    response = officer.get(QUEUE, {"team": "", "risk": "high", "officer": ""})
    assert response["Location"] == f"{QUEUE}?risk=high"


def test_what_is_chosen_stands_above_the_list_and_is_taken_away_by_a_link(officer):
    page = officer.get(QUEUE, {"risk": "high", "due": "today"}).content.decode()
    assert 'href="?due=today"' in page
    assert 'href="?risk=high"' in page


def test_the_order_is_what_runs_out_first_then_who_waited_longest(officer):
    undated, late, soon, old = (factories.report() for _ in range(4))
    change(undated, next_at=None)
    change(late, next_at=IN_TIME)
    change(soon, next_at=MONDAY_MORNING)
    change(old, next_at=IN_TIME, received_at=MONDAY_MORNING - timedelta(days=2))
    assert listed(officer) == [soon.pk, old.pk, late.pk, undated.pk]
    assert listed(officer, o="oldest")[0] == old.pk
    assert listed(officer, o="newest")[-1] == old.pk


def test_what_ended_is_listed_newest_first(officer):
    old, new = factories.report(), factories.report()
    for report in (old, new):
        change(report, status="closed", outcome="cleared", explanation="Gone", next_at=None)
    change(old, received_at=MONDAY_MORNING - timedelta(days=400))
    assert listed(officer, state="ended") == [new.pk, old.pk]


def test_rows_name_the_officer_and_the_team_but_not_a_restricted_place():
    officer = signed_in("Case officers", "vawg")
    factories.report("street-harassment", factories.HARASSMENT)
    page = officer.get(QUEUE).content.decode()
    row = page[page.index("<tbody>") : page.index("</tbody>")]
    assert "Restricted" in row
    assert "Nobody yet" in row
    assert "Hoe Street" not in row


def test_nothing_is_counted_beyond_what_anybody_pages_through(officer, monkeypatch):
    monkeypatch.setattr(queue, "MOST_COUNTED", 3)
    monkeypatch.setattr(ReportAdmin, "list_per_page", 2)
    for _ in range(5):
        factories.report()
    response = officer.get(QUEUE, {"p": 9})
    assert "More than 3 reports" in response.content.decode()
    assert len(response.context["cl"].result_list) == 1


@pytest.mark.parametrize("group", ["Case officers", "Safety managers"])
def test_the_queue_makes_at_most_fifteen_queries(group, django_assert_max_num_queries):
    client = signed_in(group, "neighbourhoods")
    for _ in range(12):
        factories.report()
    query = dict.fromkeys(("state",), "open") | {"repeat": "yes", "due": "week"}
    for wanted in ({}, query, {"q": "paint", "officer": "nobody"}):
        client.get(QUEUE, wanted)
        with django_assert_max_num_queries(15):
            client.get(QUEUE, wanted)


def test_what_the_reporter_answered_is_a_chip_and_a_state(officer):
    report = factories.report()
    factories.report()
    services.add_information(report=report, text="More of it", at=MONDAY_MORNING)
    assert Event.objects.filter(type="information").exists()
    assert listed(officer, state="answered") == [report.pk]
    assert "Reporter added to it" in officer.get(QUEUE).content.decode()
