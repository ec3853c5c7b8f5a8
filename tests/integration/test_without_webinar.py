"""Answers to what residents asked on this site: there is no webinar behind them, on any page."""

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from faq.models import Response, Topic, Webinar
from safety_site.packs import Verdict
from tests import public_content as make
from tests import small_pack
from tests.editing import change, sent
from tests.questions import asked, asked_in_public
from tests.small_pack import load, named

pytestmark = pytest.mark.django_db

NOVEMBER = datetime(2026, 11, 24, 10, tzinfo=UTC)
MOST_QUERIES = 5
WHO_RUNS_THE_SITE = 1  # read once after each edit, then kept
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def text_of(response):
    return response.content.decode()


def words_of(response):
    """What a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", text_of(response)).split())


def asked_here(slug="lamps", **fields):
    """Make a topic that was published from a resident's question."""
    if (answers := fields.pop("answers", None)) is None:
        answers = [(make.make_council_voice(), "We mend them.")]
    return make.make_topic(slug, answers, **({"webinar": None, "published_at": NOVEMBER} | fields))


# --- What residents read ----------------------------------------------------------------------


def test_its_page_says_that_a_resident_asked_and_when_it_was_answered(client):
    asked_here()
    response = client.get("/answers/lamps/")
    assert "A resident asked this on this site. Answered by Our Council, November 2026." in (
        words_of(response)
    )
    assert "Summary in our words, dated 24 November 2026." in words_of(response)
    assert "webinar" not in text_of(response).lower()
    assert 'content="Lamps: the answer of Our Council in November 2026."' in text_of(response)
    assert 'itemprop="answerCount" content="1"' in text_of(response)


def test_one_with_a_webinar_does_not_say_so(client):
    make.make_topic("drugs")
    assert "A resident asked this" not in text_of(client.get("/answers/drugs/"))


def test_no_list_or_feed_shows_a_gap_where_a_webinar_would_stand(client):
    theme = make.make_theme("streets")
    lamps = asked_here(
        theme=theme,
        report_category=make.make_category("graffiti"),
    )
    asked_here("phones", support_page=make.make_support_page("crime"), theme=None)
    make.make_topic("walls", related=[lamps], theme=theme)
    note = {"streets": "Our Council, November 2026", "index": "Our Council, November 2026"}
    for address, expected in {
        "/": "November 2026",
        "/answers/": note["index"],
        "/answers/themes/streets/": note["streets"],
        "/answers/walls/": "Lamps, November 2026",
        "/report/graffiti/": "Lamps, November 2026",
        "/support/crime/": "Phones, November 2026",
        "/find/?q=lamps": "November 2026",
    }.items():
        page = words_of(client.get(address))
        assert expected in page, address
        assert "None" not in page, address


def test_without_any_webinar_the_index_names_no_empty_source(client):
    asked_here()
    page = text_of(client.get("/answers/"))
    assert "Where these answers come from" not in page
    assert "<ul></ul>" not in re.sub(r">\s+<", "><", page)


def test_what_was_asked_here_stands_before_webinars_the_newest_first(client):
    category = make.make_category("graffiti")
    make.make_topic("from-webinar", report_category=category)
    asked_here("early", published_at=NOVEMBER - timedelta(days=60), report_category=category)
    asked_here("late", report_category=category)
    for address in ("/", "/answers/", "/report/graffiti/"):
        page = text_of(client.get(address))
        slugs = re.findall(r'href="/answers/(early|late|from-webinar)/"', page)
        assert slugs == ["late", "early", "from-webinar"], address


def test_the_feed_and_the_sitemap_hold_it(client):
    asked_here()
    root = ElementTree.fromstring(client.get("/answers/feed/").content)  # noqa: S314 - our own
    (entry,) = root.findall("a:entry", ATOM)
    assert entry.findtext("a:title", namespaces=ATOM) == "What about lamps?"
    assert "Our Council, 24 November 2026" in entry.findtext("a:content", namespaces=ATOM)
    sitemap = text_of(client.get("/sitemap.xml"))
    assert "/answers/lamps/" in sitemap
    assert "/webinars/" not in sitemap


# --- What else residents asked ----------------------------------------------------------------


def test_questions_answered_by_a_topic_stand_on_it_in_their_approved_wording(client):
    topic = make.make_topic("lamps")
    answered = {"status": "answered", "topic": topic}
    asked_in_public("Who mends lamps?", wording="Where is Amina's lamp?", **answered)
    asked_in_public("Hidden words?", hidden_reason="Names somebody.", **answered)
    asked(wording="Amina again?", **answered)
    asked_in_public("Elsewhere?", status="answered", topic=make.make_topic("other"))
    response = client.get("/answers/lamps/")
    assert "Residents also asked Who mends lamps? Asked in November 2026" in words_of(response)
    for hidden in ("Amina", "Hidden words?", "Elsewhere?"):
        assert hidden not in text_of(response)


