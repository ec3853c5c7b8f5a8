"""The two pages on which somebody asks a question."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from faq.models import LONGEST_QUESTION
from faq.personal_data import findings
from faq.personal_words import KINDS
from reporting.journey.nearby_form import AddressField
from safety_site.gds import GdsFormMixin, LongTextField, TextField
from safety_site.gds.fields import seen

SHORTER_ADDRESS = _("Enter a shorter email address, or leave this empty")
LIKE_AN_ADDRESS = _("Enter an email address like name@example.com, or leave this empty")


MOST_NAMED = 20  # things that may say who somebody is; a longer list is no help


class WordingForm(GdsFormMixin, forms.Form):
    """What somebody wants to know."""

    wording = LongTextField(
        label=_("What do you want to know?"),
        max_length=LONGEST_QUESTION,
        help_text=_("Leave out names, addresses and phone numbers: yours and other people’s."),
        error_messages={
            "required": _("Write what you want to know"),
            "max_length": _("Write %(limit_value)d characters or fewer"),
        },
    )
    gds = {"wording": {"label_size": "m"}}

    @property
    def typed(self) -> str:
        """The question as it stands in the box, as far as it can be seen."""
        return seen(str(self["wording"].value() or "")).strip()

    @property
    def private_words(self) -> list[dict]:
        """What in the question may say who somebody is."""
        return [
            {"kind": KINDS[found.kind], "words": " ".join(found.words.split())}
            for found in findings(self.typed[:LONGEST_QUESTION])[:MOST_NAMED]
        ]


class SendForm(WordingForm):
    """The question once more, and where the reply may go.

    Private words are named once, on the page; whoever sends them all the same has decided so.
    """

    name = TextField(
        label=_("Your name (optional)"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"max_length": _("Write %(limit_value)d characters or fewer")},
    )
    email = AddressField(
        label=_("Email address (optional)"),
        required=False,
        max_length=254,  # as long as mail allows
        help_text=_("Only for the reply. Without it, save the next page: the reply comes there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"invalid": LIKE_AN_ADDRESS, "max_length": SHORTER_ADDRESS},
    )

    def clean_wording(self):
        """Stop once for private words that the page has not named yet."""
        told = {" ".join(words.split()) for words in self.data.getlist("warned")}
        if any(found["words"] not in told for found in self.private_words):
            sentence = _(
                "Look at your question again: it may say who somebody is. Change it, or press "
                "“Send question” once more to send it as it is"
            )
            raise ValidationError(sentence)
        return self.cleaned_data["wording"]
