"""Filters of the queue."""

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone

from reporting.models import Event, Report, Team


class StateFilter(admin.SimpleListFilter):
    """Open reports first: that is what officers come for."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("overdue", "Overdue"),
            ("answered", "Reporter has answered"),
            ("ended", "Ended"),
            ("all", "All"),
        ]

    def choices(self, changelist):
        """Name the default, which the admin would call “All”."""
        choices = list(super().choices(changelist))
        choices[0]["display"] = "Open"
        return choices

    def queryset(self, request, queryset):
        match self.value():
            case "overdue":
                return queryset.overdue(timezone.now())
            case "answered":
                # What is closed because its reporter took it back asks nothing of anybody.
                over = Q(answer=Event.Type.WITHDRAWAL, status=Report.Status.CLOSED)
                return queryset.filter(answer__isnull=False).exclude(over)
            case "ended":
                return queryset.filter(status__in=Report.ENDED)
            case "all":
                return queryset
        return queryset.open()


class TeamFilter(admin.SimpleListFilter):
    """The teams whose reports this person may see."""

    title = "team"
    parameter_name = "team"

    def lookups(self, request, model_admin):
        visible = model_admin.get_queryset(request).order_by().values("team")
        return [(team.slug, team.name) for team in Team.objects.filter(pk__in=visible)]

    def queryset(self, request, queryset):
        known = self.value() in dict(self.lookup_choices)
        return queryset.filter(team__slug=self.value()) if known else queryset
