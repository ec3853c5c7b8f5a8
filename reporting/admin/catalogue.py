"""The catalogue in the back office: what is asked, who gets it, who else helps."""

from dataclasses import replace

from django import forms
from django.contrib import admin, messages
from django.db import models
from simple_history.admin import SimpleHistoryAdmin

from reporting import queries, routing, routing_check
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
from reporting.working_time import Target

# The admin's own widget for many choices fails WCAG; checkboxes also work without JavaScript.
CHECKBOXES = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin):
    """Teams and who belongs to them."""

    list_display = ["name", "email", "partner"]
    search_fields = ["name"]
    formfield_overrides = CHECKBOXES
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Handover)
class HandoverAdmin(admin.ModelAdmin):
    """Whoever outside the council deals with a thing."""

    list_display = ["name", "phone", "url"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Priority)
class PriorityAdmin(admin.ModelAdmin):
    """How soon each priority is dealt with."""

    list_display = ["code", "name", "working_days"]


class KindInline(admin.TabularInline):
    model = Kind
    extra = 0


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):
    """What can be reported."""

    list_display = ["name", "path", "anonymous", "position"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [KindInline]


class QuestionInline(admin.StackedInline):
    model = Question
    extra = 0


@admin.register(QuestionPage)
class QuestionPageAdmin(admin.ModelAdmin):
    """The pages of each category's form."""

    list_display = ["title", "category", "position"]
    list_filter = ["category"]
    list_select_related = ["category"]
    search_fields = ["title"]
    inlines = [QuestionInline]


@admin.register(UnknownPolicy)
class UnknownPolicyAdmin(admin.ModelAdmin):
    """What we do where a fact is not known."""

    list_display = ["fact", "value", "sentence"]


class RoutingRuleForm(forms.ModelForm):
    """Refuses a rule that the routing could not follow."""

    class Meta:
        model = RoutingRule
        fields = "__all__"  # noqa: DJ007 - the whole rule is what is edited

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        for fault in routing_check.faults(self._policy_with(cleaned)):
            if fault.rule == cleaned["slug"]:
                self.add_error(None, fault.sentence)
        return cleaned

    def _policy_with(self, cleaned):
        """Build the policy as it would be with this rule in it."""
        policy = queries.policy()
        unit = cleaned["target_unit"]
        edited = routing.Rule(
            id=cleaned["slug"],
            when={fact: queries.accepted(codes) for fact, codes in cleaned["when"].items()},
            team=cleaned["team"].slug if cleaned["team"] else None,
            also=tuple(team.slug for team in cleaned["also"]),
            priority=cleaned["priority"].code if cleaned["priority"] else None,
            target=Target(cleaned["target_amount"] or 0, unit) if unit else None,
            handover=cleaned["handover"].slug if cleaned["handover"] else None,
            restricted=cleaned["restricted"],
            reasons=tuple(cleaned["reasons"]),
        )
        others = tuple(rule for rule in policy.rules if rule.id != self.instance.slug)
        return replace(policy, rules=(*others[:-1], edited, *others[-1:]))

    def clean_when(self):
        """Take an object of facts, each with a list of codes."""
        when = self.cleaned_data["when"]
        if not isinstance(when, dict) or not all(
            isinstance(codes, list) and all(isinstance(code, str) for code in codes)
            for codes in when.values()
        ):
            raise forms.ValidationError(
                'Write facts with lists, such as {"category": ["graffiti"]}.'
            )
        return when


@admin.register(RoutingRule)
class RoutingRuleAdmin(SimpleHistoryAdmin):
    """The routing policy, in order; every save is checked against the whole of it."""

    form = RoutingRuleForm
    list_display = ["position", "slug", "team", "priority", "handover", "restricted"]
    list_display_links = ["slug"]
    list_filter = ["team", "handover"]
    list_select_related = ["team", "priority", "handover"]
    search_fields = ["slug"]
    formfield_overrides = CHECKBOXES

    def save_related(self, request, form, formsets, change):
        """Say what the change leaves without a team, and which rules can no longer fire."""
        super().save_related(request, form, formsets, change)
        for fault in routing_check.check(queries.read_policy(), queries.asked()):
            messages.warning(request, fault.sentence)