def test_the_question_that_became_the_topic_is_not_repeated_below_it(client):
    topic = asked_here()
    asked_in_public(topic.question, status="answered", topic=topic)
    page = text_of(client.get("/answers/lamps/"))
    assert "Residents also asked" not in page
    assert page.count("What about lamps?</h1>") == 1


def test_a_topic_with_everything_costs_at_most_five_queries(client):
    council, police = make.make_council_voice(), make.make_police_voice()
    others = [asked_here(f"other-{number}") for number in range(4)]
    topic = asked_here(
        answers=[(council, "Text"), (police, "Text")],
        theme=make.make_theme(),
        related=others,
        report_category=make.make_category("graffiti"),
    )
    for number in range(12):
        asked_in_public(f"Question {number}?", status="answered", topic=topic)
    with CaptureQueriesContext(connection) as queries:
        page = text_of(client.get("/answers/lamps/"))
    assert len(queries) <= MOST_QUERIES + WHO_RUNS_THE_SITE
    assert page.count("Asked in November 2026") == 10


# --- The back office --------------------------------------------------------------------------


@pytest.mark.usefixtures("without_second_factor")
class TestTheBackOffice:
    """Editors find, edit, preview and compare topics of no webinar."""

    def test_the_list_names_where_it_comes_from_filters_by_it_and_keeps_the_order(self, desk):
        make.make_topic("from-webinar")
        asked_here("early", published_at=NOVEMBER - timedelta(days=60))
        asked_here("late")
        page = desk.get("/admin/faq/topic/")
        assert [topic.slug for topic in page.context["cl"].result_list] == [
            "late",
            "early",
            "from-webinar",
        ]
        assert text_of(page).count("Asked on this site") == 3  # two rows and the filter
        found = desk.get("/admin/faq/topic/?webinar__isnull=True").context["cl"].result_list
        assert {topic.slug for topic in found} == {"late", "early"}
        assert desk.get("/admin/faq/topic/?o=6").status_code == 200

    def test_a_draft_without_a_date_is_previewed_and_offered_without_a_gap(self, desk):
        draft = asked_here(status="draft", answers=[], published_at=None)
        other = asked_here("other")
        shown = words_of(desk.get(reverse("admin:faq_topic_preview", args=[draft.pk])))
        assert "A resident asked this on this site. More questions" in shown
        page = text_of(desk.get(change(other)))
        assert "()" not in page

    def test_it_is_saved_without_a_webinar_and_its_history_reads_well(self, desk):
        topic = asked_here()
        topic.webinar = make.make_webinar()
        topic.save()
        fields = sent(topic, webinar="")
        assert desk.post(change(topic), fields).status_code == 302
        topic.refresh_from_db()
        assert topic.webinar is None
        history = desk.get(reverse("admin:faq_topic_history", args=[topic.pk]))
        assert "Webinar Before: Webinar After: " in words_of(history)
        assert "Webinar Before: After: Webinar " in words_of(history)
        assert "Deleted webinar" not in words_of(history)


# --- The pack ---------------------------------------------------------------------------------


def rows():
    return {
        model: list(model.objects.filter(**which).order_by("pk").values())
        for model, which in (
            (Topic, {"webinar": None}),
            (Topic.history.model, {"webinar": None}),
            (Response, {"topic__webinar": None}),
        )
    }


def test_a_pack_loaded_again_touches_no_topic_that_a_resident_asked(loaded):
    for number, slug in enumerate(("zebra", "lamps")):
        asked_here(slug, position=5 - number, answers=[(None, "One"), (None, "Two")])
    before = rows()
    small_pack.change(loaded, small_pack.LIGHTS, "New lamps come.", "New lamps are here.")
    result = load(loaded)
    assert named(result, Verdict.UPDATED) == ["answer lights/council"]
    assert not result.of(Verdict.NO_LONGER_IN_PACK)
    assert rows() == before


def test_a_pack_with_a_topic_of_the_same_address_leaves_the_residents_one_alone(folder):
    """Neither its words nor its answers: another body's answer may not come to stand in it."""
    asked_here("lights", answers=[(None, "The council's reply.")])
    before = rows()
    result = load(folder)
    assert named(result, Verdict.KEPT_OLDER) == ["topic lights"]
    assert set(named(result, Verdict.LEFT_OUT)) == {"answer lights/council", "answer lights/police"}
    assert rows() == before
    assert Webinar.objects.get().topics.exclude(slug="lights").exists()
    load(folder)
    assert rows() == before
