"""What the public pages of answers read: one function for each page."""

from django.db.models import F, Max, Prefetch

from faq import index
from faq.asked_queries import topics_with_questions
from faq.models import Response, Topic
from faq.things import Kind, Thing

SHORT_ANSWER = 150  # words that still read well in half a page's width
FEED_LENGTH = 50


def listed():
    """Published topics with who answered, in the order of themes, newest webinar first."""
    responses = Response.objects.select_related("organisation").defer("body")
    return (
        Topic.objects.published()
        .for_lists()
        .prefetch_related(Prefetch("responses", responses))
        .newest_first(
            F("theme__position").asc(nulls_last=True), F("theme__name").asc(nulls_last=True)
        )
    )


def topic(slug):
    """A topic that is or was published, with all that its page shows; None if there is none."""
    shown = Topic.objects.exclude(status=Topic.Status.DRAFT)
    return topics_with_questions(shown).filter(slug=slug).first()


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


def report_forms() -> list[Thing]:
    """Every form that is taken; from what the one box has read, so that it costs no query."""
    forms = (entry.thing for entry in index.shelf().entries if entry.thing.kind is Kind.REPORT)
    return list({form.name: form for form in forms}.values())
