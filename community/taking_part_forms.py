"""The form with which somebody registers their interest, and that of the staff's reply."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from community.models import Interest
from reporting.journey.nearby_form import AddressField
from safety_site import council
from safety_site.gds import GdsFormMixin, LongTextField, TextField

LONGEST_MESSAGE = 2_000  # characters
LONGEST_REPLY = 10_000
LONGEST_PHONE = Interest._meta.get_field("phone").max_length
HOME = 44  # the country whose numbers are written without it
CLOSED = _("This is closed by now, so we could not register you. What you typed is still below.")
ELSEWHERE = _(
    "You can no longer register here. Go to the page of who runs it. What you typed is still below."
)
LIKE_A_PHONE = _("Enter a phone number like 020 7946 0000, or leave this empty")


class InterestForm(GdsFormMixin, forms.Form):
    """Who wants to take part, and how to reach them."""

    name = TextField(
        label=_("Your name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": _("Enter your name"),
            "max_length": _("Write %(limit_value)d characters or fewer"),
        },
    )
    email = AddressField(
        label=_("Email address"),
        max_length=254,  # as long as mail allows
        help_text=_("We answer by email."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": _("Enter an email address like name@example.com"),
            "max_length": _("Enter a shorter email address: mail takes up to 254 characters"),
        },
    )
    phone = PhoneNumberField(
        label=_("Phone number (optional)"),
        required=False,
        widget=forms.TelInput(attrs={"autocomplete": "tel"}),
        error_messages={"invalid": LIKE_A_PHONE},
    )
    message = LongTextField(
        label=_("What should we know? (optional)"),
        required=False,
        max_length=LONGEST_MESSAGE,
        help_text=_("For example when you have time, or what you need to take part."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Write %(limit_value)d characters or fewer")},
    )
    agree = forms.BooleanField(
        label=_("I agree that you keep what I wrote, so that you can answer me"),
        error_messages={"required": _("Tick the box to agree. Without it we cannot answer you")},
    )
    gds = {"phone": {"width": 20}}

    def __init__(self, data=None):
        super().__init__(data)
        identity = council.current()
        self.fields["agree"].help_text = _now(
            "%(name)s uses it only to answer you about this. Only staff who look after it read it. "
            "We delete it after %(days)s days, or sooner if you ask us."
        ) % {"name": identity.name, "days": identity.interest_days}

    @property
    def consent(self) -> str:
        """The words to which somebody agrees by ticking the box."""
        agree = self.fields["agree"]
        return f"{agree.label}. {agree.help_text}"

    def clean_phone(self):
        """Write a number as people dial it here."""
        number = self.cleaned_data["phone"]
        if not number:
            return ""
        shown = number.as_national if number.country_code == HOME else number.as_international
        if len(shown) > LONGEST_PHONE:
            raise ValidationError(LIKE_A_PHONE)
        return shown

    def arguments(self) -> dict[str, str]:
        """Return what the service keeps."""
        told = {key: self.cleaned_data[key] for key in ("name", "email", "phone", "message")}
        return told | {"consent": self.consent}

    def refuse(self, sentence) -> None:
        """Say this alone: what may be wrong besides matters no more."""
        self.errors.clear()
        self.add_error(None, sentence)


def not_now() -> str:
    """Say what to do where it seems that no person sent the form."""
    identity = council.current()
    return _now(
        "We could not tell if a person sent this. Press the button again. If that does not help, "
        "email %(email)s or call %(phone)s."
    ) % {"email": identity.email, "phone": identity.phone}


class ReplyForm(forms.Form):
    """What staff write to somebody who registered."""

    use_required_attribute = False

    text = forms.CharField(
        label=_("Your reply"),
        max_length=LONGEST_REPLY,
        help_text=_("Plain words, without greeting by name: the address may be mistyped."),
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={
            "required": _("Write the reply first."),
            "max_length": _("Write %(limit_value)d characters or fewer."),
        },
    )
