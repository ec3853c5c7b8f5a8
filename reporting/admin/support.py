"""Support pages in the back office: help beside or instead of a report."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from reporting.models import SupportPage
from safety_site.content_admin import ContentAdmin, LinesField, OrderedList


class SupportPageForm(forms.ModelForm):
    keywords = LinesField(
        required=False, help_text=_("Words that residents use themselves, one a line.")
    )

    class Meta:
        model = SupportPage
        fields = [
            "title",
            "slug",
            "summary",
            "body",
            "keywords",
            "position",
            "urgent",
            "quick_exit",
            "checked_on",
        ]


@admin.register(SupportPage)
class SupportPageAdmin(OrderedList, ContentAdmin):
    """Support pages, in their order; numbers and links need a look now and then."""

    form = SupportPageForm
    list_display = ["title", "position", "urgent", "quick_exit", "checked_on"]
    list_filter = ["urgent", "quick_exit"]
    search_fields = ["title", "summary"]

    def get_readonly_fields(self, request, obj=None):
        """An address stays, since handovers, topics and readers point to it."""
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title"]}
