"""Kinds of fields that Django has not, in the shape that people find easiest to fill in."""

import re
import unicodedata
from datetime import date, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

YES_NO_DONT_KNOW = [("yes", _("Yes")), ("no", _("No")), ("dont-know", _("I don’t know"))]


class YesNoField(forms.ChoiceField):
    """A question to which "I don't know" is an answer too."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs):
        super().__init__(choices=YES_NO_DONT_KNOW, **kwargs)


# Control characters, and those that turn the direction of what stands beside them.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff]")


def seen(text: str) -> str:
    """Take out what nobody sees; a text without anything to see is empty.

    What joins letters and emoji (U+200C, U+200D) stays: scripts need it.
    """
    text = _UNSEEN.sub("", text)
    # C: control, format and unassigned characters; Z: spaces.
    return text if any(unicodedata.category(each)[0] not in "CZ" for each in text) else ""


class TextField(forms.CharField):
    """One line of what can be seen."""

    def to_python(self, value):
        return super().to_python(seen(str(value or "")))


class LongTextField(TextField):
    """Several lines; a line end counts once, as in the count that the reader sees."""

    widget = forms.Textarea(attrs={"rows": 6})


class DatePartsInput(forms.MultiWidget):
    """Day, month and year in a box each."""

    PARTS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}

    def __init__(self, attrs=None):
        super().__init__(dict.fromkeys(self.PARTS, forms.TextInput), attrs)

    def decompress(self, value):
        if not value:
            return ["", "", ""]
        # A draft keeps its dates as text.
        try:
            day = date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:  # an answer from before the question asked for a date
            return ["", "", ""]
        return [day.day, day.month, day.year]


class DatePartsField(forms.Field):
    """A date in three boxes; its errors know which boxes are wrong."""

    widget = DatePartsInput
    default_error_messages = {
        "required": _("Enter a date"),
        "incomplete": _("The date must have a %(missing)s"),
        "year": _("The year must have 4 numbers, for example 2026"),
        "invalid": _("Enter a real date, for example 27 3 2026"),
    }

    def to_python(self, value):
        boxes = [(box or "").strip() for box in value or ()]
        if not any(boxes):
            return None
        if empty := [number for number, box in enumerate(boxes) if not box]:
            labels = [str(label).lower() for label in DatePartsInput.PARTS.values()]
            missing = gettext(" and a ").join(labels[number] for number in empty)
            raise self._error("incomplete", empty, missing=missing)
        try:
            day, month, year = map(int, boxes)
            if year < 1000:
                raise self._error("year", [2])
            return date(year, month, day)
        except (ValueError, OverflowError):
            raise self._error("invalid", [0, 1, 2]) from None

    def _error(self, code, boxes, **params):
        return ValidationError(self.error_messages[code], code, {"boxes": boxes, **params})


_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:. ]?(?P<minute>\d{2}))? ?(?P<half>[ap])?\.?(?:m\.?)?")
_NAMED = {"midnight": time(0), "noon": time(12), "midday": time(12)}


class ClockField(forms.Field):
    """A time of day as people write it: 9pm, 9.30pm, 21:30, midnight."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Enter a time like 9:30pm or 21:30")}

    def to_python(self, value):
        typed = seen(str(value or "")).strip().lower()
        if not typed:
            return None
        if typed in _NAMED:
            return _NAMED[typed]
        try:
            return _clock_time(_CLOCK.fullmatch(typed))
        except (TypeError, ValueError):
            raise ValidationError(self.error_messages["invalid"], "invalid") from None

    def prepare_value(self, value):
        """Show a time that a draft keeps as people write it."""
        try:
            kept = time.fromisoformat(value)
        except (TypeError, ValueError):
            return value
        return f"{kept:%-I:%M}{'am' if kept.hour < 12 else 'pm'}"


def _clock_time(found: re.Match | None) -> time:
    """Read a matched time. Raises TypeError or ValueError where it is none."""
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    elif found["minute"] is None:
        raise ValueError  # “9” can be morning or evening
    return time(hour, minute)
