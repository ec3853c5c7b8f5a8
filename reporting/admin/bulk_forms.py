"""The small forms for many reports at once."""

from django import forms
from django.contrib.auth.models import User

from reporting import case_queries
from reporting.admin.fields import OfficerField, text_area
from reporting.models import Team


class BulkForm(forms.Form):
    """What is the same for all reports that were chosen."""

    use_required_attribute = False

    def __init__(self, reports, user, data=None):
        super().__init__(data, auto_id="id_bulk_%s", label_suffix="")
        self.user = user
        self.adapt(reports)

    def adapt(self, reports):
        """Offer what these reports allow."""

    def posted(self):
        """Return what was sent, to be sent again once somebody has looked at what it does."""
        return [(name, self.data[name]) for name in self.fields if name in self.data]


class BulkOfficerForm(BulkForm):
    """Who works on them."""

    officer = OfficerField(
        User.objects.none(),
        empty_label="Choose an officer",
        help_text="People of the teams that have these reports.",
        error_messages={
            "required": "Choose who works on them.",
            "invalid_choice": "Choose one of the officers in the list.",
        },
    )
    reason = forms.CharField(
        required=False, max_length=500, widget=text_area(2), help_text="For staff only."
    )

    def adapt(self, reports):
        teams = {report.team_id for report in reports}
        people = case_queries.officers().filter(teams__in=teams)
        self.fields["officer"].queryset = people
        if people.filter(pk=self.user.pk).exists():
            self.initial["officer"] = self.user.pk


class BulkTeamForm(BulkForm):
    """Which team has them from now on, and why."""

    team = forms.ModelChoiceField(
        Team.objects.owners(),
        empty_label="Choose a team",
        error_messages={
            "required": "Choose the team that should have these reports.",
            "invalid_choice": "Choose one of the teams in the list.",
        },
    )
    reason = forms.CharField(
        max_length=500,
        widget=text_area(2),
        help_text="The other team reads this.",
        error_messages={"required": "Say why the other team should have these reports."},
    )


class BulkDuplicatesForm(BulkForm):
    """The report on which the work goes on."""

    main = forms.CharField(
        label="Reference of the main report",
        max_length=40,
        help_text="The one on which the work goes on, such as the oldest of them.",
        error_messages={"required": "Write the reference of the main report."},
    )
    reason = forms.CharField(
        label="How you know that they are the same",
        max_length=500,
        widget=text_area(2),
        help_text="For staff only.",
        error_messages={"required": "Say how you know that they are the same."},
    )

    def adapt(self, reports):
        """Begin with the oldest of several: most often, the work has begun there."""
        unended = [report for report in reports if report.is_open]
        if len(reports) > 1 and unended:
            oldest = min(unended, key=lambda report: (report.received_at, report.pk))
            self.initial["main"] = oldest.reference

    def clean_main(self):
        found = case_queries.report_named(self.cleaned_data["main"], self.user)
        if found is None:
            raise forms.ValidationError("No report of your teams has this reference.")
        return found
