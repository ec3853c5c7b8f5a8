"""Form fields as GOV.UK Frontend draws them: what the template pack `gds` asks of a Django field.

Label and help text are Django's own. A form that wants more says so by field name:

    class ContactForm(GdsFormMixin, forms.Form):
        gds = {"channel": {"heading": True, "reveals": {"email": ["address"]}}}

Options: `heading` (the label is the page's h1), `label_size` (s, m, l, xl), `why` (why we ask, one
line under the label), `inline` (options side by side), `option_hints` (a hint by value),
`set_apart` (the value before which "or" stands; a checkbox of that value clears the others),
`reveals` (names of fields by the value that shows them), `char_count` (a limit to count down from;
a textarea's max_length otherwise), `width` (2, 3, 4, 5, 10, 20 or 30 characters).
"""

from copy import deepcopy
from datetime import date
from functools import cached_property

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
        day = date.fromisoformat(value) if isinstance(value, str) else value
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


class GdsFormMixin:
    """Field options in `gds`; validation by our messages alone; revealed fields count if shown."""

    gds = {}
    use_required_attribute = False

    def full_clean(self):
        """Let a missing answer say which question it is an answer to."""
        plain = forms.Field.default_error_messages["required"]
        for name, field in self.fields.items():
            if field.error_messages["required"] is plain:
                field.error_messages["required"] = self._missing(field, self[name].label)
        super().full_clean()

    @staticmethod
    def _missing(field, label):
        if isinstance(field, forms.ChoiceField):
            return gettext("Choose an answer to “%(label)s”") % {"label": label}
        if isinstance(field, forms.FileField):
            return gettext("Choose a file for “%(label)s”") % {"label": label}
        return gettext("Fill in “%(label)s”") % {"label": label}

    def clean(self):
        """Forget what stands in fields that the chosen options do not show."""
        cleaned = super().clean() or self.cleaned_data
        for hidden in _revealed(self.gds) - self._shown():
            self.errors.pop(hidden, None)
            cleaned[hidden] = getattr(self.fields[hidden], "empty_value", None)
        return cleaned

    def _shown(self):
        shown = set()
        for name, options in self.gds.items():
            for value, revealed in options.get("reveals", {}).items():
                chosen = self[name].value() or ""
                if value in (chosen if isinstance(chosen, list) else [chosen]):
                    shown.update(revealed)
        return shown

    @property
    def has_heading(self):
        """Say whether a field's label is the page's heading."""
        return any(options.get("heading") for options in self.gds.values())


def _revealed(options_by_field):
    """Return the names of all fields that only show when an option is chosen."""
    every = (options.get("reveals", {}) for options in options_by_field.values())
    return {name for reveals in every for names in reveals.values() for name in names}


