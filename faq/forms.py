"""What residents can send about an answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safety_site.gds import GdsFormMixin

CHOOSE = _("Choose yes if this answer helped, or no if it did not")


class HelpfulForm(GdsFormMixin, forms.Form):
    """Yes or no: did this answer help?"""

    helpful = forms.TypedChoiceField(
        label=_("Did this answer help?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    gds = {"helpful": {"heading": True, "inline": True}}
