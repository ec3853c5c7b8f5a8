"""Texts and numbers of the pages about taking part."""

from django import template
from django.utils.formats import number_format

from safety_site import markdown

register = template.Library()


@register.filter
def prose(text):
    """Render an editor's Markdown below the headings of the page's sections."""
    return markdown.render(text)


@register.filter
def grouped(number):
    """Write a large number as people read it: 5,000."""
    return number_format(number, force_grouping=True)
