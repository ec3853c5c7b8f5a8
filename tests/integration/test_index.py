"""The index of the one box: what it costs, when it is made anew, and what answers without it."""

import threading
import time

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from faq import index
from faq.finding import ENOUGH, find
from faq.models import Topic
from faq.shelf import FEW_WORDS, Plain
from reporting.models import Category
from safety_site import public_pages
from tests import public_content as make

pytestmark = pytest.mark.django_db


def make_content():
    council = make.make_council_voice()
    make.make_category("noise", name="Noise", keywords=["loud music"])
    make.make_support_page("emergency", title="Get help now", keywords=["999"])
    make.make_handover("river", keywords=["dead fish"])
    make.make_ward()
    answers = [(council, "We count badgers."), (council, "And hedgehogs.")]
    make.make_topic("peacocks", answers, keywords=["peacock"], question="Who feeds peacocks?")
    make.make_topic("secret", [(council, "peacock")], status="draft", keywords=["peacock"])


def found(text):
    return [match.thing.slug for match in find(text).matches]


@pytest.fixture
def failing(monkeypatch):
    """Let no index be made; return the versions that were tried."""
    tried = []

    def fail(version):
        tried.append(version)
        raise OSError("no room")

    monkeypatch.setattr(index, "Index", fail)
    return tried


@pytest.mark.parametrize("number", [1, 30])
def test_an_index_is_made_with_three_queries_however_much_there_is(number):
    make_content()
    for each in range(number):
        make.make_topic(f"topic-{each}", [(None, "x")])
        make.make_category(f"category-{each}")
    with CaptureQueriesContext(connection) as queries:
        assert index.is_ready()
    assert len(queries) == 3
    with CaptureQueriesContext(connection) as queries:
        assert found("loud music") == ["noise"]
    assert len(queries) == 0


def test_everything_published_is_found_with_all_of_its_words():
    make_content()
    assert found("loud music") == ["noise"]
    assert found("dead fish") == ["river"]
    assert found("peacocks") == ["peacocks"]
    (match,) = find("peacock in Mill Lane").matches
    assert match.thing.url == "/answers/peacocks/"
    assert match.thing.title == "Who feeds peacocks?"
    assert match.thing.summary == "April 2025"
    assert match.thing.body == "We count badgers.\nAnd hedgehogs."
    assert find("peacock in Mill Lane").wards == ("Mill Lane",)


def test_a_topic_of_no_webinar_says_when_it_was_published():
    make.make_topic("geese", [(None, "x")], webinar=None)
    (match,) = find("geese").matches
    assert match.thing.summary == "May 2025"


def test_what_was_edited_is_found_and_all_that_was_not_is_kept(django_capture_on_commit_callbacks):
    make_content()
    first = index.shelf()
    with django_capture_on_commit_callbacks(execute=True):
        Category.objects.get(slug="noise").delete()
        topic = Topic.objects.get(slug="peacocks")
        topic.keywords = ["swans"]
        topic.save()
    assert found("loud music") == []
    assert found("swan") == ["peacocks"]
    kept = {entry.thing.slug: entry for entry in first.entries}
    assert all(entry is kept[entry.thing.slug] for entry in index.shelf().entries)
    assert len(index.shelf().entries) == len(first.entries) - 1


def test_while_an_index_takes_long_the_old_one_answers(monkeypatch):
    make_content()
    old = index.shelf()
    old.seconds = index.PATIENCE + 1
    begun, go_on = [], threading.Event()

    class Slow(index.Index):
        def __init__(self, version):
            begun.append(version)
            go_on.wait(20)
            vars(self).update(vars(old), version=version)

    monkeypatch.setattr(index, "Index", Slow)
    cache.set(public_pages.VERSION_KEY, "edited", None)
    try:
        assert [found("loud music") for _ in range(5)] == [["noise"]] * 5
        assert index.shelf() is old
    finally:
        go_on.set()
    end = time.monotonic() + 20
    while index.shelf() is old:
        assert time.monotonic() < end
        time.sleep(0.01)
    assert begun == ["edited"]
    assert index.shelf().version == "edited"


def test_where_no_thread_can_be_had_the_old_index_answers_and_the_next_search_tries_again(
    monkeypatch,
):
    make_content()
    old = index.shelf()
    old.seconds = index.PATIENCE + 1
    cache.set(public_pages.VERSION_KEY, "edited", None)

    def start(thread):
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as without_threads:
        without_threads.setattr(threading.Thread, "start", start)
        assert index.shelf() is old
    old.seconds = 0
    assert index.shelf().version == "edited"


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("loud music", "noise"),
        ("dead fish", "river"),
        ("who feeds the peacocks", "peacocks"),
        ("Peacock", "peacocks"),
    ],
)
def test_without_an_index_the_database_is_searched_for_the_same(text, slug):
    make_content()
    assert found(text) == [slug]
    assert isinstance(index.shelf(), Plain)


def test_an_index_that_cannot_be_made_is_not_tried_again_by_each_search(failing, monkeypatch):
    make_content()
    for _ in range(3):
        assert found("loud music") == ["noise"]
        assert not index.is_ready()
    assert len(failing) == 1
    monkeypatch.setattr(index, "RETRY", -1.0)  # as if it was long ago
    assert not index.is_ready()
    assert len(failing) == 2


def test_where_a_new_index_cannot_be_made_the_old_one_answers(monkeypatch):
    make_content()
    old = index.shelf()
    cache.set(public_pages.VERSION_KEY, "edited", None)
    monkeypatch.setattr(index, "Index", None)
    assert index.shelf() is old
    assert index.is_ready()


@pytest.mark.parametrize("text", ["peacock", "sofa dumped", "", "the", "🔥", "\0", "x " * 5000])
def test_on_an_empty_site_nothing_is_found_and_nothing_breaks(text):
    assert found(text) == []
    assert isinstance(index.shelf(), index.Index)


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("text", ["peacock", "", "the", "%_'\"", "\0", "x " * 5000])
def test_without_index_and_content_nothing_is_found_and_nothing_breaks(text):
    assert found(text) == []


@pytest.mark.usefixtures("failing")
def test_without_an_index_topics_alone_are_found():
    make.make_topic("peacocks", [(None, "x")], question="Who feeds peacocks?")
    assert found("peacocks") == ["peacocks"]


@pytest.mark.usefixtures("failing")
def test_without_an_index_a_long_text_asks_the_database_for_few_words():
    make_content()
    with CaptureQueriesContext(connection) as queries:
        find(" ".join(f"word{'abcdefghij'[each % 10] * (each + 1)}" for each in range(35)))
    assert len(queries) == 3
    assert queries[-1]["sql"].count("LIKE") <= 2 * 3 * FEW_WORDS


@pytest.mark.usefixtures("failing")
def test_danger_is_known_whether_there_is_anything_to_find_or_not():
    assert find("there is a man with a knife outside my door right now").urgent


@pytest.mark.usefixtures("pack_with_examples")
def test_what_residents_say_leads_to_what_the_council_does():
    assert found("someone dumped a sofa by the bins")[0] == "fly-tipping"
    assert found("lamp post been dead for weeks")[0] == "street-lighting"
    examples = {entry.thing.slug: len(entry.phrases) for entry in index.shelf().entries}
    assert examples["emergency"] > ENOUGH