class Control:
    """One field as its template draws it."""

    def __init__(self, bound):
        self.bound = bound
        self.widget = bound.field.widget
        self.options = getattr(bound.form, "gds", {}).get(bound.name, {})
        self.id = self.widget.attrs.get("id") or bound.auto_id

    @cached_property
    def template(self):
        """Name the template of the control itself, by what its widget is."""
        if isinstance(self.widget, forms.RadioSelect):  # checkboxes are a subclass of it
            return "gds/choices.html"
        if isinstance(self.widget, DatePartsInput):
            return "gds/date.html"
        if isinstance(self.widget, forms.CheckboxInput):
            return "gds/checkbox.html"
        return "gds/single.html"

    @property
    def is_group(self):
        """Say whether several controls share a legend."""
        return self.template in ("gds/choices.html", "gds/date.html")

    @property
    def is_checkbox(self):
        return self.template == "gds/checkbox.html"

    @property
    def kind(self):
        """Name the GOV.UK component of a choice."""
        many = isinstance(self.widget, forms.CheckboxSelectMultiple)
        return "checkboxes" if many else "radios"

    @property
    def errors(self):
        return self.bound.errors

    @property
    def label_size(self):
        """Return the GOV.UK size of the label: bold text, or the page's heading."""
        return self.options.get("label_size", "l" if self.options.get("heading") else "s")

    @property
    def described_by(self):
        """List the ids of everything that explains the control, in reading order."""
        parts = {
            "why": self.options.get("why"),
            "hint": self.bound.help_text,
            "error": self.errors,
            "info": self.limit,
        }
        return " ".join(f"{self.id}-{part}" for part, there in parts.items() if there)

    @property
    def limit(self):
        """Return how many characters the reader may type where we count them, else None."""
        if not isinstance(self.widget, forms.Textarea):
            return None
        return self.options.get("char_count", getattr(self.bound.field, "max_length", None))

    @property
    def target(self):
        """Return the id of the control that the error summary leads to."""
        if self.template == "gds/choices.html":
            return next((option["id"] for option in self.choices), None)
        if self.template == "gds/date.html":
            return f"{self.id}_{min(self.wrong_boxes)}"
        return self.id

    @cached_property
    def wrong_boxes(self):
        """Return the numbers of the date's boxes that are wrong; all, where an error names none."""
        named = [(error.params or {}).get("boxes", [0, 1, 2]) for error in self.errors.as_data()]
        return {box for boxes in named for box in boxes}

    @property
    def markup(self):
        """Render a control that is a single element: Django's own markup, our classes."""
        widget = deepcopy(self.widget)
        widget.attrs.pop("maxlength", None)  # people may paste first and shorten then
        if isinstance(widget, forms.ClearableFileInput):
            widget.template_name = forms.FileInput.template_name
        if isinstance(widget, forms.NumberInput):
            # A number field changes with the scroll wheel and hides what it cannot read.
            widget.input_type = "text"
            widget.attrs |= {"inputmode": "numeric"}
        attrs = {"class": " ".join(self._classes(widget)), "aria-describedby": self.described_by}
        if not self.described_by:
            del attrs["aria-describedby"]
        return self.bound.as_widget(widget, attrs)

    def _classes(self, widget):
        block = "govuk-input"
        if self.is_checkbox:
            block = "govuk-checkboxes__input"
        elif isinstance(widget, forms.Textarea):
            block = "govuk-textarea"
        elif isinstance(widget, forms.Select):
            block = "govuk-select"
        elif isinstance(widget, forms.FileInput):
            block = "govuk-file-upload"
        yield block
        if self.errors:
            yield f"{block}--error"
        if self.limit:
            yield "govuk-js-character-count"
        if "width" in self.options:
            yield f"{block}--width-{self.options['width']}"
        if "class" in widget.attrs:
            yield widget.attrs["class"]

    @property
    def choices(self):
        """Yield each option of radios or checkboxes with all that stands around it."""
        context = self.widget.get_context(self.bound.html_name, self.bound.value(), {"id": self.id})
        for _group, group_options, _index in context["widget"]["optgroups"]:
            for option in group_options:
                value = str(option["value"])
                revealed = self.options.get("reveals", {}).get(value, ())
                yield {
                    "id": option["attrs"]["id"],
                    "value": value,
                    "label": option["label"],
                    "checked": option["selected"],
                    "hint": self.options.get("option_hints", {}).get(value),
                    "set_apart": value == self.options.get("set_apart"),
                    "revealed": [self.bound.form[name] for name in revealed],
                }

    @property
    def boxes(self):
        """Yield the boxes of a date."""
        context = self.widget.get_context(self.bound.html_name, self.bound.value(), {"id": self.id})
        labels = DatePartsInput.PARTS.values()
        for number, (label, box) in enumerate(
            zip(labels, context["widget"]["subwidgets"], strict=True)
        ):
            yield {
                "id": box["attrs"]["id"],
                "name": box["name"],
                "value": box["value"],
                "label": label,
                "width": 4 if number == 2 else 2,
                "wrong": number in self.wrong_boxes,
            }


def fields(form):
    """Return the fields to draw in their order, without those that another field reveals."""
    revealed = _revealed(getattr(form, "gds", {}))
    return [bound for bound in form if bound.name not in revealed]


def error_list(form):
    """Return each error with the id of the control that mends it; None where no control does."""
    found = [(error, None) for error in form.non_field_errors()]
    for bound in form:
        if bound.errors:
            target = None if bound.is_hidden else Control(bound).target
            found += [(error, target) for error in bound.errors]
    return found
