"""Crime figures in the words and drawings of a page."""

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community import crime_queries
from community.crime.figures import sentence_case

register = template.Library()

register.filter("sentence_case", sentence_case)


@register.filter
def raw(number):
    """Write a number as drawings take it, whatever the reader's language."""
    return f"{number:g}"


@register.simple_tag
def span(months):
    """Say from when to when, inside a sentence too: "March 2024 to February 2026"."""
    first, last = (date_format(months[end], "F Y") for end in (0, -1))
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


@register.simple_tag
def period(months):
    """Say over which months is summed up, inside a sentence."""
    words = ngettext("in %(last)s", "in the %(number)s months to %(last)s", len(months))
    return words % {"number": len(months), "last": date_format(months[-1], "F Y")}


@register.inclusion_tag("community/crime/_summary.html", takes_context=True)
def crime_summary(context, ward):
    """Say in short what the newest figures hold for a ward; two queries."""
    return {
        "section": crime_queries.summary_of(ward),
        "ward": ward,
        "council": context.get("council"),
    }
