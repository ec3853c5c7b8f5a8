"""The incident diary: what it takes, what it refuses, and how it is read."""

import gzip
import re

import pytest
from django.urls import reverse

from reporting.diary.forms import EFFECT_LENGTH, TEXT_LENGTH
from reporting.services.diary import MOST_A_DAY
from tests import diaries
from tests.diaries import NOW, earlier, entries
from tests.factories import MONDAY_MORNING

pytestmark = pytest.mark.usefixtures("pack")


@pytest.fixture(autouse=True)
def _monday_morning(time_machine):
    time_machine.move_to(MONDAY_MORNING, tick=False)


@pytest.fixture
def report():
    return diaries.noise_report()


@pytest.fixture
def page(report):
    return diaries.begin(report)


def refused(client, page, told):
    """Send what cannot be taken; return the page that says so."""
    answer = client.post(page, told)
    assert answer.status_code == 200
    assert entries().count() == 0
    shown = answer.content.decode()
    assert "There is a problem" in shown
    return shown


def test_a_new_diary_says_how_to_keep_it_and_asks_what_happened(client, report, page):
    shown = client.get(page).content.decode()
    assert f"http://localhost:8000{page}" in shown
    assert "Whoever has it can read your diary and write in it" in shown
    assert report.reference in shown
    assert 'name="robots" content="noindex"' in shown
    assert "no-store" in client.get(page)["Cache-Control"]


def test_what_happens_now_is_one_entry_at_this_minute(client, report, page):
    answer = client.post(page, NOW | {"effects": ["sleep", "children"], "effect": "I cried"})
    assert answer["Location"] == page
    event = entries().get()
    assert event.report == report
    assert event.text == "Bass through the wall"
    once = event.data.pop("once")
    assert re.fullmatch("[0-9a-f]{64}", once)
    assert event.data == {
        "happened": "2026-11-23T09:30",
        "how_long": "going-on",
        "effects": ["sleep", "children"],
        "effect": "I cried",
    }
    shown = client.get(page).content.decode()
    assert "Added to your diary" in shown
    assert "9:30am" in shown
    assert "Written down as it happened" in shown
    assert "I could not sleep" in shown


