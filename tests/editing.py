"""What a browser sends from the pages of the back office, and a draft to edit."""

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


def fields_of(client, obj):
    """Open an object's page and return its fields as a browser would send them."""
    page = client.get(
        reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])
    ).context
    forms = [page["adminform"].form]
    for inline in page["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {
        bound.html_name: "on" if bound.value() is True else bound.value()
        for form in forms
        for bound in form
        if not bound.field.disabled
        and bound.value() is not False
        and bound.value() not in (None, [])
    }


def posted(client, obj, **changes):
    """Open an object's page, change some fields and send it as a browser would."""
    label = f"{obj._meta.app_label}_{obj._meta.model_name}"
    address = reverse(f"admin:{label}_change", args=[obj.pk])
    return client.post(address, fields_of(client, obj) | changes, follow=True)
