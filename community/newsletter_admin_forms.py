"""An issue as editors write it, and the hour at which it goes out."""

from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models import NewsletterIssue
from safety_site.gds.fields import ClockField, seen

RESERVED = "check-your-email"  # the address of another page
FARTHEST = timedelta(days=366)  # a slip of the year must not park an issue for good
LONGEST = 100_000  # characters; mail programs cut far shorter ones


class IssueForm(forms.ModelForm):
    """The words of an issue, and whom they are for."""

    class Meta:
        model = NewsletterIssue
        fields = ["title", "slug", "body", "wards", "themes"]
        widgets = {
            "wards": forms.CheckboxSelectMultiple,
            "themes": forms.CheckboxSelectMultiple,
            "body": forms.Textarea(attrs={"rows": 24, "cols": 80}),
        }

    def clean_title(self):
        """Keep it on one line: it is the subject of the mail."""
        title = " ".join(seen(self.cleaned_data["title"]).split())
        if not title:
            raise ValidationError(_("Write a title that can be read"))
        return title

    def clean_body(self):
        body = self.cleaned_data["body"]
        if len(body) > LONGEST:
            raise ValidationError(_("Shorten this to 100,000 characters or fewer"))
        return body

    def clean_slug(self):
        if self.cleaned_data["slug"] == RESERVED:
            raise ValidationError(_("Another page has this address. Choose another one"))
        return self.cleaned_data["slug"]


class ScheduleForm(forms.Form):
    """When an issue goes out."""

    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose a day"),
            "invalid": _("Enter a real day, such as 27/3/2027"),
        },
    )
    time = ClockField(
        label=_("Time"),
        help_text=_("For example 9am or 18:30."),
        error_messages={"required": _("Enter a time like 9:30pm or 21:30")},
    )

    def clean(self):
        """Join both to a moment that is still to come."""
        told = super().clean()
        if not self.errors:
            now = timezone.now()
            try:
                moment = timezone.make_aware(datetime.combine(told["day"], told["time"]))
                in_reach = now < moment <= now + FARTHEST
            except (ValueError, OverflowError):
                in_reach = False
            if not in_reach:
                raise ValidationError(_("Choose a time that is still to come, within a year"))
            told["send_at"] = moment
        return told
