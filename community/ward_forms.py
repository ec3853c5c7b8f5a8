"""How a resident finds their ward: by postcode, or by where their phone or computer is."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from places import lookup
from places.lookup import Place
from safety_site import council
from safety_site.gds import GdsFormMixin, TextField

# Latitude, longitude and the metres that they may be off, as our script writes them.
_POINT = re.compile(r"(-?\d{1,3}(?:\.\d{1,9})?),(-?\d{1,3}(?:\.\d{1,9})?)(?:,(\d{1,7}))?", re.ASCII)
_LONGEST = 100  # characters; who pastes a whole address has a postcode in it
NOT_A_POSTCODE = gettext_lazy("Enter a full postcode, such as E17 4JF")


class FindWardForm(GdsFormMixin, forms.Form):
    """A postcode or a position; `place` is where it lies, in one ward for certain or near some."""

    postcode = TextField(
        label=gettext_lazy("Your postcode"),
        required=False,  # or a position instead of it
        max_length=_LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
        error_messages={"max_length": NOT_A_POSTCODE},
    )
    at = TextField(required=False, widget=forms.HiddenInput)
    gds = {"postcode": {"width": 10, "label_size": "m"}}

    def clean(self):
        """Find the wards; whatever is wrong, the postcode is what a person can mend."""
        cleaned = super().clean()
        told = cleaned.get("at")
        if not self.errors:
            try:
                self.place = _of_point(told) if told else _of_postcode(cleaned["postcode"])
            except ValidationError as error:
                self.add_error("postcode", error)
        return cleaned


def _of_postcode(typed: str) -> Place:
    if not typed:
        raise ValidationError(_("Enter your postcode, such as E17 4JF"))
    postcode = lookup.postcode_in(typed)
    if postcode is None:
        raise ValidationError(NOT_A_POSTCODE)
    place = lookup.find_postcode(postcode)
    if place.ward or place.near:
        return place
    told = {"place": postcode, "area": council.current().area, "neighbour": place.elsewhere}
    if place.in_borough is not False:
        sentence = _("We do not know %(place)s. Check it, or choose your ward from the list")
    elif place.elsewhere:
        sentence = _("%(place)s is in %(neighbour)s. Enter a postcode in %(area)s")
    else:
        sentence = _("%(place)s is not in %(area)s. Enter a postcode in %(area)s")
    raise ValidationError(sentence % told)


def _of_point(told: str) -> Place:
    found = _POINT.fullmatch(told)
    if found is None:
        raise ValidationError(_("We could not read where you are. Enter your postcode instead"))
    latitude, longitude, accuracy = (float(part or 0) for part in found.groups())
    place = lookup.find_point(latitude, longitude, accuracy)
    if place.ward or place.near:
        return place
    told = {"area": council.current().area, "neighbour": place.elsewhere}
    if place.in_borough is not False:
        sentence = _("We cannot tell your ward from where you are. Enter your postcode instead")
    elif place.elsewhere:
        sentence = _("You are in %(neighbour)s now. Enter a postcode in %(area)s")
    else:
        sentence = _("You are not in %(area)s now. Enter a postcode in %(area)s")
    raise ValidationError(sentence % told)
