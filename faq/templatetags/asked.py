"""What staff read of a resident's question."""

from django import template
from django.utils.html import format_html, format_html_join

register = template.Library()


@register.filter
def marking(text, found):
    """Mark in a text what looks personal; the page names each of them in words besides."""
    parts = []
    for finding in found:
        before, words, after = text.partition(finding.words)
        if words:
            parts += [(before,), (format_html("<mark>{}</mark>", words),)]
            text = after
    return format_html_join("", "{}", [*parts, (text,)])
