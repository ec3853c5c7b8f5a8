"""From a question that was answered to an answer that everybody can read."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from faq.models import QuestionEvent, Reply, ResidentQuestion, Response, Theme, Topic
from faq.services.common import Refused, in_work, keep, record
from faq.services.naming import named
from faq.services.topics import REVIEW_AFTER, free_slug, publish_topics, save_as
from reporting.models import Category, SupportPage


@transaction.atomic
def publish_as_topic(
    *,
    question: ResidentQuestion,
    title: str,
    answers: Mapping[int, str],
    theme: Theme | None,
    report_category: Category | None,
    support_page: SupportPage | None,
    keywords: Sequence[str],
    by: User,
    at: datetime,
) -> None:
    """Make a topic of a question and the replies to it, and publish it.

    `answers` holds the replies as the public reads them, each by the key of its reply; others stay
    out of it.
    """
    question = _ready(question)
    if question.topic:
        raise Refused(_("It is published already, in “%s”.") % question.topic)
    _refuse_asker("\n".join((title, *keywords)), question)
    topic = Topic(
        slug=free_slug(Topic, title),
        title=title,
        question=question.public_wording,
        theme=theme,
        report_category=report_category,
        support_page=support_page,
        keywords=list(keywords),
        review_by=timezone.localdate(at) + REVIEW_AFTER,
    )
    save_as(topic, by=by, at=at)
    _add(question, topic, answers, by=by, at=at)
    refused = publish_topics([topic], by=by, at=at).refused
    if refused:
        raise Refused(refused[0])


@transaction.atomic
def publish_into_topic(
    *,
    question: ResidentQuestion,
    topic: Topic,
    answers: Mapping[int, str],
    by: User,
    at: datetime,
) -> None:
    """Add the replies to a published topic, after the answers that it has."""
    question = _ready(question)
    topic = Topic.objects.select_for_update(of=("self",)).get(pk=topic.pk)
    if topic.status != Topic.Status.PUBLISHED:
        raise Refused(_("“%s” is not published. Publish it first, or choose another.") % topic)
    _add(question, topic, answers, by=by, at=at)


def _ready(question: ResidentQuestion) -> ResidentQuestion:
    """Read a question again that may be published. Raises Refused for any other."""
    question = in_work(question)
    if not question.public_wording:
        raise Refused(_("Approve a public wording first."))
    if not question.is_listed:
        raise Refused(_("This question is hidden, joined or closed, so it cannot be published."))
    if not question.replies.sent().exists():
        raise Refused(_("Send a reply first: the topic is made of it."))
    return question


def _add(
    question: ResidentQuestion,
    topic: Topic,
    answers: Mapping[int, str],
    *,
    by: User,
    at: datetime,
) -> None:
    """Give a topic the replies that it does not have yet, and keep where they went."""
    replies = [reply for reply in _unpublished(question, topic) if reply.pk in answers]
    if question.topic == topic and not replies:
        raise Refused(_("Every reply is in this topic already."))
    there = set(topic.responses.values_list("organisation", "body"))
    position = topic.responses.aggregate(last=Max("position"))["last"] or 0
    for reply in replies:
        body = answers[reply.pk]
        _refuse_asker(body, question)
        if (reply.organisation_id, body) in there:
            continue
        position += 1
        response = Response(
            topic=topic,
            organisation=reply.organisation,
            position=position,
            body=body,
            answered_on=timezone.localdate(reply.sent_at),
        )
        save_as(response, by=by, at=at)
    question.topic = topic
    keep(question, "topic")
    data = {"topic": topic.pk, "title": topic.title, "replies": [reply.pk for reply in replies]}
    record(question, QuestionEvent.Type.PUBLISHED, at=at, by=by, data=data)


def _unpublished(question: ResidentQuestion, topic: Topic) -> list[Reply]:
    """Return the sent replies that were never added to a topic, whatever became of them there."""
    published = question.events.filter(type=QuestionEvent.Type.PUBLISHED, data__topic=topic.pk)
    done = {key for event in published for key in event.data["replies"]}
    sent = question.replies.sent().select_related("organisation")
    return [reply for reply in sent if reply.pk not in done]


def _refuse_asker(text: str, question: ResidentQuestion) -> None:
    """Refuse what names who asked this, or asked it too."""
    if name := named(text, [question, *question.joined.all()]):
        sentence = _("This names who asked: “%s”. Take it out, then publish.")
        raise Refused(sentence % name)
