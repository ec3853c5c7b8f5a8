"""A quarter of panel meetings: what to plan, and the table that is proposed."""

from datetime import datetime, timedelta

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community import meeting_queries, panel_dates
from community.meeting_forms import clash_in_words, spelled
from community.models import PanelMeeting
from places.models import Ward
from reporting import queries
from reporting.working_time import months_after
from safety_site.gds import TextField

MONTHS_AHEAD = 12
FURTHEST = timedelta(days=730)
MOST_ROWS = 200  # more wards than any council has
# What a meeting takes from the ward's last one.
SAME_PLACE = ("venue", "address", "postcode", "step_free", "access_note", "online_url")
NUMBERS = [
    (1, gettext_lazy("First")),
    (2, gettext_lazy("Second")),
    (3, gettext_lazy("Third")),
    (4, gettext_lazy("Fourth")),
    (panel_dates.LAST, gettext_lazy("Last")),
]
WEEKDAYS = [
    (0, gettext_lazy("Monday")),
    (1, gettext_lazy("Tuesday")),
    (2, gettext_lazy("Wednesday")),
    (3, gettext_lazy("Thursday")),
    (4, gettext_lazy("Friday")),
    (5, gettext_lazy("Saturday")),
]


def day_input():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def time_input():
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


def time_field(label):
    sentence = gettext_lazy("Enter a time such as 19:00")
    errors = {"required": sentence, "invalid": sentence}
    return forms.TimeField(label=label, widget=time_input(), error_messages=errors)


class PlanForm(forms.Form):
    """Which wards meet when, before the days are looked for."""

    use_required_attribute = False
    required_css_class = "required"

    first = forms.ChoiceField(
        label=gettext_lazy("First month"),
        help_text=gettext_lazy("The quarter is this month and the two after it."),
        error_messages={"invalid_choice": gettext_lazy("Choose a month from the list.")},
    )
    number = forms.TypedChoiceField(label=gettext_lazy("Meets on the"), coerce=int, choices=NUMBERS)
    weekday = forms.TypedChoiceField(label=gettext_lazy("Weekday"), coerce=int, choices=WEEKDAYS)
    keep = forms.BooleanField(
        label=gettext_lazy("Keep each ward’s own day, every three months"),
        required=False,
        help_text=gettext_lazy(
            "A ward that last met on a third Thursday meets on one again. The day above is then "
            "for wards that never met."
        ),
    )
    starts = time_field(gettext_lazy("Starts at"))
    ends = time_field(gettext_lazy("Ends at"))
    wards = forms.MultipleChoiceField(
        label=gettext_lazy("Wards"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one ward."),
            "invalid_choice": gettext_lazy("Choose wards from the list."),
        },
    )

    def __init__(self, data=None, *, today, initial=None):
        months = [months_after(today.replace(day=1), n) for n in range(MONTHS_AHEAD)]
        self.today, self.months = today, {f"{month:%Y-%m}": month for month in months}
        self.by_slug = {ward.slug: ward for ward in Ward.objects.all()}
        start = {
            "first": f"{months[1]:%Y-%m}",
            "number": 2,
            "weekday": 1,
            "keep": True,
            "starts": "19:00",
            "ends": "20:30",
            "wards": list(self.by_slug),
        }
        super().__init__(data, initial=start | (initial or {}))
        self.fields["first"].choices = [
            (code, date_format(month, "F Y")) for code, month in self.months.items()
        ]
        self.fields["wards"].choices = [(slug, each.name) for slug, each in self.by_slug.items()]

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("This is before the meetings start. Choose a later time."))
        return cleaned

    def proposed(self) -> tuple[list[dict], list[PanelMeeting]]:
        """Return the rows of the table, and the meetings of wards that need none.

        A ward that meets in this quarter already is left out.
        """
        told, calendar = self.cleaned_data, queries.calendar()
        quarter = panel_dates.Quarter(
            self.months[told["first"]],
            self.today + timedelta(days=1),
            panel_dates.Hours(told["starts"], told["ends"], calendar.zone),
            calendar.bank_holidays,
        )
        chosen = {self.by_slug[slug].pk: self.by_slug[slug] for slug in told["wards"]}
        standing = meeting_queries.meeting_in(quarter.first, quarter.end).filter(ward__in=chosen)
        there = list(standing.select_related("ward"))
        wards = {pk: chosen[pk] for pk in chosen.keys() - {each.ward_id for each in there}}
        wards = dict(sorted(wards.items(), key=lambda item: item[1].name))
        before = meeting_queries.last_ones(wards.values(), quarter.first)
        met = {pk: timezone.localdate(each.starts_at) for pk, each in before.items()}
        shared = meeting_queries.sharing()
        found = panel_dates.propose(
            quarter,
            panel_dates.Rule(told["number"], told["weekday"]),
            {pk: met.get(pk) if told["keep"] else None for pk in wards},
            shared,
            meeting_queries.taken(quarter.first, quarter.end, shared),
        )
        rows = [self._row(wards[each.ward], each, before.get(each.ward)) for each in found]
        return rows, there

    def _row(self, ward, proposal, last) -> dict:
        place = {name: getattr(last, name) for name in SAME_PLACE} if last else {}
        told = self.cleaned_data
        return {
            "ward": ward.slug,
            "plan": True,
            "day": proposal.day,
            "starts": told["starts"],
            "ends": told["ends"],
            "moved_from": proposal.wanted if proposal.moved else None,
            **place,
        }


