"""Cells of the back office's lists that say what they are where no heading stands above them."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.text import capfirst

register = template.Library()


@register.filter
def labelled(cells, headers):
    """Give each cell of a row its column's heading, for phones; a cell without a column stays."""
    names = ["" if "<" in header["text"] else capfirst(header["text"]) for header in headers]
    names += [""] * (len(cells) - len(names))
    return [_with_label(cell, name) for cell, name in zip(cells, names, strict=True)]


def _with_label(cell, name):
    if not name:
        return cell
    label = format_html(' data-label="{}" class=', name)
    return mark_safe(cell.replace(" class=", label, 1))  # noqa: S308 - both are HTML already
