"""The forms on the editors' pages."""

from django import forms
from django.forms.models import BaseInlineFormSet
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faq.models import Organisation, Response, Topic, UpdateNote
from safety_site.chosen_rows import KnownRows
from safety_site.content_admin import LinesField


class OrganisationForm(forms.ModelForm):
    aliases = LinesField(
        label=_("Other names"),
        required=False,
        help_text=_("Names that documents call it, one a line, such as Met Police."),
    )

    class Meta:
        model = Organisation
        fields = ["name", "slug", "role", "aliases"]


class RelatedField(KnownRows):
    """Topics to tick, since a list for several choices is hard to use by keyboard or touch."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, topic):
        return f"{topic} ({topic.when_label})" if topic.when_label else str(topic)


class TopicForm(forms.ModelForm):
    related = RelatedField(
        Topic.objects.select_related("webinar").newest_first(),
        required=False,
    )
    keywords = LinesField(
        required=False,
        help_text=_("Words that residents use themselves, one a line, such as phone snatched."),
    )

    class Meta:
        model = Topic
        fields = [
            "title",
            "slug",
            "question",
            "webinar",
            "position",
            "theme",
            "next_step",
            "report_category",
            "support_page",
            "related",
            "keywords",
            "review_by",
            "owner",
        ]
        widgets = {"question": forms.Textarea(attrs={"rows": 4})}
        labels = {"report_category": _("Report form")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            others = self.fields["related"].queryset.exclude(pk=self.instance.pk)
            self.fields["related"].queryset = others

    def clean_slug(self):
        """Refuse an address under which residents would find another page."""
        slug = self.cleaned_data["slug"]
        if resolve(reverse("faq:topic", args=[slug])).url_name != "topic":
            raise forms.ValidationError(_("Another page has this address. Choose a different one."))
        return slug


class ResponseForm(forms.ModelForm):
    answered_on = forms.DateField(
        required=False,
        help_text=_("When this was said. Empty: on the day of the webinar, or today without one."),
    )

    class Meta:
        model = Response
        fields = ["organisation", "position", "answered_on", "is_summary", "body"]
        labels = {"body": _("Answer")}
        help_texts = {"position": _("1 stands first. 0: after the others.")}
        widgets = {"body": forms.Textarea(attrs={"rows": 10})}

    def clean_answered_on(self):
        """Keep the day that is stored where the field was emptied."""
        return self.cleaned_data["answered_on"] or self.instance.answered_on


class ResponseFormSet(BaseInlineFormSet):
    """New answers stand last and bear the webinar's day, or today, unless the editor says so."""

    def save_new(self, form, commit=True):
        response, topic = form.instance, self.instance
        said_by_default = topic.webinar.held_on if topic.webinar else timezone.localdate()
        response.answered_on = response.answered_on or said_by_default
        if not response.position:
            places = [other.position for other in topic.responses.all()]
            response.position = max(places, default=0) + 1
        return super().save_new(form, commit)


class UpdateNoteForm(forms.ModelForm):
    dated = forms.DateField(required=False, help_text=_("Empty: today."))

    class Meta:
        model = UpdateNote
        fields = ["dated", "body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 4})}

    def clean_dated(self):
        """Take today where the field is empty, or keep the day that is stored."""
        return self.cleaned_data["dated"] or self.instance.dated or timezone.localdate()
