"""The one box: what a resident sees for what they typed."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faq import index
from faq.models import MissedWord
from tests import public_content as make
from tests.findable import DANGER, cards, find, make_things, text_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def things():
    make_things()


def column(page, heading):
    """Return the part of a page under a heading, up to the end of its section."""
    found = re.search(rf"<h2[^>]*>{heading}</h2>(.*?)</section>", page, re.DOTALL)
    return found and found[1]


def test_danger_puts_999_before_everything_with_the_words_that_say_so(client):
    page = text_of(find(client, f"{DANGER}. My bike was stolen"))
    panel = page.index('<section class="cs-emergency')
    assert panel < page.index('role="search"') < page.index("/support/crime/")
    shown = page[panel : page.index("</section>", panel)]
    assert 'href="tel:999"' in shown
    assert re.search("You wrote “[^”]*knife", shown)
    assert "If we are wrong, carry on below" in shown
    assert 'href="/support/emergency/"' in shown
    assert page.count("/support/emergency/") == 1  # the panel stands for it
    assert "This looks right" not in page


def test_of_many_words_that_tell_of_danger_three_are_quoted(client):
    text = (
        "He has a gun, he stabbed my brother, who is not breathing, the house is on fire, help me"
    )
    page = text_of(find(client, text))
    assert page[page.index("You wrote") : page.index("sounds like danger")].count("“") == 3


@pytest.mark.parametrize("around", ["zyxwv " * 1600, "🔥 " * 4900, "a, " * 3200])
def test_danger_is_found_however_late_it_is_said(client, around):
    assert "Call 999 now" in text_of(find(client, f"{around} {DANGER}"))


def test_calm_words_bring_one_quiet_line_about_999_and_no_panel(client):
    page = text_of(find(client, "graffiti"))
    assert "cs-emergency" not in page
    assert "In danger now? Call 999 . Nobody reads this box." in words_of(find(client, "graffiti"))


def test_what_is_sure_stands_alone(client):
    page = text_of(find(client, "swastika"))
    assert "This looks right" in page
    (card,) = cards(page)
    assert "Report form" in card
    assert 'href="/report/graffiti/"' in card
    assert "Graffiti: Hateful <words>" in card


def test_what_is_not_sure_stands_beside_others_with_forms_and_answers_in_columns(client):
    page = text_of(find(client, "peacock"))
    assert "One of these?" in page
    assert len(cards(page)) == 3
    forms, advice = column(page, "Report it"), column(page, "Answers and advice")
    assert set(re.findall('href="(/[a-z]+/)', forms)) == {"/report/"}
    assert set(re.findall('href="(/[a-z]+/)', advice)) == {"/answers/"}
    assert advice.count("<li>") == 4
    shown = re.findall('href="(/(?:report|answers)/(?!ask|feed)[^"]+)"', page)
    assert len(shown) == len(set(shown))


def test_no_column_stands_empty(client):
    page = text_of(find(client, "swastika"))
    assert column(page, "Report it") is None
    assert column(page, "Answers and advice") is None


def test_matched_words_are_marked_in_any_form_and_all_else_is_text(client):
    page = find(client, "hateful <b>word</b> for walls sprayed").content.decode()
    assert "<mark>spray</mark>" in page
    assert "<mark>walls</mark>" in page
    assert "&lt;<mark>words</mark>&gt;" in page
    assert "<b>" not in page
    assert "<mark>for" not in page.lower()  # says nothing, however well it fits


def test_what_is_not_ours_names_who_deals_with_it_in_the_card_itself(client):
    (card,) = cards(text_of(find(client, "dead fish")))
    assert "You cannot report this here" in card
    assert 'href="tel:03001234"' in card
    for words in ("River Authority", "cleans the river", "Day and night.", "Go to river.example"):
        assert words in card
    assert 'href=""' not in card


def test_a_past_crime_leads_to_the_police_and_to_those_who_ask_no_name(client):
    page = text_of(find(client, "my bike was stolen last week"))
    assert "cs-emergency" not in page
    (card,) = cards(page)
    assert 'href="/support/crime/"' in card
    for way in ("Our Police", 'href="tel:101"', "Tip Line", 'href="tel:0800555111"'):
        assert way in card


def test_nothing_found_is_said_plainly_and_offers_every_other_way(client):
    page = text_of(find(client, "zyxwv & qqq"))
    assert "We found nothing of ours for these words" in page
    assert 'href="/answers/ask/?q=zyxwv%20%26%20qqq"' in page
    forms = re.findall('href="(/report/[a-z]+/)"', page)
    assert forms.count("/report/graffiti/") == 1
    assert len(forms) == 6
    for way in ("tel:02084963000", 'href="https://www.walthamforest.gov.uk"'):
        assert way in page


def test_below_results_a_question_can_be_asked_in_the_same_words(client):
    assert 'href="/answers/ask/?q=spray%20paint"' in text_of(find(client, "spray paint"))


def number_missed():
    return MissedWord.objects.count()


def test_words_searched_in_vain_are_counted_once(client):
    find(client, "the zyxwv in Mill Lane")
    find(client, "zyxwv?")  # the same once more: one person must not make a rare word readable
    assert list(MissedWord.objects.values_list("times", flat=True)) == [1]


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("peacock", {}),
        (f"{DANGER} zyxwv", {}),
        ("Mill Lane", {}),
        ("zyxwv", {"headers": {"sec-purpose": "prefetch;prerender"}}),
    ],
)
def test_what_was_found_and_what_nobody_looked_at_is_not_counted(client, text, more):
    find(client, text, **more)
    client.head("/find/", {"q": "zyxwv"})
    assert number_missed() == 0


def test_a_ward_alone_is_known_and_leads_on(client):
    page = text_of(find(client, "Mill Lane ward?"))
    assert "Mill Lane is one of our wards" in page
    assert "We found nothing" not in page
    assert 'href="/report/"' in page


def test_a_ward_beside_other_words_is_named(client):
    page = text_of(find(client, "spray paint in mill lane"))
    assert "In Mill Lane ward." in page
    assert "/report/graffiti/" in page


def test_a_word_spelt_wrongly_is_looked_for_as_it_was_meant(client):
    page = text_of(find(client, "peecock"))
    assert "We also looked for “peacock” (you wrote “peecock”)" in page
    assert len(cards(page)) == 3


def test_without_words_the_box_stands_alone(client):
    for address in ("/find/", "/find/?q=", "/find/?q=%20%00"):
        page = text_of(client.get(address))
        assert "We found nothing" not in page
        assert 'name="q"' in page


def test_what_is_not_published_is_never_found(client):
    assert "We found nothing" in text_of(find(client, "unicorn"))


def test_a_search_sets_no_cookie_and_is_kept_by_nobody_else(client):
    response = find(client, "graffiti")
    assert response.cookies == {}
    assert "private" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("text", ["graffiti", "zyxwv", DANGER])
def test_a_search_costs_few_queries_and_any_other_after_it_hardly_one(client, text):
    with CaptureQueriesContext(connection) as cold:
        find(client, text)
    assert len(cold) <= 5
    with CaptureQueriesContext(connection) as warm:
        find(client, text)
    assert len(warm) <= 2  # who runs this site, which nobody edited, and the count of the missed


def test_an_edit_is_found_at_once(client, django_capture_on_commit_callbacks):
    assert "We found nothing" in text_of(find(client, "hedgehogs"))
    with django_capture_on_commit_callbacks(execute=True):
        make.make_category("wildlife", name="Hedgehogs")
    assert 'href="/report/wildlife/"' in cards(text_of(find(client, "hedgehogs")))[0]


def test_without_an_index_a_plain_search_answers_and_the_health_check_says_so(client, monkeypatch):
    def broken(version):
        raise OSError("no room")

    monkeypatch.setattr(index, "Index", broken)
    page = text_of(find(client, "peacock"))
    assert "/answers/birds-" in page
    assert "/report/noise/" in page
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.json() == {"database": True, "cache": True, "search": False}
