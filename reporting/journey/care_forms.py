"""The pages of reports about people: for whom, how far we may go, how to reach them safely."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reporting.journey.care_summary import CARE, LEVELS
from reporting.journey.forms import PageForm
from reporting.models import Report, SafeContact
from safety_site.gds import TextField, YesNoField

WARNINGS = ("no_voicemail", "neutral_subject", "no_letters")  # the other words of CARE are needs


class ForWhomForm(PageForm):
    """Whether the reporter speaks for somebody else, and whether that person agrees."""

    MYSELF, OTHER = "myself", "other"
    for_whom = forms.ChoiceField(
        label=_("Who did this happen to?"),
        widget=forms.RadioSelect,
        choices=[
            (MYSELF, _("To me, or I saw it happen")),
            (OTHER, _("To somebody else, and I report it for them")),
        ],
        error_messages={"required": _("Select who this happened to")},
    )
    agrees = YesNoField(
        label=_("Do they know that you are telling us, and agree?"),
        error_messages={"required": _("Select yes, no or “I don’t know”: do they agree?")},
    )
    name = TextField(
        label=_("Their name (optional)"),
        help_text=_("Leave it out if they would not want us to know it."),
        max_length=100,
        required=False,
    )
    gds = {"for_whom": {"heading": True, "label_size": "l", "reveals": {OTHER: ["agrees", "name"]}}}

    def __init__(self, data=None, initial=None, **kwargs):
        if initial:
            who = self.OTHER if initial.get("third_party") else self.MYSELF
            initial = {**initial, "for_whom": who}
        super().__init__(data, initial=initial, **kwargs)

    def clean(self):
        cleaned = super().clean()
        other = cleaned.pop("for_whom", "") == self.OTHER
        return {**cleaned, "third_party": other}


class ContactForm(PageForm):
    """How far the reporter lets us go, from a word in our files to a formal investigation."""

    contact_level = forms.ChoiceField(
        label=_("How may we work with you?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Select how we may work with you")},
    )
    gds = {
        "contact_level": {
            "heading": True,
            "label_size": "l",
            "option_hints": {
                Report.ContactLevel.ANONYMOUS: _(
                    "You tell us nothing about yourself. It helps us to see where things happen. "
                    "We cannot ask you more, or tell you what came of it."
                ),
                Report.ContactLevel.CONTACT: _(
                    "An officer talks to you first. Nothing is done in your name unless you agree."
                ),
                Report.ContactLevel.FORMAL: _(
                    "For when you want us to act against somebody. We may ask you for a statement. "
                    "We talk to you before we tell anybody who you are."
                ),
            },
        }
    }

    def __init__(self, data=None, *, anonymous, **kwargs):
        super().__init__(data, **kwargs)
        unnamed = (Report.ContactLevel.ANONYMOUS.value, _("I want to stay anonymous"))
        self.fields["contact_level"].choices = [*([unnamed] if anonymous else []), *LEVELS.items()]


class SafeContactForm(PageForm):
    """What an officer must know before they call, write or knock."""

    channel = forms.ChoiceField(
        label=_("What is the safest way to reach you?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Select the safest way to reach you")},
    )
    times = TextField(
        label=_("When is it safe to call? (optional)"),
        help_text=_("For example “weekdays before 3pm” or “any time”."),
        max_length=200,
        required=False,
    )
    care = forms.MultipleChoiceField(
        label=_("What else should we be careful about? (optional)"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[(name, CARE[name]) for name in WARNINGS],
    )
    needs = forms.MultipleChoiceField(
        label=_("What do you need, so that we understand each other? (optional)"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[
            ("interpreter", _("An interpreter, for another language or British Sign Language")),
            ("large_print", CARE["large_print"]),
        ],
    )
    interpreter = TextField(
        label=_("Which language?"),
        max_length=60,
        error_messages={"required": _("Enter the language, or “BSL”")},
    )
    gds = {
        "channel": {"label_size": "m"},
        "times": {"label_size": "m"},
        "care": {"label_size": "m"},
        "needs": {"label_size": "m", "reveals": {"interpreter": ["interpreter"]}},
    }

    def __init__(self, data=None, initial=None, *, about, **kwargs):
        initial = dict(initial or {})
        initial["care"] = [name for name in WARNINGS if initial.get(name)]
        initial["needs"] = [name for name in ("interpreter", "large_print") if initial.get(name)]
        super().__init__(data, initial=initial, **kwargs)
        self.fields["channel"].choices = _channels(about)

    def clean(self):
        """Return the columns of the reporter's safe contact."""
        cleaned = super().clean()
        care, needs = cleaned.pop("care", []), cleaned.pop("needs", [])
        return {
            **cleaned,
            **{name: name in care for name in WARNINGS},
            "interpreter": cleaned.get("interpreter") or "",
            "large_print": "large_print" in needs,
        }


def _channels(about: dict) -> list[tuple[str, str]]:
    """Return the ways by which what the reporter gave can reach them."""
    email = [(SafeContact.Channel.EMAIL.value, _("Email"))] if about.get("email") else []
    phone = [
        (SafeContact.Channel.PHONE.value, _("Phone call")),
        (SafeContact.Channel.TEXT.value, _("Text message")),
    ]
    return email + (phone if about.get("phone") else [])
