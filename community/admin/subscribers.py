"""Who gets the newsletter, and the proofs that they wanted it."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy

from community.models import ConsentRecord, Subscriber
from community.services import subscribing
from safety_site.content_admin import DeclaredFilters


class ReadOnly(DeclaredFilters, admin.ModelAdmin):
    """What residents changed themselves is read here."""

    actions = None
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Subscriber)
class SubscriberAdmin(ReadOnly):
    """Addresses; to delete one here is to leave."""

    list_display = ["email", "newsletter", "meetings", "confirmed_at", "bounces", "stopped_at"]
    list_filter = ["newsletter", "meetings"]
    search_fields = ["email"]
    exclude = ["key"]  # whoever has it could leave in their name

    def delete_model(self, request, obj):
        subscribing.leave(key=obj.key, at=timezone.now())


@admin.register(ConsentRecord)
class ConsentRecordAdmin(ReadOnly):
    """Proofs, found by the whole address of whoever asks."""

    list_display = ["words", "asked_at", "confirmed_at", "left_at"]
    fields = ["words", "asked_at", "confirmed_at", "left_at"]
    search_fields = ["digest"]
    search_help_text = gettext_lazy("Type a whole email address. The address itself is not kept.")

    def has_delete_permission(self, request, obj=None):
        return False

    def get_search_results(self, request, queryset, search_term):
        """Find what was agreed to for an address."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(digest=subscribing.digest(search_term.strip())), False
