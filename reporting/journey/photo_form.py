"""The form that takes photos, several at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reporting.journey.forms import PageForm
from reporting.photos import MOST_PHOTOS, most_bytes

# How a sentence names one of several photos; as many as are looked at in one go.
NAMES = [
    _("The first photo"),
    _("The second photo"),
    _("The third photo"),
    _("The fourth photo"),
    _("The fifth photo"),
    _("The sixth photo"),
]


class PhotosInput(forms.FileInput):
    """A file field for several; phones offer camera and library by themselves."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Whatever was chosen; each file is looked at when it is made anew."""

    widget = PhotosInput(attrs={"accept": "image/*", "multiple": True})

    def clean(self, data, initial=None):
        return data or []


class PhotoForm(PageForm):
    """Photos to add; none is needed."""

    photos = PhotosField(label=_("Choose photos (optional)"), required=False)
    # Set by the script, which sends photos one by one: the place of this one among those chosen.
    number = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_PHOTOS, widget=forms.HiddenInput
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limits = {"number": MOST_PHOTOS, "limit": most_bytes()}
        self.fields["photos"].help_text = (
            _(
                "Up to %(number)s photos of up to %(limit)s each. "
                "We remove the place and time that your phone may hide in them."
            )
            % limits
        )

    def named_uploads(self):
        """Pair the photos with their names in sentences; one alone needs no number."""
        uploads, number = self.cleaned_data["photos"], self.cleaned_data["number"]
        if len(uploads) == 1 and not number:
            return [("", uploads[0])]
        return list(zip(NAMES[(number or 1) - 1 :], uploads, strict=False))
