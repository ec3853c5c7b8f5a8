"""The council itself in the back office: one row, to be changed but never added or deleted."""

from django.contrib import admin
from django.shortcuts import redirect

from safety_site.content_admin import OldAndNew
from safety_site.models import Council
from safety_site.packs.schema import Identity


def limits(name):
    """Return what a pack may say of a number, as a form's field takes it."""
    known = Identity.model_fields.get(name)
    said = known.metadata if known else ()
    names = {"ge": "min_value", "le": "max_value"}
    return {names[key]: getattr(each, key) for each in said for key in names if hasattr(each, key)}


@admin.register(Council)
class CouncilAdmin(OldAndNew, admin.ModelAdmin):
    """Who runs this site: names, contacts and hours, as every page and mail shows them."""

    fieldsets = [
        (None, {"fields": ["name", "area", "site_name", "website"]}),
        ("Contact", {"fields": ["phone", "phone_hours", "email"]}),
        ("Police", {"fields": ["police_name", "police_website"]}),
        ("Reports", {"fields": ["reference_prefix", "working_day_ends"]}),
        (
            "Cases",
            {
                "fields": [
                    "update_days",
                    "referral_days",
                    "escalate_days",
                    "digest_from",
                    "warning_days",
                ]
            },
        ),
        ("Case reviews", {"fields": ["case_review_threshold", "case_review_days"]}),
        ("Residents’ questions", {"fields": ["question_days"]}),
        ("Taking part", {"fields": ["reminder_days", "interest_days", "bounce_limit"]}),
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return super().formfield_for_dbfield(db_field, request, **kwargs | limits(db_field.name))

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
