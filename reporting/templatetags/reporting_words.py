"""Words for moments in templates."""

from django import template

from reporting.wording import moment_in_words

register = template.Library()
register.filter("in_words", moment_in_words)
