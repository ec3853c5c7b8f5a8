"""Public content with just enough around it to stand on a page."""

from datetime import UTC, date, datetime

from model_bakery import baker

from faq.models import Organisation, Response, Theme, Topic, UpdateNote, Webinar
from places.models import Ward
from reporting.models import Category, Handover, SupportPage


def make_webinar(slug="april-2025", **fields):
    defaults = {"title": "Webinar", "held_on": date(2025, 4, 1), "held_label": "April 2025"}
    return _get_or_make(Webinar, slug, defaults | fields)


def make_theme(slug="streets", **fields):
    return _get_or_make(Theme, slug, {"name": slug.title()} | fields)


def make_council_voice():
    return _get_or_make(Organisation, "council", {"name": "Our Council", "role": "council"})


def make_police_voice():
    return _get_or_make(Organisation, "met-police", {"name": "Our Police", "role": "police"})


def make_topic(slug="graffiti", answers=(), related=(), **fields):
    """Make a published topic; answers are (organisation or None, Markdown) in published order."""
    defaults = {
        "webinar": fields["webinar"] if "webinar" in fields else make_webinar(),
        "title": slug.title(),
        "question": f"What about {slug}?",
        "status": Topic.Status.PUBLISHED,
        "published_at": datetime(2025, 5, 1, tzinfo=UTC),
    }
    topic = baker.make(Topic, slug=slug, **(defaults | fields))
    topic.related.set(related)
    for position, (organisation, body) in enumerate(answers, 1):
        make_response(topic, organisation, body, position=position)
    return topic


def make_response(topic, organisation, body, **fields):
    said = topic.webinar.held_on if topic.webinar else topic.published_at.date()
    defaults = {"is_summary": True, "answered_on": said}
    return baker.make(
        Response, topic=topic, organisation=organisation, body=body, **(defaults | fields)
    )


def make_update_note(topic, body, dated):
    return baker.make(UpdateNote, topic=topic, body=body, dated=dated)


def make_category(slug="graffiti", **fields):
    defaults = {"name": slug.title(), "example": "", "path": "street-scene", "anonymous": True}
    return _get_or_make(Category, slug, defaults | fields)


def make_support_page(slug="crime", **fields):
    defaults = {
        "title": slug.title(),
        "summary": f"Help with {slug}.",
        "body": "Text.",
        "checked_on": date(2025, 6, 1),
    }
    return _get_or_make(SupportPage, slug, defaults | fields)


def make_handover(slug="river-authority", **fields):
    defaults = {"name": slug.title(), "summary": f"They deal with {slug}."}
    return _get_or_make(Handover, slug, defaults | fields)


def make_ward(slug="mill-lane", **fields):
    defaults = {"name": "Mill Lane", "gss": "E05000001", "latitude": 51.6, "longitude": 0}
    return _get_or_make(Ward, slug, defaults | fields)


def _get_or_make(model, slug, fields):
    return model.objects.filter(slug=slug).first() or baker.make(model, slug=slug, **fields)
