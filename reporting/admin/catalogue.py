"""The catalogue in the back office: what is asked, who gets it, who else helps."""

from django import forms
from django.contrib import admin, messages
from django.db import models
from simple_history.admin import SimpleHistoryAdmin

from reporting import queries, routing_check
from reporting.admin.catalogue_forms import (
    CategoryForm,
    LastingCodeForm,
    PriorityForm,
    QuestionForm,
    QuestionPageForm,
    RoutingRuleForm,
)
from reporting.models import (
    Category,
    Handover,
    Kind,
    Priority,
    Question,
    QuestionPage,
    RoutingRule,
    Team,
    UnknownPolicy,
)
from safety_site.content_admin import DeclaredFilters

# The admin's own widget for many choices fails WCAG; checkboxes also work without JavaScript.
CHECKBOXES = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}


class WatchedRouting:
    """Mixin: says after each save what the change does to the routing as a whole."""

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        policy = queries.read_policy()
        for fault in routing_check.faults(policy) or routing_check.check(policy, queries.asked()):
            messages.warning(request, fault.sentence)


@admin.register(Team)
class TeamAdmin(DeclaredFilters, WatchedRouting, admin.ModelAdmin):
    """Teams and who belongs to them."""

    form = LastingCodeForm
    list_display = ["name", "email", "partner"]
    search_fields = ["name"]
    formfield_overrides = CHECKBOXES


@admin.register(Handover)
class HandoverAdmin(DeclaredFilters, admin.ModelAdmin):
    """Whoever outside the council deals with a thing."""

    form = LastingCodeForm
    list_display = ["name", "phone", "url"]
    search_fields = ["name"]


@admin.register(Priority)
class PriorityAdmin(DeclaredFilters, admin.ModelAdmin):
    """How soon each priority is dealt with."""

    form = PriorityForm
    list_display = ["code", "name", "working_days"]


class KindInline(admin.TabularInline):
    model = Kind
    form = LastingCodeForm
    extra = 0


@admin.register(Category)
class CategoryAdmin(DeclaredFilters, WatchedRouting, admin.ModelAdmin):
    """What can be reported."""

    form = CategoryForm
    list_display = ["name", "path", "anonymous", "position"]
    search_fields = ["name"]
    inlines = [KindInline]


class QuestionInline(admin.StackedInline):
    model = Question
    form = QuestionForm
    extra = 0


@admin.register(QuestionPage)
class QuestionPageAdmin(DeclaredFilters, WatchedRouting, admin.ModelAdmin):
    """The pages of each category's form."""

    form = QuestionPageForm
    list_display = ["title", "category", "position"]
    list_filter = ["category"]
    list_select_related = ["category"]
    search_fields = ["title"]
    inlines = [QuestionInline]


@admin.register(UnknownPolicy)
class UnknownPolicyAdmin(admin.ModelAdmin):
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
