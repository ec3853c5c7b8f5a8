"""Words for moments and codes in templates."""

from django import template

from reporting import abuse
from reporting.journey.complaints import TO_WORDS
from reporting.models import Report
from reporting.wording import moment_in_short, moment_in_words, name_of

register = template.Library()
register.filter("in_short", moment_in_short)
register.filter("in_words", moment_in_words)
register.filter("name_of", name_of)
register.filter("suspicion", abuse.in_words)


@register.filter
def status_name(code):
    """Name a status; a code that is no longer in use stands for itself."""
    return dict(Report.Status.choices).get(code, code)


@register.filter
def named(names, code):
    """Name a code from a mapping; one that is gone stands for itself."""
    return names.get(code, code)


@register.filter
def body_name(code):
    """Name whom a complaint was made to; a code that is no longer in use stands for itself."""
    return TO_WORDS.get(code, code)
