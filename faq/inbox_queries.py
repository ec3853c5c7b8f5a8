"""What the page of one resident's question reads: the question itself, and what is like it."""

from dataclasses import dataclass, field

from django.db.models import Prefetch, Q

from faq import finding
from faq.models import QuestionEvent, Reply, ResidentQuestion, Topic
from faq.things import Kind
from faq.words import FILLERS, tokens

MOST_WORDS = 12  # of a question by which others like it are looked for
MOST_READ = 200  # that share a word; of these the most alike are offered
MOST_ALIKE = 5
FEW_WORDS = 3  # of a longer question more than one word has to be there
SHORTEST = 3  # letters of a word that says something


@dataclass(frozen=True)
class Similar:
    """Published answers, and questions that wait, which may ask the same; best first."""

    topics: list[Topic] = field(default_factory=list)
    questions: list[ResidentQuestion] = field(default_factory=list)
    danger: bool = False  # its words tell of danger: nobody should wait for a reply


def question_for_page(pk) -> ResidentQuestion | None:
    """Return a question with all that happened to it; None where there is none."""
    replies = Reply.objects.select_related("organisation", "drafted_by", "checked_by")
    return (
        ResidentQuestion.objects.select_related("assigned_to", "officer", "joined_to", "topic")
        .prefetch_related(
            Prefetch("replies", replies),
            Prefetch("events", QuestionEvent.objects.select_related("by")),
            Prefetch("joined", ResidentQuestion.objects.order_by("asked_at", "pk")),
        )
        .filter(pk=pk)
        .first()
    )


def question_for_police(pk) -> ResidentQuestion | None:
    """Return a question that the police are to answer, with what those who draft need of it."""
    replies = Reply.objects.select_related("organisation", "drafted_by", "checked_by")
    about_drafts = QuestionEvent.objects.filter(
        type__in=(QuestionEvent.Type.DRAFTED, QuestionEvent.Type.SENT_BACK)
    )
    return (
        ResidentQuestion.objects.for_police()
        .select_related("assigned_to")
        .prefetch_related(
            Prefetch("replies", replies), Prefetch("events", about_drafts.select_related("by"))
        )
        .filter(pk=pk)
        .first()
    )


def draft_of(question: ResidentQuestion) -> Reply | None:
    """Return the reply that is not sent yet, of a question read for its page."""
    return next((reply for reply in question.replies.all() if reply.sent_at is None), None)


def similar(question: ResidentQuestion) -> Similar:
    """Find what may answer a question already, or asks the same."""
    found = finding.find(question.wording)
    return Similar(_answers(found), _asking_the_same(question), found.urgent)


def _answers(found: finding.Found) -> list[Topic]:
    """Return the published answers that the one box finds for these words, in its order."""
    matches = found.matches
    slugs = [each.thing.slug for each in matches if each.thing.kind is Kind.ANSWER][:MOST_ALIKE]
    topics = Topic.objects.published().select_related("webinar").filter(slug__in=slugs)
    return sorted(topics, key=lambda topic: slugs.index(topic.slug))


def _asking_the_same(question: ResidentQuestion) -> list[ResidentQuestion]:
    """Return the open questions that share most words with this one; the box knows none of them."""
    asked = _words(question.wording)
    shares = Q()
    for word in sorted(asked, key=lambda word: (-len(word), word))[:MOST_WORDS]:
        shares |= Q(wording__icontains=word)
    if not shares:
        return []
    waiting = ResidentQuestion.objects.open().inbox().exclude(pk=question.pk)
    shared = {row: len(asked & _words(row.wording)) for row in waiting.filter(shares)[:MOST_READ]}
    least = 2 if len(asked) > FEW_WORDS else 1
    best = sorted(shared, key=lambda row: (-shared[row], row.pk))
    return [row for row in best if shared[row] >= least][:MOST_ALIKE]


def _words(text: str) -> set[str]:
    """Return the words that say something, without the mark of more than one."""
    told = (word for token in tokens(text) for word in token.words if word not in FILLERS)
    return {word.removesuffix("s") for word in told if len(word) >= SHORTEST}
