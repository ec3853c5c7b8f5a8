"""Forms about the police's own words: what they write, and what editors do with it."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_ANSWER = 10_000  # characters


class WordsForm(forms.Form):
    """New words; `seen` names the version of those that they are to follow."""

    use_required_attribute = False
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    body = forms.CharField(
        label=_("The new words"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("As residents read them. In plain words, with Markdown."),
        error_messages={"required": _("Write the new words first.")},
    )


class ReplyForm(WordsForm):
    """A reply to one resident, which an editor checks before it leaves."""

    body = forms.CharField(
        label=_("Your reply"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "In plain words, with Markdown. Write it so that everybody may read it: name nobody."
        ),
        error_messages={"required": _("Write the reply first.")},
    )


class TakeForm(forms.Form):
    """On which day the police said it."""

    use_required_attribute = False
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    answered_on = forms.DateField(
        label=_("Said on"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=_("Residents read this day with the answer."),
        error_messages={
            "required": _("Give the day on which this was said."),
            "invalid": _("Give a day, such as 2026-11-24."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("answered_on", timezone.localdate())


class ReasonForm(forms.Form):
    """What should change before an editor takes it."""

    use_required_attribute = False
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("What should change"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Who wrote the words reads it here, and by mail."),
        error_messages={
            "required": _("Say what should change, so that they can write it anew."),
        },
    )
