"""What the public reads of residents' questions: every page and state, with JavaScript or not."""

from datetime import UTC, datetime

import pytest

from faq.models import ResidentQuestion
from tests import public_content as make
from tests.questions import asked_in_public

pytestmark = pytest.mark.django_db(transaction=True)

ENDLESS = "Why " + "oh" * 150 + "?"  # one word, wider than any phone


@pytest.fixture(autouse=True)
def questions():
    """Questions that wait, one that many want, and some that a topic answers."""
    answers = [(make.make_council_voice(), "We mend them.")]
    answered_at = datetime(2026, 11, 24, tzinfo=UTC)
    topic = make.make_topic("lamps", answers, webinar=None, published_at=answered_at)
    for wording in ("Who mends lamps?", ENDLESS):
        asked_in_public(wording, topic=topic, status="answered")
        asked_in_public(f"{wording}\nAnd when?")
    asked_in_public("Why are street lamps dark?", wanted=3)


def walk(page, look=lambda state: None):
    """Go by keyboard through every page and state, looking at each."""
    page.goto("/answers/")
    look("index")
    page.get_by_role("link", name="Questions that residents asked").click()
    look("list")
    page.get_by_role("button", name="I want to know this too").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_role("heading", name="Thank you").is_visible()
    assert page.get_by_text("4 people want to know this").is_visible()
    look("thank you")
    page.get_by_role("link", name="Back to the questions").click()
    with page.expect_navigation():
        page.get_by_role("button", name="I want to know this too").first.click()
    assert page.get_by_role("heading", name="You told us before").is_visible()
    look("told before")
    page.goto("/answers/lamps/")
    assert page.get_by_role("heading", name="Residents also asked").is_visible()
    look("topic")
    ResidentQuestion.objects.all().delete()
    page.goto("/answers/asked/?now")
    assert page.get_by_text("No question waits").is_visible()
    look("empty list")


@pytest.mark.parametrize("script", ["with", "without"])
def test_every_page_and_state_is_accessible(page, accessibility_faults, script):
    found = {}
    if script == "without":  # ours do not arrive; axe is a script itself
        page.route("**/*.js", lambda route: route.abort())

    def look(state):
        if faults := accessibility_faults(page):
            found[state] = faults

    walk(page, look)
    assert found == {}


def test_all_of_it_works_without_javascript(plain_page):
    walk(plain_page)
