"""What an officer lets others know of a report: its reporter, its followers, the public."""

from datetime import timedelta

from django import forms
from django.utils import timezone

from reporting.admin.fields import text_area
from reporting.admin.forms import CaseForm, how_told
from reporting.admin.others import others_of
from safety_site.gds import TextField

COMES_BACK = timedelta(days=1)  # for which the words of a reply taken back stand in the form


class ReplyForm(CaseForm):
    """Words for the reporter and, where the report is public, for its followers too."""

    text = forms.CharField(
        label="What you want to tell them",
        max_length=3000,
        widget=text_area(4),
        error_messages={"required": "Write the reply first."},
    )
    public = forms.BooleanField(
        label="Also for those who follow it: contains nothing private",
        label_suffix="",
        required=False,
    )
    others = forms.BooleanField(
        label="Also send it to the other people who reported this",
        label_suffix="",
        required=False,
    )

    def adapt(self, report):
        if not report.public:
            del self.fields["public"]
        self.fields["text"].help_text = f"In plain words. {how_told(report)}"
        # Words about people may name one of them: their officer has to think of that first.
        self.initial["others"] = not report.category.about_people
        self.offer_others(others_of(report, self.user))
        if back := taken_back(report, timezone.now()):
            others = bool(back.number_told)
            self.initial |= {"text": back.text, "public": back.public, "others": others}

    def offer_others(self, joined):
        """Name how many get it too, and who has to be told elsewhere."""
        if not joined.told:
            del self.fields["others"]
            return
        people = f"{joined.told} other people" if joined.told > 1 else "other person"
        told = "Each gets their own mail. Write so that it names nobody and gives no address."
        left = f" {joined.left_out} more can only be told on their own report."
        self.fields["others"].label = f"Also send it to the {people} who reported this"
        self.fields["others"].help_text = told + (left if joined.left_out else "")


def taken_back(report, at):
    """Return the reply whose words come back into the form: the last one, taken back just now."""
    last = max(report.replies.all(), key=lambda reply: reply.pk, default=None)
    just_now = last and last.taken_back_at and at - last.taken_back_at < COMES_BACK
    return last if just_now else None


class PublicityForm(CaseForm):
    """Whether the public may learn of a report, and a wording that gives nobody away."""

    public = forms.BooleanField(
        label="Show it to people who report the same nearby",
        label_suffix="",
        required=False,
        help_text="They see the kind, the day, about how far away it is and where it stands.",
    )
    wording = TextField(
        label="What else they may read",
        required=False,
        max_length=200,
        widget=forms.TextInput,
        help_text="In your own words. No names, no address, nothing that the reporter wrote.",
    )

    def adapt(self, report):
        self.initial = {"public": report.public, "wording": report.public_wording}
