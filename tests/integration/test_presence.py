"""Two officers on one case see each other, and nobody else learns who is there."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.cases import case_page
from tests.factories import HARASSMENT

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

TEAM = "neighbourhoods"


def browser(name, group="Case officers", *teams, **more):
    user = factories.staff(group, *(teams or (TEAM,)), username=name.lower(), **more)
    user.first_name = name
    user.save()
    client = Client()
    client.force_login(user)
    return client


def present(client, report):
    return client.get(reverse("admin:case_present", args=[report.pk]))


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(factories.MONDAY_MORNING, tick=False)
    return time_machine


def test_two_officers_see_each_other_on_the_page_and_when_it_asks_again():
    report, ana, bea = factories.report(), browser("Ana"), browser("Bea")
    assert "has this case open too" not in ana.get(case_page(report)).content.decode()
    assert "Ana has this case open too." in bea.get(case_page(report)).content.decode()
    answer = present(ana, report)
    assert answer.json() == {"names": ["Bea"], "words": "Bea has this case open too."}
    assert "no-store" in answer["Cache-Control"]


def test_three_officers_are_named_in_one_sentence(clock):
    report = factories.report()
    people = [browser(name) for name in ("Ana", "Bea", "Cem")]
    for person in people:
        clock.shift(timedelta(seconds=1))
        person.get(case_page(report))
    assert present(people[0], report).json()["words"] == "Cem and Bea have this case open too."


def test_who_does_not_ask_again_has_gone_after_three_minutes(clock):
    report, ana, bea = factories.report(), browser("Ana"), browser("Bea")
    ana.get(case_page(report))
    clock.shift(timedelta(minutes=2, seconds=59))
    assert present(bea, report).json()["names"] == ["Ana"]
    clock.shift(timedelta(seconds=2))
    assert present(bea, report).json() == {"names": [], "words": ""}


def test_each_case_has_its_own_people():
    ana, bea = browser("Ana"), browser("Bea")
    ana.get(case_page(factories.report()))
    assert present(bea, factories.report()).json()["names"] == []


def test_who_may_not_read_a_case_neither_learns_who_is_there_nor_is_seen():
    report = factories.report("street-harassment", HARASSMENT)
    vera = browser("Vera", "Case officers", "vawg")
    vera.get(case_page(report))
    strangers = [
        browser("Ana"),
        browser("Noa", "Case officers", "vawg", cleared=False),
        browser("Edith", "Content editors"),
        Client(),
    ]
    for stranger in strangers:
        answer = present(stranger, report)
        assert answer.status_code in (302, 403, 404)
        assert "Vera" not in answer.content.decode()
    assert present(vera, report).json()["names"] == []


def test_to_ask_who_is_there_is_no_reading_and_costs_little(django_assert_max_num_queries):
    report = factories.report("street-harassment", HARASSMENT)
    vera = browser("Vera", "Case officers", "vawg")
    vera.get(case_page(report))
    before = report.events.count()
    with django_assert_max_num_queries(6):
        present(vera, report)
    assert report.events.count() == before


def test_a_name_is_text_and_not_markup():
    report, ana = factories.report(), browser("Ana")
    browser("<b>Bea</b>").get(case_page(report))
    assert "<b>Bea" not in ana.get(case_page(report)).content.decode()
    assert present(ana, report).json()["words"] == "<b>Bea</b> has this case open too."


def test_an_endless_number_is_no_case():
    ana = browser("Ana")
    assert ana.get(f"/admin/reporting/report/{'9' * 40}/present/").status_code == 404


def test_without_anything_in_the_cache_the_page_still_comes():
    report, ana = factories.report(), browser("Ana")
    ana.get(case_page(report))
    cache.clear()
    assert ana.get(case_page(report)).status_code == 200
