"""What residents choose of the newsletter, and the words to which they agree."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from community.models import Subscriber
from faq.models import Theme
from places.models import Ward
from reporting.journey.nearby_form import AddressField
from safety_site.gds import GdsFormMixin

NEWS, MEETINGS = "newsletter", "meetings"


class ChoicesForm(GdsFormMixin, forms.Form):
    """What somebody wants to get, and about which wards and subjects."""

    what = forms.MultipleChoiceField(
        label=_("What do you want?"),
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (NEWS, _("The newsletter, about once a month")),
            (MEETINGS, _("Reminders of ward panel meetings")),
        ],
        error_messages={
            "required": _("Choose the newsletter, the reminders, or both"),
            "invalid_choice": _("Choose the newsletter, the reminders, or both"),
        },
    )
    wards = forms.MultipleChoiceField(
        label=_("Only some wards?"),
        help_text=_("Choose none to hear of all of them."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose wards from this list")},
    )
    themes = forms.MultipleChoiceField(
        label=_("Only some subjects?"),
        help_text=_("Choose none to hear of all of them."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose subjects from this list")},
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        # Compared here and not by the database, which cannot even look up some things people send.
        self.fields["wards"].choices = list(Ward.objects.values_list("slug", "name"))
        self.fields["themes"].choices = list(Theme.objects.values_list("slug", "name"))

    @property
    def is_narrowed(self):
        """Say whether the lists of wards and subjects have to be seen."""
        names = ("wards", "themes")
        return any(self[name].value() or self[name].errors for name in names)

    def arguments(self):
        """Return the choices as the services take them."""
        told = self.cleaned_data
        return {
            "newsletter": NEWS in told["what"],
            "meetings": MEETINGS in told["what"],
            "wards": told["wards"],
            "themes": told["themes"],
        }


class JoinForm(ChoicesForm):
    """An address, and what to send there."""

    email = AddressField(
        label=_("Your email address"),
        max_length=254,  # as long as mail allows
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your email address"),
            "invalid": _("Enter an email address like name@example.com"),
            "max_length": _("Enter a shorter email address: mail takes up to 254 characters"),
        },
    )
    field_order = ["email", "what", "wards", "themes"]

    def clean_email(self):
        """Hold an address that any mail server takes."""
        address = self.cleaned_data["email"]
        if not address.isascii():
            raise ValidationError(_("Enter an email address with plain letters before the @"))
        return address

    def arguments(self):
        return super().arguments() | {"email": self.cleaned_data["email"]}


def choices_of(subscriber: Subscriber) -> dict:
    """Return what somebody has chosen, as the form shows it."""
    wanted = {NEWS: subscriber.newsletter, MEETINGS: subscriber.meetings}
    return {
        "what": [name for name, wants in wanted.items() if wants],
        "wards": [ward.slug for ward in subscriber.wards.all()],
        "themes": [theme.slug for theme in subscriber.themes.all()],
    }


def consent_words(*, newsletter: bool, meetings: bool) -> str:
    """Return the sentence that somebody agrees to, which is kept as the proof."""
    if newsletter and meetings:
        return _now("Send me the newsletter and reminders of ward panel meetings until I leave.")
    if newsletter:
        return _now("Send me the newsletter until I leave.")
    return _now("Send me reminders of ward panel meetings until I leave.")
