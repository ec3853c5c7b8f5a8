"""One panel meeting, as staff enter it; and what a resident wants a panel to discuss."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community import meeting_queries, wording
from community.models import PanelMeeting
from community.services import meetings as services
from faq.asking_forms import LIKE_AN_ADDRESS, SHORTER_ADDRESS
from places.postcodes import postcode_in
from reporting.journey.nearby_form import AddressField
from safety_site.gds import GdsFormMixin, LongTextField

LONGEST_TOPIC = 1000  # characters


def clash_in_words(meeting: PanelMeeting, other: PanelMeeting) -> str:
    """Say which meeting stands in the way of another, and what to do."""
    when = f"{wording.day(other)}, {wording.hours(other)}"
    told = {"ward": other.ward.name, "when": when}
    if meeting.ward_id != other.ward_id:
        return (
            _(
                "%(ward)s meets then, and a team serves both wards: %(when)s. "
                "Choose another day or time."
            )
            % told
        )
    if other.cancelled:
        return _("A cancelled meeting of this ward stands at that time. Change that one.") % told
    return _("This ward has a meeting then already: %(when)s. Choose another day or time.") % told


def spelled(postcode: str) -> str:
    """Return a postcode as people write it; empty stays empty."""
    if postcode and not (found := postcode_in(postcode)):
        raise ValidationError(_("Enter a whole postcode, like E17 4JF, or leave this empty."))
    return found if postcode else ""


def moment_field(label, day, time):
    """Ask for a day and a time with what the browser has for each, which needs no script."""
    widget = forms.SplitDateTimeWidget(
        date_attrs={"type": "date", "aria-label": day},
        date_format="%Y-%m-%d",
        time_attrs={"type": "time", "aria-label": time},
        time_format="%H:%M",
    )
    sentences = {
        "invalid_date": gettext_lazy("Enter a day such as 13/10/2026."),
        "invalid_time": gettext_lazy("Enter a time such as 19:00."),
    }
    return forms.SplitDateTimeField(label=label, widget=widget, error_messages=sentences)


class MeetingForm(forms.ModelForm):
    """A meeting in the back office; what is wrong stands beside the field that mends it.

    The admin names the model and the fields.
    """

    starts_at = moment_field(
        gettext_lazy("Starts at"), gettext_lazy("Day it starts"), gettext_lazy("Time it starts")
    )
    ends_at = moment_field(
        gettext_lazy("Ends at"), gettext_lazy("Day it ends"), gettext_lazy("Time it ends")
    )

    class Meta:
        help_texts = {
            "cancelled": gettext_lazy(
                "It stays on the site as cancelled. Who was reminded of it gets a mail at once."
            ),
            "agenda": gettext_lazy("A blank line begins a new paragraph; “- ” begins a list."),
        }

    def clean_postcode(self):
        return spelled(self.cleaned_data["postcode"])

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_at"), cleaned.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("This is before the meeting starts. Choose a later time."))
        elif starts and ends and cleaned.get("ward"):
            self._check_clash(cleaned)
        if not {"venue", "online_url"} & self.errors.keys() and not (
            cleaned.get("venue") or cleaned.get("online_url")
        ):
            sentence = _("Say where it is: give a venue, an address to join online, or both.")
            self.add_error("venue", sentence)
        return cleaned

    def _check_clash(self, cleaned):
        """Look for clashes while nobody else may plan: the admin saves in the same transaction."""
        names = ("ward", "starts_at", "ends_at", "cancelled")
        meeting = PanelMeeting(pk=self.instance.pk, **{name: cleaned[name] for name in names})
        services.hold_times(wards=[meeting.ward_id])
        if other := meeting_queries.clashes([meeting]).get(0):
            self.add_error("starts_at", clash_in_words(meeting, other))


class PriorityForm(forms.ModelForm):
    """What a panel asked for; the admin names the model and the fields."""

    class Meta:
        help_texts = {
            "meeting": gettext_lazy("At which it was agreed, if you know."),
            "is_current": gettext_lazy("Untick it once the panel has chosen others."),
            "done": gettext_lazy("The ward’s page shows it, with the day below."),
        }

    def clean(self):
        cleaned = super().clean()
        ward, meeting = cleaned.get("ward"), cleaned.get("meeting")
        if ward and meeting and meeting.ward_id != ward.pk:
            sentence = _("This is a meeting of another ward. Choose one of %(ward)s.")
            self.add_error("meeting", sentence % {"ward": ward.name})
        if cleaned.get("done") and not cleaned.get("done_on") and "done_on" not in self.errors:
            self.add_error("done_on", _("Say on which day you told what was done."))
        return cleaned


class TopicForm(GdsFormMixin, forms.Form):
    """What somebody wants a panel to discuss."""

    words = LongTextField(
        label=gettext_lazy("What should the panel discuss?"),
        max_length=LONGEST_TOPIC,
        help_text=gettext_lazy(
            "Say what happens, and where. Leave out names and addresses of people."
        ),
        error_messages={
            "required": gettext_lazy("Write what the panel should discuss"),
            "max_length": gettext_lazy("Write %(limit_value)d characters or fewer"),
        },
    )
    email = AddressField(
        label=gettext_lazy("Email address (optional)"),
        required=False,
        max_length=254,  # as long as mail allows
        help_text=gettext_lazy("Only so that we can ask you about it. You need not give one."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"invalid": LIKE_AN_ADDRESS, "max_length": SHORTER_ADDRESS},
    )
    gds = {"words": {"label_size": "m"}}
