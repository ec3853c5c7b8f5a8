"""What the template pack `gds` asks of a form."""

from django import template

from safety_site.gds import drawing

register = template.Library()

register.filter("gds_fields", drawing.visible_fields)
register.filter("gds_errors", drawing.error_list)


@register.filter
def gds_control(bound):
    """Return all that the templates of one field need."""
    return drawing.Control(bound)
