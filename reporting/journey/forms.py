"""The forms of the report journey: one for each page, made from the catalogue."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from places.models import Ward
from reporting import photos
from reporting.models import Question, Report
from safety_site.gds import DatePartsField, GdsFormMixin, LongTextField, YesNoField

LONG_TEXT_LENGTH = 4000
TEXT_LENGTH = 200
OUTSIDE = "outside"
# Quoted names and lists are allowed in mail, but nobody has such an address, and one can hide two.
PLAIN_ADDRESS = RegexValidator(
    r"^[^\s\",;<>()\[\]\\]+$", _("Enter an email address like name@example.com")
)


class PageForm(GdsFormMixin, forms.Form):
    """What every page of the journey has in common."""


class DangerForm(PageForm):
    """Asked before anything else: danger goes to the police, not into a form."""

    danger_now = forms.ChoiceField(
        label=_("Is anyone in danger, or is a crime happening right now?"),
        widget=forms.RadioSelect,
        choices=[("no", _("No")), ("yes", _("Yes"))],
        error_messages={"required": _("Select yes or no: is anyone in danger right now?")},
    )
    gds = {"danger_now": {"inline": True, "label_size": "m"}}


def kind_form(category):
    """Build the page that asks which kind of thing is reported."""
    kinds = list(category.kinds.all())

    class KindForm(PageForm):
        kind = forms.ChoiceField(
            label=category.kind_question,
            widget=forms.RadioSelect,
            choices=[(kind.slug, kind.name) for kind in kinds],
            error_messages={"required": _("Select what you want to report")},
        )
        gds = {
            "kind": {
                "heading": True,
                "label_size": "l",
                "option_hints": {kind.slug: kind.hint for kind in kinds if kind.hint},
            }
        }

    return KindForm


def page_form(page):
    """Build the form of one question page from the catalogue."""
    questions = list(page.questions.all())
    single = len(questions) == 1
    declared = {question.code: _field(question) for question in questions}
    options = {}
    for question in questions:
        options[question.code] = {"label_size": "l" if single else "m", "heading": single}
        if single and page.why:
            options[question.code]["why"] = page.why
        hints = {
            option["value"]: option["hint"] for option in question.options if option.get("hint")
        }
        if hints:
            options[question.code]["option_hints"] = hints
    return type("QuestionsForm", (PageForm,), {**declared, "gds": options})


def _field(question):
    common = {
        "label": question.label if question.required else _("%s (optional)") % question.label,
        "help_text": question.hint,
        "required": question.required,
    }
    match question.type:
        case Question.Type.TEXT:
            return forms.CharField(
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
            return DatePartsField(validators=[not_in_future], **common)
    raise ValueError(f"The question type {question.type!r} has no field.")


def _choices(question):
    return [(option["value"], option["label"]) for option in question.options]


def not_in_future(day: date):
    """Refuse a day that has not come yet."""
    if day > timezone.localdate():
        raise ValidationError(_("The date must be today or in the past"))


class WhereForm(PageForm):
    """Where it is, in the resident's own words, and the ward where they know it."""

    location = forms.CharField(
        label=_("Address, street or landmark"),
        help_text=_("For example: “the alley beside 12 Hoe Street” or “Lloyd Park, by the café”."),
        max_length=500,
        error_messages={"required": _("Tell us where it is: a street or a landmark is enough")},
    )
    ward = forms.ChoiceField(label=_("Ward"), required=False)
    gds = {"ward": {}}

    def __init__(self, *args, area, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ward"].label = _("Which part of %s is it in?") % area
        self.fields["ward"].choices = [
            ("", _("I am not sure")),
            *((ward.slug, ward.name) for ward in Ward.objects.all()),
            (OUTSIDE, _("Outside %s") % area),
        ]


class PhotoForm(PageForm):
    """One photo at a time; none is needed."""

    photo = forms.FileField(
        label=_("Add a photo (optional)"),
        help_text=_("We remove the place and time that your phone may hide in the file."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
        error_messages={"empty": _("The photo is empty. Choose another one")},
    )

    def clean_photo(self):
        """Decode the photo and make it anew, so that nothing of the file survives."""
        upload = self.cleaned_data["photo"]
        if not upload:
            return None
        try:
            return photos.remake(upload)
        except photos.PhotoRefused as refusal:
            raise ValidationError(str(refusal)) from None


class AboutYouForm(PageForm):
    """How to reach the resident, or nothing at all where they may stay anonymous."""

    contact_level = forms.ChoiceField(
        label=_("May we contact you about this report?"),
        widget=forms.RadioSelect,
        choices=[
            (Report.ContactLevel.CONTACT.value, _("Yes, you may contact me")),
            (Report.ContactLevel.ANONYMOUS.value, _("No, I want to stay anonymous")),
        ],
        error_messages={"required": _("Select whether we may contact you")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your name")},
    )
    email = forms.EmailField(
        label=_("Email address"),
        required=False,
        max_length=254,  # as long as mail allows
        validators=[PLAIN_ADDRESS],
        help_text=_("We send your receipt here. No email? Then give a phone number."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"invalid": _("Enter an email address like name@example.com")},
    )
    phone = PhoneNumberField(
        label=_("Phone number"),
        required=False,
        widget=forms.TelInput(attrs={"autocomplete": "tel"}),
        error_messages={"invalid": _("Enter a phone number like 020 7946 0000")},
    )
    gds = {
        "contact_level": {
            "option_hints": {
                Report.ContactLevel.ANONYMOUS.value: _(
                    "We cannot tell you what came of it, or ask you for more."
                )
            },
            "reveals": {Report.ContactLevel.CONTACT.value: ["name", "email", "phone"]},
        }
    }

    def __init__(self, *args, anonymous, **kwargs):
        super().__init__(*args, **kwargs)
        if not anonymous:
            del self.fields["contact_level"]
            self.gds = {}

    def clean(self):
        cleaned = super().clean()
        if "contact_level" not in self.fields:
            cleaned["contact_level"] = Report.ContactLevel.CONTACT.value
        wanted = cleaned.get("contact_level") == Report.ContactLevel.CONTACT
        tried = {"email", "phone"} & self.errors.keys()
        if wanted and not tried and not (cleaned.get("email") or cleaned.get("phone")):
            self.add_error("email", _("Enter an email address or a phone number"))
        return cleaned
