"""Changes of topics: publish, withdraw, return to draft, import a document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from faq import webinar_document
from faq.models import Organisation, Response, Topic, Webinar
from faq.plain_text import to_markdown
from faq.webinar_matching import KnownOrganisations, matches, readable_title

# Answers age: unless an editor chooses otherwise, somebody looks at them after a year.
REVIEW_AFTER = timedelta(days=365)


@dataclass(frozen=True)
class Outcome:
    """Which topics changed, and a sentence for each that may not."""

    changed: list[Topic] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Imported:
    """What an import did with each topic of a document."""

    created: list[Topic] = field(default_factory=list)
    unchanged: list[Topic] = field(default_factory=list)  # already there with the same words
    differing: list[Topic] = field(default_factory=list)  # already there with other words
    organisations: list[Organisation] = field(default_factory=list)  # new to this site
    refused: list[str] = field(default_factory=list)  # why a topic stayed a draft


@transaction.atomic
def publish_topics(topics: Iterable[Topic], *, by: User | None, at: datetime) -> Outcome:
    """Show drafts and withdrawn topics to residents; the day of first publishing stays."""
    outcome = Outcome()
    for topic in _now_in(topics, Topic.Status.DRAFT, Topic.Status.WITHDRAWN):
        if reason := _why_not_ready(topic):
            outcome.refused.append(reason)
        else:
            topic.published_at = topic.published_at or at
            outcome.changed.append(_set_status(topic, Topic.Status.PUBLISHED, by=by, at=at))
    return outcome


@transaction.atomic
def withdraw_topics(topics: Iterable[Topic], *, by: User | None, at: datetime) -> Outcome:
    """Take published topics off the site; their pages say that they were withdrawn."""
    shown = _now_in(topics, Topic.Status.PUBLISHED)
    return Outcome([_set_status(topic, Topic.Status.WITHDRAWN, by=by, at=at) for topic in shown])


@transaction.atomic
def return_topics_to_draft(topics: Iterable[Topic], *, by: User | None, at: datetime) -> Outcome:
    """Take topics off the site to work on them; until then their pages are gone."""
    known = _now_in(topics, Topic.Status.PUBLISHED, Topic.Status.WITHDRAWN)
    return Outcome([_set_status(topic, Topic.Status.DRAFT, by=by, at=at) for topic in known])


def read_document(text: str) -> webinar_document.Document:
    """Parse a webinar, checking the names in it against the organisations of this site.

    Raises NotAWebinar.
    """
    # Each name stands for itself: what the document calls an organisation is kept.
    names = {name: name for name in KnownOrganisations().by_name}
    return webinar_document.parse(text, names or None)


def new_webinar(*, title: str, held_on: date, slug: str = "") -> Webinar:
    """A webinar that is not stored yet, named after its month as residents would."""
    month = date_format(held_on, "F Y")
    slug = slug or free_slug(Webinar, month)
    return Webinar(slug=slug, title=title, held_on=held_on, held_label=month)


@transaction.atomic
def import_document(
    document: webinar_document.Document,
    *,
    webinar: Webinar,
    by: User | None,
    at: datetime,
    publish: bool = False,
) -> Imported:
    """Store a document's topics as drafts of a webinar, which is stored as well where it is new.

    A topic that the webinar already has, by title or by slug, is left as it is: doing this twice
    changes nothing, and no editor's work is overwritten.
    """
    if webinar.pk is None:
        webinar.intro = to_markdown(document.intro)
        save_as(webinar, by=by, at=at)
    else:  # two imports into one webinar come one after the other
        Webinar.objects.select_for_update().get(pk=webinar.pk)
    known = KnownOrganisations()
    imported = Imported()
    for position, match in enumerate(matches(document, webinar, known), 1):
        if match.topic:
            (imported.unchanged if match.same else imported.differing).append(match.topic)
        else:
            imported.organisations.extend(_add_unknown(match.source, known))
            topic = _create_topic(match.source, webinar, position, known, by=by, at=at)
            imported.created.append(topic)
    if publish:
        imported.refused.extend(publish_topics(imported.created, by=by, at=at).refused)
    return imported


def _now_in(topics: Iterable[Topic], *statuses: str) -> models.QuerySet[Topic]:
    """The topics as the database has them now, locked, where they have one of the statuses."""
    return (
        Topic.objects.select_for_update(of=("self",))
        .filter(pk__in=[topic.pk for topic in topics], status__in=statuses)
        .prefetch_related("responses")
    )


def _why_not_ready(topic: Topic) -> str:
    """What a topic lacks before residents may see it, in a sentence; "" where it is ready."""
    bodies = [response.body.strip() for response in topic.responses.all()]
    if not topic.question.strip():
        reason = _("“%(topic)s” has no question. Add one before you publish it.")
    elif not bodies:
        reason = _("“%(topic)s” has no answer. Add one before you publish it.")
    elif not all(bodies):
        reason = _("“%(topic)s” has an empty answer. Write or delete it before you publish.")
    else:
        return ""
    return reason % {"topic": topic}


def _set_status(topic: Topic, status: str, *, by: User | None, at: datetime) -> Topic:
    topic.status = status
    save_as(topic, by=by, at=at)
    return topic


def save_as(instance: models.Model, *, by: User | None, at: datetime) -> None:
    """Save with a line in the history that says who and when."""
    instance._history_user = by
    instance._history_date = at
    instance.save()


def _add_unknown(
    source: webinar_document.Topic, known: KnownOrganisations
) -> Iterator[Organisation]:
    """Create each organisation that answers here for the first time, as a partner."""
    for name in (answer.organisation for answer in source.responses):
        if name not in known:
            organisation = Organisation.objects.create(
                slug=free_slug(Organisation, name), name=name, role=Organisation.Role.PARTNER
            )
            known.add(name, organisation)
            yield organisation


def _create_topic(
    source: webinar_document.Topic,
    webinar: Webinar,
    position: int,
    known: KnownOrganisations,
    *,
    by: User | None,
    at: datetime,
) -> Topic:
    topic = Topic(
        webinar=webinar,
        position=position,
        slug=free_slug(Topic, source.title),
        title=readable_title(source),
        question=source.question,
        review_by=webinar.held_on + REVIEW_AFTER,
    )
    save_as(topic, by=by, at=at)
    for number, answer in enumerate(source.responses, 1):
        response = Response(
            topic=topic,
            organisation=known[answer.organisation],
            position=number,
            body=to_markdown(answer.body),
            answered_on=webinar.held_on,
        )
        save_as(response, by=by, at=at)
    return topic


def free_slug(model: type[models.Model], words: str) -> str:
    """An address of these words that nobody has: as they are, or with a number."""
    longest = model._meta.get_field("slug").max_length - len("-9999")
    slug = slugify(words)[:longest].strip("-_") or model._meta.model_name
    numbered = (slug if number == 1 else f"{slug}-{number}" for number in count(1))
    reserved = getattr(model, "RESERVED_SLUGS", ())
    return next(
        each
        for each in numbered
        if each not in reserved and not model.objects.filter(slug=each).exists()
    )
