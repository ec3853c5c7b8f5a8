"""The form that adds one complaint to a request for a case review."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.case_review import Complaint
from reporting.journey import complaints
from reporting.journey.forms import PageForm
from reporting.journey.question_forms import OLDEST_YEARS
from safety_site.gds import DatePartsField, TextField


class ComplaintForm(PageForm):
    """Whom the applicant told, of what, and when; one body and one time in each."""

    to = forms.ChoiceField(
        label=_("Who did you tell?"),
        widget=forms.RadioSelect,
        choices=[
            ("council", _("The council")),
            ("police", _("The police")),
            ("landlord", _("My landlord")),
        ],
        error_messages={"required": _("Select who you told: the council, police or landlord")},
    )
    behaviour = DatePartsField(
        label=_("When did it happen?"),
        help_text=_("For example, 27 3 2026. The last day, if it went on for several."),
        error_messages={
            "required": _("Enter the day on which it happened"),
            "incomplete": _("The day on which it happened must have a %(missing)s"),
            "year": _("The year in which it happened must have 4 numbers, for example 2026"),
            "invalid": _("Enter a real day on which it happened, for example 27 3 2026"),
        },
    )
    made = DatePartsField(
        label=_("When did you tell them?"),
        help_text=_("For example, 28 3 2026"),
        error_messages={
            "required": _("Enter the day on which you told them"),
            "incomplete": _("The day on which you told them must have a %(missing)s"),
            "year": _("The year in which you told them must have 4 numbers, for example 2026"),
            "invalid": _("Enter a real day on which you told them, for example 28 3 2026"),
        },
    )
    reference = TextField(
        label=_("Which reference did they give you? (optional)"),
        help_text=_("If you have none, you can write a word that says which report it was."),
        max_length=60,
        required=False,
        error_messages={"max_length": _("The reference must be 60 characters or less")},
    )
    incident = forms.ChoiceField(
        label=_("Is it about something that you have listed already?"),
        help_text=_("If you told several about the same thing, it counts once."),
        required=False,
        error_messages={"invalid_choice": _("That one is not in your list any more. Choose again")},
    )
    gds = {
        "to": {"label_size": "s"},
        "behaviour": {"label_size": "s"},
        "made": {"label_size": "s"},
        "reference": {"width": 20},
    }

    def __init__(self, data=None, *, listed, **kwargs):
        super().__init__(data, **kwargs)
        self.listed = complaints.read(listed)
        self.fields["incident"].choices = [("", _("No, about something else")), *self._incidents()]
        if not listed:
            del self.fields["incident"]

    def _incidents(self) -> list[tuple[str, str]]:
        """Return each incident once, by the first complaint about it."""
        first: dict[str, Complaint] = {}
        for complaint in self.listed:
            first.setdefault(complaint.incident, complaint)
        return [(name, complaints.incident_in_words(first[name])) for name in first]

    def clean_behaviour(self):
        return _plausible(
            self.cleaned_data["behaviour"],
            _("The day on which it happened must be today or in the past"),
            _("The day on which it happened must be in the last %s years. Check the year"),
        )

    def clean_made(self):
        return _plausible(
            self.cleaned_data["made"],
            _("The day on which you told them must be today or in the past"),
            _("The day on which you told them must be in the last %s years. Check the year"),
        )

    def clean(self):
        cleaned = super().clean()
        behaviour, made = cleaned.get("behaviour"), cleaned.get("made")
        if behaviour and made and made < behaviour:
            sentence = _("The day on which you told them cannot be before it happened")
            self.add_error("made", sentence)
        named = [one for one in self.listed if one.incident == cleaned.get("incident")]
        if behaviour and named and behaviour not in {one.behaviour for one in named}:
            words = complaints.day_in_words(named[0].behaviour)
            sentence = _(
                "You listed this before, as something that happened on %s. Enter the same day, or "
                "say below that it is about something else"
            )
            self.add_error("behaviour", sentence % words)
        if not self.errors and any(complaints.same(self.complaint(), one) for one in self.listed):
            sentence = _(
                "You have listed this complaint already. If you told them twice that day, add a "
                "reference or a word to tell the two apart"
            )
            self.add_error("reference", sentence)
        return cleaned

    def complaint(self) -> Complaint:
        """Return what was told, once it is valid."""
        names = ("to", "behaviour", "made", "reference")
        told = {name: self.cleaned_data[name] for name in names}
        return Complaint(**told, incident=self.cleaned_data.get("incident", ""))


def _plausible(day: date, too_early, too_long_ago) -> date:
    """Refuse a day that has not come yet, and one too long ago to be meant."""
    today = timezone.localdate()
    if day > today:
        raise ValidationError(too_early)
    if day.year < today.year - OLDEST_YEARS:
        raise ValidationError(too_long_ago % OLDEST_YEARS)
    return day
