"""Kinds of fields that Django has not, in the shape that people find easiest to fill in."""

from datetime import date

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


class LongTextField(forms.CharField):
    """Several lines; a line end counts once, as in the count that the reader sees."""

    widget = forms.Textarea(attrs={"rows": 6})

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


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
