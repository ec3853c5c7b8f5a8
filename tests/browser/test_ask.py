"""A resident asks a question: with and without JavaScript, by keyboard, every page and state."""

import re

import pytest
from post_office.models import Email

from faq.models import ResidentQuestion
from tests import questions
from tests.browser.journeys import press
from tests.public_content import make_council_voice, make_police_voice, make_topic

pytestmark = pytest.mark.django_db(transaction=True)

WORDING = "Who paints over graffiti on a wall?"


def suggestions(page):
    return page.get_by_role("heading", name="Is your answer here?")


def confirm_address():
    mail = Email.objects.filter(template__name="question_received").latest("pk")
    return re.search(r"/answers/ask/confirm/[^\s/]+/", mail.message)[0]


@pytest.mark.parametrize("scripts", ["with scripts", "without"])
def test_from_the_answers_to_a_confirmed_address(page, plain_page, scripts):
    page = page if scripts == "with scripts" else plain_page
    page.goto("/answers/")
    page.get_by_role("main").get_by_role("link", name="Ask a question").click()
    page.get_by_label("What do you want to know?").fill(f"{WORDING} Call 07700 900123")
    press(page, "Continue")
    suggestions(page).wait_for()
    page.get_by_text("a phone number").wait_for()
    page.get_by_label("What do you want to know?").fill(WORDING)
    page.get_by_label("Email address").fill("half@")
    press(page, "Send question")
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("What do you want to know?").input_value() == WORDING
    page.get_by_label("Email address").fill("amina@example.com")
    press(page, "Send question")
    page.get_by_role("heading", name="We have your question").wait_for()
    mine = page.url
    assert page.context.cookies() == []

    page.goto(confirm_address())
    press(page, "Yes, this is my address")
    assert page.url == mine
    page.get_by_text("You confirmed your email address").wait_for()
    assert ResidentQuestion.objects.get().wording == WORDING


def test_suggestions_appear_after_a_pause_and_go_again(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/answers/ask/")
    box = page.get_by_label("What do you want to know?")
    box.press_sequentially("graffiti")
    page.wait_for_timeout(800)
    assert not any("suggestions" in url for url in asked)  # one word says too little
    box.press_sequentially(" on my wall")
    suggestions(page).wait_for()
    assert page.locator("[aria-live=polite] a").count() >= 1
    assert sum("suggestions" in url for url in asked) == 1
    assert not any("wall" in url for url in asked)
    box.fill("")
    suggestions(page).wait_for(state="detached")


def test_where_suggestions_fail_nothing_is_said_and_nothing_is_missing(page):
    page.route("**/suggestions/", lambda route: route.abort())
    page.goto("/answers/ask/")
    page.get_by_label("What do you want to know?").press_sequentially(WORDING)
    page.wait_for_timeout(800)
    assert suggestions(page).count() == 0
    press(page, "Continue")
    suggestions(page).wait_for()


def test_by_keyboard_alone(page):
    page.goto("/answers/ask/")
    page.get_by_label("What do you want to know?").focus()
    page.keyboard.type("Who locks the park?")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_label("Your name").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("amina@example.com")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past the link to the privacy page; never into the trap
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("heading", name="We have your question").wait_for()
    assert not ResidentQuestion.objects.get().held


def test_every_page_and_state_is_accessible(page, accessibility_faults):
    found = {}

    def look(state):
        if faults := accessibility_faults(page):
            found[state] = faults

    page.goto("/answers/ask/")
    look("empty")
    press(page, "Continue")
    look("nothing typed")
    page.get_by_label("What do you want to know?").press_sequentially(WORDING)
    suggestions(page).wait_for()
    look("suggestions")
    page.get_by_label("What do you want to know?").fill(f"{WORDING} My son is Tyler Smith")
    press(page, "Continue")
    look("private words")
    page.get_by_label("What do you want to know?").fill(f"{WORDING} Call 07700 900123")
    page.get_by_label("Email address").fill("half@")
    press(page, "Send question")
    look("refused")
    page.get_by_label("Email address").fill("amina@example.com")
    press(page, "Send question")
    look("received")
    page.goto(confirm_address())
    look("to confirm")
    press(page, "Yes, this is my address")
    look("confirmed")
    page.goto("/answers/ask/confirm/broken/")
    look("broken link")
    page.goto("/answers/ask/mine/unknown/")
    look("unknown")
    council, police = make_council_voice(), make_police_voice()
    answered = questions.replied(body="### Lamps\n\n- We mend *lamps*", organisation=council)
    questions.replied(answered.question, organisation=police)
    answered.question.topic = make_topic("dark-lamps", question="Why are lamps dark?")
    answered.question.save()
    states = [
        answered.question,
        questions.asked(status="joined", joined_to=answered.question),
        questions.asked(status="assigned", assigned_to=police),
        questions.asked("w" * 300, status="closed"),
    ]
    for question in states:
        page.goto(question.get_absolute_url())
        look(question.status)
    assert found == {}
