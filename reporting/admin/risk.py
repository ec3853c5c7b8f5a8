"""The risk matrix in the back office: its questions, their points, and what the points mean."""

import re

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from reporting.admin.catalogue_forms import LastingCodeForm
from reporting.models import RiskFactor, RiskLevel
from safety_site.content_admin import DeclaredFilters, LinesField, OldAndNew

LINE = re.compile(r"(?P<label>.*\S)\s*=\s*(?P<points>\d{1,3})")
LONGEST_LABEL, MOST_POINTS = 120, 100


class PointsField(LinesField):
    """Answers to a question, one a line, each with its points: “Every week = 3”."""

    widget = forms.Textarea(attrs={"rows": 6, "cols": 60})

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return "\n".join(f"{each['label']} = {each['points']}" for each in value)

    def to_python(self, value):
        answers = [self._answer(line) for line in super().to_python(value)]
        values = [each["value"] for each in answers]
        if len(set(values)) < len(values):
            raise ValidationError(_("Two answers read alike. Word each of them differently."))
        if len(answers) < 2:
            raise ValidationError(_("Give at least two answers, one a line."))
        return answers

    def _answer(self, line):
        found = LINE.fullmatch(line.strip())
        points = int(found["points"]) if found else 0
        value = slugify(found["label"])[:50] if found else ""
        if not value or points > MOST_POINTS or len(found["label"]) > LONGEST_LABEL:
            sentence = _("Write “%s” as an answer and its points, such as “Every week = 3”.")
            raise ValidationError(sentence % line[:40])
        return {"value": value, "label": found["label"], "points": points}


class RiskFactorForm(LastingCodeForm):
    code_field = "code"
    options = PointsField(
        label="Answers and points",
        help_text="One a line, such as “Every week = 3”. Earlier assessments keep their points.",
    )

    class Meta:
        model = RiskFactor
        fields = ["question", "code", "position", "hint", "options"]


@admin.register(RiskFactor)
class RiskFactorAdmin(DeclaredFilters, OldAndNew, admin.ModelAdmin):
    """What officers ask about the risk to a person."""

    form = RiskFactorForm
    list_display = ["question", "position", "most"]

    @admin.display(description="Most points")
    def most(self, factor):
        return max((each["points"] for each in factor.options), default=0)


@admin.register(RiskLevel)
class RiskLevelAdmin(DeclaredFilters, OldAndNew, admin.ModelAdmin):
    """From how many points on a risk is called what; the three levels stay."""

    list_display = ["code", "from_points", "review_working_days", "meaning"]
    readonly_fields = ["code"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
