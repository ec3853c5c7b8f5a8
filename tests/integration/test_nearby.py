"""Somebody has reported it already: which reports are shown, and what of them."""

from itertools import count

import pytest
from django.utils import timezone

from reporting import nearby, services
from reporting.models import Category, Draft, Event, Kind, Report
from tests import factories
from tests.journeys import step_of
from tests.nearby import (
    BEFORE,
    LATITUDE,
    LONGITUDE,
    METRE,
    PLACE,
    answers_at,
    at_place,
    closed,
    reported,
)

pytestmark = pytest.mark.usefixtures("pack")


def options(page):
    return [str(label) for _value, label in page.context["form"].fields["same"].choices]


def test_a_report_that_others_made_nearby_is_shown_roughly(client):
    report = reported(60)
    services.set_publicity(
        report=report,
        public=True,
        wording="Red letters on the side wall.",
        by=factories.staff("Case officers", "neighbourhoods"),
        at=timezone.now(),
    )
    address = at_place(client)
    assert step_of(address) == "already-reported"
    page = client.get(address)
    assert options(page) == [
        "Graffiti, about 50 metres away",
        "None of these: mine is a different one",
    ]
    html = page.content.decode()
    assert "Reported on Monday 23 November." in html
    assert "We have it and will pass it to a team." in html
    assert "Red letters on the side wall." in html


def test_the_page_shows_nothing_of_what_was_typed_or_of_who_typed_it(client):
    answers = answers_at(40, location="MARKER place")
    answers |= {
        "surface": {**answers["surface"], "description": "MARKER description"},
        "about-you": {
            "contact_level": "contact",
            "name": "MARKER name",
            "email": "marker@example.com",
            "phone": "+442079460123",
        },
    }
    report = factories.report(answers=answers, photo=True)
    officer = factories.staff("Case officers", "neighbourhoods", username="marker-officer")
    services.add_note(report=report, text="MARKER note", by=officer, at=timezone.now())
    address = at_place(client)
    follow = client.post(address, {"same": report.pk})["Location"]
    private = (
        report.reference,
        report.receipt_key,
        report.draft_key,
        report.photos.get().file.name,
    )
    for page in (address, follow):
        html = client.get(page).content.decode()
        assert "Graffiti" in html
        assert "marker" not in html.casefold()
        assert "7946" not in html
        assert str(report.latitude) not in html
        assert not [each for each in private if each in html]


def test_the_nearest_five_of_the_same_within_250_metres_are_found():
    near = {metres: reported(metres).pk for metres in (170, 60, 225, 5, 115, 280)}
    draft = factories.draft(answers=answers_at(0))
    found = nearby.keys_near(draft.category, draft.answers, factories.MONDAY_MORNING)
    assert found == [near[metres] for metres in (5, 60, 115, 170, 225)]


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (0, "at most 50 metres"),
        (27, "at most 50 metres"),
        (64, "about 50 metres"),
        (100, "about 100 metres"),
        (225, "about 200 metres"),
    ],
)
def test_a_distance_is_told_in_steps_of_fifty_metres(client, metres, words):
    reported(metres)
    assert words in options(client.get(at_place(client)))[0]


def joined(report):
    main = reported(400)
    Report.objects.filter(pk=main.pk).update(public=False)
    Report.objects.filter(pk=report.pk).update(status="duplicate", main=main)


HIDDEN = {
    "is closed": closed,
    "is private": lambda report: Report.objects.update(public=False),
    "is held": lambda report: Report.objects.update(quarantined=True),
    "is a duplicate": joined,
    "is of another category": lambda report: Report.objects.update(
        category=Category.objects.get(slug="litter")
    ),
    "is of a category that is private by now": lambda report: Category.objects.filter(
        slug="graffiti"
    ).update(public=False),
}


@pytest.mark.parametrize("how", HIDDEN)
def test_no_report_is_shown_that(client, how):
    HIDDEN[how](reported())
    assert step_of(at_place(client)) == "photo"


@pytest.mark.parametrize("how", HIDDEN)
def test_what_became_hidden_before_the_page_was_opened_is_no_question_any_more(client, how):
    report = reported()
    address = at_place(client)
    HIDDEN[how](report)
    assert step_of(client.get(address)["Location"]) == "photo"
    assert step_of(client.post(address, {"same": report.pk})["Location"]) == "photo"
    assert not Event.objects.filter(type="seen-too").exists()


def test_one_of_two_that_was_closed_meanwhile_cannot_be_chosen_and_the_page_says_so(client):
    first, second = reported(20), reported(50)
    address = at_place(client)
    closed(first)
    page = client.post(address, {"same": first.pk})
    assert page.status_code == 200
    assert "Select one of these reports" in page.content.decode()
    assert len(options(page)) == 2
    assert client.post(address, {"same": second.pk}).status_code == 302


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"offensive": {"offensive": "yes", "hateful": "yes"}}, {}),
        ({"offensive": {"offensive": "yes", "hateful": "dont-know"}}, {}),
        ({"land": {"land": "private-residential"}}, {}),
        ({}, {"position": "device", "accuracy": "101"}),
        ({}, {"position": "", "location": "Beside 12 Hoe Street"}),
    ],
    ids=["hateful", "perhaps hateful", "private land", "vague", "in words alone"],
)
def test_a_report_that_is_not_public_itself_is_compared_with_none(client, changed, place):
    reported()
    address = at_place(client, answers={**BEFORE, **changed}, **place)
    assert step_of(address) == "photo"
    assert Draft.objects.get().answers["where"]["nearby"] == []


