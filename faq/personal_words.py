"""What looks personal in a text, in words for whoever decides about it."""

from collections.abc import Iterable

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from faq.personal_data import Finding, Kind

# What we think we saw; a program only guesses.
KINDS = {
    Kind.PHONE: gettext_lazy("a phone number"),
    Kind.EMAIL: gettext_lazy("an email address"),
    Kind.POSTCODE: gettext_lazy("a postcode"),
    Kind.ADDRESS: gettext_lazy("an address"),
    Kind.PLATE: gettext_lazy("the number plate of a car"),
    Kind.NAME: gettext_lazy("somebody’s name"),
    Kind.BIRTH_DATE: gettext_lazy("a date of birth"),
    Kind.NUMBER: gettext_lazy("a number that stands for one person"),
    Kind.HANDLE: gettext_lazy("somebody’s name on social media"),
}


def in_words(found: Iterable[Finding]) -> str:
    """Name each thing and what it looks like; "" where there is none."""
    named = dict.fromkeys(f"{KINDS[each.kind]} (“{each.words}”)" for each in found)
    return get_text_list(list(named), _("and"))
