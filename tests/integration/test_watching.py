"""Clocks act by themselves: leaders and managers hear of what is late."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from post_office.models import Email

from reporting import notifications, services
from reporting.models import Digest, Event, Report, Team
from reporting.services import watching
from safety_site import mailing
from safety_site.models import Council
from tests.casework import offensive, person, restricted
from tests.factories import MONDAY_MORNING, staff

pytestmark = pytest.mark.usefixtures("pack")

# A report of Monday morning is due on Tuesday at five; managers hear on Thursday at five.
IN_TIME = datetime(2026, 11, 24, 16, 59, tzinfo=UTC)
LATE = datetime(2026, 11, 24, 17, 1, tzinfo=UTC)
LATER = datetime(2026, 11, 26, 17, 1, tzinfo=UTC)


@pytest.fixture
def leader():
    return person("Team leaders", "neighbourhoods", email="leader@council.example")


@pytest.fixture
def manager():
    return person("Safety managers", email="manager@council.example")


def sent_to():
    return [address for email in Email.objects.order_by("pk") for address in email.to]


def escalated(report):
    events = report.events.filter(type=Event.Type.ESCALATED).order_by("pk")
    return [event.data["to"] for event in events]


def test_the_leader_hears_at_once_the_manager_days_later_and_each_only_once(leader, manager):
    report = offensive()
    for at in (IN_TIME, LATE, LATE + timedelta(minutes=1), LATER, LATER + timedelta(days=9)):
        services.escalate(at=at)
    assert sent_to() == ["leader@council.example", "manager@council.example"]
    assert escalated(report) == ["leader", "manager"]
    report.refresh_from_db()
    assert report.escalated == 2
    first = report.events.filter(type=Event.Type.ESCALATED).first()
    assert first.data == {"to": "leader", "step": "answer", "due": report.due_at.isoformat()}


def test_the_mail_says_what_should_have_happened_and_who_has_it(leader):
    report, officer = offensive(), staff("Case officers", "neighbourhoods", username="bea")
    services.assign(report=report, officer=officer, by=leader, at=MONDAY_MORNING)
    Email.objects.all().delete()
    services.escalate(at=LATE)
    mail = Email.objects.get()
    assert mail.subject == f"Late: {report.reference}"
    for words in ("Act, as we promised", "5pm on Tuesday 24 November", "Officer: bea"):
        assert words in mail.message
    assert "amina" not in mail.message.casefold()


def test_jobs_that_stood_still_for_days_tell_both_at_once(leader, manager):
    report = offensive()
    assert services.escalate(at=LATER) == 1
    assert sent_to() == ["leader@council.example", "manager@council.example"]
    assert escalated(report) == ["leader", "manager"]


def test_managers_hear_after_as_many_days_as_the_council_says(leader, manager):
    Council.objects.update(escalate_days=0)
    council = Council.objects.get()
    council.save()  # who reads it learns that it changed
    offensive()
    services.escalate(at=LATE)
    assert sent_to() == ["leader@council.example", "manager@council.example"]


def test_without_a_leader_the_team_hears_and_without_an_address_the_council():
    offensive()
    Team.objects.filter(slug="neighbourhoods").update(email="team@council.example")
    services.escalate(at=LATE)
    assert sent_to() == ["team@council.example"]
    Report.objects.update(escalated=0)
    Team.objects.filter(slug="neighbourhoods").update(email="")
    services.escalate(at=LATE)
    assert sent_to()[1] == Council.objects.get().email


def test_leaders_of_other_teams_and_those_who_have_left_hear_nothing(leader):
    person("Team leaders", "asb", email="other@council.example")
    gone = person("Team leaders", "neighbourhoods", email="gone@council.example")
    gone.is_active = False
    gone.save()
    offensive()
    services.escalate(at=LATE)
    assert sent_to() == ["leader@council.example"]


def test_of_a_restricted_report_only_the_cleared_hear_and_only_its_reference(manager):
    report = restricted()
    team = report.team.slug
    Team.objects.filter(slug=team).update(email="team@council.example")
    person("Team leaders", team, email="uncleared@council.example")
    person("Team leaders", team, email="cleared@council.example", cleared=True)
    services.escalate(at=LATE)
    assert sent_to() == ["cleared@council.example"]
    mail = Email.objects.get()
    assert report.reference in mail.message
    words = (report.team.name, "5pm", "promised", "harass", "Officer", report.location)
    assert not [word for word in words if word in mail.message]


def test_where_no_leader_is_cleared_a_manager_who_is_hears_at_once(leader, manager):
    report = restricted()
    person("Team leaders", report.team.slug, email="uncleared@council.example")
    person("Safety managers", email="cleared@council.example", cleared=True)
    services.escalate(at=LATE)
    assert sent_to() == ["cleared@council.example"]


def test_who_stands_in_for_leader_and_manager_hears_once_where_both_should_know():
    report = restricted()
    person("Safety managers", email="cleared@council.example", cleared=True)
    services.escalate(at=LATER)
    assert sent_to() == ["cleared@council.example"]
    assert escalated(report) == ["leader", "manager"]


def test_where_nobody_is_cleared_nobody_hears_and_no_event_says_so(manager):
    report = restricted()
    assert services.escalate(at=LATE) == 1
    assert services.escalate(at=LATE) == 0
    assert sent_to() == escalated(report) == []


def test_what_is_held_is_nobodys_work_and_what_is_put_off_is_late_all_the_same(leader, monkeypatch):
    monkeypatch.setattr(watching, "MOST_AT_ONCE", 1)  # what is held takes nobody's place
    held, put_off = offensive(), offensive()
    Report.objects.filter(pk=held.pk).update(quarantined=True)
    Report.objects.filter(pk=put_off.pk).update(snoozed_until=date(2027, 1, 4))
    assert services.escalate(at=LATE) == 1
    assert escalated(held) == []
    assert escalated(put_off) == ["leader"]


def test_a_pause_keeps_it_quiet_until_the_day_on_which_somebody_wanted_to_look(leader):
    report, officer = offensive(), staff("Case officers", "neighbourhoods")
    services.pause(
        report=report,
        reason="resident",
        text="For a photo",
        look_again_on=date(2026, 11, 25),
        by=officer,
        at=MONDAY_MORNING,
    )
    assert services.escalate(at=LATE) == 0
    assert services.escalate(at=LATE + timedelta(days=1)) == 1
    assert report.events.get(type=Event.Type.ESCALATED).data["step"] == "pause"


def test_a_new_time_that_is_missed_is_told_anew(leader):
    report, officer = offensive(), staff("Case officers", "neighbourhoods")
    services.escalate(at=LATE)
    services.record_contact(
        report=report, channel="phone", reached=True, text="Called", by=officer, at=LATE
    )
    report.refresh_from_db()
    assert report.escalated == 0
    services.escalate(at=LATE + timedelta(days=1))
    assert escalated(report) == ["leader"]
    services.escalate(at=report.next_at + timedelta(minutes=1))
    assert escalated(report) == ["leader", "leader"]


def test_many_at_once_are_told_in_several_runs(leader, monkeypatch):
    monkeypatch.setattr(watching, "MOST_AT_ONCE", 2)
    for _ in range(3):
        offensive()
    assert [services.escalate(at=LATE) for _ in range(3)] == [2, 1, 0]


def test_killed_in_the_middle_nothing_is_told_twice_and_nothing_lost(leader, manager, monkeypatch):
    report = offensive()

    def killed(*args):
        raise KeyboardInterrupt

    told, report_late = [], notifications.report_late

    def killed_at_the_second(*args):
        told.append(args)
        (killed if len(told) == 2 else report_late)(*args)

    monkeypatch.setattr(notifications, "report_late", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        services.escalate(at=LATER)
    assert sent_to() == escalated(report) == []
    services.escalate(at=LATER)
    assert sent_to() == ["leader@council.example", "manager@council.example"]


def test_the_number_of_queries_does_not_grow_with_what_is_in_time(
    leader, django_assert_num_queries
):
    offensive()
    services.escalate(at=LATE)
    Report.objects.update(escalated=2)
    for _ in range(3):
        offensive()
    with django_assert_num_queries(1):
        services.escalate(at=IN_TIME)


def test_the_jobs_let_replies_leave_and_clocks_act(leader, monkeypatch, time_machine):
    monkeypatch.setattr(mailing, "send_waiting", lambda **options: True)
    report = offensive()
    services.write_reply(report=report, text="We come", by=leader, at=MONDAY_MORNING)
    Digest.objects.create(team=report.team, day=date(2026, 8, 20))
    time_machine.move_to(LATE)
    for _ in range(2):
        call_command("run_jobs")
    subjects = [email.subject for email in Email.objects.order_by("pk")]
    assert subjects[1:] == [
        f"Late: {report.reference}",
        f"{report.team.name} on Tuesday 24 November",
    ]
    assert "We come" in Email.objects.order_by("pk").first().message
    assert Digest.objects.filter(team=report.team).get().day == date(2026, 11, 24)


def test_a_superuser_is_no_leader_of_every_team(leader):
    admin = person("Administrators", "neighbourhoods", email="admin@council.example")
    admin.is_superuser = True
    admin.save()
    offensive()
    services.escalate(at=LATE)
    assert sent_to() == ["leader@council.example"]
