"""The small forms on a report's page: each is one thing to do."""

from django import forms

from reporting import lifecycle, notifications
from reporting.models import Category, Report, Team
from reporting.routing import NO, YES

NO_MAIL = "This site sends the reporter no mail."


def how_told(report: Report) -> str:
    """Say how what an officer writes for the reporter gets to them, so that nobody counts on mail.

    Where there is none, the receipt is the only way to the report's own page.
    """
    if not notifications.may_mail(report):
        return f"{NO_MAIL} They see it when they follow the report from their receipt."
    if report.is_private:
        return (
            "The mail says only that there is news, because others may read it. "
            "The reporter sees your words when they follow the report."
        )
    return "The reporter gets it by mail and when they follow the report."


class CaseForm(forms.Form):
    """A form about one report; `done` says what has happened once it is saved."""

    done = ""
    button = ""
    use_required_attribute = False

    def __init__(self, report, data=None):
        super().__init__(data, auto_id=f"id_{type(self).__name__.lower()}_%s")
        self.adapt(report)

    def adapt(self, report):
        """Offer what this report allows."""


class AllocateForm(CaseForm):
    """Another team, and why."""

    done = "given to the other team, which is told by mail."
    button = "Allocate"
    team = forms.ModelChoiceField(
        Team.objects.none(),
        empty_label="Choose a team",
        error_messages={"required": "Choose the team that should have this report."},
    )
    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="The other team reads this.",
        error_messages={"required": "Say why the other team should have this report."},
    )

    def adapt(self, report):
        self.fields["team"].queryset = Team.objects.owners().exclude(pk=report.team_id)


class NoteForm(CaseForm):
    """A note for colleagues."""

    done = "note added."
    button = "Add note"
    text = forms.CharField(
        label="Note",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For staff only. The reporter never sees it.",
        error_messages={"required": "Write the note first."},
    )


class StatusForm(CaseForm):
    """The next status; closing needs an outcome and an explanation."""

    done = "status changed."
    button = "Change status"
    status = forms.ChoiceField(
        label="New status",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the new status."},
    )
    reason = forms.CharField(
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For staff only.",
    )
    outcome = forms.ChoiceField(required=False, help_text="Only when you close the report.")
    explanation = forms.CharField(
        label="Explanation to the reporter",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def adapt(self, report):
        path, status = report.stage
        following = lifecycle.next_statuses(path, status)
        self.fields["status"].choices = [
            (status.value, Report.Status(status.value).label) for status in following
        ]
        if lifecycle.Status.CLOSED not in following:
            del self.fields["outcome"], self.fields["explanation"]
            return
        told = f"Only when you close the report. In plain words. {how_told(report)}"
        self.fields["explanation"].help_text = told
        self.fields["outcome"].choices = [
            ("", "Choose an outcome"),
            *((each.value, Report.Outcome(each.value).label) for each in lifecycle.OUTCOMES[path]),
        ]


class FileForm(forms.Form):
    """What a caller wants to report, and the question that comes before all others."""

    use_required_attribute = False
    danger_now = forms.ChoiceField(
        label="Ask first: is anyone in danger, or is a crime happening right now?",
        widget=forms.RadioSelect,
        choices=[(NO, "No"), (YES, "Yes: tell the caller to ring 999")],
        error_messages={"required": "Ask the caller, then choose yes or no."},
    )
    category = forms.ModelChoiceField(
        Category.objects.taken(),
        label="What is the call about?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose what the call is about."},
    )


FORMS = {"status": StatusForm, "allocate": AllocateForm, "note": NoteForm}
