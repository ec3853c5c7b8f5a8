"""Keys from the front page and the queue to a case and the next one; none while one types."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reporting import services
from reporting.models import SavedFilter
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

QUEUE = "/admin/reporting/report/?pile=mine"


@pytest.fixture
def officer():
    return factories.staff("Case officers", "neighbourhoods", username="olive")


@pytest.fixture
def cases(officer):
    now = timezone.now()
    made = [factories.report(at=now - timedelta(days=days)) for days in (9, 6, 3)]
    for report in made:
        services.assign(report=report, officer=officer, by=officer, at=now)
    return made


def focused(page):
    return page.evaluate("document.activeElement.textContent.trim()")


def test_an_officer_goes_from_queue_to_case_to_next_case_by_keys(
    page, context, sign_in_as, officer, cases
):
    first, second, third = (case.reference for case in cases)
    sign_in_as(context, officer)
    page.goto(QUEUE)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert focused(page) == first
    page.keyboard.press("o")
    page.wait_for_url("**/change/**")
    page.keyboard.press("n")
    page.get_by_role("heading", name=second).wait_for()
    page.keyboard.press("j")
    page.get_by_role("heading", name=third).wait_for()
    page.keyboard.press("p")
    page.get_by_role("heading", name=second).wait_for()

    for key, act in (("r", "reply"), ("t", "note")):
        page.keyboard.press(key)
        assert page.evaluate(f"document.activeElement.closest('#act-{act}') !== null"), act
        page.keyboard.type("jk?g")
        assert page.evaluate("document.activeElement.value") == "jk?g"
        page.evaluate("document.activeElement.blur()")

    page.keyboard.press("g")
    page.keyboard.press("w")
    page.get_by_role("heading", name="My work").wait_for()
    page.keyboard.press("j")
    assert focused(page) == first
    page.keyboard.press("g")
    page.keyboard.press("q")
    page.get_by_role("heading", name="Reports").wait_for()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "searchbar"


def test_the_list_of_keys_keeps_the_focus_and_switches_them_off(
    page, context, sign_in_as, officer, cases, accessibility_faults
):
    SavedFilter.objects.create(user=officer, name="Graffiti", query="category=graffiti")
    sign_in_as(context, officer)
    page.goto("/admin/")
    assert accessibility_faults(page) == []
    page.keyboard.press("j")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keyboard shortcuts")
    keys.wait_for()
    assert accessibility_faults(page) == []
    page.keyboard.press("Escape")
    assert not keys.is_visible()
    assert focused(page) == cases[0].reference

    page.get_by_role("button", name="Keyboard shortcuts").click()
    page.get_by_label("Switch the shortcuts off").check()
    page.get_by_role("button", name="Close").click()
    page.reload()
    page.keyboard.press("?")
    page.keyboard.press("j")
    assert not keys.is_visible()
    assert focused(page) != cases[0].reference
    page.get_by_role("button", name="Keyboard shortcuts").click()
    assert page.get_by_label("Switch the shortcuts off").is_checked()


def test_a_leader_reads_the_load_on_a_page_without_faults_and_without_scripts(
    plain_page, page, context, sign_in_as, officer, cases, accessibility_faults
):
    leader = factories.staff("Team leaders", "neighbourhoods", "asb")
    for each in (plain_page, page):
        sign_in_as(each.context, leader)
        each.goto("/admin/?team=neighbourhoods")
    assert accessibility_faults(page) == []
    assert not plain_page.get_by_role("button", name="Keyboard shortcuts").is_visible()
    plain_page.get_by_role("link", name="olive, open: 3").click()
    plain_page.get_by_role("link", name=cases[0].reference).click()
    plain_page.get_by_role("heading", name=cases[0].reference).wait_for()
