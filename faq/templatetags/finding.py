"""Why a result was found, shown in its own words."""

from django import template
from django.utils.html import format_html, format_html_join

from faq.shelf import base
from faq.words import tokens

register = template.Library()


@register.filter
def marked(text, match):
    """Mark the words of a text that were looked for, in whatever form they stand there."""
    sought = {credit.word.base for credit in match.credits}
    parts, end = [], 0
    for token in tokens(text):
        if not sought.isdisjoint(map(base, token.words)):
            words = format_html("<mark>{}</mark>", text[token.start : token.end])
            parts += [(text[end : token.start],), (words,)]
            end = token.end
    return format_html_join("", "{}", [*parts, (text[end:],)])
