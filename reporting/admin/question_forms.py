"""Forms that keep a page of questions such that a resident's form can be made of it."""

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.admin.catalogue_forms import LastingCodeForm
from reporting.catalogue_rules import LONGEST_OPTION, Asked, are_asked_together, page_faults
from reporting.journey.steps import RESERVED
from reporting.models import Handover, Question, QuestionPage
from safety_site.content_admin import LinesField

PART = " | "


class QuestionPageForm(LastingCodeForm):
    """A page stays in its category; its kinds are chosen once it has one."""

    kinds = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Who chose one of these kinds is asked this. None ticked: everybody."
        ),
    )

    class Meta:
        model = QuestionPage
        fields = ["category", "title", "slug", "position", "why", "kinds"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = self.instance.category.kinds.all() if self.instance.pk else ()
        if "category" in self.fields:
            self.fields["category"].disabled = bool(self.instance.pk)
        if "kinds" in self.fields:
            self.fields["kinds"].choices = [(kind.slug, kind.name) for kind in kinds]

    def clean_slug(self):
        """Keep the addresses of the form's own pages free."""
        slug = self.cleaned_data["slug"]
        if slug in RESERVED:
            raise forms.ValidationError(_("The form has a page of its own with this slug."))
        return slug


class OptionsField(LinesField):
    """Options, one a line: its value, its label, and a hint or a handover where it has one."""

    widget = forms.Textarea(attrs={"rows": 10, "cols": 80})

    def prepare_value(self, value):
        if not isinstance(value, list):
            return value
        return "\n".join(map(_line, value))

    def to_python(self, value):
        return [self._option(line) for line in super().to_python(value)]

    def _option(self, line: str) -> dict:
        parts = [part.strip() for part in line.split("|")]
        if len(parts) == 1:  # a new option: its value is made from its label
            parts = [slugify(line)[: LONGEST_OPTION["value"]].strip("-"), line]
        option = dict(zip(LONGEST_OPTION, [*parts, "", "", ""], strict=False))
        too_long = [key for key, text in option.items() if len(text) > LONGEST_OPTION[key]]
        if (
            len(parts) > len(LONGEST_OPTION)
            or not option["value"]
            or not option["label"]
            or too_long
        ):
            raise forms.ValidationError(
                _(
                    "“%s” is not an option. Write a label, or: value | label | hint | handover | "
                    "fact (a value of up to 50 letters, a label of up to 150, a hint of up to 200)."
                )
                % line[:80]
            )
        return option


def _line(option: dict) -> str:
    parts = [option.get(key, "") for key in LONGEST_OPTION]
    while parts and not parts[-1]:
        parts.pop()
    return PART.join(parts)


class QuestionForm(LastingCodeForm):
    code_field = "code"
    options = OptionsField(
        required=False,
        help_text=gettext_lazy(
            "One a line: a label, or value | label | hint | handover | fact. Rules and exports use "
            "the value: keep it when you reword a label. With a handover’s slug, the choice ends "
            "the form and shows who deals with it instead. With a routing fact, such as hazardous, "
            "the choice tells the rules that it is so."
        ),
    )

    class Meta:
        model = Question
        fields = [
            "code",
            "position",
            "label",
            "hint",
            "type",
            "required",
            "options",
            "shown_by",
            "shown_value",
        ]


class QuestionFormSet(forms.BaseInlineFormSet):
    """All questions of a page, checked together."""

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        asked = self.in_order()
        rows = [_asked(form.cleaned_data) for form in asked]
        handovers = set(Handover.objects.values_list("slug", flat=True))
        for fault in page_faults(rows, handovers):
            asked[fault.number].add_error(fault.field, fault.sentence)
        elsewhere = self._asked_elsewhere()
        for form, row in zip(asked, rows, strict=True):
            if row.code in elsewhere:
                form.add_error(None, _("Another page asks “%s” already. Ask it once.") % row.code)

    def _asked_elsewhere(self) -> set[str]:
        """Return the codes that other pages ask of somebody who is asked this page too."""
        page = self.instance
        if page.category_id is None:
            return set()
        others = Question.objects.filter(page__category=page.category).exclude(page=page.pk)
        return {
            question.code
            for question in others.select_related("page")
            if are_asked_together(page.kinds, question.page.kinds)
        }

    def in_order(self):
        """Return the forms of the questions that will stand on the page, in their order."""
        kept = [
            form for form in self.forms if form.cleaned_data.get("code") and not _goes(self, form)
        ]
        return sorted(kept, key=lambda form: form.cleaned_data["position"])


def _goes(formset, form) -> bool:
    return formset.can_delete and formset._should_delete_form(form)


def _asked(cleaned: dict) -> Asked:
    return Asked(**{name: cleaned[name] for name in Asked.__dataclass_fields__})
