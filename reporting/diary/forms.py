"""The one form of the diary: one incident."""

import re
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from reporting.diary.words import EFFECTS, HOW_LONG
from reporting.journey.photo_form import PhotosField, named, remade
from reporting.journey.question_forms import QuestionsForm, day_and_time_fields
from reporting.journey.when import EARLIER, NOW
from reporting.photos import most_bytes
from safety_site.gds import LongTextField

TEXT_LENGTH = 2000
EFFECT_LENGTH = 1000
MOST_PHOTOS = 3
ONE_TIME_KEY = re.compile(r"[0-9a-f]{32}")


class EntryForm(QuestionsForm):
    """What happened, when, for how long, and what it did; the answers are what the service takes.

    Whoever writes at 2am should need no more than two taps and a few words.
    """

    _whens = ("happened",)

    happened = forms.ChoiceField(
        label=_("When did it happen?"),
        widget=forms.RadioSelect,
        choices=[(NOW, _("It is happening now")), (EARLIER, _("It happened before"))],
        error_messages={"required": _("Select when it happened")},
    )
    happened__day, happened__time = day_and_time_fields()
    text = LongTextField(
        label=_("What happened?"),
        help_text=_("What you saw and heard, and who did it if you know."),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Write down what happened"),
            "max_length": _(
                "Shorten what happened to %(limit_value)s characters. It has %(show_value)s"
            ),
        },
    )
    how_long = forms.ChoiceField(
        label=_("How long did it last?"),
        widget=forms.RadioSelect,
        choices=list(HOW_LONG.items()),
        error_messages={"required": _("Select how long it lasted")},
    )
    effects = forms.MultipleChoiceField(
        label=_("How did it affect you? (optional)"),
        widget=forms.CheckboxSelectMultiple,
        choices=list(EFFECTS.items()),
        required=False,
    )
    effect = LongTextField(
        label=_("Did it affect you in another way? (optional)"),
        max_length=EFFECT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        error_messages={
            "max_length": _(
                "Shorten how it affected you to %(limit_value)s characters. It has %(show_value)s"
            ),
        },
    )
    photos = PhotosField(label=_("Photos (optional)"), required=False)
    once = forms.Field(required=False, widget=forms.HiddenInput)
    gds = {
        "happened": {
            "label_size": "m",
            "reveals": {EARLIER: ["happened__day", "happened__time"]},
        },
        "happened__time": {"width": 10},
        "text": {"label_size": "m"},
        "how_long": {"label_size": "m"},
        "effects": {"label_size": "m"},
        "photos": {"label_size": "m"},
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["photos"].help_text = _(
            "Up to %(number)s photos of up to %(limit)s each, such as damage or a screenshot. "
            "Stay safe: do not go near anybody to take one."
        ) % {"number": MOST_PHOTOS, "limit": most_bytes()}
        self.initial["once"] = uuid4().hex

    def clean_once(self):
        """Take the key that this form came with; whoever sends another one gets a new one."""
        key = str(self.cleaned_data["once"])
        return key if ONE_TIME_KEY.fullmatch(key) else uuid4().hex

    def clean(self):
        """Make the photos anew once all else is right: no browser keeps them for another try."""
        cleaned = super().clean()
        chosen = cleaned.get("photos", [])
        if len(chosen) > MOST_PHOTOS:
            self.add_error("photos", _("Choose up to %s photos. You chose more") % MOST_PHOTOS)
        elif chosen and self.errors:
            self.add_error("photos", _("Choose your photos again"))
        else:
            cleaned["photos"] = made = remade(self, named(chosen))
            if len(chosen) > 1 and len(made) < len(chosen):
                self.add_error("photos", _("Choose the other photos again too"))
        return cleaned
