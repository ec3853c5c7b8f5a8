"""Forms of places that help: the resident's search, the editor's page and upload."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community import place_file
from community.help_queries import where_is
from community.models import HelpPlace
from community.services import places
from places.import_report import UnusableFile
from places.postcodes import compact, postcode_in, spaced
from safety_site.gds.fields import TextField
from safety_site.gds.forms import GdsFormMixin


class NearForm(GdsFormMixin, forms.Form):
    """Where somebody is, and what they look for; both may be left out."""

    postcode = TextField(
        label=_("Your postcode"),
        required=False,
        max_length=60,
        help_text=_("To see the nearest first. For example, E17 4JF."),
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "spellcheck": "false"}),
        error_messages={"max_length": _("Enter a postcode and nothing else, like E17 4JF")},
    )
    kind = forms.ChoiceField(
        label=_("What you look for"),
        required=False,
        choices=[("", _("Everything")), *HelpPlace.Kind.choices],
        error_messages={"invalid_choice": _("Choose what you look for from the list")},
    )
    gds = {"postcode": {"width": 10}}

    at: tuple[float, float] | None = None

    def clean_postcode(self):
        """Find where the postcode is; `at` then holds latitude and longitude."""
        typed = self.cleaned_data["postcode"]
        if not typed:
            return ""
        postcode = postcode_in(typed)
        if not postcode:
            raise ValidationError(_("Enter a whole postcode, like E17 4JF"))
        self.at = where_is(postcode)
        if self.at is None:
            raise ValidationError(
                _("We do not know where %s is. Check it, or enter another postcode near you")
                % postcode
            )
        return postcode


class HelpPlaceForm(forms.ModelForm):
    """A place, with the position of its postcode where the editor knows none."""

    latitude = forms.FloatField(required=False, help_text=_("Such as 51.58380."))
    longitude = forms.FloatField(
        required=False,
        help_text=_("Such as -0.01980. Leave both empty to use the middle of the postcode."),
    )

    class Meta:
        model = HelpPlace
        fields = ["kind", *place_file.COLUMNS[1:]]

    def clean_postcode(self):
        """Spell it as the import does."""
        code = compact(self.cleaned_data["postcode"])
        if not code:
            raise ValidationError(_("Enter a whole postcode, like E17 4JF."))
        return spaced(code)

    def clean_checked_on(self):
        day = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come. Give the day it was checked."))
        return day

    def clean(self):
        """Take the position of the postcode, or check the one that is given against it."""
        cleaned = super().clean()
        if self.errors.keys() & {"postcode", *places.POINT}:
            return cleaned
        given = tuple(cleaned[name] for name in places.POINT)
        if (given[0] is None) != (given[1] is None):
            empty = places.POINT[given.index(None)]
            self.add_error(empty, _("Give latitude and longitude, or leave both empty."))
            return cleaned
        try:
            where = places.Whereabouts([cleaned["postcode"]])
            at = where.position(cleaned["postcode"], None if None in given else given)
        except (ValueError, UnusableFile) as fault:
            self.add_error("latitude", str(fault))
        else:
            cleaned.update(zip(places.POINT, at, strict=True))
        return cleaned


class PlaceFileForm(forms.Form):
    """A CSV file of places; its text is kept for the next step, as a browser keeps no file."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("Upload the file"),
        required=False,
        help_text=_("As CSV. It takes the place of any text below."),
        error_messages={"empty": _("This file is empty. Choose a CSV file with places.")},
    )
    text = forms.CharField(
        label=_("Or paste its lines"),
        required=False,
        strip=False,
        max_length=place_file.MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        error_messages={
            "max_length": _("This is too long. Use at most 500,000 characters."),
            "null_characters_not_allowed": _("The text holds characters that nobody can see."),
        },
    )
    shown = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    plan: places.Plan | None = None

    def clean_file(self):
        """Make text of the file."""
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        try:
            text = place_file.text_of(file.read(place_file.MOST_BYTES + 1))
        except UnusableFile as fault:
            raise ValidationError(str(fault)) from fault
        self.data = self.data.copy()
        self.data["text"] = text
        return text

    def clean(self):
        """Read the text; `plan` then holds what it would change."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        field = "file" if cleaned["file"] else "text"
        if not cleaned[field].strip():
            self.add_error("file", _("Choose a CSV file, or paste its lines."))
            return cleaned
        try:
            self.plan = places.plan(raw=self.raw, at=timezone.now())
        except UnusableFile as fault:
            self.add_error(field, str(fault))
        return cleaned

    @property
    def raw(self) -> bytes:
        """The text as bytes; half a character, which no file can hold, becomes a question mark."""
        text = self.cleaned_data["file"] or self.cleaned_data["text"]
        return text.encode("utf-8", "replace")
