"""Rows that a form of the back office names by their keys: anybody can type anything there."""

from django import forms
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.utils.translation import gettext as _

from safety_site.typed_keys import as_key


class KnownRows(forms.ModelMultipleChoiceField):
    """Several rows; a key that no row can have is no choice, before a database has to say so."""

    def clean(self, value):
        if any(as_key(key) is None for key in value or ()):
            raise forms.ValidationError(_("Choose from the list."), code="invalid_list")
        return super().clean(value)


class ChosenRows:
    """Mixin: what is chosen in a list, or in a field of several rows, can only be a row."""

    def response_action(self, request, queryset):
        """Leave out what is no key, as if it had not been chosen."""
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        request.POST = request.POST.copy()
        known = [key for key in chosen if as_key(key) is not None]
        request.POST.setlist(ACTION_CHECKBOX_NAME, known)
        return super().response_action(request, queryset)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs.setdefault("form_class", KnownRows)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
