"""Made-up reports are such as the site itself would have written, and the same each time."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Exists, OuterRef

from reporting import case_queries, lifecycle, queries
from reporting.models import Event, Letter, PlannedAction, Referral, Report, ReportWords, Unread
from reporting.seeding import report as seeding
from reporting.services.common import settle
from tests import factories

OWN = ("id", "main_id", "officer_id", "filed_by_id")  # keys, which go on counting


def seed(**options):
    options = {"reports": 200, "force": True} | options
    call_command("seed_reports", stderr=StringIO(), **options)


@pytest.fixture(autouse=True)
def _monday(pack, time_machine):
    time_machine.move_to(factories.MONDAY_MORNING, tick=False)
    for team in ("asb", "neighbourhoods", "environmental-protection"):
        factories.staff("Case officers", team)


@pytest.fixture
def half_are_open(monkeypatch):
    monkeypatch.setattr(seeding, "OPEN", 0.5)


def test_the_database_takes_every_row_and_every_case_has_its_events():
    seed(events_each=4)
    connection.check_constraints()
    assert Report.objects.count() == ReportWords.objects.count() == 200
    assert Event.objects.count() == 800
    assert Report.objects.open().count() < 20
    assert set(Report.objects.values_list("reporter_email", flat=True)) > {""}
    written = Report.objects.exclude(reporter_email="").exclude(
        reporter_email__endswith="@example.com"
    )
    assert not written.exists()


def test_cases_stand_as_the_services_would_have_left_them(half_are_open):
    seed()
    for report in Report.objects.select_related("category", "main__category"):
        step = (report.next_at, report.next_step)
        settle(report)
        assert (report.next_at, report.next_step) == step
        assert ReportWords.objects.get(report=report).text == case_queries.words_to_search(report)
        path, status = report.stage
        assert status in lifecycle.TRANSITIONS[path]
        assert report.main is None or report.main.category.path == path
        assert not report.reporter_phone or report.reporter_phone.is_valid()
    worked = Event.objects.filter(
        report=OuterRef("report"), type__in=queries.WORK, by__isnull=False, pk__gt=OuterRef("pk")
    )
    said = Event.objects.filter(~Exists(worked), type__in=queries.ANSWERS)
    assert list(Unread.objects.order_by("pk").values_list("event", "report", "type", "at")) == list(
        said.order_by("pk").values_list("pk", "report", "type", "at")
    )
    assert said.exists()
    assert PlannedAction.objects.exists()
    assert Referral.objects.exists()
    assert Letter.objects.exists()


def test_officers_have_cases_of_their_own_teams_only(half_are_open):
    seed()
    worked = Report.objects.exclude(officer=None)
    assert worked.exists()
    for report in worked:
        assert report.officer.teams.filter(pk=report.team_id).exists()
    cleared = factories.staff("Case officers", "asb")
    other = factories.staff("Case officers", "parking")
    theirs = Report.objects.visible_to(cleared)
    assert theirs.filter(team__slug="asb").count() > Report.objects.visible_to(other).count()
    assert not Report.objects.visible_to(other).filter(team__slug="asb").exists()


def test_the_same_seed_makes_the_same_reports_and_another_others():
    def made(number):
        seed(seed=number)
        rows = list(Report.objects.order_by("draft_key").values())
        Report.objects.update(main=None, status="received")
        Report.objects.all().delete()
        return [{name: row[name] for name in row if name not in OWN} for row in rows]

    first = made(1)
    assert made(1) == first
    assert made(2) != first


def test_more_reports_go_on_from_those_there_are_and_new_ones_can_follow():
    seed(reports=10, force=True)
    seed(reports=10, force=True)
    assert len(set(Report.objects.values_list("reference", flat=True))) == 20
    assert factories.report().pk > Report.objects.order_by("-draft_key")[1].pk


def test_only_the_teams_asked_for_get_reports():
    seed(teams=["asb", "parking"])
    assert set(Report.objects.values_list("team__slug", flat=True)) == {"asb", "parking"}


def test_a_live_site_and_reports_of_residents_are_left_alone(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="are for DEBUG=1"):
        seed(force=False)
    settings.DEBUG = True
    factories.report()
    with pytest.raises(CommandError, match="reports of residents here"):
        seed(force=False)
    assert Report.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reports": 0}, "at least one report"),
        ({"events_each": 0}, "at least one event"),
        ({"teams": ["nobody"]}, "no team nobody"),
    ],
)
def test_what_makes_no_sense_is_refused(wrong, sentence):
    with pytest.raises(CommandError, match=sentence):
        seed(**wrong)
