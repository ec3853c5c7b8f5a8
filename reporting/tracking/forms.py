"""The forms of a reporter who follows a report and answers."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reporting.journey.forms import PageForm
from reporting.journey.photo_form import NAMES, PhotoForm, remade
from reporting.photos import most_bytes
from reporting.tracking.references import spelled_out
from safety_site import council
from safety_site.gds import LongTextField, TextField

TOO_LONG = {"max_length": _("Write %(limit_value)d characters or fewer")}


class FindForm(PageForm):
    """Which report, and whose: only the address that stands on it gets a link to it."""

    reference = TextField(
        label=_("Your reference"),
        max_length=40,
        help_text=_("It is on your receipt and in our emails. Small letters are fine."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your reference"),
            "max_length": _("That is too long for a reference. Enter the reference alone"),
        },
    )
    email = forms.EmailField(
        label=_("Email address"),
        max_length=254,  # as long as mail allows
        help_text=_("The one that you gave us with your report."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": _("Enter an email address like name@example.com"),
        },
    )
    gds = {"reference": {"width": 20}}

    def clean_reference(self):
        """Read the reference as it is stored; what can be none at all is a slip to mend."""
        prefix = council.current().reference_prefix
        reference = spelled_out(self.cleaned_data["reference"], prefix)
        if not reference:
            sentence = _("Enter the whole reference. It looks like %s-7K3M-9QXD")
            raise ValidationError(sentence % prefix)
        return reference


class InformationForm(PhotoForm):
    """What the reporter wants to add: words, photos or both."""

    text = LongTextField(
        label=_("What do you want to add?"),
        required=False,
        max_length=4000,
        error_messages=TOO_LONG,
    )
    field_order = ["text", "photos"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limits = {"number": len(NAMES), "limit": most_bytes()}
        self.fields["photos"].help_text = (
            _("Up to %(number)s photos at a time, each of up to %(limit)s.") % limits
        )

    def clean(self):
        """Look at the photos, and make them anew, once everything else is right."""
        cleaned = super().clean()
        if len(cleaned.get("photos", ())) > len(NAMES):
            sentence = _("Choose up to %s photos at a time. You can add more afterwards")
            self.add_error("photos", sentence % len(NAMES))
        if not self.errors and not cleaned["text"] and not cleaned["photos"]:
            self.add_error("text", _("Write what you want to add, or choose a photo"))
        if not self.errors:
            cleaned["photos"] = remade(self, self.named_uploads())
        return cleaned


class NotFixedForm(PageForm):
    """What is still wrong, for whoever looks again."""

    text = LongTextField(
        label=_("What is still wrong? (optional)"),
        required=False,
        max_length=2000,
        error_messages=TOO_LONG,
    )


class WithdrawForm(PageForm):
    """Why, if they want to say so."""

    text = LongTextField(
        label=_("Why do you want to take it back? (optional)"),
        required=False,
        max_length=1000,
        error_messages=TOO_LONG,
    )


class ConfirmForm(PageForm):
    """A button and nothing else."""
