"""A question from the one box to the published answer, with every page and mail on the way."""

import re

import pytest

from faq.models import ResidentQuestion
from tests import factories
from tests.browser.journeys import continue_, press

pytestmark = pytest.mark.django_db(transaction=True)

AMINA, BEN = "amina@example.com", "ben@example.com"
NUMBER = "07700 900123"
HERS = "Where do the beavers live? They gnawed at the swing of my baby Yusuf"
HIS = "beavers again!! where do they live"
PUBLIC = "Where do beavers build their dams?"
REPLY = "They build dams in the stream, and nobody may move them."
TITLE = "Beavers"


@pytest.fixture
def desk(new_context, sign_in_as):
    """Give a function that opens the inbox in a browser of its own."""

    def open_inbox(username):
        context = new_context()
        sign_in_as(context, factories.staff("Content editors", username=username))
        page = context.new_page()
        page.goto("/admin/")
        page.get_by_role("link", name="Questions from residents", exact=True).click()
        page.wait_for_url("**/admin/faq/residentquestion/")
        return page

    return open_inbox


def find(page, words):
    page.goto("/")
    page.get_by_label("What has happened, or what do you want to know?").fill(words)
    press(page, "Find help")


def ask(page, words, email, look=lambda state: None):
    """Ask what the one box does not know, with a phone number that is better left out."""
    find(page, f"Beavers? {NUMBER}")
    page.get_by_role("heading", name="We found nothing of ours for these words").wait_for()
    look("nothing found")
    page.get_by_role("link", name="Ask us your question").click()
    box = page.get_by_label("What do you want to know?")
    assert box.input_value() == f"Beavers? {NUMBER}"
    box.fill(f"{words} {NUMBER}")
    look("ask")
    continue_(page)
    page.get_by_text(f"a phone number: {NUMBER}").wait_for()
    look("check")
    box.fill(words)
    page.get_by_label("Your name").fill("Amina Example")
    page.get_by_label("Email address").fill(email)
    press(page, "Send question")
    page.get_by_role("heading", name="We have your question").wait_for()
    look("sent")
    return page.url


def confirm(page, letter, look=lambda state: None):
    """Follow the link of a mail and press the button: to open it alone confirms nothing."""
    page.goto(re.search(r"/answers/ask/confirm/[^\s/]+/", letter.get_content())[0])
    look("confirm")
    assert ResidentQuestion.objects.get(email=letter["To"]).email_confirmed_at is None
    press(page, "Yes, this is my address")
    page.get_by_text("You confirmed your email address").wait_for()


def act(page, button, done):
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_text(done).wait_for()


def unfold(page, title):
    part = page.locator("details").filter(has=page.get_by_role("heading", name=title, exact=True))
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    return part


def private_words_on(page, address):
    """Say what of the residents stands on a page, or in a file, that everybody can open."""
    response = page.request.get(address)
    assert response.ok, address
    text = response.text()
    told = (HERS, HIS, NUMBER, "Yusuf", "baby", "again!!", "Amina", AMINA, BEN)
    return [words for words in told if words in text]


def test_from_the_one_box_to_a_topic_that_a_stranger_finds(
    page, plain_page, new_context, desk, mail_folder, accessibility_faults
):
    found = {}

    def looking(at):
        def look(state):
            if faults := accessibility_faults(at):
                found[state] = faults

        return look

    hers = ask(page, HERS, AMINA, looking(page))
    mail_folder.deliver()
    (letter,) = mail_folder.to(AMINA)
    assert HERS not in letter.get_content()
    confirm(page, letter, looking(page))
    assert page.url == hers
    his = ask(plain_page, HIS, BEN)  # without JavaScript
    mail_folder.deliver()
    confirm(plain_page, mail_folder.to(BEN)[-1])
    first, second = ResidentQuestion.objects.order_by("pk")
    assert first.wording == HERS
    assert not first.held

    author = desk("edith")
    looking(author)("inbox")
    author.get_by_role("link", name=second.reference, exact=True).click()
    act(author, f"Join with {first.reference}", f"{second.reference}: joined.")
    looking(author)("joined")
    author.goto(f"/admin/faq/residentquestion/{first.pk}/change/")
    author.get_by_label("Who answers").select_option(label="Waltham Forest Council")
    act(author, "Assign", f"{first.reference}: assigned.")
    unfold(author, "What the public may read").get_by_role("textbox").fill(PUBLIC)
    act(author, "Approve this wording", "public wording approved.")
    looking(author)("to draft")
    author.get_by_label("Reply").fill(REPLY)
    act(author, "Save the draft", "Somebody else checks it now.")
    author.get_by_text("Somebody else has to check this.").wait_for()
    assert author.get_by_role("button", name="Send it to the resident").count() == 0
    looking(author)("drafted")

    stranger = new_context(java_script_enabled=False).new_page()
    stranger.goto("/answers/asked/")
    stranger.get_by_role("button", name="I want to know this too").click()
    stranger.get_by_text("1 person wants to know this.").wait_for()
    stranger.goto("/answers/asked/?now")  # without it, the kept page may be minutes old
    stranger.get_by_text("1 other wants to know this too.").wait_for()
    assert private_words_on(stranger, "/answers/asked/") == []
    page.reload()
    page.get_by_text("Who answers: Waltham Forest Council").wait_for()
    looking(page)("being answered")

    checker = desk("chidi")
    checker.get_by_role("link", name=first.reference, exact=True).click()
    checker.get_by_text("1 other who asked the same").wait_for()
    looking(checker)("to check")
    act(checker, "Send it to the resident", f"{first.reference}: reply sent.")

    mail_folder.deliver()
    for reader, url in ((AMINA, hers), (BEN, his)):
        letter = mail_folder.to(reader)[-1]
        assert letter["Subject"].startswith("Our answer to your question")
        assert REPLY in letter.get_content()
        assert url.split("/answers")[1] in letter.get_content()
    assert "Others asked the same" in letter.get_content()
    plain_page.goto(his)
    plain_page.get_by_text(REPLY).wait_for()
    page.goto(hers)
    page.get_by_text(REPLY).wait_for()
    looking(page)("answered")

    author.reload()
    part = unfold(author, "Publish as a topic of its own")
    part.get_by_label("Title").fill(TITLE)
    looking(author)("to publish")
    act(author, "Publish", f"{first.reference}: published.")
    page.reload()
    page.get_by_role("link", name=PUBLIC).wait_for()

    find(stranger, "where are the dams of beavers")
    stranger.get_by_role("link", name=PUBLIC).click()
    assert stranger.url.endswith("/answers/beavers/")
    stranger.get_by_text(REPLY).wait_for()
    page.goto("/answers/beavers/")
    looking(page)("topic")
    page.goto("/answers/asked/")
    page.get_by_role("link", name=PUBLIC).wait_for()
    looking(page)("asked")
    feed, search = "/answers/feed/", "/find/?q=beavers"
    assert REPLY in stranger.request.get(feed).text()
    for address in ("/", "/answers/", "/answers/asked/", "/answers/beavers/", feed, search):
        assert private_words_on(stranger, address) == [], address
    assert found == {}
