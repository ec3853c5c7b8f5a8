"""Opportunities, channels, and counts of what was done."""

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from community.models import ActionCount, Channel, Opportunity
from safety_site.content_admin import DeclaredFilters, OldAndNew, PlainChoices, PlainDays

INTERESTS = "community.view_interest"


class PublicList(DeclaredFilters, PlainChoices, PlainDays, OldAndNew):
    """Mixin: rows with an address of their own, which stays once it is made."""

    named_by = "name"

    def get_readonly_fields(self, request, obj=None):
        """The address stays, since people have it, and the pack knows the row by it."""
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": [self.named_by]}


@admin.register(Channel)
class ChannelAdmin(PublicList, admin.ModelAdmin):
    """Other ways to get news."""

    list_display = ["name", "url", "order"]
    fields = ["name", "slug", "summary", "url", "order"]


@admin.register(Opportunity)
class OpportunityAdmin(PublicList, admin.ModelAdmin):
    """What residents can join, with how many have registered."""

    named_by = "title"
    list_display = ["title", "run_by", "state", "registrations", "checked_on", "order"]
    list_filter = ["is_closed"]
    search_fields = ["title", "summary"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "asks", "gives"]}),
        (gettext_lazy("Where, when and who"), {"fields": ["where", "when", "run_by", "url"]}),
        (
            gettext_lazy("Registering"),
            {"fields": ["takes_interest", "closes_on", "is_closed"]},
        ),
        (gettext_lazy("On the list"), {"fields": ["checked_on", "order"]}),
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in ("asks", "gives"):
            kwargs["help_text"] = gettext_lazy(
                "A blank line begins a new paragraph; “- ” begins a list."
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number=Count("interests"))

    def get_list_display(self, request):
        """Count registrations for who may read them."""
        may_read = request.user.has_perm(INTERESTS)
        return [name for name in self.list_display if may_read or name != "registrations"]

    def get_deleted_objects(self, objs, request):
        """Say how many registered instead of naming each, and what to do."""
        found = super().get_deleted_objects(objs, request)
        counted = Opportunity.objects.filter(pk__in=[each.pk for each in objs])
        counted = counted.annotate(number=Count("interests")).filter(number__gt=0)
        if not counted:
            return found
        return [], {}, set(), [_why_it_stays(each.title, each.number) for each in counted]

    @admin.display(description=gettext_lazy("Registering"))
    def state(self, opportunity):
        if not opportunity.is_open(timezone.localdate()):
            return _("Closed")
        return _("Open") if opportunity.takes_interest else _("On their own page")

    @admin.display(description=gettext_lazy("Registrations"), ordering="number")
    def registrations(self, opportunity):
        url = reverse("admin:community_interest_changelist")
        address = f"{url}?opportunity__id__exact={opportunity.pk}"
        return format_html('<a href="{}">{}</a>', address, opportunity.number)


def _why_it_stays(title, number):
    said = ngettext(
        "%(number)s person has registered for “%(title)s”. Tick “Closed” instead. It can be "
        "deleted once the registration is gone.",
        "%(number)s people have registered for “%(title)s”. Tick “Closed” instead. It can be "
        "deleted once the registrations are gone.",
        number,
    )
    return said % {"number": number, "title": title}


@admin.register(ActionCount)
class ActionCountAdmin(PublicList, admin.ModelAdmin):
    """How often something was done, with its period and its source."""

    named_by = "what"
    list_display = ["what", "shown_number", "organisation", "period_from", "period_to", "as_at"]
    list_filter = ["organisation"]
    list_select_related = ["organisation"]
    search_fields = ["what", "source"]
    fieldsets = [
        (None, {"fields": ["what", "slug", "organisation", "number", "more_than", "note"]}),
        (gettext_lazy("Period"), {"fields": ["period_from", "period_to", "period_note"]}),
        (gettext_lazy("Source"), {"fields": ["source", "source_url", "as_at"]}),
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "source_url":
            kwargs["label"] = gettext_lazy("Address of the source")
        if db_field.name == "as_at":
            kwargs["help_text"] = gettext_lazy("The day on which the source gave the number.")
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=gettext_lazy("Number"), ordering="number")
    def shown_number(self, count):
        number = number_format(count.number, force_grouping=True)
        return _("over %s") % number if count.more_than else number
