"""An issue of the newsletter on a page."""

from django import template

from safety_site.markdown import render

register = template.Library()


@register.filter
def newsletter_html(body):
    """Render an issue's Markdown below the heading of its page."""
    return render(body, level=2)
