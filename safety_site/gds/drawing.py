"""A field as the templates of the pack `gds` draw it, and the errors with their targets."""

from copy import deepcopy
from functools import cached_property

from django import forms

from safety_site.gds.fields import DatePartsInput
from safety_site.gds.forms import revealed


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
        return getattr(self.bound.field, "max_length", None)

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
                names = self.options.get("reveals", {}).get(value, ())
                yield {
                    "id": option["attrs"]["id"],
                    "value": value,
                    "label": option["label"],
                    "checked": option["selected"],
                    "hint": self.options.get("option_hints", {}).get(value),
                    "set_apart": value == self.options.get("set_apart"),
                    "revealed": [self.bound.form[name] for name in names],
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


def visible_fields(form):
    """Return the fields to draw in their order, without those that another field reveals."""
    hidden = revealed(getattr(form, "gds", {}))
    return [bound for bound in form if bound.name not in hidden]


def error_list(form):
    """Return each error with the id of the control that mends it; None where no control does."""
    found = [(error, None) for error in form.non_field_errors()]
    for bound in form:
        if bound.errors:
            target = None if bound.is_hidden else Control(bound).target
            found += [(error, target) for error in bound.errors]
    return found
