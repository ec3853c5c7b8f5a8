"""One panel meeting, as staff enter it; and what a resident wants a panel to discuss."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community import meeting_queries, wording
from community.models import PanelMeeting
from community.services import meetings as services
from faq.asking_forms import LIKE_AN_ADDRESS, SHORTER_ADDRESS
from reporting.journey.forms import PLAIN_ADDRESS
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


class MeetingForm(forms.ModelForm):
    """A meeting in the back office; what is wrong stands beside the field that mends it.

    The admin names the model and the fields.
    """

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

    def clean_email(self):
        """Hold one address alone, once it looks like one."""
        if email := self.cleaned_data["email"]:
            PLAIN_ADDRESS(email)
        return email
