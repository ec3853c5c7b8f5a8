"""What the page for editors reads: what residents miss, in lists that stay short."""

from datetime import date, timedelta

from django.db.models import Count, F, Prefetch, Q

from faq.models import Feedback, MissedWord, ResidentQuestion, Topic
from reporting.models import SupportPage

MOST_WORDS = 50
MOST_TOPICS = 20
MOST_COMMENTS = 50
MOST_BESIDE_A_TOPIC = 3
MOST_QUESTIONS = 20
VOTES_COUNT_FOR = timedelta(days=180)
FEWEST_VOTES = 5
SUPPORT_IS_STALE_AFTER = timedelta(days=365)


def missed_words():
    """Words that residents searched in vain, the most frequent first; no rare one."""
    return MissedWord.objects.exclude(word="").order_by("-times", "word")[:MOST_WORDS]


def topics_that_do_not_help(on: date):
    """Published topics to which many say no, with the newest comments on each."""
    lately = Q(feedback__given_on__gt=on - VOTES_COUNT_FOR)
    comments = Feedback.objects.exclude(comment="").order_by("-given_on", "-pk")
    return (
        Topic.objects.published()
        .only("title", "slug")
        .annotate(
            votes=Count("feedback", filter=lately),
            no=Count("feedback", filter=lately & Q(feedback__helpful=False)),
        )
        .filter(votes__gte=FEWEST_VOTES, no__gt=0)
        .annotate(share=F("no") * 100.0 / F("votes"))
        .order_by("-share", "-votes", "title")
        .prefetch_related(
            Prefetch("feedback", comments[:MOST_BESIDE_A_TOPIC], to_attr="newest_comments")
        )[:MOST_TOPICS]
    )


def comments():
    """What residents wrote after yes or no, newest first."""
    written = Feedback.objects.exclude(comment="").select_related("topic")
    return written.order_by("-given_on", "-pk")[:MOST_COMMENTS]


def topics_to_review(on: date):
    """Published topics whose review date has come, the oldest date first."""
    due = Topic.objects.due_for_review(on).select_related("owner")
    shown = due.only("title", "slug", "review_by", "owner__name")
    return shown.order_by("review_by", "pk")[:MOST_TOPICS]


def support_pages_to_check(on: date):
    """Support pages whose numbers and links nobody has checked for a year."""
    stale = SupportPage.objects.filter(checked_on__lt=on - SUPPORT_IS_STALE_AFTER)
    return stale.only("title", "checked_on").order_by("checked_on", "pk")[:MOST_TOPICS]


def questions_waiting_longest():
    """Open questions, the oldest first; for those who may read them."""
    waiting = ResidentQuestion.objects.inbox().open().only("wording", "asked_at")
    return waiting.order_by("asked_at", "pk")[:MOST_QUESTIONS]


def most_wanted():
    """Questions in public that others want to know too, in the wording that staff approved."""
    wanted = ResidentQuestion.objects.waiting_in_public().filter(wanted__gt=0)
    return wanted.only("public_wording", "wanted").order_by("-wanted", "asked_at")[:MOST_QUESTIONS]
