"""What a reporter has said, in the queue and on the case page, until an officer works on it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from reporting import queries, services
from reporting.admin.report import ANSWERS
from reporting.models import Event, Report, Team
from reporting.services.replies import MOMENT
from tests import complaints, diaries, factories
from tests.cases import act
from tests.factories import HARASSMENT, MONDAY_MORNING
from tests.integration.test_report_admin import QUEUE, signed_in
from tests.nearby import answers_at

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

LATER = MONDAY_MORNING + timedelta(hours=2)
LATEST = LATER + timedelta(hours=2)
STILL = "The reporter has answered since"


@pytest.fixture
def officer(pack):
    return factories.staff("Case officers", "neighbourhoods")


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def page(desk, report):
    return desk.get(reverse("admin:reporting_report_change", args=[report.pk])).content.decode()


def queue(desk, state=""):
    return desk.get(QUEUE, {"state": state} if state else {}).content.decode()


def add(report, text="It has grown", at=LATER):
    services.add_information(report=report, text=text, at=at)


def test_every_answer_has_words_for_the_queue():
    assert set(ANSWERS) == set(queries.ANSWERS)


def test_the_queue_says_what_the_reporter_said_last_until_an_officer_works_on_it(desk, officer):
    report = factories.report()
    assert "cs-chip--answer" not in queue(desk)
    add(report)
    assert ANSWERS["information"] in queue(desk)
    services.withdraw(report=report, text="", at=LATER)
    assert ANSWERS["withdrawal"] in queue(desk, "ended")
    services.add_note(report=report, text="Read", by=officer, at=LATEST)
    assert "cs-chip--answer" not in queue(desk, "all")


def test_the_queue_can_show_only_what_was_answered_even_on_what_has_ended(desk, officer):
    quiet, taken_back, not_fixed = (factories.report() for _ in range(3))
    services.withdraw(report=taken_back, text="", at=LATER)
    diaries.close(not_fixed)
    add(not_fixed)
    shown = queue(desk, "answered")
    assert not_fixed.reference in shown
    assert quiet.reference not in shown
    assert taken_back.reference not in shown  # it is over, and nobody waits


def test_the_queue_asks_no_more_for_many_answers(desk, django_assert_max_num_queries):
    for _ in range(3):
        add(factories.report())
    with django_assert_max_num_queries(25) as few:
        desk.get(QUEUE)
    for _ in range(12):
        add(factories.report())
    with django_assert_max_num_queries(len(few)):
        desk.get(QUEUE)


def test_the_case_page_asks_no_more_after_sixty_events(
    desk, officer, django_assert_max_num_queries
):
    report = factories.report()
    page(desk, report)
    with django_assert_max_num_queries(25) as few:
        page(desk, report)
    for number in range(30):
        services.add_note(report=report, text=str(number), by=officer, at=LATER)
        services.record_reading(report=report, by=officer, at=LATER)
        Event.objects.create(report=report, type=Event.Type.INFORMATION, at=LATER, text="x")
    with django_assert_max_num_queries(len(few)):
        page(desk, report)


def test_what_is_no_answer_leaves_the_word_open(desk, officer):
    """Another team, a caller who has seen it too, a look: none of them answers the reporter."""
    report = factories.report(answers=answers_at(0))
    add(report, "They are back")
    draft = factories.draft(answers=answers_at(0))
    draft.filed_by = officer
    draft.save()
    services.see_too(draft=draft, report=report, at=LATER)
    team = Team.objects.get(slug="asb")
    services.allocate(report=report, team=team, reason="Yours", by=officer, at=LATER)
    colleague = signed_in("Case officers", "asb")
    shown = page(colleague, report)
    assert STILL in shown
    assert "“They are back”" in shown
    assert ANSWERS["information"] in queue(colleague)


def test_what_was_added_while_held_is_still_open_when_it_is_let_go(desk, officer):
    draft = factories.draft()
    report = services.submit(draft_key=draft.key, at=MONDAY_MORNING, suspicions=["trap"])
    add(report)
    services.release(report=report, by=officer, at=LATEST)
    assert STILL in page(desk, report)
    assert ANSWERS["information"] in queue(desk)


def test_an_answer_leads_to_its_own_place_in_the_history(desk):
    report = factories.report()
    add(report)
    word = report.events.get(type=Event.Type.INFORMATION)
    shown = page(desk, report)
    assert f'#event-{word.pk}"' in shown
    assert f'id="event-{word.pk}"' in shown


def test_a_diary_counts_on_the_case_page_by_its_latest_entry_alone():
    report = diaries.noise_report()
    desk = signed_in("Case officers", report.team.slug)
    diaries.write(report, 3, at=LATER)
    shown = page(desk, report)
    assert STILL in shown
    notice = shown[shown.index(STILL) : shown.index('id="told"')]
    assert notice.count("Diary entry") == 1
    assert "cs-chip--answer" not in queue(desk)  # it is kept for months, not written to be answered


def test_readings_that_follow_each_other_are_folded_but_all_there():
    report = factories.report("street-harassment", HARASSMENT)
    reader = factories.staff("Case officers", report.team.slug)
    for minute in range(5):
        at = LATER + timedelta(minutes=minute)
        services.record_reading(report=report, by=reader, at=at)
    shown = page(signed_in("Case officers", report.team.slug), report)
    assert shown.count("Restricted report read") == 1
    assert "5 times" in shown
    for event in report.events.filter(type=Event.Type.READ, by=reader):
        assert f'id="event-{event.pk}"' in shown


SAFE = factories.CONTACT["safe-contact"]


def by_phone():
    phone = {**SAFE, "channel": "phone", "times": "Mondays"}
    return complaints.asb(MONDAY_MORNING, **{"safe-contact": phone})


@pytest.mark.parametrize("kind", ["phone", "anonymous"])
def test_an_officer_is_told_where_no_mail_goes_out(kind):
    report = by_phone() if kind == "phone" else factories.report("street-harassment", HARASSMENT)
    desk = signed_in("Case officers", report.team.slug)
    shown = page(desk, report)
    assert "gets it by mail" not in shown
    assert "This site sends the reporter no mail." in shown
    act(desk, report, "reply", text="On Monday")
    services.send_replies(at=timezone.now() + MOMENT)
    assert "not sent by mail" in page(desk, report)


def test_closing_tells_the_officer_too_that_no_mail_goes_out():
    report = by_phone()
    Report.objects.filter(pk=report.pk).update(status=Report.Status.CLOSURE_PROPOSED)
    shown = page(signed_in("Case officers", "asb"), report)
    told = (
        "Only when you close or signpost it. In plain words. This site sends the reporter no mail."
    )
    assert told in shown


def test_an_officer_knows_that_a_mail_about_something_private_holds_no_words():
    answers = {**HARASSMENT, **factories.CONTACT}
    report = factories.report("street-harassment", answers)
    shown = page(signed_in("Case officers", report.team.slug), report)
    assert "The mail says only that there is news" in shown


def test_the_safe_way_stands_on_top_with_its_number_and_the_other_is_marked():
    shown = page(signed_in("Case officers", "asb"), by_phone())
    top = shown[shown.index("safe-contact") : shown.index('id="told"')]
    assert "020 7946 0000" in top
    assert "amina@example.com" not in top
    assert shown.count("Not the safe way") == 1
