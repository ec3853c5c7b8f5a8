"""The one box of the queue: by every key, among what one may read, and nothing beyond."""

import pytest
from django.test import Client

from reporting import searching
from reporting.models import Report
from tests import factories

pytestmark = pytest.mark.usefixtures("pack", "without_second_factor")

QUEUE = "/admin/reporting/report/"


def signed_in(group, *teams, **kwargs):
    client = Client()
    client.force_login(factories.staff(group, *teams, **kwargs))
    return client


@pytest.fixture
def officer():
    return signed_in("Case officers", "neighbourhoods")


def somewhere(location, **about):
    answers = {
        **factories.GRAFFITI,
        "where": {"location": location, "ward": "hoe-street"},
        "about-you": {**factories.GRAFFITI["about-you"], **about},
    }
    return factories.report(answers=answers)


def listed(client, **query):
    response = client.get(QUEUE, query)
    assert response.status_code == 200
    return {report.pk for report in response.context["cl"].result_list}


@pytest.mark.parametrize(
    "typed",
    [
        "{reference}",
        "{compact}",
        "{beginning}",
        "{end}",
        "AMINA@example.com",
        "020 7946 0000",
        "+44 20 7946 0000",
        "e174qr",
        "E17 4QR",
        "church hill",
        "Amina",
        "red paint",
        '"red paint"',
    ],
)
def test_a_report_is_found_by(officer, typed):
    wanted = somewhere("4 Church Hill, E17 4QR")
    # Letters in its second half, since PostgreSQL takes “-2345” for a number.
    Report.objects.filter(pk=wanted.pk).update(reference="WF-7K3M-9QXD")
    words = wanted.words_to_search
    words.text = words.text.replace(wanted.reference, "WF-7K3M-9QXD")
    words.save()
    other = somewhere("9 Wood Street", name="Bea", email="bea@example.com", phone="+442079460001")
    other.words_to_search.text = other.words_to_search.text.replace("Red paint", "Blue")
    other.words_to_search.save()
    keys = {
        "reference": "WF-7K3M-9QXD",
        "compact": "wf7k3m9qxd",
        "beginning": "wf-7k",
        "end": "9qxd",
    }
    assert listed(officer, q=typed.format(**keys)) == {wanted.pk}


def test_what_has_ended_is_found_too_unless_a_state_is_chosen(officer):
    report = somewhere("Church Hill")
    main = factories.report()
    Report.objects.filter(pk=report.pk).update(status="duplicate", main=main)
    assert listed(officer, q="Church") == {report.pk}
    assert listed(officer, q="Church", state="open") == set()


def test_the_page_says_by_which_key_it_searched(officer):
    factories.report()
    page = officer.get(QUEUE, {"q": "02079460000"}).content.decode()
    assert "Searched for the phone number +442079460000." in page


def test_where_nothing_is_found_the_page_says_what_to_try(officer):
    factories.report()
    page = officer.get(QUEUE, {"q": "nobody@example.com", "risk": "high"}).content.decode()
    assert "Nothing found" in page
    assert "Search without any filter" in page


SECRETS = ["Hoe", "followed", "Amina", "amina@example.com", "02079460000", "{reference}", "{end}"]


@pytest.mark.parametrize("typed", SECRETS)
@pytest.mark.parametrize(
    "reader",
    [("Case officers", ["neighbourhoods"], True), ("Case officers", ["vawg"], False)],
    ids=["an officer of another team", "an officer who is not cleared"],
)
def test_a_search_finds_no_restricted_report_for(reader, typed):
    answers = {**factories.HARASSMENT, **factories.CONTACT}
    report = factories.report("street-harassment", answers)
    group, teams, cleared = reader
    client = signed_in(group, *teams, cleared=cleared)
    keys = {"reference": report.reference, "end": report.reference[-4:]}
    response = client.get(QUEUE, {"q": typed.format(**keys), "state": "all"})
    assert response.context["cl"].result_count == 0
    assert f"/{report.pk}/change/" not in response.content.decode()


def test_who_is_cleared_finds_it_by_the_same_words():
    answers = {**factories.HARASSMENT, **factories.CONTACT}
    report = factories.report("street-harassment", answers)
    assert listed(signed_in("Case officers", "vawg"), q="amina@example.com") == {report.pk}


def test_a_held_report_is_not_found(officer):
    report = factories.report()
    Report.objects.update(quarantined=True)
    assert listed(officer, q=report.reference, state="all") == set()


@pytest.mark.parametrize(
    "typed",
    [
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "%",
        "\\",
        ":*",
        "&|!()",
        '"',
        '"""',
        "-",
        "a:b*",
        "٣٤",
    ],
)
def test_no_search_is_a_fault_of_ours(officer, typed):
    factories.report()
    page = officer.get(QUEUE, {"q": typed})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("x" * 10_000, "at most 200 characters"), ("a\0b", "Null characters are not allowed.")],
)
def test_what_cannot_be_searched_for_gives_the_whole_list_and_a_sentence(officer, typed, sentence):
    report = factories.report()
    response = officer.get(QUEUE, {"q": typed, "state": "open"})
    assert sentence in response.content.decode()
    assert [each.pk for each in response.context["cl"].result_list] == [report.pk]


def test_who_finds_too_many_is_told_to_add_a_word(officer, monkeypatch):
    monkeypatch.setattr(searching, "MOST_FOUND", 2)
    for _ in range(3):
        factories.report()
    response = officer.get(QUEUE, {"q": "paint"})
    assert len(response.context["cl"].result_list) == 2
    assert "Add a word or a filter." in response.content.decode()
