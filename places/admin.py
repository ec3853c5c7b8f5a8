"""Wards and neighbours in the back office."""

from django.contrib import admin
from django.db.models import Exists, OuterRef

from places.models import Neighbour, Ward, WardBoundary
from safety_site.content_admin import DeclaredFilters, OldAndNew


@admin.register(Ward)
class WardAdmin(DeclaredFilters, OldAndNew, admin.ModelAdmin):
    """The wards of the council's area; their boundaries come from import_wards."""

    list_display = ["name", "gss", "is_drawn"]
    search_fields = ["name", "gss"]

    def get_queryset(self, request):
        """Say whether there is a boundary without reading it."""
        boundary = WardBoundary.objects.filter(ward=OuterRef("pk"))
        return super().get_queryset(request).annotate(has_boundary=Exists(boundary))

    @admin.display(boolean=True, ordering="has_boundary", description="boundary")
    def is_drawn(self, ward):
        return ward.has_boundary

    def get_readonly_fields(self, request, obj=None):
        """Reports and drafts name a ward by its slug."""
        return ["slug"] if obj else []


@admin.register(Neighbour)
class NeighbourAdmin(DeclaredFilters, OldAndNew, admin.ModelAdmin):
    """The authorities around, which residents are sent to."""

    list_display = ["name", "gss", "url"]
    search_fields = ["name", "gss"]
