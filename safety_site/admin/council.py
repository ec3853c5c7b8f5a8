"""The council itself in the back office: one row, to be changed but never added or deleted."""

from django.contrib import admin
from django.shortcuts import redirect

from safety_site.models import Council


@admin.register(Council)
class CouncilAdmin(admin.ModelAdmin):
    """Who runs this site: names, contacts and hours, as every page and mail shows them."""

    fieldsets = [
        (None, {"fields": ["name", "area", "site_name", "website"]}),
        ("Contact", {"fields": ["phone", "phone_hours", "email"]}),
        ("Police", {"fields": ["police_name", "police_website"]}),
        ("Reports", {"fields": ["reference_prefix", "working_day_ends"]}),
    ]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        """Lead straight to the one row, where it has been loaded."""
        council = Council.objects.first()
        if council and self.has_view_or_change_permission(request):
            return redirect("admin:safety_site_council_change", council.pk)
        return super().changelist_view(request, extra_context)
