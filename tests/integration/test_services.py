"""Every change of a report: what it does, what it records, whom it tells."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from post_office.models import Email

from reporting import lifecycle, notifications, services
from reporting.models import Draft, Event, Photo, Report, Team
from reporting.photos import remake
from tests import factories
from tests.factories import GRAFFITI, HARASSMENT, MONDAY_MORNING
from tests.pictures import picture

pytestmark = pytest.mark.usefixtures("pack")

LATER = MONDAY_MORNING + timedelta(hours=3)


def event_types(report):
    return list(report.events.values_list("type", flat=True))


def test_a_sent_report_keeps_its_answers_in_words_and_its_facts_in_codes():
    report = factories.report()
    words = {answer["label"]: answer["words"] for answer in report.answers}
    assert words["What is the graffiti on?"] == "A council building"
    assert report.facts["land"] == "council-building"
    assert report.facts["outside_borough"] == "no"
    assert report.due_at.isoformat() == "2026-11-24T17:00:00+00:00"


def test_a_sent_report_records_its_arrival_its_routing_and_its_mails():
    assert event_types(factories.report()) == ["received", "routed", "mail-queued", "mail-queued"]


def test_the_reporter_and_the_team_get_a_mail_and_no_address_stands_in_the_log():
    report = factories.report()
    receipt, for_team = Email.objects.order_by("pk")
    assert receipt.to == ["amina@example.com"]
    assert receipt.subject == f"We have your report {report.reference}"
    assert "5pm on Tuesday 24 November" in receipt.message
    assert report.receipt_key in receipt.message
    assert for_team.to == ["communitysafety@walthamforest.gov.uk"]
    assert "amina" not in str(list(report.events.values()))


def test_the_mail_to_the_team_holds_nothing_that_the_resident_typed():
    factories.report()
    for_team = Email.objects.order_by("pk").last()
    for typed in ("Amina", "amina@", "7946", "12 Hoe Street", "Red paint"):
        assert typed not in for_team.message + for_team.subject


def test_words_with_html_in_them_arrive_in_mails_as_they_are():
    Team.objects.filter(slug="neighbourhoods").update(name="Streets & <Parks>")
    factories.report()
    assert "Streets & <Parks>" in Email.objects.order_by("pk")[0].message


def test_the_receipt_of_a_sensitive_report_tells_others_in_the_home_nothing():
    report = factories.report("street-harassment", {**HARASSMENT, **factories.CONTACT})
    receipt = Email.objects.order_by("pk")[0]
    assert report.reference in receipt.message
    for word in ("harass", "follow", "Violence", "Women", "hate"):
        assert word.casefold() not in (receipt.subject + receipt.message).casefold()


def test_an_anonymous_reporter_gets_no_mail():
    factories.report("street-harassment", HARASSMENT)
    assert Email.objects.count() == 1


def test_a_copy_goes_to_the_councils_other_teams_but_not_to_the_police():
    answers = {**GRAFFITI, "offensive": {"offensive": "yes", "hateful": "yes"}}
    report = factories.report(answers=answers)
    assert {team.slug for team in report.also.all()} == {"asb", "met-police"}
    assert report.restricted
    assert Email.objects.count() == 3


def test_mail_is_not_queued_where_the_report_is_not_stored(monkeypatch):
    def broken(*args):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(notifications, "report_for_team", broken)
    draft = factories.draft()
    with pytest.raises(RuntimeError):
        services.submit(draft_key=draft.key, at=MONDAY_MORNING)
    assert not Email.objects.exists()
    assert not Report.objects.exists()
    assert Draft.objects.get().answers == GRAFFITI


def test_sending_a_draft_again_returns_the_same_report():
    draft = factories.draft()
    first = services.submit(draft_key=draft.key, at=MONDAY_MORNING)
    assert services.submit(draft_key=draft.key, at=LATER) == first


def test_two_tabs_on_one_report_do_not_erase_each_other():
    first = factories.draft(answers={})
    second = Draft.objects.get(pk=first.pk)
    services.save_answers(draft=first, step="land", answers={"land": "other"}, at=LATER)
    services.save_answers(draft=second, step="where", answers={"ward": ""}, at=LATER)
    assert Draft.objects.get().answers == {"land": {"land": "other"}, "where": {"ward": ""}}


def test_a_draft_that_was_sent_meanwhile_takes_no_more_answers():
    draft = factories.draft()
    services.submit(draft_key=draft.key, at=MONDAY_MORNING)
    with pytest.raises(services.DraftGone):
        services.save_answers(draft=draft, step="land", answers={}, at=LATER)


def test_an_unknown_draft_makes_no_report():
    assert services.submit(draft_key="nobody", at=MONDAY_MORNING) is None


def test_what_goes_to_others_makes_no_report():
    answers = {**GRAFFITI, "land": {"land": "railway"}}
    assert services.submit(draft_key=factories.draft(answers=answers).key, at=LATER) is None
    assert Draft.objects.exists()


def test_the_photo_moves_from_the_draft_to_the_report():
    report = factories.report(photo=True)
    photo = report.photos.get()
    assert photo.draft is None
    assert (photo.width, photo.height) == (80, 60)


def test_references_have_no_look_alikes_and_do_not_repeat():
    references = {factories.report(answers=GRAFFITI).reference for _ in range(20)}
    assert len(references) == 20
    for reference in references:
        prefix, *groups = reference.split("-")
        assert prefix == "WF"
        assert [len(group) for group in groups] == [4, 4]
        assert not set("".join(groups)) & set("AEIOU01LS")


def test_allocation_records_who_why_and_tells_the_other_team():
    report, officer = factories.report(), factories.staff("Case officers", "neighbourhoods")
    team = Team.objects.get(slug="waste-enforcement")
    services.allocate(report=report, team=team, reason="Not ours", by=officer, at=LATER)
    report.refresh_from_db()
    assert report.team == team
    event = report.events.get(type=Event.Type.ALLOCATED)
    assert (event.by, event.text) == (officer, "Not ours")
    assert event.data == {"from": "neighbourhoods", "to": "waste-enforcement"}
    assert Email.objects.count() == 3


@pytest.mark.parametrize("slug", ["met-police", "neighbourhoods"])
def test_a_partner_or_the_same_team_cannot_be_given_a_report(slug):
    report, officer = factories.report(), factories.staff("Case officers", "neighbourhoods")
    team = Team.objects.get(slug=slug)
    with pytest.raises(services.Refused):
        services.allocate(report=report, team=team, reason="x", by=officer, at=LATER)


def test_a_status_follows_the_path_and_no_other():
    report, officer = factories.report(), factories.staff("Case officers", "neighbourhoods")
    services.change_status(report=report, status="allocated", by=officer, at=LATER)
    with pytest.raises(services.Refused, match="cannot become"):
        services.change_status(report=report, status="monitoring", by=officer, at=LATER)
    report.refresh_from_db()
    assert report.status == "allocated"


def closed_report(officer):
    report = factories.report()
    for status in ("allocated", "inspected"):
        services.change_status(report=report, status=status, by=officer, at=LATER)
    services.change_status(
        report=report,
        status="closed",
        outcome="cleared",
        explanation="We cleaned the wall.",
        by=officer,
        at=LATER,
    )
    report.refresh_from_db()
    return report


def test_closing_tells_the_reporter_what_came_of_it():
    report = closed_report(factories.staff("Case officers", "neighbourhoods"))
    assert not report.is_open
    mail = Email.objects.order_by("pk").last()
    assert mail.to == ["amina@example.com"]
    assert "We cleaned the wall." in mail.message
    assert "case review" not in mail.message


def test_closing_without_an_explanation_is_refused():
    report, officer = factories.report(), factories.staff("Case officers", "neighbourhoods")
    services.change_status(report=report, status="allocated", by=officer, at=LATER)
    with pytest.raises(services.Refused, match="how this report ended"):
        services.change_status(report=report, status="closed", by=officer, at=LATER)


def test_a_reopened_report_forgets_its_outcome_but_its_events_do_not():
    officer = factories.staff("Case officers", "neighbourhoods")
    report = closed_report(officer)
    services.change_status(report=report, status="reopened", by=officer, at=LATER)
    report.refresh_from_db()
    assert (report.outcome, report.explanation) == ("", "")
    closing = report.events.filter(data__to="closed").get()
    assert closing.data["explanation"] == "We cleaned the wall."


def test_reading_is_logged_on_restricted_reports_only():
    officer = factories.staff("Case officers", "neighbourhoods", "vawg")
    plain, restricted = factories.report(), factories.report("street-harassment", HARASSMENT)
    for report in (plain, restricted):
        services.record_reading(report=report, by=officer, at=LATER)
    assert Event.objects.get(type=Event.Type.READ).report == restricted


def test_old_drafts_go_with_their_photos_and_young_ones_stay(
    django_capture_on_commit_callbacks,
):
    old, young = factories.draft(), factories.draft(at=LATER)
    remade = remake(ContentFile(picture()))
    photo = services.add_photo(draft=old, remade=remade, at=LATER)
    at = MONDAY_MORNING + services.DRAFT_LIFE + timedelta(hours=1)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.purge_drafts(at=at) == 1
    assert list(Draft.objects.all()) == [young]
    assert not Photo.objects.exists()
    assert not default_storage.exists(photo.file.name)
    assert not default_storage.exists(photo.thumbnail.name)


def test_the_database_itself_refuses_a_closed_report_without_explanation():
    report = factories.report()
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(status="closed")


def test_the_database_itself_refuses_contacts_on_an_anonymous_report():
    report = factories.report()
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(contact_level="anonymous")


def test_the_models_know_every_status_outcome_and_path_of_the_life_of_a_report():
    assert set(Report.Status.values) == set(lifecycle.Status)
    assert set(Report.Outcome.values) == set(lifecycle.Outcome)
    assert set(Report.ENDED) == {Report.Status(status.value) for status in lifecycle.ENDED}
