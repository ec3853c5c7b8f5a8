"""What residents can send about an answer."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from faq.models import Feedback
from faq.personal_data import findings
from faq.personal_words import in_words
from safety_site.gds import GdsFormMixin, LongTextField

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


class CommentForm(GdsFormMixin, forms.Form):
    """One sentence about an answer, for the editors; not about people."""

    comment = LongTextField(
        max_length=Feedback._meta.get_field("comment").max_length,
        help_text=_(
            "Only the people who write these answers read it. Leave out names, addresses and "
            "phone numbers. We cannot reply here."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": _("Write one sentence, or leave this page"),
            "max_length": _("Write %(limit_value)d characters or fewer"),
        },
    )
    gds = {"comment": {"label_size": "m"}}

    def __init__(self, *args, helpful, **kwargs):
        super().__init__(*args, **kwargs)
        label = _("What helped? (optional)") if helpful else _("What was missing? (optional)")
        self.fields["comment"].label = label

    def clean_comment(self):
        """Refuse what says who somebody is: nobody needs it here, and nobody could answer."""
        comment = self.cleaned_data["comment"]
        if found := findings(comment):
            sentence = _("We found %s. Take this out, then send it again. We cannot reply here")
            raise ValidationError(sentence % in_words(found))
        return comment
