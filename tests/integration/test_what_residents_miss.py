"""The editors' page of what residents miss: right numbers, for the right eyes, in few queries."""

import re
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from model_bakery import baker

from faq import insights
from faq.models import Feedback, MissedWord, Topic
from tests import factories
from tests import public_content as make
from tests.questions import asked, asked_in_public

ADDRESS = "/admin/faq/what-residents-miss/"
TODAY = date(2026, 11, 26)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("without_second_factor"),
]


@pytest.fixture(autouse=True)
def noon(time_machine):
    time_machine.move_to(timezone.make_aware(datetime.combine(TODAY, time(12))), tick=False)


def vote(topic, yes=0, no=0, days_ago=1, comment=""):
    on = TODAY - timedelta(days=days_ago)
    for number in range(yes + no):
        Feedback.objects.create(topic=topic, helpful=number < yes, given_on=on, comment=comment)


def text_of(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("group", "status"),
    [
        ("Content editors", 200),
        ("Safety managers", 200),
        ("Case officers", 403),
        ("Team leaders", 403),
    ],
)
def test_only_who_may_read_feedback_opens_it(client, group, status):
    client.force_login(factories.staff(group))
    assert client.get(ADDRESS).status_code == status
    assert (ADDRESS in text_of(client.get("/admin/"))) == (status == 200)


@pytest.mark.parametrize("group", ["Content editors", "Safety managers"])
def test_every_link_there_opens(client, group):
    vote(make.make_topic("lamps", review_by=TODAY), no=5, comment="Say when")
    make.make_support_page(checked_on=TODAY - timedelta(days=366))
    asked_in_public(wanted=2)
    client.force_login(factories.staff(group))
    main = text_of(client.get(ADDRESS)).split('id="content-main"')[1]
    links = set(re.findall(r'href="(/[^"]+)"', main))
    assert len(links) >= 3
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_nobody_changes_anything_there(desk, client):
    assert desk.post(ADDRESS).status_code == 405
    client.logout()
    assert "/login/" in client.get(ADDRESS)["Location"]


def test_topics_that_do_not_help_stand_by_share_of_no_once_five_have_voted_lately():
    half, worst, few = (make.make_topic(slug) for slug in ("half", "worst", "few"))
    fine, old, draft = (make.make_topic(slug) for slug in ("fine", "old", "draft"))
    vote(half, yes=3, no=3)
    vote(half, yes=4, no=5, days_ago=180)
    vote(worst, yes=1, no=4)
    vote(few, no=4)
    vote(fine, yes=9)
    vote(old, no=9, days_ago=181)
    vote(draft, no=9)
    Topic.objects.filter(pk=draft.pk).update(status="draft")
    vote(worst, no=4, comment="Older")
    vote(worst, no=3, days_ago=0, comment="Newest")
    found = insights.topics_that_do_not_help(TODAY)
    rows = [(topic.slug, topic.no, topic.votes, round(topic.share)) for topic in found]
    assert rows == [("worst", 11, 12, 92), ("half", 3, 6, 50)]
    assert [each.comment for each in found[0].newest_comments] == ["Newest"] * 3


def test_words_are_shown_once_they_may_be_read():
    MissedWord.objects.create(digest="a", word="parakeets", times=7, last_on=TODAY)
    MissedWord.objects.create(digest="b", word="", times=4, last_on=TODAY)
    MissedWord.objects.create(digest="c", word="badgers", times=9, last_on=TODAY)
    assert [missed.word for missed in insights.missed_words()] == ["badgers", "parakeets"]


def test_what_is_stale_comes_oldest_first():
    for slug, days in (("yesterday", 1), ("today", 0), ("long-ago", 90), ("tomorrow", -1)):
        make.make_topic(slug, review_by=TODAY - timedelta(days=days))
    make.make_topic("draft", status="draft", review_by=TODAY)
    for slug, days in (("fresh", 365), ("stale", 366)):
        make.make_support_page(slug, checked_on=TODAY - timedelta(days=days))
    due = [topic.slug for topic in insights.topics_to_review(TODAY)]
    assert due == ["long-ago", "yesterday", "today"]
    assert [page.title for page in insights.support_pages_to_check(TODAY)] == ["Stale"]


def test_open_questions_wait_with_their_first_words_and_days(desk):
    words = " ".join(f"word{number}" for number in range(1, 20))
    question = asked(words, at=timezone.now() - timedelta(days=3, hours=13))
    asked("closed already", status="closed")
    asked("from a program", held=True)
    page = text_of(desk.get(ADDRESS))
    assert question.reference in page
    assert "word12 …" in page
    assert "word13" not in page
    assert "4 days" in page
    assert "closed already" not in page
    assert "from a program" not in page


def test_who_may_not_read_questions_sees_public_wordings_only(client):
    asked_in_public("Why is it dark?", wording="Jayden asks why", wanted=2)
    asked_in_public("Wanted by nobody", wanted=0)
    editor = factories.staff("Content editors")
    client.force_login(editor)
    assert "Jayden asks why" in text_of(client.get(ADDRESS))
    for permission in editor.groups.get().permissions.filter(
        content_type__model="residentquestion"
    ):
        editor.groups.get().permissions.remove(permission)
    page = text_of(client.get(ADDRESS))
    assert "Why is it dark?" in page
    assert "2 others" in page
    assert "Wanted by nobody" not in page
    assert "Jayden" not in page
    assert "residentquestion" not in page


def queries_of(client):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(ADDRESS).status_code == 200
    own = ("faq_", "reporting_supportpage")
    return [query["sql"] for query in captured if any(each in query["sql"] for each in own)]


def test_comments_are_escaped_and_reading_takes_nine_queries_however_much_there_is(desk):
    assert len(queries_of(desk)) <= 9
    for number in range(30):
        topic = make.make_topic(f"topic-{number}", review_by=TODAY)
        vote(topic, no=5, comment="<b>Say when</b>")
        asked_in_public(f"Question {number}", wanted=number)
        baker.make(MissedWord, digest=str(number), word=f"word{number}", last_on=TODAY)
    assert len(queries_of(desk)) <= 9
    page = desk.get(ADDRESS)
    assert "&lt;b&gt;Say when" in text_of(page)
    assert len(page.context["comments"]) == insights.MOST_COMMENTS
    assert len(page.context["unhelpful"]) == insights.MOST_TOPICS
