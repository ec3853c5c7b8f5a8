"""What the pages of the queue and of a case show of an officer's desk."""

from django import template

from reporting.admin.desk import SaveFilterForm, row_of

register = template.Library()
register.simple_tag(row_of, name="row_of")

NO_FILTERS = {"p", "e", "all"}  # the page number, and what the admin adds itself


@register.simple_tag
def save_form(request):
    """Return the form that keeps the view on the screen; None where nothing is filtered."""
    if not set(request.GET) - NO_FILTERS:
        return None
    return SaveFilterForm((), initial={"query": request.GET.urlencode()})
