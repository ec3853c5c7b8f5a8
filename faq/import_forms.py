"""The form that takes a published webinar: its text, and the webinar that it belongs to."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faq import services, webinar_document
from faq.models import Webinar

# A webinar of two hours fills about 40,000 characters; as many as this still fit into one request.
LONGEST = 250_000
TOO_LONG = _("This is too long for a webinar. Use a text of at most 250,000 characters.")


class ImportForm(forms.Form):
    """Reads the text while checking it; `document` then holds what it says."""

    use_required_attribute = False

    file = forms.FileField(
        label=_("Upload the document"),
        required=False,
        help_text=_("As plain text (.txt). It takes the place of any text below."),
        error_messages={"empty": _("This file is empty. Choose the text of a published webinar.")},
    )
    text = forms.CharField(
        label=_("Or paste its text"),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"max_length": TOO_LONG},
    )
    webinar = forms.ModelChoiceField(
        Webinar.objects.all(),
        label=_("Webinar"),
        required=False,
        empty_label=_("A new webinar"),
        error_messages={"invalid_choice": _("Choose a webinar from the list.")},
    )
    title = forms.CharField(
        label=_("Title of the new webinar"),
        required=False,
        max_length=200,
        help_text=_("Empty: the first line of the document, if it is a title."),
    )
    held_on = forms.DateField(
        label=_("Day of the new webinar"),
        required=False,
        help_text=_("Such as 01/04/2025. Use the first of the month if only that is known."),
        error_messages={"invalid": _("Write the day such as 01/04/2025.")},
    )

    document: webinar_document.Document | None = None

    def clean_file(self):
        """Make text of the file, and keep it in the form, since a browser does not keep a file."""
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if file.size > 4 * LONGEST:  # a character takes four bytes at most
            raise ValidationError(TOO_LONG)
        try:
            text = webinar_document.decode(file.read())
        except webinar_document.NotAWebinar as fault:
            raise ValidationError(str(fault)) from fault
        if len(text) > LONGEST:
            raise ValidationError(TOO_LONG)
        self.data = self.data.copy()
        self.data["text"] = text
        return text

    def clean(self):
        cleaned = super().clean()
        if not self.errors.keys() & {"file", "text"}:
            self._read("file" if cleaned["file"] else "text")
        if self.document and "webinar" not in self.errors:
            self._check_webinar(cleaned)
        return cleaned

    def _read(self, field):
        try:
            self.document = services.read_document(self.cleaned_data[field])
        except webinar_document.NotAWebinar as fault:
            self.add_error(field, str(fault))

    def _check_webinar(self, cleaned):
        if chosen := cleaned["webinar"]:
            if chosen.held_on > timezone.localdate():
                self.add_error("webinar", _("This webinar is still to come, so nobody answered."))
            return
        if "title" not in self.errors:
            cleaned["title"] = cleaned["title"] or self.document.title
            if not cleaned["title"]:
                self.add_error("title", _("Give the new webinar a title."))
        if "held_on" not in self.errors:
            self._check_day(cleaned["held_on"])

    def _check_day(self, day):
        if not day:
            self.add_error("held_on", _("Say on which day the new webinar was held."))
        elif day > timezone.localdate():
            self.add_error("held_on", _("This day is still to come. Write the day it was held."))
        elif held := Webinar.objects.filter(held_on=day).first():
            sentence = _("“%(title)s” was held on that day. Choose it from the list.")
            self.add_error("webinar", sentence % {"title": held})

    def get_webinar(self):
        """The chosen webinar, or a new one that is not stored yet."""
        cleaned = self.cleaned_data
        return cleaned["webinar"] or services.new_webinar(
            title=cleaned["title"], held_on=cleaned["held_on"]
        )
