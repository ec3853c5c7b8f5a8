"""Who read which restricted report, and when: for data protection alone."""

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html

from reporting import permissions
from reporting.models import Reading, Report, roles_of
from reporting.permissions import Action, Role
from reporting.wording import name_of
from safety_site.log_admin import DayFilter, Log

MOST_PEOPLE = 50  # that a name may find


class ReaderFilter(admin.SimpleListFilter):
    """By who read: offered are those who may, so that nobody looks through all readings for names.

    Whoever may no longer is found by name.
    """

    title = "who"
    parameter_name = "who"

    def lookups(self, request, model_admin):
        roles = [role for role in Role if permissions.may([role], Action.READ_RESTRICTED)]
        people = User.objects.filter(groups__name__in=roles).distinct().order_by("username")
        return [(str(person.pk), name_of(person)) for person in people]

    def queryset(self, request, readings):
        if self.value() not in {key for key, _ in self.lookup_choices}:
            return readings
        return readings.filter(by=int(self.value()))


@admin.register(Reading)
class ReadingAdmin(Log, admin.ModelAdmin):
    """Readings of restricted reports and of original photos."""

    list_display = ["at", "who", "what", "read"]
    list_filter = [DayFilter, ReaderFilter]
    list_select_related = ["by", "report"]
    search_fields = ["by"]
    search_help_text = "A reference, or the name of whoever read"

    def has_view_permission(self, request, obj=None):
        """Ask the table: a superuser, who is not cleared, passes every check of Django's own."""
        return permissions.may(roles_of(request.user), Action.READ_AUDIT)

    def get_search_results(self, request, readings, term):
        """Find the people or the report first: both are few, and readings are many."""
        term = term.strip()
        if not term:
            return readings, False
        named = Q()
        for field in ("username", "first_name", "last_name"):
            named |= Q(**{f"{field}__icontains": term})
        people = User.objects.filter(named).values_list("pk", flat=True)[:MOST_PEOPLE]
        reports = Report.objects.filter(reference=term.upper()).values_list("pk", flat=True)
        return readings.filter(Q(by__in=list(people)) | Q(report__in=list(reports))), False

    @admin.display(description="Who")
    def who(self, reading):
        return name_of(reading.by)

    @admin.display(description="Report")
    def what(self, reading):
        address = reverse("admin:reporting_report_change", args=[reading.report_id])
        return format_html('<a href="{}">{}</a>', address, reading.report.reference)

    @admin.display(description="Read")
    def read(self, reading):
        if body := reading.data.get("body"):
            return f"What was referred to {body}"
        return "Original photo" if "photo" in reading.data else "Report"
