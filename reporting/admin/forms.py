"""The small forms on a report's page: each is one thing to do."""

from collections.abc import Iterable

from django import forms
from django.utils.html import format_html

from reporting import lifecycle, notifications, progress
from reporting.admin.fields import text_area
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
    gaps = ()  # what is missing before it can be done, each with the form that fills it
    seen = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        error_messages={"required": "Open the report again, then do this once more."},
    )

    def __init__(self, report, user, data=None, *, seen=0, of=""):
        name = type(self).__name__.lower()
        super().__init__(data, auto_id=f"id_{name}{of}_%s", label_suffix="")
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

    def words(self):
        """Return what was typed or chosen, with its labels, for whoever has to copy it."""
        for field in self.visible_fields():
            names = dict(getattr(field.field, "choices", ()))
            if typed := str(field.value() or "").strip():
                yield field.label, names.get(typed, typed)

    def left_over(self):
        """Return what was typed into fields that the report does not offer any more."""
        for name, field in self.base_fields.items():
            if name not in self.fields and (typed := self.data.get(name, "").strip()):
                yield field.label or name.capitalize(), typed


def every_team(report: Report) -> list[Team]:
    """Return all teams and partners, read once for each report that is shown."""
    found = getattr(report, "_every_team", None)
    if found is None:
        found = report._every_team = list(Team.objects.all())
    return found


class TeamField(forms.ModelChoiceField):
    """One of the teams that were read already."""

    default_error_messages = {"invalid_choice": "Choose a team from the list."}

    def offer(self, teams: Iterable[Team]):
        offered = {team.pk: team.name for team in teams}
        self.queryset = Team.objects.filter(pk__in=offered)
        self.choices = [("", self.empty_label), *offered.items()]


class AllocateForm(CaseForm):
    """Another team, and why."""

    team = TeamField(
        None,
        label="Team",
        empty_label="Choose a team",
        help_text="One of the council’s own. A partner gets a referral instead.",
        error_messages={"required": "Choose the team that should have this report."},
    )
    reason = forms.CharField(
        max_length=500,
        widget=text_area(2),
        help_text="The other team reads this.",
        error_messages={"required": "Say why the other team should have this report."},
    )

    def adapt(self, report):
        others = (team for team in every_team(report) if team.pk != report.team_id)
        self.fields["team"].offer(team for team in others if not team.partner)


class NoteForm(CaseForm):
    """A note for colleagues."""

    text = forms.CharField(
        label="Note",
        max_length=5000,
        widget=text_area(3),
        help_text="For staff only. The reporter never sees it.",
        error_messages={"required": "Write the note first."},
    )


def following(report: Report) -> list[lifecycle.Status]:
    """Return what an officer may choose as the next status, the usual one first.

    To join it with another report is a form of its own; who stays anonymous is never contacted.
    """
    path, status = report.stage
    never = {lifecycle.joined(path)}
    if report.contact_level == Report.ContactLevel.ANONYMOUS:
        never.add(lifecycle.Status.CONTACT_MADE)
    return [each for each in lifecycle.next_statuses(path, status) if each not in never]


class StatusForm(CaseForm):
    """The next status; closing needs an outcome and an explanation."""

    status = forms.ChoiceField(
        label="New status",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the new status.",
            "invalid_choice": "This status cannot follow now. Choose one of these.",
        },
    )
    reason = forms.CharField(
        label="Why",
        required=False,
        max_length=500,
        widget=text_area(2),
        help_text="For staff only.",
    )
    outcome = forms.ChoiceField(
        label="How it ended", required=False, help_text="Only when you close the report."
    )
    explanation = forms.CharField(
        label="Explanation to the reporter",
        required=False,
        max_length=3000,
        widget=text_area(4),
    )

    def adapt(self, report):
        choices = following(report)
        self.fields["status"].choices = [
            (each.value, told(report, each, usual=number == 0))
            for number, each in enumerate(choices)
        ]
        self.initial["status"] = choices[0].value if choices else None
        if lifecycle.Status.CLOSED not in choices:
            del self.fields["outcome"]
        if not EXPLAINED & set(choices):
            del self.fields["explanation"]
            return
        help_text = f"Only when you close or signpost it. In plain words. {how_told(report)}"
        self.fields["explanation"].help_text = help_text
        if "outcome" not in self.fields:
            return
        self.fields["outcome"].choices = [
            ("", "Choose an outcome"),
            *(
                (each.value, Report.Outcome(each.value).label)
                for each in lifecycle.OUTCOMES[report.stage[0]]
            ),
        ]


EXPLAINED = {lifecycle.Status.CLOSED, lifecycle.Status.SIGNPOSTED}


def told(report: Report, status: lifecycle.Status, *, usual: bool) -> str:
    """Name a status, with what its reporter will read of it."""
    return format_html(
        '{}{} <span class="help">The reporter reads: {}</span>',
        Report.Status(status.value).label,
        " (usual next)" if usual else "",
        progress.words_of(report, status)[0],
    )


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