def test_an_answer_that_makes_it_private_later_takes_the_question_away(client):
    reported()
    address = at_place(client)
    hateful = {"offensive": "yes", "hateful": "yes"}
    client.post(address.replace("already-reported", "offensive"), hateful)
    assert step_of(client.get(address)["Location"]) == "photo"


@pytest.mark.parametrize("slug", ["anti-social-behaviour", "noise", "street-harassment"])
def test_reports_about_people_are_never_shown_even_if_a_row_said_so(slug):
    category = Category.objects.get(slug=slug)
    report = reported()
    Report.objects.update(category=category)
    answers = answers_at(0)
    at = factories.MONDAY_MORNING
    assert nearby.keys_near(category, answers, at) == []
    answers["where"]["nearby"] = [report.pk]
    assert nearby.offered(category, answers, at) == []
    assert not nearby.may_be_shown(Report.objects.get())


def test_a_sensitive_kind_is_never_shown():
    kind = Kind.objects.filter(category__slug="litter").first()
    Kind.objects.filter(pk=kind.pk).update(sensitive=True)
    category = Category.objects.prefetch_related("kinds", "pages__questions").get(slug="litter")
    answers = {"kind": {"kind": kind.slug}, **answers_at(0)}
    Report.objects.update(category=category, kind=kind)
    assert nearby.keys_near(category, answers, factories.MONDAY_MORNING) == []


def test_none_of_these_goes_on_and_is_remembered(client):
    reported()
    address = at_place(client)
    onward = client.post(address, {"same": "none"})["Location"]
    assert step_of(onward) == "photo"
    assert client.get(address).context["form"]["same"].value() == "none"
    assert address in client.get(onward).content.decode()  # the link back


def test_an_answer_is_needed_and_the_page_says_which(client):
    reported()
    page = client.post(at_place(client), {})
    assert page.status_code == 200
    assert "Select the report that is the same" in page.content.decode()


def test_the_question_cannot_be_skipped(client):
    reported()
    address = at_place(client)
    photo = address.replace("already-reported", "photo")
    assert client.get(photo)["Location"] == address


def test_another_place_asks_anew(client):
    reported()
    address = at_place(client)
    client.post(address, {"same": "none"})
    where = address.replace("already-reported", "where")
    assert client.post(where, PLACE)["Location"] == address
    assert "already-reported" not in Draft.objects.get().answers
    far = {**PLACE, "latitude": LATITUDE + 1000 * METRE}
    assert step_of(client.post(where, far)["Location"]) == "photo"


def test_a_postcodes_place_is_compared_as_well():
    draft = factories.draft(answers=answers_at(0, position="postcode"))
    report = reported(60)
    found = nearby.keys_near(draft.category, draft.answers, factories.MONDAY_MORNING)
    assert found == [report.pk]


def many(report, number):
    """Copy a report's row, a metre further for each."""
    numbers = count()
    rows = []
    for _ in range(number):
        key = next(numbers)
        report.pk, report.reference = None, f"WF-{key:09d}"
        report.receipt_key = report.draft_key = f"key-{key}"
        report.longitude = round(LONGITUDE + (key % 200) * METRE, 5)
        rows.append(
            Report(**{f.attname: getattr(report, f.attname) for f in Report._meta.concrete_fields})
        )
    Report.objects.bulk_create(rows)


def test_the_page_and_the_search_cost_no_more_among_a_thousand_reports(
    client, django_assert_max_num_queries
):
    many(reported(), 1000)
    address = at_place(client)
    where = address.replace("already-reported", "where")
    client.get(address)
    with django_assert_max_num_queries(8):
        page = client.get(address)
    assert len(options(page)) == 6
    with django_assert_max_num_queries(16):
        client.post(where, PLACE)


def test_asking_from_many_places_tells_no_better_than_the_grid_where_a_report_is(client):
    at_corner, beside_it = 0, 20  # metres: of one cell
    seen = set()
    for metres in (at_corner, beside_it):
        Report.objects.all().delete()
        report = reported(metres)
        draft = factories.draft(answers=answers_at(200))
        found = nearby.keys_near(draft.category, draft.answers, factories.MONDAY_MORNING)
        assert found == [report.pk]
        where = {**draft.answers["where"], "nearby": found}
        (shown,) = nearby.offered(
            draft.category, {**draft.answers, "where": where}, factories.MONDAY_MORNING
        )
        seen.add(shown.metres)
    assert len(seen) == 1
