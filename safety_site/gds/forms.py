"""What a form needs so that its fields can be drawn with options and reveal one another."""

from django import forms
from django.utils.translation import gettext


def revealed(options_by_field):
    """Return the names of all fields that only show when an option is chosen."""
    every = (options.get("reveals", {}) for options in options_by_field.values())
    return {name for reveals in every for names in reveals.values() for name in names}


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
        for hidden in revealed(self.gds) - self._shown():
            self.errors.pop(hidden, None)
            cleaned[hidden] = getattr(self.fields[hidden], "empty_value", None)
        return cleaned

    def _shown(self):
        shown = set()
        for name, options in self.gds.items():
            for value, names in options.get("reveals", {}).items():
                chosen = self[name].value() or ""
                if value in (chosen if isinstance(chosen, list) else [chosen]):
                    shown.update(names)
        return shown

    @property
    def has_heading(self):
        """Say whether a field's label is the page's heading."""
        return any(options.get("heading") for options in self.gds.values())
