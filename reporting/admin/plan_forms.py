"""The small forms of a case's plan, its measures, its clocks and the safety of officers."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from reporting import queries
from reporting.admin.fields import DayField, OfficerField, officers_of, text_area
from reporting.admin.forms import CaseForm
from reporting.models import Measure, Pause
from reporting.working_time import working_days_after
from safety_site import council


class PlanForm(CaseForm):
    """One step of the plan."""

    text = forms.CharField(
        label="What will be done",
        max_length=500,
        help_text="One thing that somebody can tick off.",
        error_messages={"required": "Write what will be done."},
    )
    due_on = DayField(label="By", required="Choose the day by which it is done.")
    owner = OfficerField(
        None,
        label="By whom",
        empty_label=None,
        error_messages={"required": "Choose who does it."},
    )

    def adapt(self, report):
        self.fields["owner"].offer(officers_of(report), self.user)
        self.initial["owner"] = self.user.pk


class EndActionForm(CaseForm):
    """What came of a step of the plan."""

    action = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    done = forms.ChoiceField(
        label="Done?",
        choices=[("yes", "Done"), ("no", "Given up")],
        widget=forms.RadioSelect,
        initial="yes",
    )
    result = forms.CharField(
        required=False,
        max_length=500,
        label="What came of it",
        help_text="If it is given up: why.",
    )

    def values(self):
        return self.cleaned_data | {"done": self.cleaned_data["done"] == "yes"}


class MeasureForm(CaseForm):
    """A warning, an agreement, a notice, a penalty or an order."""

    power = forms.ChoiceField(choices=Measure.Power, label="What")
    issued_on = DayField(label="Issued on", required="Choose the day on which it was issued.")
    issued_to = forms.CharField(
        label="Against whom",
        max_length=120,
        error_messages={"required": "Write whom it is against."},
        help_text="Staff only. Never told to the reporter.",
    )
    reference = forms.CharField(
        required=False, max_length=60, help_text="The number on the letter or notice."
    )
    expires_on = DayField(label="Ends on", help_text="Empty: it has no end.")
    note = forms.CharField(
        label="More about it",
        required=False,
        max_length=2000,
        widget=text_area(2),
        help_text="For staff only.",
    )

    def adapt(self, report):
        self.initial["issued_on"] = timezone.localdate()


class ReviewForm(CaseForm):
    """What a look at the case found, and the day of the next."""

    text = forms.CharField(
        label="What you found",
        required=False,
        max_length=3000,
        widget=text_area(2),
        help_text="For staff only.",
    )
    review_on = DayField(label="Look again on", help_text="Empty: no further review is needed.")

    def adapt(self, report):
        if report.review_on and report.review_on > timezone.localdate():
            self.initial["review_on"] = report.review_on

    def clean(self):
        data = super().clean()
        empty = not (data.get("text") or data.get("review_on"))
        if empty and not self.errors:
            self.add_error("text", "Write what you found, or choose the day of the next review.")
        return data


class PauseForm(CaseForm):
    """Why the clocks stand still, and when somebody looks."""

    reason = forms.ChoiceField(
        choices=Pause.Reason,
        widget=forms.RadioSelect,
        label="Why",
        error_messages={"required": "Say for whom the case waits."},
    )
    text = forms.CharField(
        label="What you wait for",
        max_length=500,
        error_messages={"required": "Write what you wait for."},
    )
    look_again_on = DayField(
        label="Look again on", required="Choose the day on which somebody looks whether it came."
    )


class ResumeForm(CaseForm):
    """What has come."""

    text = forms.CharField(label="What has come", required=False, max_length=500)


class SnoozeForm(CaseForm):
    """Until which day it is out of the way."""

    until = DayField(
        help_text="It comes back at once when the reporter writes.", required="Choose a day."
    )

    def adapt(self, report):
        self.initial["until"] = working_days_after(timezone.localdate(), 1, queries.calendar())


class WarnForm(CaseForm):
    """What officers must know before they go to an address."""

    place = forms.CharField(
        max_length=200,
        label="Address",
        error_messages={"required": "Write the address that it is about."},
    )
    text = forms.CharField(
        label="What to know",
        max_length=500,
        widget=text_area(2),
        help_text="Facts, not opinions: the person may ask to read it.",
        error_messages={"required": "Write what officers must know."},
    )
    ends_on = DayField(label="Until", required="Choose the last day on which it holds.")

    def adapt(self, report):
        self.initial["place"] = report.location[:200]
        days = timedelta(days=council.current().warning_days)
        self.initial["ends_on"] = timezone.localdate() + days


class EndWarningForm(CaseForm):
    """Why a warning does not hold any more."""

    warning = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = forms.CharField(
        label="Why it does not hold any more",
        max_length=500,
        error_messages={"required": "Say why it does not hold any more."},
    )
