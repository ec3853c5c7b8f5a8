"""Reports that go on as one, and words that leave a moment later."""

from datetime import timedelta

import pytest
from post_office.models import Email

from reporting import services
from reporting.models import Event
from reporting.services import Refused
from tests import factories
from tests.cases import case_page
from tests.casework import (
    NO,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    closed,
    contacted,
    fresh,
    make_case,
)
from tests.complaints import asb
from tests.diaries import noise_report
from tests.factories import MONDAY_MORNING, staff

pytestmark = pytest.mark.usefixtures("pack")


def test_cases_are_linked_and_their_reporters_hear_how_the_main_one_ends(case, officer):
    other = asb(MONDAY_MORNING, email="carla@example.com")
    services.triage(report=other, answers=NO, officer=officer, by=officer, at=TUESDAY)
    services.join(report=other, main=case, reason="Same men", by=officer, at=TUESDAY)
    other = fresh(other)
    assert (other.status, other.main, other.next_at) == ("linked", case, None)
    closed(contacted(case, officer), officer)
    mail = Email.objects.filter(to="carla@example.com").order_by("pk").last()
    assert "It has stopped." in mail.message
    assert "case review" in mail.message


def test_nothing_is_joined_with_itself_with_a_thing_or_with_what_has_ended():
    officer = staff("Case officers", "asb", "neighbourhoods")
    case, other = make_case(officer), make_case(officer, email="carla@example.com")
    ended = closed(contacted(other, officer), officer)
    for main, sentence in (
        (case, "the one that you are on"),
        (factories.report(), "never joined"),
        (ended, "is not open"),
    ):
        with pytest.raises(Refused, match=sentence):
            services.join(report=case, main=main, reason="x", by=officer, at=THURSDAY)
    assert fresh(case).status == "allocated"


def test_a_report_of_another_team_is_not_a_main_one(case, officer):
    other = noise_report()
    with pytest.raises(Refused, match="No report of your teams"):
        services.join(report=case, main=other, reason="x", by=officer, at=TUESDAY)


def test_a_reply_leaves_after_a_moment_and_until_then_comes_back(case, officer):
    before = case.update_due_at
    told = {"report": case, "by": officer, "at": TUESDAY}
    reply = services.write_reply(text="We come tomorrow", **told)
    with pytest.raises(Refused, match="on their way already"):
        services.write_reply(text="We come tomorrow", **told)
    assert services.send_replies(at=TUESDAY + timedelta(seconds=14)) == 0
    words = services.take_back(
        report=case, reply=reply.pk, by=officer, at=TUESDAY + timedelta(seconds=14)
    )
    assert words == "We come tomorrow"
    second = services.write_reply(text="We come on Friday", **told)
    leaves = TUESDAY + timedelta(days=1)
    assert services.send_replies(at=leaves) == 1
    assert services.send_replies(at=leaves) == 0
    with pytest.raises(Refused, match="left already"):
        services.take_back(report=case, reply=second.pk, by=officer, at=leaves)
    assert fresh(case).update_due_at > before
    assert case.events.filter(type=Event.Type.UPDATE).count() == 1


def test_a_reply_that_leaves_after_the_end_sets_no_clock():
    neighbour = staff("Case officers", "neighbourhoods")
    report = factories.report()
    services.write_reply(report=report, text="Goodbye", by=neighbour, at=TUESDAY)
    services.withdraw(report=report, text="Enough", at=TUESDAY)
    assert services.send_replies(at=WEDNESDAY) == 1
    report = fresh(report)
    assert (report.status, report.next_at, report.update_due_at) == ("closed", None, None)


def test_a_joined_case_leads_first_to_where_work_goes_on(
    case, officer, client, without_second_factor
):
    other = asb(MONDAY_MORNING, email="carla@example.com")
    services.triage(report=other, answers=NO, officer=officer, by=officer, at=TUESDAY)
    services.join(report=other, main=case, reason="Same men", by=officer, at=TUESDAY)
    client.force_login(officer)
    html = client.get(case_page(other)).content.decode()
    link = f'Work goes on in the main report, <a href="{case_page(case)}">{case.reference}</a>'
    assert link in html
    case.restricted = True
    case.save()
    officer.groups.remove(*officer.groups.filter(name__startswith="Cleared"))
    assert case.reference not in client.get(case_page(other)).content.decode()
