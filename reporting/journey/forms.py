"""The forms of the report journey: one for each page, made from the catalogue."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from reporting.models import Report
from safety_site.gds import GdsFormMixin, TextField

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


class AboutYouForm(PageForm):
    """How to reach the resident, or nothing at all where they may stay anonymous.

    Which of the two is told by the button that sends the form.
    """

    name = TextField(
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

    def __init__(self, data=None, *, anonymous, **kwargs):
        super().__init__(data, **kwargs)
        asked = (data or {}).get("contact_level") == Report.ContactLevel.ANONYMOUS
        self.may_stay_anonymous = anonymous
        self.stays_anonymous = anonymous and asked
        if self.stays_anonymous:
            self.fields.clear()

    def clean(self):
        cleaned = super().clean()
        if self.stays_anonymous:
            return {"contact_level": Report.ContactLevel.ANONYMOUS.value}
        tried = {"email", "phone"} & self.errors.keys()
        if not tried and not (cleaned.get("email") or cleaned.get("phone")):
            self.add_error("email", _("Enter an email address or a phone number"))
        return {**cleaned, "contact_level": Report.ContactLevel.CONTACT.value}
