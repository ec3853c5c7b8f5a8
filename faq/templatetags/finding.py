"""Why a result was found, shown in its own words."""

from django import template
from django.utils.html import format_html, format_html_join

from faq.shelf import base
from faq.words import FILLERS, tokens

register = template.Library()


@register.filter
def marked(text, match):
    """Mark the words of a text that were looked for, in whatever form they stand there."""
    words = (credit.word for credit in match.credits)
    sought = {word.base for word in words if word.form not in FILLERS}
    parts, end = [], 0
    for token in tokens(text):
        if not sought.isdisjoint(map(base, token.words)):
            mark = format_html("<mark>{}</mark>", text[token.start : token.end])
            parts += [(text[end : token.start],), (mark,)]
            end = token.end
    return format_html_join("", "{}", [*parts, (text[end:],)])
