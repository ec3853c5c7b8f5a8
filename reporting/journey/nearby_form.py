"""The forms of a report that somebody else may have made already."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reporting import public_words
from reporting.journey.forms import PLAIN_ADDRESS, PageForm
from reporting.nearby import Reported
from safety_site.gds.fields import seen


class NearbyForm(PageForm):
    """Which of the public reports near the place is the same, or that none is."""

    NONE = "none"
    same = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Select the report that is the same, or “None of these”"),
            "invalid_choice": _("Select one of these reports, or “None of these”"),
        },
    )

    def __init__(self, data=None, *, offered: list[Reported], heading: str, **kwargs):
        super().__init__(data, **kwargs)
        same = self.fields["same"]
        same.label = heading
        same.help_text = _(
            "If it is one of these, you need not report it again. "
            "Did you see who did it? Then choose “None of these” and tell us."
        )
        same.choices = [
            *((str(each.report.pk), _label(each)) for each in offered),
            (self.NONE, _("None of these: mine is a different one")),
        ]
        hints = {str(each.report.pk): _hint(each.report) for each in offered}
        self.gds = {
            "same": {
                "heading": True,
                "label_size": "l",
                "option_hints": hints,
                "set_apart": self.NONE,
            }
        }


def _label(reported: Reported) -> str:
    return _("%(what)s, %(distance)s") % {
        "what": reported.report.what,
        "distance": public_words.distance(reported.metres),
    }


def _hint(report) -> str:
    since = _("Reported on %s.") % public_words.day_reported(report)
    return " ".join(filter(None, (since, public_words.standing(report), report.public_wording)))


class AddressField(forms.EmailField):
    """An address as it is compared: without what nobody sees, in small letters."""

    def to_python(self, value):
        return seen(super().to_python(value)).lower()

    def run_validators(self, value):
        """Hold one address alone, once it looks like one."""
        super().run_validators(value)
        if value not in self.empty_values:
            PLAIN_ADDRESS(value)


class FollowForm(PageForm):
    """An address for news, or the button that asks for none."""

    email = AddressField(
        label=_("Your email address"),
        max_length=254,  # as long as mail allows
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter your email address, or press “No news, thank you”"),
            "invalid": _("Enter an email address like name@example.com"),
            "max_length": _("Enter a shorter email address: mail takes up to 254 characters"),
        },
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        if "no_news" in (data or {}):
            self.fields.clear()
