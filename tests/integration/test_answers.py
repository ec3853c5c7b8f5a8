"""What residents read: the lists of answers, a topic, what was withdrawn."""

from datetime import date
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import public_content as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def voices():
    return make.make_council_voice(), make.make_police_voice()


def text_of(response):
    return response.content.decode()


def in_order(text, *parts):
    """Say whether each part is found after the one before it."""
    place = 0
    for part in parts:
        place = text.find(part, place)
        if place < 0:
            return False
        place += len(part)
    return True


# --- Lists ------------------------------------------------------------------------------------


def test_the_index_shows_each_question_with_who_answered_and_when(client, voices):
    council, police = voices
    make.make_topic("drugs", [(police, "Text"), (council, "Text")], theme=make.make_theme())
    page = text_of(client.get("/answers/"))
    assert "What about drugs?" in page
    assert "Our Police and Our Council, April 2025" in page


def test_an_answer_that_names_nobody_is_listed_with_its_date_alone(client):
    make.make_topic("reporting", [(None, "Text")])
    assert '<span class="cs-topics__note">April 2025</span>' in text_of(client.get("/answers/"))


def test_themes_stand_in_their_order_and_questions_without_one_come_last(client):
    make.make_topic("lost-dogs", theme=None)
    make.make_topic("bins", theme=make.make_theme("streets", position=2))
    make.make_topic("burglary", theme=make.make_theme("theft", position=1))
    page = text_of(client.get("/answers/"))
    assert in_order(page, "Theft", "burglary?", "Streets", "bins?", "Other questions", "lost-dogs?")


def test_an_empty_index_says_so_and_offers_a_report(client):
    page = text_of(client.get("/answers/"))
    assert "No answers are published yet" in page
    assert 'href="/report/"' in page


def test_a_theme_shows_its_own_questions_only(client):
    make.make_topic("bins", theme=make.make_theme("streets"))
    make.make_topic("burglary", theme=make.make_theme("theft"))
    page = text_of(client.get("/answers/themes/streets/"))
    assert "bins?" in page
    assert "burglary?" not in page


def test_a_webinar_shows_its_questions_in_the_published_order(client):
    webinar = make.make_webinar(intro="We met **online**.")
    make.make_topic("second", webinar=webinar, position=2)
    make.make_topic("first", webinar=webinar, position=1)
    page = text_of(client.get("/answers/webinars/april-2025/"))
    assert "<strong>online</strong>" in page
    assert in_order(page, "first?", "second?")


def test_a_theme_or_webinar_without_published_questions_has_no_page(client):
    make.make_topic("secret", status="draft", theme=make.make_theme("streets"))
    assert client.get("/answers/themes/streets/").status_code == 404
    assert client.get("/answers/webinars/april-2025/").status_code == 404


# --- A topic ----------------------------------------------------------------------------------


def test_the_question_is_the_heading_and_the_answers_follow_in_published_order(client, voices):
    council, police = voices
    make.make_topic("drugs", [(police, "Police text"), (council, "Council text")])
    page = text_of(client.get("/answers/drugs/"))
    assert page.count("<h1") == 1
    assert in_order(page, "<h1", "What about drugs?", "</h1>", "Police text", "Council text")


def test_each_organisation_answers_in_its_own_colour_with_its_date(client, voices):
    council, police = voices
    topic = make.make_topic("drugs", [(police, "Text"), (council, "Text")])
    make.make_response(topic, None, "Nobody's text", position=3, answered_on=date(2025, 5, 9))
    page = text_of(client.get("/answers/drugs/"))
    assert in_order(
        page, "cs-response--police", "cs-response--council", "cs-response--unattributed"
    )
    assert in_order(page, "cs-response--unattributed", "9 May 2025")


def test_only_a_summary_is_marked_as_one(client, voices):
    for slug, is_summary in (("own-words", False), ("shortened", True)):
        make.make_response(make.make_topic(slug), voices[0], "Text", is_summary=is_summary)
    assert "Summary in our words" not in text_of(client.get("/answers/own-words/"))
    assert "Summary in our words, dated April 2025" in text_of(client.get("/answers/shortened/"))


@pytest.mark.parametrize(
    ("lengths", "beside"),
    [((20, 150), True), ((20, 151), False), ((20,), False), ((20, 20, 20), False)],
)
def test_two_short_answers_stand_side_by_side_and_others_below_each_other(
    client, voices, lengths, beside
):
    answers = [(voices[0], "word " * length) for length in lengths]
    make.make_topic("drugs", answers)
    assert ("cs-responses--beside" in text_of(client.get("/answers/drugs/"))) is beside


def test_what_changed_since_is_told_before_the_answers_newest_first(client, voices):
    topic = make.make_topic("drugs", [(voices[0], "Old answer")])
    make.make_update_note(topic, "Older news", date(2025, 6, 1))
    make.make_update_note(topic, "Newer news", date(2025, 7, 2))
    page = text_of(client.get("/answers/drugs/"))
    assert in_order(page, "2 July 2025", "Newer news", "1 June 2025", "Older news", "Old answer")


