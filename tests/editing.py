"""A draft to edit, and what a browser sends from its page."""

from django.urls import reverse

from tests.public_content import make_council_voice, make_police_voice, make_topic


def make_draft():
    answers = [(make_police_voice(), "We patrol."), (make_council_voice(), "We *listen*.")]
    return make_topic("drugs", answers, status="draft", published_at=None)


def change(topic):
    return reverse("admin:faq_topic_change", args=[topic.pk])


def sent(topic, **changes):
    """Everything that the page of a topic sends, with some of it changed."""
    fields = {
        "title": topic.title,
        "slug": topic.slug,
        "question": topic.question,
        "webinar": topic.webinar_id,
        "position": topic.position,
        "keywords": "\r\n".join(topic.keywords),
    }
    for prefix, parts in (
        ("responses", list(topic.responses.all())),
        ("update_notes", list(topic.update_notes.all())),
    ):
        fields |= {f"{prefix}-TOTAL_FORMS": len(parts) + 1, f"{prefix}-INITIAL_FORMS": len(parts)}
        fields |= {f"{prefix}-{number}-id": part.pk for number, part in enumerate(parts)}
    for number, response in enumerate(topic.responses.all()):
        fields |= {
            f"responses-{number}-organisation": response.organisation_id,
            f"responses-{number}-position": response.position,
            f"responses-{number}-answered_on": response.answered_on,
            f"responses-{number}-is_summary": "on",
            f"responses-{number}-body": response.body,
        }
    # The empty form that a browser sends along with the filled ones.
    fields[f"responses-{topic.responses.count()}-position"] = 0
    return fields | changes


def said(response):
    return [str(message) for message in response.context["messages"]]
