"""The catalogue in the back office: what can be reported, who gets it, who else helps."""

from django import forms
from django.contrib import admin
from django.db import models
from simple_history.admin import SimpleHistoryAdmin

from reporting.admin.catalogue_forms import (
    CategoryForm,
    FoundForm,
    LastingCodeForm,
    PriorityForm,
    RoutingRuleForm,
)
from reporting.admin.watched import WatchedRouting
from reporting.models import (
    Category,
    Handover,
    Kind,
    Priority,
    RoutingRule,
    Team,
    UnknownPolicy,
)
from reporting.wording import name_of
from safety_site.content_admin import DeclaredFilters, OldAndNew

# The admin's own widget for many choices fails WCAG; checkboxes also work without JavaScript.
CHECKBOXES = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}


@admin.register(Team)
class TeamAdmin(DeclaredFilters, OldAndNew, WatchedRouting, admin.ModelAdmin):
    """Teams; who belongs to one is set on each person's page alone, where it is checked."""

    form = LastingCodeForm
    list_display = ["name", "email", "partner"]
    search_fields = ["name"]
    readonly_fields = ["people"]

    def get_fields(self, request, obj=None):
        own = ["slug", "name", "description", "email", "partner"]
        return [*own, "people"] if obj else own

    @admin.display(description="People (set by administrators)")
    def people(self, team):
        members = team.members.filter(is_active=True)
        return ", ".join(sorted(map(name_of, members))) or "Nobody yet"


@admin.register(Handover)
class HandoverAdmin(DeclaredFilters, OldAndNew, admin.ModelAdmin):
    """Whoever outside the council deals with a thing."""

    form = FoundForm
    list_display = ["name", "phone", "url"]
    search_fields = ["name"]


@admin.register(Priority)
class PriorityAdmin(DeclaredFilters, OldAndNew, admin.ModelAdmin):
    """How soon each priority is dealt with."""

    form = PriorityForm
    list_display = ["code", "name", "working_days"]


class KindInline(admin.StackedInline):
    """The kinds in their order; as a table it would have a heading without words."""

    model = Kind
    form = LastingCodeForm
    extra = 0
    fields = [("name", "hint"), ("slug", "position", "sensitive")]
    show_change_link = True


@admin.register(Category)
class CategoryAdmin(DeclaredFilters, OldAndNew, WatchedRouting, admin.ModelAdmin):
    """What can be reported."""

    form = CategoryForm
    list_display = ["name", "path", "anonymous", "withdrawn", "position"]
    search_fields = ["name"]
    inlines = [KindInline]
    formfield_overrides = CHECKBOXES


@admin.register(Kind)
class KindAdmin(DeclaredFilters, OldAndNew, WatchedRouting, admin.ModelAdmin):
    """One kind by itself: a row among its category's kinds has no room for the help beside it."""

    form = FoundForm
    list_display = ["name", "category", "sensitive"]
    list_filter = ["category"]
    list_select_related = ["category"]
    readonly_fields = ["category"]
    formfield_overrides = CHECKBOXES

    def has_add_permission(self, request):
        """Kinds are added and taken away in their category, which gives them their order."""
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(UnknownPolicy)
class UnknownPolicyAdmin(DeclaredFilters, OldAndNew, admin.ModelAdmin):
    """What we do where a fact is not known."""

    list_display = ["fact", "value", "sentence"]


@admin.register(RoutingRule)
class RoutingRuleAdmin(DeclaredFilters, WatchedRouting, SimpleHistoryAdmin):
    """The routing policy, in order; every save is checked against the whole of it."""

    form = RoutingRuleForm
    actions = None
    list_display = ["position", "slug", "team", "priority", "handover", "restricted"]
    list_display_links = ["slug"]
    list_filter = ["team", "handover"]
    list_select_related = ["team", "priority", "handover"]
    search_fields = ["slug"]
    formfield_overrides = CHECKBOXES

    def has_delete_permission(self, request, obj=None):
        """Keep the rule that takes what no other takes."""
        return super().has_delete_permission(request, obj) and not (obj and not obj.when)