def test_the_one_next_step_leads_to_the_report_form(client):
    category = make.make_category("graffiti", name="Graffiti")
    make.make_topic("walls", report_category=category, next_step="Tell us where it is.")
    page = text_of(client.get("/answers/walls/"))
    assert in_order(page, "What you can do now", "Tell us where it is.", "/report/graffiti/")


def test_the_one_next_step_can_lead_to_a_support_page(client):
    make.make_topic("phones", support_page=make.make_support_page("crime"))
    assert in_order(
        text_of(client.get("/answers/phones/")), "What you can do now", "/support/crime/"
    )


def test_a_topic_that_leads_nowhere_shows_no_empty_box(client):
    make.make_topic("phones")
    assert "What you can do now" not in text_of(client.get("/answers/phones/"))


def test_related_questions_are_shown_but_no_drafts_among_them(client):
    public = make.make_topic("bins")
    hidden = make.make_topic("secret", status="draft")
    make.make_topic("walls", related=[public, hidden])
    page = text_of(client.get("/answers/walls/"))
    assert "/answers/bins/" in page
    assert "secret" not in page


def test_search_engines_are_told_the_question_its_answers_and_its_one_address(client, voices):
    make.make_topic("drugs", [(voices[0], "Text")])
    page = text_of(client.get("/answers/drugs/?from=mail", headers={"host": "127.0.0.1"}))
    assert '<link rel="canonical" href="http://localhost:8000/answers/drugs/">' in page
    assert "https://schema.org/QAPage" in page
    assert 'itemprop="answerCount" content="1"' in page
    assert '<meta property="og:title" content="What about drugs?">' in page
    assert (
        '<meta name="description" content="Drugs: the answer of Our Council in April 2025.">'
        in page
    )


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "[click](javascript:alert(1))",
        "[click](data:text/html;base64,PHNjcmlwdD4=)",
        '<img src=x onerror="alert(1)">',
        '[x](https://a.example "onmouseover=alert(1)")',
        "<a href='java&#115;cript:alert(1)'>x</a>",
    ],
)
def test_markdown_cannot_bring_a_script(client, voices, body):
    topic = make.make_topic("drugs", [(voices[0], body)])
    make.make_update_note(topic, body, date(2025, 6, 1))
    page = text_of(client.get("/answers/drugs/"))
    for danger in ("<script>", "<img src=x", 'href="javascript', 'href="data:', " onmouse"):
        assert danger not in page


def test_what_editors_type_into_plain_fields_is_shown_as_typed(client):
    make.make_topic("drugs", question='<b>Why</b> "now" & how?', next_step="<i>Go</i>")
    page = text_of(client.get("/answers/drugs/"))
    assert "<b>Why" not in page
    assert "<i>Go" not in page
    assert "&lt;b&gt;Why&lt;/b&gt; &quot;now&quot; &amp; how?" in page


def test_a_next_step_may_lead_to_a_page_of_this_site_but_not_elsewhere_by_script(client):
    words = "[Your ward](/wards/) or [not](javascript:alert(1))"
    make.make_topic("figures", next_step=words)
    page = text_of(client.get("/answers/figures/"))
    assert '<a href="/wards/" rel="noopener">Your ward</a>' in page
    assert 'href="javascript' not in page


# --- Not there --------------------------------------------------------------------------------


def test_a_draft_looks_like_no_page_at_all(client):
    make.make_topic("secret", status="draft", question="Secret question?")
    response = client.get("/answers/secret/")
    assert response.status_code == 404
    assert "Secret question" not in text_of(response)


def test_a_withdrawn_answer_is_gone_and_says_so_without_its_words(client, voices):
    make.make_topic("old", [(voices[0], "Wrong words")], status="withdrawn", question="Old one?")
    response = client.get("/answers/old/")
    assert response.status_code == 410
    assert "taken down" in text_of(response)
    assert "Wrong words" not in text_of(response)
    assert "Old one?" not in text_of(response)


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_what_is_not_published_stands_in_no_list(client, status):
    hidden = make.make_topic("secret", status=status, theme=make.make_theme())
    make.make_topic("bins", theme=make.make_theme(), related=[hidden])
    for address in ("/", "/answers/", "/answers/themes/streets/", "/answers/webinars/april-2025/"):
        page = text_of(client.get(address))
        assert "bins?" in page
        assert "secret" not in page


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(junk=st.text(max_size=40))
def test_junk_in_an_address_is_not_found_and_never_breaks(client, junk):
    for address in ("/answers/{}/", "/answers/themes/{}/", "/answers/webinars/{}/"):
        status = client.get(address.format(quote(junk, safe=""))).status_code
        assert status in (200, 301, 404)
