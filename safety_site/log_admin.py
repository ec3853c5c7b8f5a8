"""Lists of what happened: the newest first, never changed, never counted to the end."""

from datetime import datetime, time, timedelta

from django.contrib import admin
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.functional import cached_property

from safety_site.content_admin import LookOnly

MOST_LISTED = 1_000  # rows; whoever looks for older ones chooses a day or a person


class ShortPaginator(Paginator):
    """Pages through the newest rows; how many there are in all would cost a look at each."""

    @cached_property
    def count(self):
        return self.object_list.order_by().values("pk")[:MOST_LISTED].count()


class DayFilter(admin.SimpleListFilter):
    """Since when: a few days to choose from."""

    title = "when"
    parameter_name = "when"
    DAYS = {"today": 0, "7-days": 6, "30-days": 29}

    def lookups(self, request, model_admin):
        return [("today", "Today"), ("7-days", "Last 7 days"), ("30-days", "Last 30 days")]

    def queryset(self, request, queryset):
        if self.value() not in self.DAYS:
            return queryset
        day = timezone.localdate() - timedelta(days=self.DAYS[self.value()])
        return queryset.filter(at__gte=timezone.make_aware(datetime.combine(day, time.min)))


class Log(LookOnly):
    """Mixin: a list to read; its rows lead nowhere."""

    list_display_links = None
    ordering = ["-pk"]
    sortable_by = ()
    list_per_page = 50
    paginator = ShortPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = None
    empty_value_display = ""