class PlanRow(forms.Form):
    """One ward's meeting in the table; a row that is not ticked says nothing."""

    use_required_attribute = False

    ward = forms.ChoiceField(
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("Propose the days again."),
            "invalid_choice": gettext_lazy("This ward is not there any more. Propose days again."),
        },
    )
    plan = forms.BooleanField(label=gettext_lazy("Plan it"), required=False)
    day = forms.DateField(
        label=gettext_lazy("Day"),
        widget=day_input(),
        error_messages={
            "required": gettext_lazy("Choose a day."),
            "invalid": gettext_lazy("Enter a day such as 13/10/2026."),
        },
    )
    starts = time_field(gettext_lazy("From"))
    ends = time_field(gettext_lazy("To"))
    venue = TextField(label=gettext_lazy("Venue"), required=False, max_length=200)
    address = TextField(label=gettext_lazy("Address"), required=False, max_length=200)
    postcode = TextField(label=gettext_lazy("Postcode"), required=False, max_length=8)
    step_free = forms.ChoiceField(
        label=gettext_lazy("Step-free"),
        choices=PanelMeeting.StepFree.choices,
        initial=PanelMeeting.StepFree.UNKNOWN,
    )
    access_note = TextField(label=gettext_lazy("Access"), required=False, max_length=250)
    online_url = forms.URLField(
        label=gettext_lazy("Online address"),
        required=False,
        max_length=200,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        error_messages={"invalid": gettext_lazy("Enter an address such as https://example.com.")},
    )

    def __init__(self, *args, wards, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.wards, self.today = wards, today
        self.fields["ward"].choices = [(slug, ward.name) for slug, ward in wards.items()]
        for name, field in self.fields.items():
            if name != "ward":
                field.widget.attrs["aria-label"] = f"{field.label}: {self.ward_name}"

    @property
    def ward_name(self):
        ward = self.wards.get(str(self["ward"].value() or ""))
        return ward.name if ward else ""

    @property
    def when(self):
        return [self[name] for name in ("day", "starts", "ends")]

    @property
    def where(self):
        """The fields that say where it is and how to take part."""
        return [self[name] for name in SAME_PLACE]

    @property
    def typed_day(self):
        """Return the day as it was sent, to show its weekday; None where it is none."""
        return self.cleaned_data.get("day") if self.is_bound else None

    def full_clean(self):
        super().full_clean()
        if self.is_bound and not self.cleaned_data.get("plan"):
            self._errors.clear()  # what is not planned may be left half filled in

    def clean_postcode(self):
        return spelled(self.cleaned_data["postcode"])

    def clean(self):
        cleaned = super().clean()
        day, starts, ends = (cleaned.get(name) for name in ("day", "starts", "ends"))
        if day and not self.today < day <= self.today + FURTHEST:
            self.add_error("day", _("Choose a day that is still to come, within two years."))
        if starts and ends and ends <= starts:
            self.add_error("ends", _("This is before the meeting starts. Choose a later time."))
        if not (cleaned.get("venue") or cleaned.get("online_url") or "online_url" in self.errors):
            self.add_error("venue", _("Give a venue, an address to join online, or both."))
        return cleaned

    @property
    def meeting(self) -> PanelMeeting:
        """The meeting as the row says it, not stored."""
        told, zone = self.cleaned_data, queries.calendar().zone
        return PanelMeeting(
            ward=self.wards[told["ward"]],
            starts_at=datetime.combine(told["day"], told["starts"], tzinfo=zone),
            ends_at=datetime.combine(told["day"], told["ends"], tzinfo=zone),
            **{name: told[name] for name in SAME_PLACE},
        )


class Rows(BaseFormSet):
    """The whole table: at least one ward, none twice."""

    def clean(self):
        if not self.planned and not any(self.errors):
            raise forms.ValidationError(_("Tick at least one ward."))

    @property
    def planned(self):
        """The rows that are to be stored, each with its place in the table."""
        return [form for form in self.forms if form.cleaned_data.get("plan")]

    def refuse(self, others):
        """Say in each row which meeting stands in its way."""
        for place, form in enumerate(self.planned):
            if place in others:
                form.add_error("day", clash_in_words(form.meeting, others[place]))


PlanTable = formset_factory(PlanRow, Rows, extra=0, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
