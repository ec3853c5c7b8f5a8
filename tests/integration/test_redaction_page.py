"""The page on which a photo is blacked out: wrong boxes, and what colleagues do meanwhile."""

from urllib.parse import urlencode

import pytest

from reporting import services
from reporting.models import Event, Photo
from reporting.redaction import MOST_BOXES, Box
from tests import factories
from tests.cases import act
from tests.factories import MONDAY_MORNING
from tests.redaction import ALL, LEFT_HALF, TEAM, address, browser, draw

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def report():
    return factories.report(photo=True)


@pytest.fixture
def cleared():
    """Sign in an officer of the team who is cleared for restricted reports."""
    return browser(factories.staff("Case officers", TEAM, username="clara"))


@pytest.fixture
def officer():
    """Sign in an officer of the team who is not cleared."""
    return browser(factories.staff("Case officers", TEAM, cleared=False, username="olu"))


WRONG = [
    ({"left": "-1"}, "Write a number from 0 to 100"),
    ({"left": "nan"}, "Write a number from 0 to 100"),
    ({"left": "inf"}, "Write a number from 0 to 100"),
    ({"left": "9" * 10_000}, "Write a number from 0 to 100"),
    ({"left": "<script>alert(1)</script>"}, "Write a number from 0 to 100"),
    ({"left": "1\0"}, "Write a number from 0 to 100"),
    ({"left": "\udcff"}, "Write a number from 0 to 100"),
    ({"left": ""}, "Write a number from 0 to 100"),
    ({"left": "60"}, "goes beyond the right edge"),
    ({"top": "60"}, "goes beyond the bottom"),
    ({"width": "0"}, "at least 0.1"),
    ({"seen": "x"}, "Enter a whole number"),
    ({"seen": ""}, "Open the report again"),
    ({"left": "", "top": "", "width": "", "height": ""}, "Draw at least one box"),
]


def test_a_wrong_box_is_refused_with_a_sentence_and_stays_typed(report, officer):
    good = {"left": "10", "top": "10", "width": "50", "height": "50.5"}
    good["seen"] = str(report.events.last().pk)
    for values, sentence in WRONG:
        sent = urlencode(good | values, errors="surrogatepass")
        response = officer.post(address("redact", report), sent, FORM)
        page = response.content.decode()
        assert response.status_code == 422, values
        assert sentence in page, values
        assert 'value="50.5"' in page or values.get("height") == ""
        assert "<script>alert" not in page
    assert not Photo.objects.get().redacted


def test_a_sentence_stands_at_its_field_and_on_top(report, officer):
    page = draw(officer, report, LEFT_HALF, Box(90, 0, 20, 10)).content.decode()
    assert 'href="#box-2"' in page
    assert 'aria-invalid="true"' in page
    assert "aria-describedby" in page


def test_a_thousand_boxes_are_refused_and_so_is_one_too_many(report, officer):
    many = [Box(number, 0, 1, 1) for number in range(MOST_BOXES + 1)]
    response = draw(officer, report, *many)
    assert response.status_code == 422
    assert f"at most {MOST_BOXES} boxes" in response.content.decode()
    crowd = draw(officer, report, *[Box(0, 0, 1, 1)] * 1000)
    assert crowd.status_code == 400
    assert "could not read what you sent" in crowd.content.decode()


def test_without_a_script_rows_come_and_go_by_buttons_and_nothing_is_saved(report, officer):
    page = draw(officer, report, LEFT_HALF, add="yes").content.decode()
    assert page.count('<fieldset class="cs-box"') == 2 + 1  # one is the script's own
    assert "errornote" not in page
    page = draw(officer, report, LEFT_HALF, ALL, remove="1").content.decode()
    assert page.count('<fieldset class="cs-box"') == 1 + 1
    assert not Photo.objects.get().redacted


def test_what_a_colleague_did_meanwhile_is_shown_and_no_box_is_lost(report, officer, cleared):
    seen = report.events.last().pk
    draw(officer, report, LEFT_HALF)
    mine = Box(80.0, 80.0, 10.0, 10.0)
    response = draw(cleared, report, mine, seen=seen)
    page = response.content.decode()
    assert response.status_code == 409
    assert "Photo redacted" in page
    assert Photo.objects.get().boxes == [list(LEFT_HALF)]
    form = response.context["form"]
    assert form.boxes == [] or set(form.boxes) == {mine, LEFT_HALF}
    shown = [row.box for row in form.rows]
    assert shown == [mine, LEFT_HALF]
    assert draw(cleared, report, *shown, seen=form.initial["seen"]).status_code == 302
    assert Photo.objects.get().boxes == [list(mine), list(LEFT_HALF)]


def test_who_is_not_cleared_keeps_their_boxes_in_a_conflict_too(report, officer, cleared):
    seen = report.events.last().pk
    draw(cleared, report, LEFT_HALF)
    response = draw(officer, report, ALL, seen=seen)
    assert response.status_code == 409
    form = response.context["form"]
    assert [row.box for row in form.rows] == [ALL]
    draw(officer, report, ALL, seen=form.initial["seen"])
    assert Photo.objects.get().boxes == [list(LEFT_HALF), list(ALL)]


def test_the_same_boxes_sent_twice_are_one_redaction(report, cleared):
    seen = report.events.last().pk
    for _ in range(2):
        assert draw(cleared, report, ALL, seen=seen).status_code == 302
    assert Event.objects.filter(type=Event.Type.REDACTED).count() == 1


def test_who_sends_an_old_page_of_the_case_meets_the_redaction(report, officer, cleared):
    seen = report.events.last().pk
    draw(cleared, report, ALL)
    text = {"text": "Asked the school", "review_on": "2026-12-01"}
    assert act(officer, report, "review", seen=seen, **text).status_code == 409


def test_the_redaction_page_asks_the_same_of_the_database_however_much_has_happened(
    report, cleared, django_assert_max_num_queries
):
    with django_assert_max_num_queries(25):
        cleared.get(address("redact", report))
    clara = factories.staff("Case officers", TEAM)
    for number in range(60):
        services.add_note(report=report, text=f"Note {number}", by=clara, at=MONDAY_MORNING)
    with django_assert_max_num_queries(25):
        cleared.get(address("redact", report))
