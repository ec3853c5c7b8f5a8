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
    """A form about one report, as one officer saw it.

    `seen` is the version of the report that the page showed: its last event. `of` tells forms of
    one kind on one page apart.
    """

    use_required_attribute = False
    seen = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        error_messages={"required": "Open the report again, then do this once more."},
    )

    def __init__(self, report, user, data=None, *, seen=0, of=""):
        super().__init__(data, auto_id=f"id_{type(self).__name__.lower()}{of}_%s")
        self.user = user
        self.initial["seen"] = seen
        self.adapt(report)

    def adapt(self, report):
        """Offer what this report allows."""

    def values(self):
        """Return what the service takes."""
        return self.cleaned_data

    def posted(self):
        """Return what was sent, to be sent again once somebody has looked at it."""
        for name, values in self.data.lists():
            if name in self.fields:
                yield from ((name, value) for value in values)


class AllocateForm(CaseForm):
    """Another team, and why."""

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

    text = forms.CharField(
        label="Note",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For staff only. The reporter never sees it.",
        error_messages={"required": "Write the note first."},
    )


class StatusForm(CaseForm):
    """The next status; closing needs an outcome and an explanation."""

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
        # To join it with another report is a form of its own.
        following = [
            each
            for each in lifecycle.next_statuses(path, status)
            if each is not lifecycle.joined(path)
        ]
        self.fields["status"].choices = [
            (status.value, Report.Status(status.value).label) for status in following
        ]
        if lifecycle.Status.CLOSED not in following:
            del self.fields["outcome"]
        if not EXPLAINED & set(following):
            del self.fields["explanation"]
            return
        told = f"Only when you close or signpost it. In plain words. {how_told(report)}"
        self.fields["explanation"].help_text = told
        if "outcome" not in self.fields:
            return
        self.fields["outcome"].choices = [
            ("", "Choose an outcome"),
            *((each.value, Report.Outcome(each.value).label) for each in lifecycle.OUTCOMES[path]),
        ]


EXPLAINED = {lifecycle.Status.CLOSED, lifecycle.Status.SIGNPOSTED}


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
