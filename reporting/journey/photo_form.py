"""The form that takes photos, several at once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reporting.journey.forms import PageForm
from reporting.photos import MOST_PHOTOS, PhotoRefused, Remade, most_bytes, remake

# How a sentence names one of several photos; as many as are looked at in one go.
NAMES = {
    "1": _("The first photo"),
    "2": _("The second photo"),
    "3": _("The third photo"),
    "4": _("The fourth photo"),
    "5": _("The fifth photo"),
    "6": _("The sixth photo"),
}


class PhotosInput(forms.FileInput):
    """A file field for several; phones offer camera and library by themselves."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Whatever was chosen; each file is looked at when it is made anew."""

    widget = PhotosInput(attrs={"accept": "image/*", "multiple": True})

    def clean(self, data, initial=None):
        return data or []


def named(uploads):
    """Pair photos chosen together with their names in sentences; one alone needs none."""
    names = NAMES.values() if len(uploads) > 1 else ("",)
    return list(zip(names, uploads, strict=False))


def remade(form, named_uploads) -> list[Remade]:
    """Make photos anew; at the form's field say of each that cannot be, why."""
    made = []
    for called, upload in named_uploads:
        try:
            made.append(remake(upload, called))
        except PhotoRefused as refusal:
            form.add_error("photos", str(refusal))
    return made


class PhotoForm(PageForm):
    """Photos to add; none is needed."""

    photos = PhotosField(label=_("Choose photos (optional)"), required=False)

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
        """Pair the photos with their names in sentences.

        The script sends photos one by one, each with its `number` among those chosen together.
        """
        uploads = self.cleaned_data["photos"]
        if len(uploads) == 1:
            return [(NAMES.get(self.data.get("number"), ""), uploads[0])]
        return named(uploads)
