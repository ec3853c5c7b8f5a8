"""Moments in the words that residents read."""

from datetime import datetime

from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _


def name_of(user) -> str:
    """Name a member of staff as colleagues know them."""
    return user.get_full_name() or user.get_username()


def moment_in_words(moment: datetime) -> str:
    """Say a moment as “5pm on Tuesday 24 November”, in the council's time zone."""
    local = timezone.localtime(moment)
    clock = date_format(local, "g:ia" if local.minute else "ga").replace(".", "")
    return _("%(clock)s on %(day)s") % {"clock": clock, "day": date_format(local, "l j F")}


def moment_in_short(moment: datetime) -> str:
    """Say a moment for a table, such as “Tue 24 Nov, 5pm”."""
    local = timezone.localtime(moment)
    clock = date_format(local, "g:ia" if local.minute else "ga").replace(".", "")
    return f"{date_format(local, 'D j M')}, {clock}"
