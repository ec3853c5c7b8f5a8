"""Filters of the inbox of residents' questions."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from faq.models import Organisation, ResidentQuestion

NOBODY = "nobody"


class WithDefault(admin.SimpleListFilter):
    """A filter with a name for its default, which the admin would call “All”."""

    default = _("All")

    def choices(self, changelist):
        choices = list(super().choices(changelist))
        choices[0]["display"] = self.default
        return choices


class StateFilter(WithDefault):
    """Open questions first: that is what staff come for."""

    title = _("state")
    parameter_name = "state"
    default = _("Open")

    def lookups(self, request, model_admin):
        return [*ResidentQuestion.Status.choices, ("all", _("All"))]

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        if self.value() in ResidentQuestion.Status:
            return queryset.filter(status=self.value())
        return queryset.open()


class AssignedFilter(admin.SimpleListFilter):
    """Who answers."""

    title = _("who answers")
    parameter_name = "assigned"

    def lookups(self, request, model_admin):
        names = Organisation.objects.filter(role__in=("council", "police"))
        return [*names.values_list("slug", "name"), (NOBODY, _("Nobody yet"))]

    def queryset(self, request, queryset):
        if self.value() == NOBODY:
            return queryset.filter(assigned_to=None)
        known = self.value() in dict(self.lookup_choices)
        return queryset.filter(assigned_to__slug=self.value()) if known else queryset


class MineFilter(admin.SimpleListFilter):
    """What was given to whoever looks."""

    title = _("officer")
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return [("yes", _("Mine"))]

    def queryset(self, request, queryset):
        return queryset.filter(officer=request.user) if self.value() == "yes" else queryset


class PublicFilter(admin.SimpleListFilter):
    """Whether the public reads it."""

    title = _("public list")
    parameter_name = "public"

    def lookups(self, request, model_admin):
        return [
            ("yes", _("Public")),
            ("no", _("No wording approved")),
            ("hidden", _("Hidden")),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "yes":
                return queryset.listed()
            case "no":
                return queryset.filter(public_wording="")
            case "hidden":
                return queryset.exclude(hidden_reason="")
        return queryset


class HeldFilter(WithDefault):
    """What may come from a program waits apart."""

    title = _("sender")
    parameter_name = "held"
    default = _("People")

    def lookups(self, request, model_admin):
        return [("yes", _("May come from a program"))]

    def queryset(self, request, queryset):
        return queryset.filter(held=True) if self.value() == "yes" else queryset.inbox()
