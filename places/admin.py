"""Wards in the back office."""

from django.contrib import admin

from places.models import Ward
from safety_site.content_admin import DeclaredFilters


@admin.register(Ward)
class WardAdmin(DeclaredFilters, admin.ModelAdmin):
    """The wards of the council's area."""

    list_display = ["name", "gss"]
    search_fields = ["name", "gss"]

    def get_readonly_fields(self, request, obj=None):
        """Reports and drafts name a ward by its slug."""
        return ["slug"] if obj else []
