"""What the back office's pages for content share: who edited, what changed, fields for people."""

import re
from datetime import date, datetime
from difflib import SequenceMatcher

from django import forms
from django.contrib.admin import ShowFacets
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.core.validators import ProhibitNullCharactersValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.admin import SimpleHistoryAdmin
from simple_history.models import DeletedObject
from simple_history.template_utils import HistoricalRecordContextHelper

from safety_site.chosen_rows import ChosenRows


class LinesField(forms.CharField):
    """A list of texts, edited as one text a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        text = super().to_python(value)
        ProhibitNullCharactersValidator()(text)  # by itself it would look at the list
        lines = (" ".join(line.split()) for line in text.splitlines())
        return [line for line in lines if line]

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != (initial or [])
        except forms.ValidationError:
            return True


class DeclaredFilters(ChosenRows):
    """Mixin: lists are filtered by what they declare, so that nobody asks about what is hidden."""

    def lookup_allowed(self, lookup, value, request=None):
        """Allow what the filters' own links ask; other ways of asking were typed by hand.

        PostgreSQL cannot even look up a NUL; filters of our own compare it themselves.
        """
        if "__" in lookup and "\0" in value:
            return False
        return any(lookup in self._asked_by(each) for each in self.get_list_filter(request))

    def _asked_by(self, declared):
        if hasattr(declared, "parameter_name"):
            return [declared.parameter_name]
        name = declared[0] if isinstance(declared, tuple) else declared
        field = self.model._meta.get_field(name)
        path = f"{name}__{field.target_field.name}" if field.is_relation else name
        return [f"{path}__exact", f"{name}__isnull"]


class RowsLead(ChangeList):
    """Rows that lead to the page which their list names."""

    def url_for_result(self, result):
        return reverse(self.model_admin.row_page, args=[result.pk])


class LookOnly(DeclaredFilters):
    """Rows that nobody adds, changes or deletes by Django's own pages."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class FurtherList(LookOnly):
    """Mixin: a list to read, beside the model's own one, for `SafetyAdminSite.add_list`.

    Names the addresses of the list and of a row's page, and says what it is called in the table of
    contents and above itself.
    """

    list_page = row_page = ""
    list_title = ""
    list_per_page = 50
    show_full_result_count = False
    show_facets = ShowFacets.NEVER  # counting groups the whole table
    actions = None

    def entry_name(self, request):
        return self.list_title

    def entry(self, request):
        """Return the line of this list in the back office's table of contents."""
        if not self.has_view_permission(request):
            return None
        return {
            "name": self.entry_name(request),
            "object_name": type(self).__name__,
            "admin_url": reverse(self.list_page),
            "view_only": True,
        }

    def get_changelist(self, request, **kwargs):
        return RowsLead

    def changelist_view(self, request, extra_context=None):
        context = {"title": self.list_title, **(extra_context or {})}
        return super().changelist_view(request, context)


class PlainChoices:
    """Mixin: choices without pop-up windows, which need JavaScript."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


class PlainDays:
    """Mixin: days are chosen from the browser's own calendar, which needs no script."""

    formfield_overrides = {
        models.DateField: {
            "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "error_messages": {"invalid": gettext_lazy("Enter a day such as 31/03/2026.")},
        }
    }


class OldAndNew:
    """Mixin: the history of a row says what stood in each field and what stands there now.

    Django's own keeps the names of fields only.
    """

    def construct_change_message(self, request, form, formsets, add=False):
        if add:
            return super().construct_change_message(request, form, formsets, add)
        words = [*_exchanges(form), *(each for part in formsets or () for each in _of_parts(part))]
        return " ".join(words) or super().construct_change_message(request, form, formsets, add)


def _exchanges(form):
    """Say each change of a form as “Name: old → new.”"""
    for name in form.changed_data:
        field = form.fields[name]
        old = _shown(field, form.get_initial_for_field(field, name))
        new = _shown(field, form.cleaned_data.get(name))
        if old != new:
            yield _("%(field)s: %(old)s → %(new)s.") % {
                "field": form[name].label,
                "old": old,
                "new": new,
            }


