"""The daily mail of each team: numbers alone, once on a working day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from post_office.models import Email

from reporting import notifications, services
from reporting.models import Digest, Report, Team
from tests.casework import offensive, restricted
from tests.factories import staff

pytestmark = pytest.mark.usefixtures("pack")

TUESDAY_MORNING = datetime(2026, 11, 24, 8, 5, tzinfo=UTC)
SATURDAY = datetime(2026, 11, 28, 9, tzinfo=UTC)
BOXING_DAY_OFF = datetime(2026, 12, 28, 9, tzinfo=UTC)


def digests():
    return {email.to[0]: email.message for email in Email.objects.order_by("pk")}


@pytest.fixture
def addresses(pack):
    for team in Team.objects.owners():
        Team.objects.filter(pk=team.pk).update(email=f"{team.slug}@council.example")


@pytest.mark.usefixtures("addresses")
def test_each_team_that_has_anything_gets_its_numbers_once_a_day():
    offensive()
    assert services.send_digests(at=TUESDAY_MORNING) == 1
    assert services.send_digests(at=TUESDAY_MORNING + timedelta(hours=3)) == 0
    (message,) = digests().values()
    assert "New, and nobody works on it yet: 1" in message
    assert "Due today: 1" in message
    assert "Overdue" not in message
    assert list(digests()) == ["neighbourhoods@council.example"]
    services.send_digests(at=TUESDAY_MORNING + timedelta(days=1))
    assert "Overdue: 1" in Email.objects.order_by("pk").last().message


@pytest.mark.usefixtures("addresses")
def test_numbers_are_of_what_is_open_and_with_the_team():
    report, closed, held = offensive(), offensive(), offensive()
    Report.objects.filter(pk=closed.pk).update(
        status="closed", outcome="cleared", explanation="Done", next_at=None
    )
    Report.objects.filter(pk=held.pk).update(quarantined=True)
    Report.objects.filter(pk=report.pk).update(
        update_due_at=TUESDAY_MORNING, review_on=date(2026, 11, 24)
    )
    services.send_digests(at=TUESDAY_MORNING)
    message = digests()["neighbourhoods@council.example"]
    assert "works on it yet: 1" in message
    assert "hear from you by tonight: 1" in message
    assert "Reviews due: 1" in message


@pytest.mark.usefixtures("addresses")
@pytest.mark.parametrize("at", [TUESDAY_MORNING - timedelta(hours=1), SATURDAY, BOXING_DAY_OFF])
def test_no_mail_before_its_hour_at_weekends_and_on_bank_holidays(at):
    offensive()
    assert services.send_digests(at=at) == 0
    assert not Digest.objects.exists()


@pytest.mark.usefixtures("addresses")
def test_what_comes_in_during_the_day_waits_for_the_next_morning():
    services.send_digests(at=TUESDAY_MORNING)
    offensive()
    assert services.send_digests(at=TUESDAY_MORNING + timedelta(hours=2)) == 0


@pytest.mark.usefixtures("addresses")
def test_restricted_reports_are_counted_only_where_the_whole_team_is_cleared():
    report = restricted()
    staff("Case officers", report.team.slug)
    services.send_digests(at=TUESDAY_MORNING)
    (message,) = digests().values()
    assert "works on it yet: 1" in message
    assert "not counted" not in message
    staff("Case officers", report.team.slug, cleared=False)
    offensive()
    services.send_digests(at=TUESDAY_MORNING + timedelta(days=1))
    assert list(digests()) == ["neighbourhoods@council.example"]
    assert "Restricted reports are not counted in this mail" in Email.objects.get().message


def test_an_address_that_others_read_too_learns_of_no_restricted_report():
    report = restricted()
    Team.objects.filter(pk=report.team_id).update(email="")
    staff("Case officers", report.team.slug)
    assert services.send_digests(at=TUESDAY_MORNING) == 0


@pytest.mark.usefixtures("addresses")
def test_killed_between_its_two_writes_the_daily_mail_is_sent_by_the_next_run(monkeypatch):
    offensive()

    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(notifications, "team_digest", killed)
        with pytest.raises(KeyboardInterrupt):
            services.send_digests(at=TUESDAY_MORNING)
    assert services.send_digests(at=TUESDAY_MORNING) == 1


@pytest.mark.usefixtures("addresses")
def test_counting_takes_as_many_queries_for_many_reports_and_hardly_any_later_that_day():
    numbers = []
    for day, reports in enumerate((1, 4)):
        for _ in range(reports):
            offensive()
        with CaptureQueriesContext(connection) as asked:
            services.send_digests(at=TUESDAY_MORNING + timedelta(days=day))
        numbers.append(len(asked))
    assert numbers[0] >= numbers[1]
    with CaptureQueriesContext(connection) as asked:
        services.send_digests(at=TUESDAY_MORNING + timedelta(days=1, minutes=1))
    assert len(asked) == 1


def test_old_notes_of_sent_mail_are_forgotten():
    team = Team.objects.owners().first()
    for day in (date(2026, 8, 20), date(2026, 11, 20)):
        Digest.objects.create(team=team, day=day)
    assert services.purge_digests(at=TUESDAY_MORNING) == 1
