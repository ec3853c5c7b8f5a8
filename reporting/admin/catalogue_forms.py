"""Forms that keep the catalogue such that a report form and its routing can be built from it."""

from bisect import bisect
from dataclasses import replace

from django import forms
from django.utils.translation import gettext as _

from reporting import queries, routing_check
from reporting.models import Category, RoutingRule
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


class FoundForm(LastingCodeForm):
    """Something that the one box finds by words that staff keep."""

    keywords = LinesField(
        required=False,
        help_text="Words and short phrases that residents use themselves, one a line, such as sofa "
        "dumped. The one box finds it by them.",
    )


class CategoryForm(FoundForm):
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
            "public",
            "case_review",
            "nuisance_decision",
            "support",
            "keywords",
            "kind_question",
            "withdrawn",
        ]


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
