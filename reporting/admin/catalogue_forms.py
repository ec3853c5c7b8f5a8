"""Forms that keep the catalogue such that a report form and its routing can be built from it."""

from bisect import bisect
from dataclasses import replace

from django import forms
from django.utils.translation import gettext as _

from reporting import queries, routing_check
from reporting.catalogue_rules import RESERVED_CODES, option_fault
from reporting.journey.steps import RESERVED
from reporting.models import Category, Question, QuestionPage, RoutingRule
from safety_site.content_admin import LinesField


class LastingCodeForm(forms.ModelForm):
    """A code that rules, drafts and addresses name stays once it is made."""

    code_field = "slug"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.code_field in self.fields:
            self.fields[self.code_field].disabled = bool(self.instance.pk)


class PriorityForm(LastingCodeForm):
    code_field = "code"


class CategoryForm(LastingCodeForm):
    keywords = LinesField(required=False, help_text="Residents’ own words, one a line.")

    class Meta:
        model = Category
        fields = [
            "name",
            "slug",
            "position",
            "example",
            "intro",
            "path",
            "anonymous",
            "sensitive",
            "keywords",
            "kind_question",
        ]


class QuestionPageForm(LastingCodeForm):
    kinds = LinesField(
        required=False, help_text="Slugs of the kinds that are asked this, one a line; none: all."
    )

    class Meta:
        model = QuestionPage
        fields = ["category", "title", "slug", "position", "why", "kinds"]

    def clean_slug(self):
        """Keep the addresses of the form's own pages free."""
        slug = self.cleaned_data["slug"]
        if slug in RESERVED:
            raise forms.ValidationError(_("The form has a page of its own with this slug."))
        return slug

    def clean(self):
        cleaned = super().clean()
        category = cleaned.get("category")
        known = {kind.slug for kind in category.kinds.all()} if category else set()
        if category and (unknown := set(cleaned.get("kinds", [])) - known):
            self.add_error("kinds", _("There is no kind “%s” here.") % min(unknown))
        return cleaned


class QuestionForm(LastingCodeForm):
    code_field = "code"

    class Meta:
        model = Question
        fields = ["code", "position", "label", "hint", "type", "required", "options"]

    def clean_code(self):
        """Keep the names that the form itself uses free."""
        code = self.cleaned_data["code"]
        if code in RESERVED_CODES:
            raise forms.ValidationError(_("The form asks this by itself. Choose another code."))
        return code

    def clean(self):
        cleaned = super().clean()
        fault = option_fault(
            cleaned.get("code", ""), cleaned.get("type", ""), cleaned.get("options", [])
        )
        if fault and "options" not in self.errors:
            self.add_error("options", fault)
        return cleaned


class RoutingRuleForm(LastingCodeForm):
    """Refuses a rule that the routing could not follow."""

    reasons = LinesField(help_text="Sentences that a resident can read, one a line.")

    class Meta:
        model = RoutingRule
        fields = [
            "position",
            "slug",
            "when",
            "team",
            "also",
            "priority",
            "target_amount",
            "target_unit",
            "handover",
            "restricted",
            "reasons",
        ]

    def clean_when(self):
        """Take an object of facts, each with a list of codes."""
        when = self.cleaned_data["when"]
        if not isinstance(when, dict) or not all(
            isinstance(codes, list) and all(isinstance(code, str) for code in codes)
            for codes in when.values()
        ):
            raise forms.ValidationError(
                _('Write facts with lists, such as {"category": ["graffiti"]}.')
            )
        return when

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            edited = self._edited(cleaned)
            for fault in routing_check.faults(self._policy_with(edited)):
                if fault.rule in (edited.slug, None):
                    self.add_error(None, fault.sentence)
        return cleaned

    def _edited(self, cleaned):
        """Make the row as it would be saved, without saving it."""
        values = {name: value for name, value in cleaned.items() if name != "also"}
        return RoutingRule(pk=self.instance.pk, **values)

    def _policy_with(self, edited):
        """Build the policy as it would be with this rule in its place."""
        rows = list(queries.rules().exclude(pk=edited.pk))
        place = bisect([row.position for row in rows], edited.position)
        others = [queries.rule(row, row.also.all()) for row in rows]
        others.insert(place, queries.rule(edited, self.cleaned_data["also"]))
        return replace(queries.read_policy(), rules=tuple(others))
