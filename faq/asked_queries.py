"""What the public reads of residents' questions: approved wordings, never another word of theirs.

Private columns are not even read here, so that no page can show them by mistake.
"""

from django.db.models import F, Prefetch

from faq.models import ResidentQuestion, Topic

MOST_WAITING = 50
MOST_ANSWERED = 20
MOST_BESIDE_A_TOPIC = 10


def waiting():
    """Questions without an answer, the most wanted first, of these the oldest."""
    found = ResidentQuestion.objects.waiting_in_public().order_by("-wanted", "asked_at", "pk")
    return found.values("pk", "public_wording", "asked_at", "wanted")


def number_waiting():
    return ResidentQuestion.objects.waiting_in_public().count()


def answered():
    """Questions with a published answer, newest first."""
    found = ResidentQuestion.objects.listed().filter(
        status=ResidentQuestion.Status.ANSWERED, topic__status=Topic.Status.PUBLISHED
    )
    return found.order_by("-ended_at", "-pk").values(
        "public_wording", "ended_at", slug=F("topic__slug")
    )


def one_listed(pk):
    """A question that the public may read, with its topic if the answer is published there."""
    found = ResidentQuestion.objects.listed().filter(pk=pk)
    return found.values("pk", "public_wording", "wanted", "status", "topic").first()


def topic_of(question):
    """The published topic that answers a listed question; None where there is none."""
    if question["status"] != ResidentQuestion.Status.ANSWERED:
        return None
    return Topic.objects.published().filter(pk=question["topic"]).first()


def topics_with_questions(topics):
    """Everything a topic page shows, in five queries."""
    beside = (
        ResidentQuestion.objects.listed()
        .exclude(public_wording=F("topic__question"))  # it stands above as the heading
        .order_by("-wanted", "asked_at", "pk")
        .only("topic", "public_wording", "asked_at")[:MOST_BESIDE_A_TOPIC]
    )
    return topics.for_page().prefetch_related(Prefetch("questions", beside, to_attr="also_asked"))
