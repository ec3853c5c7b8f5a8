"""What the public pages of answers read: one function for each page."""

from itertools import chain

from django.conf import settings
from django.core.cache import cache
from django.db.models import F, Max, Prefetch

from faq import search
from faq.models import Response, Topic
from faq.search import Entry, Kind
from reporting.models import Category, SupportPage
from safety_site.public_pages import content_version

SHORT_ANSWER = 150  # words that still read well in half a page's width
FEED_LENGTH = 50


def listed():
    """Published topics with who answered, in the order of themes, newest webinar first."""
    responses = Response.objects.select_related("organisation").defer("body")
    return (
        Topic.objects.published()
        .for_lists()
        .prefetch_related(Prefetch("responses", responses))
        .order_by(
            F("theme__position").asc(nulls_last=True),
            F("theme__name").asc(nulls_last=True),
            F("webinar__held_on").desc(nulls_first=True),
            "webinar",
            "position",
            "title",
        )
    )


def topic(slug):
    """A topic that is or was published, with all that its page shows; None if there is none."""
    return Topic.objects.exclude(status=Topic.Status.DRAFT).for_page().filter(slug=slug).first()


def both_short(topic):
    """Say whether a topic has two answers that are short enough to stand beside each other."""
    bodies = [response.body for response in topic.responses.all()]
    return len(bodies) == 2 and all(len(body.split()) <= SHORT_ANSWER for body in bodies)


def newest():
    """The latest published topics with their whole answers, for the feed."""
    return (
        Topic.objects.published()
        .for_lists()
        .prefetch_related(
            Prefetch("responses", Response.objects.select_related("organisation")), "update_notes"
        )
        .order_by("-published_at", F("webinar__held_on").desc(nulls_first=True), "position", "pk")[
            :FEED_LENGTH
        ]
    )


def topics_in_sitemap():
    return Topic.objects.published().only("slug", "updated_at").order_by("pk")


def with_published_topics(model):
    """Webinars or themes that have a page; each is as new as its newest published topic."""
    published = model.objects.filter(topics__status=Topic.Status.PUBLISHED)
    return published.annotate(edited=Max("topics__updated_at")).order_by("pk")


def searchable():
    """Everything that the one box can find; kept until public content is edited."""
    key = f"searchable:{content_version()}"
    entries = cache.get(key)
    if entries is None:
        entries = list(chain(_answers(), _report_forms(), _support_pages()))
        cache.set(key, entries, settings.PUBLIC_PAGE_SECONDS)
    return entries


def _answers():
    topics = Topic.objects.published().for_lists().prefetch_related("responses").order_by("pk")
    for topic in topics:
        weights = search.weigh(
            (6, " ".join(topic.keywords)),
            (5, topic.title),
            (4, topic.question),
            *((1, response.body) for response in topic.responses.all()),
        )
        summary = topic.when_label
        yield Entry(Kind.ANSWER, topic.get_absolute_url(), topic.question, summary, weights)


def _report_forms():
    for category in Category.objects.taken().prefetch_related("kinds"):
        weights = search.weigh(
            (6, " ".join(category.keywords)),
            (6, category.name),
            (4, category.example),
            *((4, kind.name) for kind in category.kinds.all()),
        )
        url = category.get_absolute_url()
        yield Entry(Kind.REPORT, url, category.name, category.example, weights)


def _support_pages():
    for page in SupportPage.objects.all():
        weights = search.weigh(
            (6, " ".join(page.keywords)), (6, page.title), (4, page.summary), (1, page.body)
        )
        yield Entry(Kind.SUPPORT, page.get_absolute_url(), page.title, page.summary, weights)
