"""What pages of sign-in show in words."""

from django import template

from safety_site.accounts import devices

register = template.Library()
register.filter("device", devices.in_words)
