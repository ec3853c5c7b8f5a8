"""The pages that ask where it is: a place in any of four ways, and the ward near an edge."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from places.models import Ward
from reporting.journey.forms import PageForm
from reporting.journey.steps import OUTSIDE
from reporting.models import Report
from safety_site.gds import TextField

FORGET = {
    Report.Position.DEVICE: _("Forget the place that my phone or computer told you"),
    Report.Position.MAP: _("Forget the place that I chose on the map"),
}
FARTHEST = 50_000  # metres: a position worse than that says nothing


class WhereForm(PageForm):
    """Where it is: words, a postcode in them, the device's position or a point on the map."""

    location = TextField(
        label=_("Postcode, address, street or landmark"),
        help_text=_("For example “E17 4JF, beside the bus stop” or “Lloyd Park, by the café”."),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    ward = forms.ChoiceField(required=False)
    latitude = forms.FloatField(
        required=False,
        widget=forms.HiddenInput,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = forms.FloatField(
        required=False,
        widget=forms.HiddenInput,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    accuracy = forms.FloatField(
        required=False,
        widget=forms.HiddenInput,
        validators=[MinValueValidator(0), MaxValueValidator(FARTHEST)],
    )
    position = forms.ChoiceField(
        required=False,
        widget=forms.HiddenInput,
        choices=[
            (each.value, each.label) for each in (Report.Position.DEVICE, Report.Position.MAP)
        ],
    )
    forget = forms.BooleanField(required=False)
    farthest = FARTHEST
    POSITION = ("latitude", "longitude", "accuracy", "position")

    def __init__(self, data=None, *, area, **kwargs):
        super().__init__(data, **kwargs)
        kept = self["position"].value()
        if kept:
            self.fields["forget"].label = FORGET.get(kept, FORGET[Report.Position.MAP])
        else:
            del self.fields["forget"]
        self.cannot_say = "cannot_say" in (data or {})
        self.fields["ward"].label = _("Part of %s (optional)") % area
        self.fields["ward"].help_text = _("If you know it. We find it ourselves from a postcode.")
        self.fields["ward"].choices = [
            ("", _("I am not sure")),
            *((ward.slug, ward.name) for ward in Ward.objects.all()),
            (OUTSIDE, _("Outside %s") % area),
        ]

    def clean(self):
        """Take a place told in any way, or the word that it cannot be told."""
        cleaned = super().clean()
        if cleaned.get("forget") or self.cannot_say or not self._is_position(cleaned):
            for name in self.POSITION:  # written by our script: nothing a person could mend
                self.errors.pop(name, None)
                cleaned[name] = None
        told = cleaned.get("location") or cleaned["position"]
        if not told and not self.cannot_say and not self.errors:
            self.add_error(
                "location",
                _(
                    "Tell us where it is: a postcode, street or landmark is enough. "
                    "If you cannot, press “I cannot say where”"
                ),
            )
        return cleaned

    def _is_position(self, cleaned):
        told = [cleaned.get(name) for name in ("latitude", "longitude", "position")]
        return not any(name in self.errors for name in self.POSITION) and all(
            part not in (None, "") for part in told
        )


class WardForm(PageForm):
    """Near the edge of a ward: the resident knows on which side it is, or nobody does."""

    ward = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": _("Select a ward, or “I am not sure”")},
    )
    gds = {"ward": {"heading": True, "label_size": "l", "set_apart": "dont-know"}}

    def __init__(self, data=None, *, near, area, **kwargs):
        super().__init__(data, **kwargs)
        names = dict(Ward.objects.filter(slug__in=near).values_list("slug", "name"))
        self.fields["ward"].label = _("Which ward is it in?")
        self.fields["ward"].help_text = _(
            "The place is close to where one ward ends and the next begins."
        )
        self.fields["ward"].choices = [
            *((slug, names[slug]) for slug in near if slug in names),
            (OUTSIDE, _("Outside %s") % area),
            ("dont-know", _("I am not sure")),
        ]
