"""Several things of a list, as checkboxes."""

from django import forms

CHOOSE = "Choose from the list."


class Several(forms.ModelMultipleChoiceField):
    """Checkboxes, which work without JavaScript; a key too long for any database is no choice."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": CHOOSE, "invalid_pk_value": CHOOSE}

    def __init__(self, queryset, *, required=False, **kwargs):
        super().__init__(queryset, required=required, **kwargs)

    def clean(self, value):
        try:
            return super().clean(value)
        except OverflowError:
            raise forms.ValidationError(CHOOSE) from None
