"""What looks personal in a text, in words for whoever decides about it."""

from collections.abc import Iterable

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from faq.asking_forms import KINDS
from faq.personal_data import Finding


def in_words(found: Iterable[Finding]) -> str:
    """Name each thing and what it looks like; "" where there is none."""
    named = dict.fromkeys(f"{KINDS[each.kind]} (“{each.words}”)" for each in found)
    return get_text_list(list(named), _("and"))