def test_the_word_that_it_was_added_goes_after_a_minute(client, page, time_machine):
    client.post(page, NOW)
    time_machine.shift(61)
    assert "Added to your diary" not in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("time", "kept"), [("10.15pm", "2026-11-20T22:15"), ("", "2026-11-20"), ("late", None)]
)
def test_what_happened_before_has_a_day_and_perhaps_a_time(client, page, time, kept):
    told = earlier(20, 11, 2026, time)
    if kept is None:
        assert "Enter a time like 9:30pm" in refused(client, page, told)
        return
    client.post(page, told)
    assert entries().get().data["happened"] == kept
    shown = client.get(page).content.decode()
    assert "Friday 20 November 2026" in shown
    assert "Written down at 9:30am on Monday 23 November" in shown


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (earlier(24, 11, 2026), "The date must be today or in the past"),
        (earlier(23, 11, 2026, "9:31am"), "The time must be in the past"),
        (earlier(1, 1, 2015), "The date must be in the last 10 years"),
        (earlier(31, 2, 2026), "Enter a real date"),
        (earlier("", "", ""), "Enter a date"),
        (NOW | {"happened": ""}, "Select when it happened"),
        (NOW | {"happened": "dont-know"}, "Select a valid choice"),
        (NOW | {"text": " \u200b "}, "Write down what happened"),
        (NOW | {"text": "x" * 20_000}, f"Shorten what happened to {TEXT_LENGTH} characters"),
        (NOW | {"effect": "x" * 1001}, f"Shorten how it affected you to {EFFECT_LENGTH}"),
        (NOW | {"how_long": ""}, "Select how long it lasted"),
        (NOW | {"effects": ["a-code-of-mine"]}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_taken_gets_a_sentence_and_the_words_stay(client, page, told, sentence):
    shown = refused(client, page, told)
    assert shown.count(sentence) == 2  # in the summary and at the field
    assert told["text"].strip("\u200b ") in shown


def test_a_clock_that_went_forward_makes_no_entry_of_the_future(client, page, time_machine):
    time_machine.move_to("2026-06-30T23:30:00+00:00", tick=False)  # in London it is 1 July already
    client.post(page, earlier(1, 7, 2026, "0:20"))
    assert entries().get().data["happened"] == "2026-07-01T00:20"


def sent_by(client, page, **told):
    """Fill in the form as it stands on the page, its hidden key included."""
    once = re.search(r'name="once" value="(\w+)"', client.get(page).content.decode())[1]
    return NOW | {"once": once} | told


def test_the_same_form_sent_twice_is_one_entry(client, page, time_machine):
    form = sent_by(client, page)
    assert client.post(page, form)["Location"] == page
    time_machine.shift(600)  # the answer was lost, and the phone tries again
    assert client.post(page, form)["Location"] == page
    assert entries().count() == 1


def test_the_same_form_with_other_words_is_another_entry(client, page):
    form = sent_by(client, page)
    client.post(page, form)
    client.post(page, form | {"text": "And now they shout"})
    assert [event.text for event in entries()] == ["Bass through the wall", "And now they shout"]


def test_the_same_words_from_a_new_form_are_another_entry(client, page):
    client.post(page, sent_by(client, page))
    client.post(page, sent_by(client, page))
    assert entries().count() == 2


@pytest.mark.parametrize("once", ["", "\0", "' or 1", "x" * 5000])
def test_a_form_with_somebody_elses_idea_of_a_key_is_one_entry(client, page, once):
    assert client.post(page, NOW | {"once": once}).status_code == 302
    assert entries().count() == 1


def test_entries_stand_under_their_days_the_last_incident_first(client, report, page):
    diaries.write(report, happened="2026-11-20", text="no time")
    diaries.write(report, happened="2026-11-21T01:00", text="small hours")
    diaries.write(report, happened="2026-11-20T22:00", text="evening")
    diaries.write(report, happened="2026-11-20T08:00", text="breakfast")
    shown = client.get(page).content.decode()
    words = ["21 November 2026", "small hours", "20 November 2026", "evening", "breakfast"]
    places = [shown.index(word) for word in [*words, "no time"]]
    assert places == sorted(places)
    assert shown.count("20 November 2026</h3>") == 1


@pytest.mark.parametrize(
    "words",
    ["نص من اليمين", "👨‍👩‍👧 🚨", "<script>alert(1)</script>", "x" * TEXT_LENGTH, "a\r\nb" * 500],
)
def test_any_script_and_length_of_words_is_shown_as_typed(client, page, words):
    assert client.post(page, NOW | {"text": words}).status_code == 302
    assert entries().get().text == words.replace("\r\n", "\n")
    for address in (page, f"{page}print/"):
        assert "<script>alert(1)" not in client.get(address).content.decode()


def test_a_closed_report_can_be_read_but_takes_no_entry(client, report, page):
    client.post(page, NOW)
    diaries.close(report)
    shown = client.get(page).content.decode()
    assert "Bass through the wall" in shown
    assert "We no longer work on this report" in shown
    assert "tell us that it is not fixed" in shown
    assert f'href="{reverse("tracking:find")}"' in shown
    assert "Add to diary" not in shown


def test_words_sent_as_the_report_was_closed_are_handed_back(client, report, page):
    diaries.close(report)
    shown = refused(client, page, NOW | {"text": "They shout again"})
    assert "its diary takes no more entries" in shown
    assert "They shout again</textarea>" in shown


def test_a_day_takes_fifty_entries_and_the_next_day_more(client, report, page, time_machine):
    diaries.write(report, MOST_A_DAY)
    answer = client.post(page, NOW)
    assert answer.status_code == 200
    assert "You can write 50 entries a day" in answer.content.decode()
    assert entries().count() == MOST_A_DAY
    time_machine.move_to("2026-11-24T00:01:00+00:00", tick=False)
    assert client.post(page, NOW).status_code == 302


def test_a_diary_of_another_report_is_not_touched(client, report, page):
    other = diaries.noise_report()
    diaries.begin(other)
    diaries.write(other, text="Not for you")
    client.post(page, NOW)
    assert "Not for you" not in client.get(page).content.decode()
    assert entries().get(report=report)


def test_a_year_of_entries_costs_no_more_queries_and_little_to_load(
    client, report, page, django_assert_num_queries
):
    diaries.write(report)
    client.get(page)
    with django_assert_num_queries(3):
        assert client.get(page).status_code == 200
    for day in range(24, 28):
        at = MONDAY_MORNING.replace(day=day)
        diaries.write(report, 50, at=at, happened=f"2026-11-{day}", text="Bass " * 300)
    with django_assert_num_queries(3):
        packed = client.get(page, headers={"accept-encoding": "gzip"}).content
    assert len(packed) < 20 * 1024
    assert "Read or print all 201 entries" in gzip.decompress(packed).decode()
    with django_assert_num_queries(3):
        assert client.get(f"{page}print/").content.decode().count("<tr>") == 202
