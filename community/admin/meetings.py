"""Panel meetings, what panels asked for, and who serves a ward, in the back office."""

from django import forms
from django.contrib import admin
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community import wording
from community.admin.planning import PlanPages
from community.meeting_forms import MeetingForm, PriorityForm
from community.models import PanelMeeting, PanelPriority, WardTeam
from community.services import meetings as services
from safety_site.content_admin import DeclaredFilters, OldAndNew, PlainChoices, PlainDays


class TimeFilter(admin.SimpleListFilter):
    """Meetings to come first: that is what staff come for."""

    title = gettext_lazy("time")
    parameter_name = "time"

    def lookups(self, request, model_admin):
        return [("over", _("Over")), ("minutes", _("Over, without minutes")), ("all", _("All"))]

    def choices(self, changelist):
        choices = list(super().choices(changelist))
        choices[0]["display"] = _("To come")
        return choices

    def queryset(self, request, queryset):
        now = timezone.now()
        match self.value():
            case "over":
                return queryset.filter(ends_at__lte=now)
            case "minutes":
                return queryset.held().filter(ends_at__lte=now, minutes_url="")
            case "all":
                return queryset
        return queryset.filter(ends_at__gt=now)


@admin.register(PanelMeeting)
class PanelMeetingAdmin(PlanPages, DeclaredFilters, PlainChoices, OldAndNew, admin.ModelAdmin):
    """Panel meetings, one by one; a whole quarter has a page of its own."""

    form = MeetingForm
    list_display = ["day", "ward", "hours", "place", "state"]
    list_filter = [TimeFilter, "cancelled", "ward"]
    list_select_related = ["ward"]
    search_fields = ["ward__name", "venue", "address"]
    ordering = ["starts_at", "ward__name"]
    fieldsets = [
        (None, {"fields": ["ward", "starts_at", "ends_at", "cancelled"]}),
        (
            gettext_lazy("Where it is"),
            {
                "fields": [
                    "venue",
                    "address",
                    "postcode",
                    "step_free",
                    "access_note",
                    "online_url",
                ]
            },
        ),
        (gettext_lazy("What it is about"), {"fields": ["agenda", "minutes_url"]}),
    ]

    @admin.display(description=gettext_lazy("Day"), ordering="starts_at")
    def day(self, meeting):
        return date_format(timezone.localtime(meeting.starts_at), "D j M Y")

    @admin.display(description=gettext_lazy("Hours"))
    def hours(self, meeting):
        return wording.hours(meeting)

    @admin.display(description=gettext_lazy("Where"))
    def place(self, meeting):
        return meeting.venue or _("Online")

    @admin.display(description=gettext_lazy("State"))
    def state(self, meeting):
        if meeting.cancelled:
            return _("Cancelled")
        if meeting.ends_at > timezone.now():
            return _("To come")
        return _("Over") if meeting.minutes_url else _("Over, no minutes yet")

    def save_model(self, request, obj, form, change):
        """Store it as every meeting is stored: calendars take the change, people are told."""
        services.save(meeting=obj, at=timezone.now())


@admin.register(PanelPriority)
class PanelPriorityAdmin(DeclaredFilters, PlainChoices, PlainDays, OldAndNew, admin.ModelAdmin):
    """What panels asked for, and what was done about it."""

    form = PriorityForm
    list_display = ["title", "ward", "agreed_on", "is_current", "done_on"]
    list_filter = ["is_current", "ward"]
    list_select_related = ["ward"]
    search_fields = ["title", "done"]
    fields = ["ward", "meeting", "title", "agreed_on", "is_current", "done", "done_on"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Name each meeting by its ward and day without a query for each."""
        if db_field.name == "meeting":
            kwargs["queryset"] = PanelMeeting.objects.select_related("ward").order_by("-starts_at")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(WardTeam)
class WardTeamAdmin(DeclaredFilters, PlainChoices, OldAndNew, admin.ModelAdmin):
    """The teams that residents of a ward can turn to."""

    list_display = ["name", "organisation", "serves", "email", "phone"]
    list_filter = ["organisation", "wards"]
    search_fields = ["name"]
    formfield_overrides = {models.ManyToManyField: {"widget": forms.CheckboxSelectMultiple}}

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("wards")

    @admin.display(description=gettext_lazy("Serves"))
    def serves(self, team):
        return ", ".join(ward.name for ward in team.wards.all()) or _("Every ward")
