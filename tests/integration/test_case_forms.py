"""What the forms of a case page begin with, and what they say where something is left out."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from reporting.models import Report, RiskFactor
from tests import factories
from tests.cases import act, case_page, form
from tests.casework import AFTER, FRIDAY, fresh
from tests.desk import FRONT, listed

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")


@pytest.fixture(autouse=True)
def on_friday(time_machine):
    time_machine.move_to(FRIDAY)


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def title(page):
    return re.search(r"<title>(.*?)</title>", page.content.decode(), re.DOTALL)[1]


def test_putting_off_offers_the_next_working_day(desk, case):
    offered = form(desk.get(case_page(case)), "snooze")
    assert offered["until"].value() == timezone.localdate() + timedelta(days=3)


@pytest.mark.parametrize(("planned", "offered"), [(AFTER, AFTER), (FRIDAY.date(), None)])
def test_a_review_keeps_the_day_that_is_still_to_come(desk, case, planned, offered):
    Report.objects.filter(pk=case.pk).update(review_on=planned)
    assert form(desk.get(case_page(case)), "review")["review_on"].value() == offered


def test_a_review_with_neither_words_nor_a_day_is_refused(desk, case):
    Report.objects.filter(pk=case.pk).update(review_on=AFTER)
    page = act(desk, case, "review", text=" ", review_on="")
    assert page.status_code == 422
    assert "Write what you found, or choose the day of the next review." in page.content.decode()
    assert fresh(case).review_on == AFTER
    assert act(desk, case, "review", text="All quiet", review_on="").status_code == 302
    assert fresh(case).review_on is None


def test_each_question_of_the_risk_that_is_left_out_is_named_on_top(desk, case):
    page = act(desk, case, "risk")
    sentences = [sentence for _, sentence in page.context["faults"][0]["errors"]]
    questions = RiskFactor.objects.values_list("question", flat=True)
    assert sentences == [f"Answer the question: {question}" for question in questions]


def test_the_title_tells_cases_apart_and_says_first_what_was_not_saved(desk, case):
    assert title(desk.get(case_page(case))).startswith(f"{case.reference}, {case.what} |")
    assert title(act(desk, case, "note", text="")).startswith(f"Not saved: {case.reference}")


def test_a_report_is_found_from_the_front_page_also_when_it_has_ended(desk, case):
    html = desk.get(FRONT).content.decode()
    address = re.search(r'<form method="get" action="([^"]+)" role="search"', html)[1]
    Report.objects.filter(pk=case.pk).update(status="spam", next_at=None)
    assert listed(desk, f"{address}?q={case.reference}") == {case.reference}


def test_a_partner_who_has_no_queue_is_offered_no_search(client):
    client.force_login(factories.staff("Police contributors", "met-police"))
    assert 'role="search"' not in client.get(FRONT).content.decode()
