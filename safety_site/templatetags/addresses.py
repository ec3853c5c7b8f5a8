"""Addresses as the outside world sees them."""

from django import template
from django.conf import settings

register = template.Library()


@register.filter
def absolute(path):
    """Put SITE_URL before a path, whatever host the request came by."""
    return settings.SITE_URL + path
