"""The form of one question page, made from the catalogue."""

from datetime import date, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.journey.forms import PageForm
from reporting.journey.when import DONT_KNOW, EARLIER, NOW, day_and_time
from reporting.models import Question
from safety_site.gds import ClockField, DatePartsField, LongTextField, TextField, YesNoField

LONG_TEXT_LENGTH = 4000
TEXT_LENGTH = 200
OLDEST_YEARS = 10  # what lies further back is a slip of the finger


def page_form(page, questions):
    """Build the form of a question page; `questions` are its own, in their order."""
    single = len(questions) == 1
    declared, options = {}, {}
    for question in questions:
        options[question.code] = {"label_size": "l" if single else "m", "heading": single}
        if single and page.why:
            options[question.code]["why"] = page.why
        if hints := {each["value"]: each["hint"] for each in question.options if each.get("hint")}:
            options[question.code]["option_hints"] = hints
        declared[question.code] = _field(question)
        if question.type == Question.Type.WHEN:
            day, clock = _parts(question.code)
            declared[day], declared[clock] = day_and_time_fields()
            options[question.code]["reveals"] = {EARLIER: [day, clock]}
            options[clock] = {"width": 10}
    for question in questions:
        if question.shown_by:
            reveals = options[question.shown_by].setdefault("reveals", {})
            reveals.setdefault(question.shown_value, []).append(question.code)
            options[question.code]["label_size"] = "s"
    whens = [each.code for each in questions if each.type == Question.Type.WHEN]
    return type("QuestionsForm", (QuestionsForm,), {**declared, "gds": options, "_whens": whens})


def day_and_time_fields():
    """Make the fields that stand under “It happened before”."""
    day = DatePartsField(
        label=_("On what day?"),
        help_text=_("For example, 27 3 2026. A rough day is fine."),
        validators=[plausible],
    )
    clock = ClockField(
        label=_("At what time? (optional)"),
        help_text=_("For example, 9:30pm"),
        required=False,
    )
    return day, clock


def _parts(code):
    """Name the fields of the day and the time; no code of a question can hold two underscores."""
    return f"{code}__day", f"{code}__time"


class QuestionsForm(PageForm):
    """Answers by question code; a question on when it happened is three fields and one answer."""

    _whens = ()  # no code of a question begins so

    def __init__(self, data=None, initial=None, **kwargs):
        initial = dict(initial or {})
        for code in self._whens:
            day, clock = day_and_time(initial.get(code))
            if day:
                initial |= dict(zip((code, *_parts(code)), (EARLIER, day, clock), strict=True))
        super().__init__(data, initial=initial, **kwargs)

    def clean(self):
        cleaned = super().clean()
        for code in self._whens:
            day, clock = (cleaned.pop(part, None) for part in _parts(code))
            if cleaned.get(code) != EARLIER:
                continue
            if day and clock and _moment(day, clock) > timezone.localtime():
                self.add_error(_parts(code)[1], _("The time must be in the past"))
            elif day:
                cleaned[code] = f"{day.isoformat()}T{clock:%H:%M}" if clock else day.isoformat()
        return cleaned


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, timezone.get_current_timezone())


def _field(question):
    # To tick nothing is an answer, so a list of boxes need not say that it is optional.
    optional = not question.required and question.type != Question.Type.CHECKBOXES
    common = {
        "label": _("%s (optional)") % question.label if optional else question.label,
        "help_text": question.hint,
        "required": question.required,
    }
    match question.type:
        case Question.Type.TEXT:
            return TextField(
                max_length=TEXT_LENGTH,
                error_messages={"required": _("Enter an answer: %s") % question.label},
                **common,
            )
        case Question.Type.LONG_TEXT:
            return LongTextField(
                max_length=LONG_TEXT_LENGTH,
                error_messages={"required": _("Tell us in a few words: %s") % question.label},
                **common,
            )
        case Question.Type.RADIOS:
            return forms.ChoiceField(
                widget=forms.RadioSelect,
                choices=_choices(question),
                error_messages={"required": _("Select one answer: %s") % question.label},
                **common,
            )
        case Question.Type.CHECKBOXES:
            return forms.MultipleChoiceField(
                widget=forms.CheckboxSelectMultiple,
                choices=_choices(question),
                error_messages={"required": _("Select at least one answer: %s") % question.label},
                **common,
            )
        case Question.Type.YES_NO:
            return YesNoField(
                error_messages={
                    "required": _("Select yes, no or “I don’t know”: %s") % question.label
                },
                **common,
            )
        case Question.Type.DATE:
            return DatePartsField(validators=[plausible], **common)
        case Question.Type.TIME:
            return ClockField(
                error_messages={"required": _("Enter a time like 9:30pm: %s") % question.label},
                **common,
            )
        case Question.Type.WHEN:
            return forms.ChoiceField(
                widget=forms.RadioSelect,
                choices=[
                    (NOW, _("It is happening now")),
                    (EARLIER, _("It happened before")),
                    (DONT_KNOW, _("I don’t know when")),
                ],
                error_messages={"required": _("Select one answer: %s") % question.label},
                **common,
            )
    raise ValueError(f"The question type {question.type!r} has no field.")


def _choices(question):
    return [(option["value"], option["label"]) for option in question.options]


def plausible(day: date):
    """Refuse a day that has not come yet, and one too long ago to be meant."""
    today = timezone.localdate()
    if day > today:
        raise ValidationError(_("The date must be today or in the past"))
    if day.year < today.year - OLDEST_YEARS:
        raise ValidationError(
            _("The date must be in the last %s years. Check the year") % OLDEST_YEARS
        )
