"""What the template pack `gds` asks of a form."""

from django import template

from safety_site import gds

register = template.Library()

register.filter("gds_fields", gds.fields)
register.filter("gds_errors", gds.error_list)


@register.filter
def gds_control(bound):
    """Return all that the templates of one field need."""
    return gds.Control(bound)
