"""What a curious colleague tries in the back office, each of it once possible."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from post_office.models import Email

from reporting import services
from reporting.models import Event, Report
from reporting.services import Refused
from tests import factories
from tests.cases import case_page
from tests.casework import NO, TUESDAY, fresh, make_case
from tests.complaints import asb
from tests.factories import HARASSMENT, MONDAY_MORNING, staff

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

QUEUE = "/admin/reporting/report/"
HUGE = 10**30
HATE = NO | {"hate": "yes"}


@pytest.fixture
def curious():
    return staff("Case officers", "asb", username="carl", cleared=False)


def make_restricted(report):
    Report.objects.filter(pk=report.pk).update(restricted=True, public=False)
    return fresh(report)


def test_why_a_report_was_joined_with_a_restricted_one_is_told_there_alone(
    client, case, officer, curious
):
    main = make_restricted(make_case(officer, email="carla@example.com"))
    words = "Mrs Example of number 5 told us of the same men"
    services.join(report=case, main=main, reason=words, by=officer, at=TUESDAY)
    assert main.events.get(type=Event.Type.JOINED).text == words
    client.force_login(curious)
    page = client.get(case_page(case)).content.decode()
    assert "one that you do not see" in page
    assert words not in page
    assert main.reference not in page


def test_whoever_may_not_read_a_hate_incident_is_not_its_officer_any_more(officer, curious):
    report = asb(MONDAY_MORNING)
    services.assign(report=report, officer=curious, by=curious, at=TUESDAY)
    told = {"report": report, "answers": HATE, "by": curious, "at": TUESDAY}
    with pytest.raises(Refused, match="cannot work on this report"):
        services.triage(officer=curious, **told)
    assert not fresh(report).restricted
    services.triage(officer=None, **told)
    report = fresh(report)
    assert (report.restricted, report.officer) == (True, None)
    assert report.events.filter(type=Event.Type.TRIAGED, data__officer_gone="carl").exists()
    services.triage(officer=officer, **told)
    assert fresh(report).officer == officer


def test_a_superuser_is_not_cleared_by_that(client, case):
    client.force_login(User.objects.create_superuser("root"))
    assert client.get(case_page(case)).status_code == 200
    make_restricted(case)
    assert client.get(case_page(case)).status_code == 404


def test_the_mail_to_a_team_does_not_say_what_a_restricted_report_is_about():
    report = factories.report("street-harassment", HARASSMENT)
    assert report.restricted
    told = [mail.subject + mail.message for mail in Email.objects.exclude(to="amina@example.com")]
    assert told
    for words in (report.category.name, report.kind.name, *report.reasons):
        assert not any(words in each for each in told)
    assert all(report.reference in each for each in told)


def test_a_safety_warning_that_ends_on_another_report_is_told_where_it_was_raised(case, officer):
    other = make_case(officer, email="carla@example.com")
    at = TUESDAY
    told = {"place": case.location, "text": "A dog", "ends_on": at.date() + timedelta(days=9)}
    services.warn_of_place(report=case, by=officer, at=at, **told)
    warning = case.safety_warnings.get()
    make_restricted(other)
    services.end_warning(report=other, warning=warning.pk, reason="He says so", by=officer, at=at)
    last = case.events.last()
    assert (last.type, last.by, last.text) == (Event.Type.WARNING, officer, "")
    assert last.data["ended"]


def test_what_is_typed_into_an_address_by_hand_is_refused_and_breaks_nothing(client, case):
    user = staff("Safety managers")
    user.groups.add(Group.objects.get(name="Content editors"))
    client.force_login(user)
    for typed in (
        f"officer__gt={HUGE}",
        f"team__in={HUGE}",
        "status__regex=(",
        "status__range=1",
        "officer__isnull=x",
        "reporter_email__startswith=a",
    ):
        assert client.get(f"{QUEUE}?{typed}").status_code == 400, typed
    assert client.get(reverse("admin:case_letter", args=[case.pk, HUGE])).status_code == 404
    for name, typed in (
        ("reporting_questionpage", f"category__id__gt={HUGE}"),
        ("reporting_unknownpolicy", "fact__regex=("),
        ("faq_organisation", "role__exact=%00"),
    ):
        address = reverse(f"admin:{name}_changelist")
        assert client.get(f"{address}?{typed}").status_code == 400, typed
    address = reverse("admin:reporting_questionpage_changelist")
    listed = client.get(f"{address}?category__id__exact={case.category_id}").context["cl"]
    assert {page.category_id for page in listed.result_list} == {case.category_id}
