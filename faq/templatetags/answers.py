"""Who answered and when, in the words of a page."""

from django import template
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from safety_site import markdown

register = template.Library()
register.filter("line_html", markdown.render_line)


@register.filter
def answered_by(topic):
    """Name the organisations once each, in the published order: "the council and the police"."""
    named = (response.organisation for response in topic.responses.all())
    names = dict.fromkeys(organisation.name for organisation in named if organisation)
    return get_text_list(list(names), _("and"))


@register.filter
def said_when(response, webinar):
    """Date an answer as closely as it is known: some webinars only name their month."""
    if webinar and response.answered_on == webinar.held_on:
        return webinar.held_label
    return date_format(response.answered_on, "j F Y")