def _of_parts(formset):
    """Say what was added to, changed in and taken from the rows below a form."""
    for part in formset.new_objects:
        yield _("%(part)s was added.") % {"part": _part(part)}
    changed = [part for part, names in formset.changed_objects]
    for form in formset.forms:
        if form.instance in changed:
            yield f"{_part(form.instance)}: {' '.join(_exchanges(form))}"
    for part in formset.deleted_objects:
        yield _("%(part)s was deleted.") % {"part": _part(part)}


def _part(part):
    return f"{capfirst(part._meta.verbose_name)} “{part}”"


def _shown(field, value):
    """Say a value as its form shows it, on one line."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, forms.ModelMultipleChoiceField):
        value = sorted(str(each) for each in value or ())
    elif isinstance(field, forms.ModelChoiceField):
        value = field.to_python(getattr(value, "pk", value))
    elif isinstance(field, forms.ChoiceField):
        value = dict(field.choices).get(value, value)
    else:
        value = _day(field.prepare_value(value))
    text = ", ".join(map(str, value)) if isinstance(value, list) else value
    return _("nothing") if text in (None, "") else " / ".join(str(text).split("\n"))


def _day(value):
    """Say a day or a moment as people here do; leave any other value as it is."""
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return date_format(local, "j M Y, H:i")
    return date_format(value, "j M Y") if isinstance(value, date) else value


class PlaceForm(forms.ModelForm):
    """One row of a list whose order is edited in place."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if field := self.fields.get("position"):
            field.help_text = ""
            field.widget.attrs["aria-label"] = _("Position of %(name)s") % {"name": self.instance}


class OrderedList:
    """Mixin: a list in which each thing has its position in a field, to be typed over."""

    list_editable = ["position"]

    def get_changelist_form(self, request, **kwargs):
        return super().get_changelist_form(request, form=PlaceForm, **kwargs)


class WordChanges(HistoricalRecordContextHelper):
    """Shows a change as the words before and the words after, with those marked that differ."""

    def stringify_delta_change_values(self, change, old, new):
        return word_changes(_text(old), _text(new))


def word_changes(old, new):
    """Return two texts as HTML, with the words marked that stand in one of them only."""
    old, new = (re.findall(r"\s*\S+", text) for text in (old, new))
    steps = SequenceMatcher(None, old, new).get_opcodes()
    return (
        _join(_mark("del", old[a:b], step) for step, a, b, _, _ in steps),
        _join(_mark("ins", new[a:b], step) for step, _, _, a, b in steps),
    )


def _text(value):
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if isinstance(value, DeletedObject) and value.pk is None:  # there was none to delete
        return ""
    return "" if value is None else str(value)


def _mark(tag, words, step):
    text = "".join(words)
    return text if step == "equal" or not text else format_html("<{0}>{1}</{0}>", tag, text)


def _join(parts):
    return format_html_join("", "{}", ((part,) for part in parts))


class ContentAdmin(DeclaredFilters, PlainChoices, SimpleHistoryAdmin):
    """Edits content: every change names its editor, and older words can be read and compared."""

    object_history_list_template = "admin/history_list.html"
    history_list_per_page = 25

    def save_formset(self, request, form, formset, change):
        """Name the editor in the history of each part that is saved or deleted."""
        for part in formset.forms:
            part.instance._history_user = request.user
        super().save_formset(request, form, formset, change)

    def delete_model(self, request, obj):
        obj._history_user = request.user
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for obj in queryset:
            self.delete_model(request, obj)

    def revert_disabled(self, request, obj=None):
        """Old words are read, not put back: that would bring back an old status as well."""
        return True

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """Each version stands in the list itself; there is no page of its own to save from."""
        raise PermissionDenied

    def get_historical_record_context_helper(self, request, historical_record):
        return WordChanges(self.model, historical_record)
